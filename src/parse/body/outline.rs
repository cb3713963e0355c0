//! A body: its outline, and its words, which are read when somebody asks for them.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::{Dialect, Heading, Link, Piece, Step, reader};
use crate::cache::Table;
use crate::diagnostic::Diagnostic;
use crate::hash::Digest;
use crate::path::SourcePath;

/// What a Markdown body holds beside its words: all that the rest of a network asks of it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Outline {
    /// The headings in their order.
    pub headings: Vec<Heading>,
    /// The links and images in their order.
    pub links: Vec<Link>,
    /// The labels of the footnotes in the order of their first mark.
    pub footnotes: Vec<String>,
    /// Words that may be abbreviations: two or more capitals. Sorted, each once.
    pub capitals: Vec<String>,
    /// Whether nothing is said.
    pub is_empty: bool,
}

/// The words of a body.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    /// What is said, one after another.
    pub steps: Vec<Step>,
    /// All words; steps point into it.
    pub text: String,
}

/// A Markdown body.
#[derive(Clone, Debug)]
pub struct Body {
    /// The digest of the Markdown that it was read from.
    pub digest: Digest,
    outline: Outline,
    said: OnceLock<Said>,
    /// What to read once somebody asks for the words of a body whose outline was known.
    unread: Option<(Box<str>, Dialect)>,
}

impl Body {
    fn new(digest: Digest, outline: Outline, said: Said) -> Self {
        Self {
            digest,
            outline,
            said: said.into(),
            unread: None,
        }
    }

    /// A body of which only the outline is known so far.
    fn unsaid(digest: Digest, outline: Outline, markdown: &str, dialect: Dialect) -> Self {
        Self {
            digest,
            outline,
            said: OnceLock::new(),
            unread: Some((markdown.into(), dialect)),
        }
    }

    fn said(&self) -> &Said {
        self.said.get_or_init(|| match &self.unread {
            Some((markdown, dialect)) => said(markdown, *dialect),
            None => Said::default(),
        })
    }

    /// What is said, one after another.
    pub fn steps(&self) -> &[Step] {
        &self.said().steps
    }

    /// All words; steps point into it.
    pub fn text(&self) -> &str {
        &self.said().text
    }

    /// The words of a piece.
    pub fn piece(&self, piece: Piece) -> &str {
        self.said().piece(piece)
    }
}

impl Said {
    pub fn piece(&self, piece: Piece) -> &str {
        &self.text[piece.start as usize..piece.end as usize]
    }
}

impl Deref for Body {
    type Target = Outline;

    fn deref(&self) -> &Outline {
        &self.outline
    }
}

/// A body follows from its Markdown; the places of its links, from where that stands in its file.
impl PartialEq for Body {
    fn eq(&self, other: &Self) -> bool {
        self.digest == other.digest && self.outline == other.outline
    }
}

impl Eq for Body {}

/// Reads Markdown; `offset` is where it begins in its file, so that places are the file's.
pub fn read(
    markdown: &str,
    offset: usize,
    dialect: Dialect,
    path: &SourcePath,
    findings: &mut Vec<Diagnostic>,
) -> Arc<Body> {
    let digest = Digest::of(&(markdown, dialect));
    let (outline, said) = reader::read(markdown, offset, dialect, path, findings);
    Arc::new(Body::new(digest, outline, said))
}

/// The same, where an earlier build may have left the outline. One that tells of findings is never left: they are made anew.
pub fn read_again(
    outlines: &Table<Outline>,
    markdown: &str,
    offset: usize,
    dialect: Dialect,
    path: &SourcePath,
    findings: &mut Vec<Diagnostic>,
) -> Arc<Body> {
    let digest = Digest::of(&(markdown, dialect));
    // Its links know their places in the file.
    let key = Digest::of(&(digest, offset));
    if let Some(outline) = outlines.get(key) {
        return Arc::new(Body::unsaid(digest, outline, markdown, dialect));
    }
    let before = findings.len();
    let (outline, said) = reader::read(markdown, offset, dialect, path, findings);
    if findings.len() == before {
        outlines.put(key, &outline);
    }
    Arc::new(Body::new(digest, outline, said))
}

/// What a Markdown text says that was read before: what is wrong with it was told then.
fn said(markdown: &str, dialect: Dialect) -> Said {
    let nobody = SourcePath::new("");
    reader::read(markdown, 0, dialect, &nobody, &mut Vec::new()).1
}
