//! What is wrong in a draft: it may be written over many days, and stops nobody meanwhile.

use crate::diagnostic::{Code, Diagnostic, Outcome, Severity};
use crate::parse::meta::Status;
use crate::parse::{Content, Document};

/// What would stop the site, in a page that nobody is shown.
pub const UNFINISHED_DRAFT: Code = Code {
    name: "unfinished-draft",
    severity: Severity::Warning,
    manual: "\
Something in this draft would stop the site if the draft were published: most often a field that its kind of page cannot stand without. A draft is not
published, so the site is made all the same; mend it before you take the line `status: draft` away. From then on, and where drafts are
shown (`--drafts`), it is an error.",
};

/// What was found in a file alone; in a draft nothing is an error unless drafts are shown.
pub fn own_findings(
    outcome: &Outcome<Document>,
    drafts_are_shown: bool,
) -> impl Iterator<Item = Diagnostic> {
    let may_wait = !drafts_are_shown && is_draft(&outcome.value);
    outcome.findings.iter().map(move |finding| {
        let mut finding = finding.clone();
        if may_wait && finding.is_error() {
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
