//! Checklists that another replaces, but that say that they are in use.

use super::Rule;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::Site;
use crate::parse::meta::{Specific, Status};

pub const RULE: Rule = Rule { code: &CODE, find };

const CODE: Code = Code {
    name: "replaced-in-use",
    severity: Severity::Error,
    manual: "\
This checklist names its successor in `superseded_by`, or another one names it in `supersedes`; but its `status` still says that it is in use, so readers
would be offered the old form as a current one. Write `status: superseded` here. If both are in use, take the key out that names the other.",
};

fn find(site: &Site) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for resource in &site.resources {
        let Specific::Checklist(checklist) = &resource.meta.specific else {
            continue;
        };
        if let Some(successor) = &checklist.superseded_by
            && !resource.is_out_of_use()
        {
            findings.push(
                Diagnostic::new(
                    &CODE,
                    &resource.path,
                    format!(
                        "this is replaced by `{}`, but still in use",
                        successor.value
                    ),
                )
                .at(successor.span)
                .help("write `status: superseded`"),
            );
        }
        // While a successor is a draft or under review, the old form is the one to use.
        let is_in_force = matches!(
            resource.meta.common.status,
            Status::Ratified | Status::Published
        );
        let old = resource.supersedes.map(|id| site.resource(id));
        if let (Some(old), Some(named)) = (old, &checklist.supersedes)
            && is_in_force
            && !old.is_out_of_use()
            && old.superseded_by.is_none()
        {
            findings.push(
                Diagnostic::new(
                    &CODE,
                    &resource.path,
                    format!("this replaces `{}`, which is still in use", named.value),
                )
                .at(named.span)
                .help(format!("write `status: superseded` in {}", old.path)),
            );
        }
    }
    findings
}
