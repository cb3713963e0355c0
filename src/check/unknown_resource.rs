//! A resource named in front matter that is not there.

use super::{Rule, unresolved};
use crate::diagnostic::{Code, Diagnostic, Severity, did_you_mean};
use crate::model::{Referred, Site};

pub const RULE: Rule = Rule { code: &CODE, find };

const CODE: Code = Code {
    name: "unknown-resource",
    severity: Severity::Error,
    manual: "\
`adapted_from`, `of`, `supersedes`, `superseded_by` and `translation_of` name another page by its path in the content folder, such as
`trusts/barts-health/checklists/chest-drain.md`. There is no such page, so readers could not get from the copy to the original.",
};

fn find(site: &Site) -> Vec<Diagnostic> {
    site.unresolved
        .iter()
        .filter(|reference| reference.referred == Referred::Resource)
        .map(|reference| {
            let written = &reference.written.value;
            let known = site.resources.iter().map(|resource| resource.path.as_str());
            unresolved(&CODE, reference, format!("there is no page `{written}`"))
                .help(did_you_mean(written, known).unwrap_or_else(|| {
                    "write its path in the content folder, such as trusts/barts-health/checklists/chest-drain.md".to_owned()
                }))
        })
        .collect()
}
