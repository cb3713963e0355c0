//! Remembers the last sound version of each file, so that a mistake in one does not take away what was there before.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use crate::diagnostic::{Diagnostic, Outcome};
use crate::parse::{Content, Document};
use crate::path::SourcePath;

/// The last sound versions.
#[derive(Default)]
pub struct Sound {
    known: Mutex<BTreeMap<SourcePath, Arc<Outcome<Document>>>>,
}

/// What a site can be made of although something is wrong.
pub struct Showable {
    /// The files, with the last sound version of each that is not sound now.
    pub documents: Vec<Arc<Outcome<Document>>>,
    /// Pages that never were sound.
    pub never: BTreeSet<SourcePath>,
}

impl Sound {
    /// The files as they can be shown. A file is sound if nothing is wrong with it alone: what it refers to is another file's matter.
    pub fn showable(&self, documents: &[Arc<Outcome<Document>>]) -> Showable {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let mut now = BTreeMap::new();
        let mut never = BTreeSet::new();
        let mut shown = Vec::with_capacity(documents.len());
        for outcome in documents {
            let path = &outcome.value.path;
            let is_sound = !outcome.findings.iter().any(Diagnostic::is_error);
            let best = if is_sound {
                Some(Arc::clone(outcome))
            } else {
                known.remove(path)
            };
            match best {
                Some(best) => {
                    shown.push(Arc::clone(&best));
                    now.insert(path.clone(), best);
                }
                None => {
                    // Settings, vocabularies and members stay: other pages stand on them.
                    if matches!(outcome.value.content, Content::Resource(..)) {
                        never.insert(path.clone());
                    }
                    shown.push(Arc::clone(outcome));
                }
            }
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
