//! What a result shows: title, labels, downloads and the text for excerpts, several pages to a file.

use super::file::File;
use crate::plan::view::search::{Page, Section};
use serde::Serialize;

/// A card's text is cut after this many bytes; what lies behind is found but not shown.
const LONGEST: usize = 16_000;

/// Bytes of a file before compression to aim at.
const TARGET: usize = 4_800;

/// Card files and how many pages each of them holds (the last may hold fewer).
pub struct Cards {
    /// Pages per file.
    pub pages_per_file: usize,
    /// Files `c-0`, `c-1`, …
    pub files: Vec<File>,
}

impl Cards {
    /// Files of cards in page order. The number of pages per file is a power of two, so that an edit rarely moves it.
    pub fn new(cards: Vec<String>) -> Self {
        let mean = cards.iter().map(String::len).sum::<usize>() / cards.len().max(1);
        let pages_per_file = match TARGET / mean.max(1) {
            // Of long pages, too, two: else ten results were ten requests.
            0..4 => 2,
            4..8 => 4,
            _ => 8,
        };
        let mut files = Vec::with_capacity(cards.len() / pages_per_file + 1);
        // All cards together are large: each goes when its file is made.
        let mut cards = cards.into_iter();
        while let Some(mut content) = cards.next() {
            content.insert(0, '[');
            for card in cards.by_ref().take(pages_per_file - 1) {
                content.push_str(",\n");
                content.push_str(&card);
            }
            content.push(']');
            files.push(File::new(format!("c-{}", files.len()), content));
        }
        Self {
            pages_per_file,
            files,
        }
    }
}

/// `[url, title, kind, member, state, summary, downloads, sections, attachments]` as JSON.
pub fn card(page: &Page) -> String {
    let mut left = LONGEST;
    let summary = cut(&page.summary, &mut left);
    let mut sections: Vec<(&str, Anchor, &str)> = page
        .sections
        .iter()
        .map(|section| {
            let text = cut(&section.text, &mut left);
            (&*section.heading, anchor(section), text)
        })
        .collect();
    let items = page.items.join("\n");
    for text in [cut(&items, &mut left), &page.speaker] {
        if !text.is_empty() {
            sections.push(("", Anchor::Other(""), text));
        }
    }
    let mut attachments = Vec::new();
    for file in &page.attachments {
        let mut parts: Vec<(&str, &str)> = Vec::new();
        for (label, text) in &file.parts {
            parts.push((label, cut(text, &mut left)));
        }
        attachments.push((&file.name, &file.href, parts));
    }
    let downloads: Vec<_> = page
        .downloads
        .iter()
        .map(|file| (&file.label, &file.href, &file.format, file.bytes))
        .collect();
    let member = page.member.as_ref().map_or("", |member| &member.name);
    let card = (
        &page.url,
        &page.title,
        &page.kind,
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
fn cut<'t>(text: &'t str, left: &mut usize) -> &'t str {
    let mut end = text.len().min(*left);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    *left -= end;
    &text[..end]
}
