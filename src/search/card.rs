//! What a result shows: title, labels, downloads and the text for excerpts, several pages to a file.

use super::file::File;
use crate::plan::view::search::Page;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A card's text is cut after this many bytes; what lies behind is found but not shown.
const LONGEST: usize = 16_000;

/// Bytes of a file before compression to aim at.
const TARGET: usize = 2_400;

/// Bytes of the history at most.
const HISTORY: usize = 8_000;

/// Pages that are looked at for the history.
const SAMPLE: usize = 1_000;

/// Card files and how many pages each of them holds (the last may hold fewer).
pub struct Cards {
    /// Pages per file.
    pub pages_per_file: usize,
    /// Files `c-0`, `c-1`, …
    pub files: Vec<File>,
    /// Text their compressed streams refer back to; it stands in the root.
    pub history: String,
}

/// Writes the cards in page order. The number of pages per file is a power of two, so that an edit rarely moves it.
pub fn cards(pages: &[&Page]) -> Cards {
    let texts: Vec<String> = pages.par_iter().map(|page| card(page)).collect();
    let mean = texts.iter().map(String::len).sum::<usize>() / texts.len().max(1);
    let shared = history(&texts);
    let history: Arc<[u8]> = shared.as_bytes().into();
    let pages_per_file = match TARGET / mean.max(1) {
        0 | 1 => 1,
        2 | 3 => 2,
        4..8 => 4,
        _ => 8,
    };
    let mut files = Vec::with_capacity(texts.len() / pages_per_file + 1);
    // All texts together are large: each goes when its file is made.
    let mut texts = texts.into_iter();
    while let Some(first) = texts.next() {
        let mut content = format!("[{first}");
        for text in texts.by_ref().take(pages_per_file - 1) {
            content.push_str(",\n");
            content.push_str(&text);
        }
        content.push(']');
        files.push(File {
            name: format!("c-{}", files.len()),
            content: content.into_bytes(),
            history: Arc::clone(&history),
        });
    }
    Cards {
        pages_per_file,
        files,
        history: shared,
    }
}

/// `[url, title, kind, member, state, summary, downloads, sections, attachments]` as JSON.
fn card(page: &Page) -> String {
    let mut left = LONGEST;
    let summary = cut(&page.summary, &mut left);
    let mut sections: Vec<(&str, &str, &str)> = page
        .sections
        .iter()
        .map(|section| {
            let text = cut(&section.text, &mut left);
            (section.heading.as_str(), section.anchor.as_str(), text)
        })
        .collect();
    let items = page.items.join("\n");
    for text in [cut(&items, &mut left), &page.speaker] {
        if !text.is_empty() {
            sections.push(("", "", text));
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

/// As much of the text as is left of the card, cut at a character.
fn cut<'t>(text: &'t str, left: &mut usize) -> &'t str {
    let mut end = text.len().min(*left);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    *left -= end;
    &text[..end]
}

/// Text that many cards share: repeated phrases and runs of four words, those that save most last.
///
/// Savings are compared in steps of half an octave, so that one edit rarely changes the choice.
fn history(texts: &[String]) -> String {
    let step = texts.len().div_ceil(SAMPLE).max(1);
    let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
    for text in texts.iter().step_by(step) {
        for phrase in text
            .split_inclusive(['.', ';', ':', ',', '\n'])
            .filter(|phrase| phrase.len() >= 12)
        {
            *counts.entry(phrase).or_default() += 1;
            let mut starts = [0; 4];
            for (at, _) in phrase.match_indices(' ') {
                let from = starts[0];
                if at - from >= 12 {
                    *counts.entry(&phrase[from..=at]).or_default() += 1;
                }
                starts.rotate_left(1);
                starts[3] = at + 1;
            }
        }
    }
    let saving = |phrase: &str, count: u32| {
        ((f64::from(count) * phrase.len() as f64).log2() * 2.0).round() as u32
    };
    let least = (SAMPLE.min(texts.len()) as u32 / 100).max(3);
    let mut ranked: Vec<(u32, &str)> = counts
        .into_iter()
        .filter(|&(_, count)| count >= least)
        .map(|(phrase, count)| (saving(phrase, count), phrase))
        .collect();
    ranked.sort_by(|a, b| {
        b.0.cmp(&a.0)
            .then(b.1.len().cmp(&a.1.len()))
            .then(a.1.cmp(b.1))
    });
    let mut chosen: Vec<&str> = Vec::new();
    let mut joined = String::new();
    for (_, phrase) in ranked {
        if joined.len() + phrase.len() > HISTORY {
            break;
        }
        if !joined.contains(phrase) {
            joined.push_str(phrase);
            chosen.push(phrase);
        }
    }
    chosen.reverse();
    chosen.concat()
}
