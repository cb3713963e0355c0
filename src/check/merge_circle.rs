//! Members that merged into each other in a circle.

use super::Rule;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::Site;

pub const RULE: Rule = Rule { code: &CODE, find };

const CODE: Code = Code {
    name: "merge-circle",
    severity: Severity::Error,
    manual: "\
`merged_into` leads from member to member and back to this one, so readers would be sent in a circle. The last one of the chain must be a member that
still exists.",
};

fn find(site: &Site) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (number, member) in site.members.iter().enumerate() {
        let mut next = member.merged_into;
        let mut steps = 0;
        while let Some(id) = next {
            if id.0 == number {
                let span = member.meta.merged_into.as_ref().map(|text| text.span);
                findings.push(
                    Diagnostic::new(
                        &CODE,
                        &member.path,
                        if steps == 0 {
                            format!("{} cannot be merged into itself", member.id)
                        } else {
                            format!("{} is merged into itself, by way of others", member.id)
                        },
                    )
                    .at(span.unwrap_or(member.meta.span))
                    .help("the last member of the chain has no `merged_into`"),
                );
                break;
            }
            steps += 1;
            if steps > site.members.len() {
                break;
            }
            next = site.member(id).merged_into;
        }
    }
    findings
}
