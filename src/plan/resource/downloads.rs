//! The files that a page offers to take away.

use crate::model::{ResourceId, State};
use crate::path::LinkStyle;
use crate::plan::view::Download;
use crate::plan::{Plan, exports, words};

impl Plan<'_> {
    /// The files to take away, and why an editable one is not among them.
    pub(super) fn downloads(&self, id: ResourceId) -> (Vec<Download>, String) {
        let resource = self.site.resource(id);
        let licence = exports::licence(self.site, resource);
        let may_change = licence.is_none_or(|licence| licence.allows_changes());
        let mut held_back = resource.written.is_some() && !may_change;
        let mut downloads: Vec<Download> = self
            .exported(id)
            .map(|file| {
                let format = file.export.format;
                let form = &file.export.checklist.form_label;
                Download {
                    title: match form.as_str() {
                        "" => format.purpose().to_owned(),
                        form => format!("{}, {}", format.purpose(), form.to_lowercase()),
                    },
                    format: format.label().to_owned(),
                    size: words::size(file.bytes.len() as u64),
                    editable: format.is_editable(),
                    inaccessible: false,
                    href: file.export.path.href(LinkStyle::File),
                }
            })
            .collect();
        for file in &resource.files {
            let Some(attachment) = self.site.attachments.get(&file.path) else {
                continue;
            };
            let editable = file.is_editable(attachment);
            if attachment.held_back {
                held_back = true;
                continue;
            }
            downloads.push(Download {
                title: file
                    .title
                    .clone()
                    .unwrap_or_else(|| file.path.file_name().to_owned()),
                format: attachment.facts.format.clone(),
                size: words::size(attachment.facts.size),
                editable,
                inaccessible: file.accessible == Some(false),
                href: attachment.output.href(LinkStyle::File),
            });
        }
        let retired = matches!(self.state(id), State::Superseded | State::Withdrawn);
        let note = if resource.written.is_some() && retired {
            "It is no longer in use, so there is nothing to take away.".to_owned()
        } else if held_back {
            "The licence does not allow changes, so no editable file is offered.".to_owned()
        } else {
            String::new()
        };
        (downloads, note)
    }
}
