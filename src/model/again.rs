//! Brings files together again after an edit of words: what other files see of a page has stayed as it was.

use std::sync::Arc;

use super::{Choice, ResourceId, Site};
use crate::diagnostic::Outcome;
use crate::parse::body::Body;
use crate::parse::{Content, Document};

/// A site, and what it was assembled from.
pub struct Assembled {
    documents: Vec<Arc<Outcome<Document>>>,
    choice: Choice,
    site: Arc<Site>,
}

impl Assembled {
    /// What came of [`super::assemble`].
    pub fn new(documents: &[Arc<Outcome<Document>>], choice: &Choice, site: &Arc<Site>) -> Self {
        Self {
            documents: documents.to_vec(),
            choice: choice.clone(),
            site: Arc::clone(site),
        }
    }

    /// What [`super::assemble`] would make of these files; `None` where the whole work has to be done.
    pub fn again(&self, documents: &[Arc<Outcome<Document>>], choice: &Choice) -> Option<Site> {
        if self.choice != *choice || self.documents.len() != documents.len() {
            return None;
        }
        let mut other = Vec::new();
        for (before, now) in self.documents.iter().zip(documents) {
            if Arc::ptr_eq(before, now) {
                continue;
            }
            if !is_seen_alike(&before.value, &now.value) {
                return None;
            }
            other.push(&now.value);
        }
        let mut site = Site::clone(&self.site);
        for document in other {
            let Content::Resource(_, body, written) = &document.content else {
                return None;
            };
            let resources = site.resources.unnoted();
            // A draft is not there, before as now.
            if let Ok(number) = resources.binary_search_by(|known| known.path.cmp(&document.path)) {
                let id = ResourceId(number);
                let resource = &mut site.resources[id.0];
                *resource.body = Arc::clone(body);
                *resource.written = written.clone();
            }
        }
        Some(site)
    }
}

/// Whether no other file can tell two versions of a page from each other: they differ in nothing but words.
fn is_seen_alike(before: &Document, now: &Document) -> bool {
    let (
        Content::Resource(meta, body, written),
        Content::Resource(own_meta, own_body, own_written),
    ) = (&before.content, &now.content)
    else {
        return false;
    };
    before.path == now.path
        && before.kind == now.kind
        && meta == own_meta
        && written.is_some() == own_written.is_some()
        && body.headings == own_body.headings
        && lead_alike(body, own_body)
}

/// Whether the links of two texts lead to the same places, wherever they stand.
fn lead_alike(one: &Body, other: &Body) -> bool {
    one.links.len() == other.links.len()
        && (one.links.iter().zip(&*other.links)).all(|(one, other)| one.target == other.target)
}
