//! A link by a scheme that could run code.

use super::{Rule, links};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Site, Target};

pub const RULE: Rule = Rule { code: &CODE, find };

const CODE: Code = Code {
    name: "unsafe-link",
    severity: Severity::Error,
    manual: "\
Links may begin with https:, http:, mailto: or tel:. Others, such as javascript: or data:, can run code in a reader's browser, and file: leads to
the author's own computer. The link is never written to a page.",
};

fn find(site: &Site) -> Vec<Diagnostic> {
    links(site)
        .filter(|(_, _, target)| **target == Target::Unsafe)
        .map(|(path, link, _)| {
            Diagnostic::new(
                &CODE,
                path,
                format!("a link cannot lead to `{}`", link.target.escape_debug()),
            )
            .at(link.span)
            .help("use an address that begins with https:, or the path of a file")
        })
        .collect()
}
