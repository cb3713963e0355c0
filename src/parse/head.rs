//! A page without its words: all that the rest of a network asks of it. An earlier build may have left it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::body::{Body, Dialect, Outline};
use super::meta::ResourceMeta;
use super::{Parts, markdown, with_fields};
use crate::cache::Table;
use crate::diagnostic::Diagnostic;
use crate::hash::Digest;
use crate::path::SourcePath;
use crate::source::Kind;

/// A page without its words.
#[derive(Serialize, Deserialize)]
pub struct Head {
    meta: ResourceMeta,
    /// Where its words begin in its file.
    start: usize,
    /// The digest of its words.
    digest: Digest,
    outline: Outline,
}

/// Reads a page: its front matter and its body. Where its head is kept, its words are read when they are asked for. One with findings is
/// never kept, so that they are made anew.
pub fn read(
    text: &str,
    kind: Kind,
    name: &str,
    path: &SourcePath,
    kept: Option<&Table<Head>>,
    findings: &mut Vec<Diagnostic>,
) -> (ResourceMeta, Arc<Body>) {
    let dialect = match kind {
        Kind::Checklist => Dialect::Checklist,
        _ => Dialect::Plain,
    };
    let kept = kept.map(|table| (table, Digest::of(&(text, kind, name))));
    if let Some(head) = kept.and_then(|(table, key)| table.get(key)) {
        let words = &text[head.start..];
        let body = Body::known(head.digest, head.outline, words, dialect);
        return (head.meta, Arc::new(body));
    }
    let before = findings.len();
    let Parts {
        front_matter,
        start,
        body,
    } = markdown(text, dialect, path, findings);
    let meta = with_fields(front_matter, path, findings, |fields| {
        ResourceMeta::read(fields, kind, name)
    });
    if let Some((table, key)) = kept
        && findings.len() == before
    {
        let head = Head {
            meta: meta.clone(),
            start,
            digest: body.digest,
            outline: Outline::clone(&body),
        };
        table.put(key, &head);
    }
    (meta, body)
}
