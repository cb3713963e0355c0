//! What a result shows: title, labels, downloads and the text for excerpts, several pages to a file.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Serialize;

use super::file::File;
use super::readable::readable;
use crate::hash::Digest;
use crate::plan::view::search::{Page, Section};

/// A card's text is cut after this many bytes; what lies behind is found but not shown.
const LONGEST: usize = 16_000;

/// Bytes of a file before compression to aim at.
const TARGET: usize = 4_800;

/// The card of a page, which need not be written yet.
#[derive(Debug)]
pub struct Card {
    /// Stands for what it says.
    digest: Digest,
    /// Its length in bytes.
    length: u32,
    text: Text,
}

#[derive(Debug)]
enum Text {
    Written(Box<str>),
    Of(Arc<Page>),
}

/// What is kept of a card from one index to the next: what stands for it, and its length.
pub type Kept = (Digest, u32);

impl Card {
    /// The card of a page whose words are these.
    pub fn write(page: &Page, words: &[Section]) -> Self {
        let text = written(page, words);
        Self {
            digest: Digest::of_bytes(text.as_bytes()),
            length: text.len() as u32,
            // A copy has no room to grow, and the cards of all pages wait together.
            text: Text::Written(text.as_str().into()),
        }
    }

    /// The card of a page of which it is known what it says.
    pub fn of(page: &Arc<Page>, (digest, length): Kept) -> Self {
        Self {
            digest,
            length,
            text: Text::Of(Arc::clone(page)),
        }
    }

    /// What to keep of it.
    pub fn kept(&self) -> Kept {
        (self.digest, self.length)
    }
}

/// Card files and how many pages each of them holds (the last may hold fewer).
pub struct Cards {
    /// Pages per file.
    pub pages_per_file: usize,
    /// Files `c-0`, `c-1`, …
    pub files: Vec<File>,
}

impl Cards {
    /// Files of cards in page order. The number of pages per file is a power of two, so that an edit rarely moves it.
    pub fn new(cards: Vec<Card>) -> Self {
        let sum: usize = cards.iter().map(|card| card.length as usize).sum();
        let mean = sum / cards.len().max(1);
        let pages_per_file = match TARGET / mean.max(1) {
            // Of long pages, too, two: else ten results were ten requests.
            0..4 => 2,
            4..8 => 4,
            _ => 8,
        };
        let mut files = Vec::with_capacity(cards.len() / pages_per_file + 1);
        let mut cards = cards.into_iter().peekable();
        while cards.peek().is_some() {
            let few: Vec<Card> = cards.by_ref().take(pages_per_file).collect();
            let digests: Vec<Digest> = few.iter().map(|card| card.digest).collect();
            let name = format!("c-{}", files.len());
            files.push(File::later(name, Digest::of_all(&digests), move || {
                together(&few).into_bytes()
            }));
        }
        Self {
            pages_per_file,
            files,
        }
    }
}

/// What stands in a file of cards.
fn together(cards: &[Card]) -> String {
    let length: usize = cards.iter().map(|card| card.length as usize + 2).sum();
    let mut content = String::with_capacity(length);
    for (number, card) in cards.iter().enumerate() {
        content.push_str(if number == 0 { "[" } else { ",\n" });
        match &card.text {
            Text::Written(text) => content.push_str(text),
            Text::Of(page) => content.push_str(&written(page, &page.sections.read())),
        }
    }
    content.push(']');
    content
}

/// `[url, title, kind and number, member, state, summary, downloads, sections, attachments]` as JSON.
fn written(page: &Page, words: &[Section]) -> String {
    let mut left = LONGEST;
    let summary = cut(Cow::Borrowed(&page.summary), &mut left);
    let mut sections: Vec<(&str, Anchor, Cow<'_, str>)> = words
        .iter()
        .map(|section| {
            let text = cut(readable(&section.text), &mut left);
            (&*section.heading, anchor(section), text)
        })
        .collect();
    if !page.speaker.is_empty() {
        sections.push(("", Anchor::Other(""), Cow::Borrowed(&page.speaker)));
    }
    let mut attachments = Vec::new();
    for file in &page.attachments {
        let mut parts: Vec<(&str, Cow<'_, str>)> = Vec::new();
        for (label, text) in &file.parts {
            parts.push((label, cut(readable(text), &mut left)));
        }
        attachments.push((&file.name, &file.href, parts));
    }
    let downloads: Vec<_> = page
        .downloads
        .iter()
        .map(|file| (&file.label, &file.href, &file.format, file.bytes))
        .collect();
    let member = page.member.as_ref().map_or("", |member| &member.name);
    let kind = format!("{} {}", page.kind, page.reference);
    let card = (
        &page.url,
        &page.title,
        kind.trim_end(),
        member,
        &page.state,
        summary,
        downloads,
        sections,
        attachments,
    );
    // Texts and numbers always serialise.
    serde_json::to_string(&card).unwrap_or_default()
}

/// The fragment of a section's address.
#[derive(Serialize)]
#[serde(untagged)]
enum Anchor<'a> {
    /// Always 0: it follows from the heading.
    Heading(u8),
    /// Any other.
    Other(&'a str),
}

fn anchor(section: &Section) -> Anchor<'_> {
    let words = section.heading.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    if words.join("-").eq_ignore_ascii_case(&section.anchor)
        && !section.anchor.bytes().any(|byte| byte.is_ascii_uppercase())
        && !section.anchor.is_empty()
    {
        Anchor::Heading(0)
    } else {
        Anchor::Other(&section.anchor)
    }
}

/// As much of the text as is left of the card, cut at a character.
fn cut<'t>(text: Cow<'t, str>, left: &mut usize) -> Cow<'t, str> {
    let mut end = text.len().min(*left);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    *left -= end;
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[..end]),
        Cow::Owned(mut text) => {
            text.truncate(end);
            Cow::Owned(text)
        }
    }
}
