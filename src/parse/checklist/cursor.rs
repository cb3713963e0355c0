//! Walks the events of the Markdown library and gathers the words of one line of thought, with their places.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::Run;
use crate::parse::body::comments;

/// The events of a text and a place among them.
pub struct Cursor<'a> {
    events: Vec<(Event<'a>, Range<usize>)>,
    at: usize,
}

/// Words between two block marks.
#[derive(Default, Debug)]
pub struct Words {
    pieces: Vec<Piece>,
    /// From the first to the last byte of the source, markup included.
    pub range: Range<usize>,
}

#[derive(Debug)]
struct Piece {
    text: String,
    range: Range<usize>,
    kind: PieceKind,
    strong: bool,
    link: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum PieceKind {
    /// Just as it stands in the source, byte for byte.
    Plain,
    /// Something else in the source: a line end, an entity, an escaped letter.
    Changed,
    /// Between backticks, where braces are letters; or a comment, which says nothing.
    Code,
}

impl<'a> Cursor<'a> {
    /// Begins at the first event. Typographic quotes are left to the author: what is printed is what was written.
    pub fn new(markdown: &'a str) -> Self {
        let options = Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_GFM;
        let mut events: Vec<(Event<'a>, Range<usize>)> = Vec::new();
        // The comments that the last block of HTML begins with. They arrive line by line, and only the whole tells where they end.
        let mut hidden = 0..0;
        let mut is_all_hidden = false;
        for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
            if event == Event::Start(Tag::HtmlBlock) {
                hidden = range.start..range.start + comments(&markdown[range.clone()]);
                is_all_hidden = markdown[hidden.end..range.end].trim().is_empty();
                // Without it, the words before and behind it would be one; and what stands in it means nothing, as in code.
                if is_all_hidden && events.last().is_some_and(|(last, _)| ends_word(last)) {
                    events.push((Event::SoftBreak, range.start..range.start));
                    events.push((Event::Code("".into()), range.clone()));
                }
            }
            if is_all_hidden {
                is_all_hidden = event != Event::End(TagEnd::HtmlBlock);
                continue;
            }
            match event {
                Event::Html(_) if range.end <= hidden.end => {}
                Event::Html(_) if hidden.contains(&range.start) => {
                    let rest = hidden.end..range.end;
                    events.push((Event::Html(markdown[rest.clone()].into()), rest));
                }
                event => events.push((event, range)),
            }
        }
        Self { events, at: 0 }
    }

    /// The next event, which stays where it is.
    pub fn peek(&self) -> Option<&(Event<'a>, Range<usize>)> {
        self.events.get(self.at)
    }

    /// The next event, which is passed.
    pub fn next(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        let found = self.events.get(self.at).cloned();
        self.at += 1;
        found
    }

    /// Passes everything up to the end of what was just opened.
    pub fn skip(&mut self) {
        let mut depth = 1;
        while depth > 0 {
            match self.next() {
                Some((Event::Start(_), _)) => depth += 1,
                Some((Event::End(_), _)) => depth -= 1,
                Some(_) => {}
                None => return,
            }
        }
    }

