//! A body: its outline, and its words, which are read when somebody asks for them.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::{Dialect, Heading, Link, Piece, Step, reader};
use crate::diagnostic::Diagnostic;
use crate::hash::Digest;
use crate::parse::node::is_printable;
use crate::parse::{front_matter, text};
use crate::path::SourcePath;
use crate::source::Unread;

/// What a Markdown body holds beside its words: all that the rest of a network asks of it.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
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
pub struct Body {
    /// The digest of the Markdown that it was read from.
    pub digest: Digest,
    outline: Outline,
    words: Words,
}

/// The words of a body, or where they are.
enum Words {
    Read(Said),
    /// Read when somebody asks. No `LazyLock`: one that was cut off answers everybody else with a panic of its own.
    Unread {
        file: Unread,
        dialect: Dialect,
        said: OnceLock<Said>,
    },
}

impl Body {
    /// A body of which all is known but the words. Nothing is wrong with them: a page with findings is not kept.
    pub fn known(digest: Digest, outline: Outline, file: Unread, dialect: Dialect) -> Self {
        Self {
            digest,
            outline,
            words: Words::Unread {
                file,
                dialect,
                said: OnceLock::new(),
            },
        }
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

    fn said(&self) -> &Said {
        match &self.words {
            Words::Read(said) => said,
            Words::Unread {
                file,
                dialect,
                said,
            } => said.get_or_init(|| words(file, *dialect)),
        }
    }
}

/// Reads the words of a page from its file.
fn words(file: &Unread, dialect: Dialect) -> Said {
    let bytes = file.read();
    let text = text(&bytes);
    let nobody = SourcePath::new("");
    let nothing = &mut Vec::new();
    let markdown = &text[front_matter::split(&text, &nobody, nothing).body];
    reader::read(markdown, 0, dialect, &nobody, nothing).1
}

impl Said {
    pub fn piece(&self, piece: Piece) -> &str {
        &self.text[piece.start as usize..piece.end as usize]
    }

    /// Says words; neighbouring pieces become one, so that a word is never cut in two.
    pub fn say(&mut self, text: &str) {
        let next = self.add(text);
        if let Some(Step::Text(last)) = self.steps.last_mut()
            && last.end == next.start
        {
            last.end = next.end;
            return;
        }
        self.steps.push(Step::Text(next));
    }

    /// Adds words, of which nothing is said yet.
    pub fn add(&mut self, text: &str) -> Piece {
        let start = size(self.text.len());
        // All bytes are looked at, many at once, which is faster than to stop at the first.
        let plain = |so_far, byte: u8| so_far & (b' '..0x7f).contains(&byte);
        if text.bytes().fold(true, plain) {
            self.text.push_str(text);
        } else {
            let printable = text.chars().filter(|c| is_printable(*c));
            self.text.extend(printable);
        }
        Piece {
            start,
            end: size(self.text.len()),
        }
    }
}

/// A length as steps count it.
pub(super) fn size(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
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

impl Hash for Body {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.digest, &self.outline).hash(state);
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Body({:?})", self.digest)
    }
}

/// Reads Markdown; `offset` is where it begins in its file, so that places are the file's.
pub fn read(
    markdown: &str,
    offset: usize,
    dialect: Dialect,
    path: &SourcePath,
    findings: &mut Vec<Diagnostic>,
) -> Arc<Body> {
    let (outline, said) = reader::read(markdown, offset, dialect, path, findings);
    Arc::new(Body {
        digest: Digest::of(&(markdown, dialect)),
        outline,
        words: Words::Read(said),
    })
}
