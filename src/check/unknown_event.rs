//! A talk at an event that is not there.

use super::{Rule, unresolved};
use crate::diagnostic::{Code, Diagnostic, Severity, did_you_mean};
use crate::model::{Referred, Site};
use crate::source::Kind;

pub const RULE: Rule = Rule { code: &CODE, find };

const CODE: Code = Code {
    name: "unknown-event",
    severity: Severity::Error,
    manual: "\
`event` in speaker notes is the name of a file in `events/` without `.md`. There is none of that name.",
};

fn find(site: &Site) -> Vec<Diagnostic> {
    let names: Vec<&str> = site
        .resources
        .iter()
        .filter(|resource| resource.kind == Kind::Event)
        .filter_map(|resource| {
            let below = resource.path.as_str().strip_prefix("events/")?;
            below
                .strip_suffix("/index.md")
                .or_else(|| below.strip_suffix(".md"))
        })
        .collect();
    site.unresolved
        .iter()
        .filter(|reference| reference.referred == Referred::Event)
        .map(|reference| {
            let written = &reference.written.value;
            unresolved(&CODE, reference, format!("there is no event `{written}`")).help(
                did_you_mean(written, names.iter().copied()).unwrap_or_else(|| {
                    "write the name of its file in events/, without `.md`".to_owned()
                }),
            )
        })
        .collect()
}
