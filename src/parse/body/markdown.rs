//! What the Markdown library's words are in ours.

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Options};

use super::{Alert, Align, Element};

/// The dialect of Markdown that is read.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS
}

/// A quote, or the alert that is written as one.
pub fn quote(kind: Option<BlockQuoteKind>) -> Element {
    match kind {
        None => Element::Quote,
        Some(BlockQuoteKind::Note) => Element::Alert(Alert::Note),
        Some(BlockQuoteKind::Tip) => Element::Alert(Alert::Tip),
        Some(BlockQuoteKind::Important) => Element::Alert(Alert::Important),
        Some(BlockQuoteKind::Warning) => Element::Alert(Alert::Warning),
        Some(BlockQuoteKind::Caution) => Element::Alert(Alert::Caution),
    }
}

/// The language of a block of code, empty if none was named.
pub fn language<'a>(kind: &'a CodeBlockKind<'_>) -> &'a str {
    match kind {
        CodeBlockKind::Indented => "",
        CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next().unwrap_or_default(),
    }
}

/// How the cells of a column stand.
pub fn align(align: Alignment) -> Align {
    match align {
        Alignment::None => Align::Default,
        Alignment::Left => Align::Left,
        Alignment::Center => Align::Centre,
        Alignment::Right => Align::Right,
    }
}

/// How long the comments are that HTML begins with; 0 if it begins otherwise, or the first never ends.
pub fn comments(html: &str) -> usize {
    let mut length = 0;
    while let Some((_, behind)) = html[length..]
        .trim_start()
        .strip_prefix("<!--")
        .and_then(|rest| rest.split_once("-->"))
    {
        length = html.len() - behind.len();
    }
    length
}

/// Comments are notes between authors, not words for readers.
pub fn is_comment(html: &str) -> bool {
    html[comments(html)..].trim().is_empty()
}
