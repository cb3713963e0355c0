//! A file that no page refers to.

use super::Rule;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::Site;

pub const RULE: Rule = Rule { code: &CODE, find };

const CODE: Code = Code {
    name: "unused-file",
    severity: Severity::Warning,
    manual: "\
No page offers, shows or links to this file, so it is not published. List it under `attachments` in the front matter of the page that it belongs
to, link to it from the text, or delete it.",
};

fn find(site: &Site) -> Vec<Diagnostic> {
    site.unused
        .iter()
        .map(|path| {
            Diagnostic::new(
                &CODE,
                path,
                "no page refers to this file, so it is not published",
            )
            .help("list it under `attachments` in the front matter of its page, or delete it")
        })
        .collect()
}
