//! An editable file under a licence that forbids changes.

use super::Rule;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Site, Target};
use crate::path::SourcePath;

pub const RULE: Rule = Rule { code: &CODE, find };

const CODE: Code = Code {
    name: "licence-forbids-changes",
    severity: Severity::Warning,
    manual: "\
The licence of this resource does not let others change it, so its editable file is not offered for download. If others may adapt it, choose a licence
such as OGL-UK-3.0 or CC-BY-4.0; if not, offer a PDF.",
};

fn find(site: &Site) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for resource in &site.resources {
        let own = resource.meta.common.licence.as_ref();
        let Some(licence) = own.map(|own| own.value).or(site.network.licence) else {
            continue;
        };
        if licence.allows_changes() {
            continue;
        }
        let linked = resource.links.iter().filter_map(|target| match target {
            Target::File { path, .. } => Some(path),
            _ => None,
        });
        let mut files: Vec<&SourcePath> = resource.files.iter().map(|file| &file.path).collect();
        files.extend(linked);
        files.sort();
        files.dedup();
        for file in files {
            let attachment = site.attachments.get(file);
            if attachment.is_none_or(|attachment| !attachment.held_back) {
                continue;
            }
            let finding = Diagnostic::new(
                &CODE,
                &resource.path,
                format!(
                    "{} can be edited, but the licence {} forbids changes: it is not offered",
                    file.file_name(),
                    licence.id()
                ),
            )
            .help("offer a PDF, choose another licence, or write `editable: false` if it cannot be edited");
            findings.push(match own {
                Some(own) => finding.at(own.span),
                None => finding,
            });
        }
    }
    findings
}
