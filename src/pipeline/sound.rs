//! Remembers the last sound version of each file, so that a mistake in one does not take away what was there before.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use crate::check;
use crate::diagnostic::{Diagnostic, Outcome};
use crate::parse::{Content, Document};
use crate::path::SourcePath;

/// The last sound versions.
#[derive(Default)]
pub struct Sound {
    /// Sorted by path.
    known: Mutex<Vec<Arc<Outcome<Document>>>>,
}

/// What a site can be made of although something is wrong.
pub struct Showable {
    /// The files, with the last sound version of each that is not sound now.
    pub documents: Vec<Arc<Outcome<Document>>>,
    /// Pages that never were sound.
    pub never: BTreeSet<SourcePath>,
}

impl Sound {
    /// The files as they can be shown. A file is sound if nothing is wrong with it alone: what it refers to is another file's matter. A
    /// draft that nobody is shown always is, so that a page which is taken back goes.
    pub fn showable(
        &self,
        documents: &[Arc<Outcome<Document>>],
        drafts_are_shown: bool,
    ) -> Showable {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let mut now = Vec::with_capacity(documents.len());
        let mut never = BTreeSet::new();
        let mut shown = Vec::with_capacity(documents.len());
        for outcome in documents {
            let path = &outcome.value.path;
            let mut own = check::own_findings(outcome, drafts_are_shown);
            let is_sound = !own.any(|finding| finding.is_error());
            let best = if is_sound {
                Some(outcome)
            } else {
                let place = known.binary_search_by(|known| known.value.path.cmp(path));
                place.ok().map(|place| &known[place])
            };
            if best.is_none() && matches!(outcome.value.content, Content::Resource(..)) {
                never.insert(path.clone());
            }
            now.extend(best.cloned());
            // Settings, vocabularies and members that never were sound stay: other pages stand on them.
            shown.push(Arc::clone(best.unwrap_or(outcome)));
        }
        *known = now;
        Showable {
            documents: shown,
            never,
        }
    }
}

/// The resources that have errors. Settings, vocabularies and members stay: other pages stand on them.
pub fn broken(
    documents: &[Arc<Outcome<Document>>],
    findings: &[Diagnostic],
) -> BTreeSet<SourcePath> {
    let errors: BTreeSet<&SourcePath> = findings
        .iter()
        .filter(|finding| finding.is_error())
        .map(|finding| &finding.path)
        .collect();
    documents
        .iter()
        .map(|outcome| &outcome.value)
        .filter(|document| matches!(document.content, Content::Resource(..)))
        .map(|document| &document.path)
        .filter(|path| errors.contains(path))
        .cloned()
        .collect()
}
