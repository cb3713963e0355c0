//! A file named in front matter that is not there.

use super::{Rule, unresolved};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Referred, Site};

pub const RULE: Rule = Rule { code: &CODE, find };

const CODE: Code = Code {
    name: "missing-file",
    severity: Severity::Error,
    manual: "\
The front matter names a file that does not lie beside the page. Files go into the page's own folder: `checklists/chest-drain/index.md` with
`checklists/chest-drain/chest-drain.docx` beside it. Letters count: `Drain.docx` and `drain.docx` are two files on most hosts.",
};

fn find(site: &Site) -> Vec<Diagnostic> {
    site.unresolved
        .iter()
        .filter(|reference| reference.referred == Referred::File)
        .map(|reference| {
            let written = &reference.written.value;
            unresolved(
                &CODE,
                reference,
                format!("there is no file `{written}` here"),
            )
            .help(match written.contains("://") {
                true => {
                    "here belongs a file beside this page; an address goes into the text, as a link"
                }
                false => "put the file into the same folder as this page",
            })
        })
        .collect()
}
