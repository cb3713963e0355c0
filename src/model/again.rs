//! Brings files together again after an edit that leaves a page where it stands: all other files are as they were.

use std::sync::Arc;

use super::reference::mentions;
use super::{Choice, ResourceId, Site};
use crate::diagnostic::Outcome;
use crate::parse::body::Body;
use crate::parse::meta::{ResourceMeta, Status};
use crate::parse::{Content, Document};
use crate::path::SourcePath;

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
        // What leads nowhere is told with its place in the file, which any edit moves.
        let is_lost =
            |path: &SourcePath| self.site.unresolved.iter().any(|lost| lost.path == *path);
        if other.iter().any(|document| is_lost(&document.path)) {
            return None;
        }
        let mut site = Site::clone(&self.site);
        for document in other {
            let Content::Resource(meta, body, written) = &document.content else {
                return None;
            };
            let resources = site.resources.unnoted();
            // A draft is not there, before as now.
            if let Ok(number) = resources.binary_search_by(|known| known.path.cmp(&document.path)) {
                let resource = site.change(ResourceId(number));
                resource.meta = Arc::clone(meta);
                *resource.body = Arc::clone(body);
                *resource.written = written.clone();
            }
        }
        Some(site)
    }
}

/// Whether the rest of the site is the same with either version of a page: they differ in nothing that decides where it stands, who sees
/// it, and what it refers to.
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
        && (meta == own_meta || stand_alike(meta, own_meta))
        && written.is_some() == own_written.is_some()
        && body.headings == own_body.headings
        && lead_alike(body, own_body)
}

/// Whether two front matters put a page in the same place.
fn stand_alike(one: &ResourceMeta, other: &ResourceMeta) -> bool {
    let place = |meta: &ResourceMeta| {
        let common = &meta.common;
        let is_draft = common.status == Status::Draft;
        let licence = common.licence.as_ref().map(|licence| licence.value);
        (is_draft, common.visibility, licence)
    };
    let slug = |meta: &ResourceMeta| meta.common.slug.as_ref().map(|slug| slug.value.clone());
    let (mentions, own) = (mentions(one), mentions(other));
    place(one) == place(other)
        && slug(one) == slug(other)
        && mentions.len() == own.len()
        && (mentions.iter().zip(&own))
            .all(|((what, named), (own, own_named))| what == own && named.value == own_named.value)
}

/// Whether the links of two texts lead to the same places, wherever they stand.
fn lead_alike(one: &Body, other: &Body) -> bool {
    one.links.len() == other.links.len()
        && (one.links.iter().zip(&*other.links)).all(|(one, other)| one.target == other.target)
}
