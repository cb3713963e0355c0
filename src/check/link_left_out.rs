//! A link to a page that is left out of this build.

use super::{Rule, links};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Site, Target};

pub const RULE: Rule = Rule { code: &CODE, find };

const CODE: Code = Code {
    name: "link-left-out",
    severity: Severity::Warning,
    manual: "\
The link leads to a page that exists but is not published: a draft, an excluded page, or one with errors under `--keep-going`. Its words are
shown without the link until the page is published.",
};

fn find(site: &Site) -> Vec<Diagnostic> {
    links(site)
        .filter(|(_, _, target)| **target == Target::LeftOut)
        .map(|(path, link, _)| {
            Diagnostic::new(
                &CODE,
                path,
                format!(
                    "`{}` is not published, so its words are shown without the link",
                    link.target
                ),
            )
            .at(link.span)
        })
        .collect()
}
