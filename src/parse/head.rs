//! A page without its words: all that the rest of a network asks of it. An earlier build may have left it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::body::{Body, Dialect, Outline};
use super::meta::ResourceMeta;
use super::{Content, Document, text, written};
use crate::diagnostic::Outcome;
use crate::hash::Digest;
use crate::path::SourcePath;
use crate::source::{Kind, SourceKind, Unread};

/// A page without its words.
#[derive(Serialize, Deserialize)]
pub struct Head {
    meta: ResourceMeta,
    /// The digest of its words.
    digest: Digest,
    outline: Outline,
}

impl Head {
    /// What the head follows from of a file with this digest; `None` if it is no page that somebody wrote.
    pub fn key(kind: &SourceKind, digest: Digest) -> Option<Digest> {
        match kind {
            SourceKind::Resource { kind, name, .. } => Some(Digest::of(&(digest, kind, name))),
            _ => None,
        }
    }

    /// The head of a page; `None` of one with findings, so that they are made anew each time.
    pub fn of(page: &Outcome<Document>) -> Option<Self> {
        match &page.value.content {
            Content::Resource(meta, body, _) if page.findings.is_empty() => Some(Self {
                meta: ResourceMeta::clone(meta),
                digest: body.digest,
                outline: Outline::clone(body),
            }),
            _ => None,
        }
    }

    /// The page with this head, in a file of this kind. Its words are read when they are asked for, but a checklist's at once: the whole
    /// of it is made into files to take away.
    pub fn page(self, path: &SourcePath, kind: &SourceKind, unread: Unread) -> Option<Document> {
        let SourceKind::Resource { kind: sort, .. } = kind else {
            return None;
        };
        let Self {
            meta,
            digest,
            outline,
        } = self;
        let whole = (*sort == Kind::Checklist).then(|| unread.read());
        let written = whole.and_then(|bytes| written(&text(&bytes), &meta, path, &mut Vec::new()));
        let body = Body::known(digest, outline, unread, Dialect::of(*sort));
        Some(Document {
            path: path.clone(),
            kind: kind.clone(),
            content: Content::Resource(Arc::new(meta), Arc::new(body), written.map(Arc::new)),
        })
    }
}
