//! A link to a heading that its page does not have.

use super::{Rule, links};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Site, Target};

pub const RULE: Rule = Rule { code: &CODE, find };

const CODE: Code = Code {
    name: "missing-anchor",
    severity: Severity::Error,
    manual: "\
What follows `#` in a link names a heading of the page: its words in lower case with `-` for spaces and without punctuation, as code-hosting
sites do it. `## Time out: who speaks?` is `#time-out-who-speaks`. The page exists, but no heading of that name: it may have been reworded.",
};

fn find(site: &Site) -> Vec<Diagnostic> {
    links(site)
        .filter_map(|(path, link, target)| {
            let Target::MissingFragment { nearest } = target else {
                return None;
            };
            let fragment = link.target.split_once('#').map_or("", |(_, after)| after);
            let finding = Diagnostic::new(
                &CODE,
                path,
                format!("no heading of that page is `#{fragment}`"),
            )
            .at(link.span)
            .maybe_help(
                nearest
                    .as_ref()
                    .map(|near| format!("did you mean `#{near}`?")),
            );
            Some(finding)
        })
        .collect()
}
