//! What a draft still lacks: it may be written over many days, and stops nobody meanwhile.

use super::fields::MISSING_FIELD;
use super::{Content, Document};
use crate::diagnostic::{Code, Diagnostic, Outcome, Severity};
use crate::parse::meta::Status;

/// A required key that is not there yet, in a page that nobody is shown.
pub const UNFINISHED_DRAFT: Code = Code {
    name: "unfinished-draft",
    severity: Severity::Warning,
    manual: "\
This draft lacks a field that its kind of page cannot stand without. A draft is not published, so the site is made all the same; fill the field in
before you take the line `status: draft` away. From then on, and where drafts are shown (`--drafts`), it is an error: see `missing-field`.",
};

/// What was found in a file; what a draft lacks is an error only where drafts are shown.
pub fn findings(
    outcome: &Outcome<Document>,
    drafts_are_shown: bool,
) -> impl Iterator<Item = Diagnostic> {
    let may_wait = !drafts_are_shown && is_draft(&outcome.value);
    outcome.findings.iter().map(move |finding| {
        let mut finding = finding.clone();
        if may_wait && *finding.code == MISSING_FIELD {
            finding.code = &UNFINISHED_DRAFT;
        }
        finding
    })
}

fn is_draft(document: &Document) -> bool {
    match &document.content {
        Content::Resource(meta, ..) => meta.common.status == Status::Draft,
        Content::Network(_)
        | Content::Vocabulary(_)
        | Content::Home(_)
        | Content::Member(..)
        | Content::Attachment(..) => false,
    }
}
