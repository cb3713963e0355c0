//! A tree of texts with their places: what YAML front matter and TOML settings both become.

use crate::diagnostic::{Located, Span};

/// A value as it was written, with its place.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub value: NodeValue,
}

/// The shapes that a written value can have. Scalars stay texts: the field that reads them knows what they should be.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum NodeValue {
    /// Nothing, as in `title:` with an empty rest.
    Null,
    /// A text, a number, a date or a yes/no.
    Scalar {
        /// The text without quotes.
        text: String,
        /// Whether it was written in quotes: `"1.10"` is a text, `1.10` is a number that loses its zero.
        quoted: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// Keys and values in the order in which they were written.
    Map(Vec<(Located<String>, Node)>),
}

impl Node {
    /// Whether nothing was written behind the key.
    pub fn is_empty(&self) -> bool {
        match &self.value {
            NodeValue::Null => true,
            NodeValue::Scalar { text, .. } => text.trim().is_empty(),
            NodeValue::List(_) | NodeValue::Map(_) => false,
        }
    }

    /// What a reader would call this shape, with its article.
    pub fn shape(&self) -> &'static str {
        match &self.value {
            NodeValue::Null => "nothing",
            NodeValue::Scalar { .. } => "a text",
            NodeValue::List(_) => "a list",
            NodeValue::Map(_) => "a group of keys",
        }
    }
}

/// Whether a page or feed can carry this character. Control characters have no meaning in a page, and XML forbids them.
pub fn is_printable(c: char) -> bool {
    (!c.is_control() || matches!(c, '\n' | '\t')) && !matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// A text without what a page cannot carry.
pub fn printable(text: &str) -> String {
    text.chars().filter(|c| is_printable(*c)).collect()
}