    /// Gathers words up to the next mark that is not about words.
    pub fn words(&mut self, markdown: &str) -> Words {
        let mut words = Words::default();
        let mut strong = 0_u32;
        let mut links: Vec<String> = Vec::new();
        while let Some((event, range)) = self.peek() {
            let range = range.clone();
            let mut say = |text: &str, kind: PieceKind| {
                // A control character has no meaning on paper and is forbidden in the formats that are written.
                let text: String = text
                    .chars()
                    .filter(|c| !c.is_control() || *c == '\n')
                    .map(|c| if c == '\n' { ' ' } else { c })
                    .collect();
                let kind = match kind {
                    PieceKind::Plain if markdown.get(range.clone()) != Some(&text) => {
                        PieceKind::Changed
                    }
                    kind => kind,
                };
                words.pieces.push(Piece {
                    text,
                    range: range.clone(),
                    kind,
                    strong: strong > 0,
                    link: links.last().filter(|link| !link.is_empty()).cloned(),
                });
            };
            match event {
                Event::Text(text) => say(text, PieceKind::Plain),
                Event::Code(text) => say(text, PieceKind::Code),
                Event::InlineMath(text) | Event::DisplayMath(text) => say(text, PieceKind::Changed),
                Event::InlineHtml(text) | Event::Html(text) if !text.starts_with("<!--") => {
                    say(text, PieceKind::Plain);
                }
                Event::InlineHtml(_) | Event::Html(_) => say("", PieceKind::Code),
                Event::FootnoteReference(label) => say(label, PieceKind::Changed),
                Event::SoftBreak | Event::HardBreak => say(" ", PieceKind::Changed),
                Event::Start(Tag::Strong) => strong += 1,
                Event::End(TagEnd::Strong) => strong = strong.saturating_sub(1),
                // A mailbox between angle brackets says what it is only by its form.
                Event::Start(Tag::Link {
                    link_type: LinkType::Email,
                    dest_url,
                    ..
                }) => links.push(format!("mailto:{dest_url}")),
                Event::Start(Tag::Link { dest_url, .. }) => links.push(dest_url.to_string()),
                // What an image shows has no place in a line that is read aloud: its words stand in for it.
                Event::Start(Tag::Image { .. }) => links.push(String::new()),
                Event::End(TagEnd::Link | TagEnd::Image) => {
                    links.pop();
                }
                Event::Start(
                    Tag::Emphasis | Tag::Strikethrough | Tag::Superscript | Tag::Subscript,
                )
                | Event::End(
                    TagEnd::Emphasis
                    | TagEnd::Strikethrough
                    | TagEnd::Superscript
                    | TagEnd::Subscript,
                ) => {}
                _ => break,
            }
            if words.range.is_empty() {
                // An escaped letter is reported without its backslash, which decides what a brace means.
                let escaped = range.start > 0 && markdown.as_bytes()[range.start - 1] == b'\\';
                words.range = range.start - usize::from(escaped)..range.end;
            } else {
                words.range.end = words.range.end.max(range.end);
            }
            self.at += 1;
        }
        words
    }
}

/// Whether words go on behind this mark unless something parts them.
fn ends_word(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Text(_)
            | Event::Code(_)
            | Event::InlineHtml(_)
            | Event::End(
                TagEnd::Strong
                    | TagEnd::Emphasis
                    | TagEnd::Strikethrough
                    | TagEnd::Link
                    | TagEnd::Image
            )
    )
}

impl Words {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.pieces.iter().all(|piece| piece.text.trim().is_empty())
    }

    /// Leaves out everything from a place in the source on.
    pub fn end_before(&mut self, at: usize, markdown: &str) {
        self.pieces.retain(|piece| piece.range.start < at);
        let kept = markdown.get(self.range.start..at).unwrap_or_default();
        self.range.end = self.range.start + kept.trim_end().len();
    }

    /// Whether the last of them lead somewhere.
    pub fn ends_in_link(&self) -> bool {
        let said = self.pieces.iter().rfind(|piece| !piece.text.is_empty());
        said.is_some_and(|piece| piece.link.is_some())
    }

    /// Where letters stand for themselves: the places between backticks and in comments, in order.
    pub fn code(&self) -> Vec<Range<usize>> {
        self.pieces
            .iter()
            .filter(|piece| piece.kind == PieceKind::Code)
            .map(|piece| piece.range.clone())
            .collect()
    }

    /// The words without markup, without what lies in `cut`, and with single spaces.
    pub fn text(&self, cut: Option<&Range<usize>>) -> String {
        let mut all = String::new();
        for piece in &self.pieces {
            for part in piece.without(cut) {
                all.push_str(part);
            }
        }
        single_spaced(&all)
    }

    /// The same words with their stress and links, and with single spaces.
    pub fn runs(&self, cut: Option<&Range<usize>>) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        // A space says nothing at the beginning, nor behind another.
        let mut spaced = true;
        for piece in &self.pieces {
            let mut text = piece.without(cut).concat();
            text.retain(|letter| {
                let extra = letter == ' ' && spaced;
                spaced = letter == ' ';
                !extra
            });
            if text.is_empty() {
                continue;
            }
            match runs.last_mut() {
                Some(last) if last.strong == piece.strong && last.link == piece.link => {
                    last.text.push_str(&text);
                }
                _ => runs.push(Run {
                    text,
                    strong: piece.strong,
                    link: piece.link.clone(),
                }),
            }
        }
        if let Some(last) = runs.last_mut() {
            last.text.truncate(last.text.trim_end_matches(' ').len());
        }
        runs.retain(|run| !run.text.is_empty());
        runs
    }
}

impl Piece {
    /// What is left of it, when a part of the source is taken away.
    fn without(&self, cut: Option<&Range<usize>>) -> [&str; 2] {
        let whole = [self.text.as_str(), ""];
        let Some(cut) = cut else { return whole };
        if cut.end <= self.range.start || self.range.end <= cut.start {
            return whole;
        }
        if self.kind != PieceKind::Plain {
            return ["", ""];
        }
        let before = cut.start.saturating_sub(self.range.start);
        let after = cut
            .end
            .saturating_sub(self.range.start)
            .min(self.text.len());
        [
            self.text.get(..before).unwrap_or_default(),
            self.text.get(after..).unwrap_or_default(),
        ]
    }
}

/// The same words with one space between two of them.
pub fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
