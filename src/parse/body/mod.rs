//! A Markdown body as a flat list of steps: what is opened, said and closed, in reading order.
//!
//! The steps are ours and not the Markdown library's, so that a body can be kept, compared and hashed, and so that
//! every reader of it (page, search, exporter) sees the same thing. Nothing here knows HTML.

mod codes;
mod heading_ids;
mod markdown;
mod outline;
mod reader;
mod spaced_link;
mod star;
mod words;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Span;
use outline::Said;

pub use codes::{IMAGE_WITHOUT_ALT, RAW_HTML, SPACE_IN_LINK, STAR_IN_NUMBER, WIKILINK};
pub(super) use markdown::{comments, options};
pub use outline::{Body, Outline, read};
pub use words::words;

/// A piece of [`Body::text`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Piece {
    start: u32,
    end: u32,
}

/// One step of a body.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Step {
    /// Something begins.
    Open(Element),
    /// The innermost open thing ends.
    Close(Element),
    /// Words.
    Text(Piece),
    /// Words in a program's type.
    Code(Piece),
    /// Raw HTML as it was written, to be shown as text.
    Html(Piece),
    /// A line end in the source that is none on the page.
    SoftBreak,
    /// A line end that was asked for.
    HardBreak,
    /// A line across.
    Rule,
    /// The box before a task, ticked or not.
    Task(bool),
    /// A mark that leads to the footnote of this number in [`Body::footnotes`].
    FootnoteMark(u32),
}

/// What can be open.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)] // The variants are Markdown's own words.
pub enum Element {
    Paragraph,
    /// Raw HTML that stands by itself.
    HtmlBlock,
    /// The number of the heading in [`Body::headings`].
    Heading(u32),
    Quote,
    Alert(Alert),
    /// The language, empty if none was named.
    CodeBlock(Piece),
    OrderedList(u32),
    BulletList,
    Item,
    DefinitionList,
    DefinitionTerm,
    Definition,
    /// The number of the footnote in [`Body::footnotes`].
    Footnote(u32),
    Table,
    TableHead,
    TableRow,
    TableCell(Align),
    Emphasis,
    Strong,
    Strike,
    Superscript,
    Subscript,
    /// The number of the link in [`Body::links`].
    Link(u32),
    /// The number of the link in [`Body::links`]; what is inside are the words for those who do not see it.
    Image(u32),
}

/// The five kinds of alert that code-hosting sites know.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)]
pub enum Alert {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
}

/// How the cells of a table's column stand.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)]
pub enum Align {
    Default,
    Left,
    Centre,
    Right,
}

/// A heading of a body.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Heading {
    /// From 2; 1 is the page's title.
    pub level: u8,
    /// Its id, unique on the page, made as code-hosting sites make it.
    pub id: String,
    /// Its words without markup.
    pub text: String,
}

/// A link or image as it was written.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Link {
    /// Where it leads: an address or a relative path.
    pub target: String,
    /// Its title, often empty.
    pub title: String,
    /// Whether it is an image.
    pub image: bool,
    /// Where it stands in its file.
    pub span: Span,
}

/// What braces at the end of a heading mean.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Dialect {
    /// They are words like any others.
    Plain,
    /// They say what the heading is for, and are not part of it: the checklist grammar.
    Checklist,
}
