//! Two resources of one member and kind with the same title.

use rustc_hash::FxHashMap;

use super::Rule;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::Site;

pub const RULE: Rule = Rule { code: &CODE, find };

const CODE: Code = Code {
    name: "duplicate-title",
    severity: Severity::Warning,
    manual: "\
Two pages of the same member and kind have the same title, so readers cannot tell them apart in a list or a search. Say in the title what
differs: the age group, the setting, the year.",
};

fn find(site: &Site) -> Vec<Diagnostic> {
    let mut first = FxHashMap::default();
    let mut findings = Vec::new();
    for (_, resource) in site.listed() {
        let title = &resource.meta.common.title;
        let key = (resource.kind, resource.member, title.to_lowercase());
        match first.get(&key) {
            None => {
                first.insert(key, &resource.path);
            }
            Some(other) => findings.push(
                Diagnostic::new(
                    &CODE,
                    &resource.path,
                    format!("{other} has the same title: `{}`", title.value),
                )
                .at(title.span)
                .help("say in the title what differs"),
            ),
        }
    }
    findings
}
