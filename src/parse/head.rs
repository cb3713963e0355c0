//! A page without its words: all that the rest of a network asks of it. An earlier build may have left it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::body::{Body, Dialect, Outline};
use super::meta::{ResourceMeta, Specific};
use super::{Content, Document, text, written};
use crate::diagnostic::Outcome;
use crate::hash::Digest;
use crate::path::SourcePath;
use crate::source::{SourceKind, Unread};

/// A page without its words.
#[derive(Serialize, Deserialize)]
pub struct Head {
    meta: ResourceMeta,
    /// The digest of its words.
    digest: Digest,
    outline: Outline,
}

impl Head {
    /// The digest of all that the head of a file with this digest follows from: its place says its kind and its name.
    pub fn key(path: &SourcePath, digest: Digest) -> Digest {
        Digest::of(&(path, digest))
    }

    /// The head of a page that somebody wrote; `None` if something was found in it, so that it is read and the findings are made each time.
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

    /// The page with this head. Its words are read when they are asked for. A checklist is read now: all of it goes into the files to take
    /// away, which follow from it in each build.
    pub fn page(self, path: &SourcePath, kind: &SourceKind, unread: Unread) -> Document {
        let Self {
            meta,
            digest,
            outline,
        } = self;
        let (dialect, written) = match meta.specific {
            Specific::Checklist(_) => {
                let bytes = unread.read();
                let written = written(&text(&bytes), &meta, path, &mut Vec::new());
                (Dialect::Checklist, written)
            }
            _ => (Dialect::Plain, None),
        };
        let body = Body::known(digest, outline, unread, dialect);
        Document {
            path: path.clone(),
            kind: kind.clone(),
            content: Content::Resource(Arc::new(meta), Arc::new(body), written.map(Arc::new)),
        }
    }
}
