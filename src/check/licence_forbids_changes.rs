//! An editable file under a licence that forbids changes.

use super::Rule;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::Site;

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
        let Some(licence) = &resource.meta.common.licence else {
            continue;
        };
        if licence.allows_changes() {
            continue;
        }
        for file in &resource.files {
            let editable = site
                .attachments
                .get(&file.path)
                .is_some_and(|attachment| file.is_editable(attachment));
            if editable {
                findings.push(
                    Diagnostic::new(
                        &CODE,
                        &resource.path,
                        format!(
                            "{} can be edited, but the licence {} forbids changes: it is not offered",
                            file.path.file_name(),
                            licence.id()
                        ),
                    )
                    .at(licence.span),
                );
            }
        }
    }
    findings
}
