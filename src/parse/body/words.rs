//! The words of a text, and those among them that may be abbreviations.

use std::collections::BTreeSet;

use super::{Said, Step};

/// Words with two or more capitals, such as `LocSSIP`, `ETCO2` or `A&E`: candidates for the glossary.
pub(super) fn capitals(said: &Said) -> Vec<String> {
    let mut found = BTreeSet::new();
    for step in &said.steps {
        if let Step::Text(piece) = step {
            for chunk in chunks_with_capitals(said.piece(*piece)) {
                let short = words(chunk).filter(|(_, word)| capitals_in(word) >= 2);
                found.extend(short.map(|(_, word)| word));
            }
        }
    }
    found.into_iter().map(str::to_owned).collect()
}

/// What stands between two blanks and holds two or more capitals. Short forms are rare in a text, and capitals stand far apart, so
/// only they are looked at: this runs over every word of a network.
fn chunks_with_capitals(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let is_blank = |byte: &u8| matches!(byte, b' ' | b'\n');
    let mut rest = 0;
    std::iter::from_fn(move || {
        loop {
            let first = next_capital(bytes, rest)?;
            let end = bytes[first..]
                .iter()
                .position(is_blank)
                .map_or(bytes.len(), |length| first + length);
            rest = end;
            if next_capital(&bytes[..end], first + 1).is_some() {
                let start = bytes[..first].iter().rposition(is_blank);
                return text.get(start.map_or(0, |blank| blank + 1)..end);
            }
        }
    })
}

/// The place of the next capital; whole blocks without one are passed over at once.
fn next_capital(bytes: &[u8], from: usize) -> Option<usize> {
    const BLOCK: usize = 32;
    let mut at = from;
    while let Some(block) = bytes.get(at..at + BLOCK) {
        // All are asked, so that the compiler takes a block in one step.
        let is_any = |found, byte: &u8| found | byte.is_ascii_uppercase();
        if block.iter().fold(false, is_any) {
            break;
        }
        at += BLOCK;
    }
    let rest = bytes.get(at..)?;
    rest.iter()
        .position(u8::is_ascii_uppercase)
        .map(|found| at + found)
}

fn capitals_in(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_uppercase).count()
}

/// The words of a text with their places: letters, digits and the `&` inside a word.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |c: char| c.is_alphanumeric() || c == '&';
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(is_part)?;
        let end = text[start..]
            .find(|c| !is_part(c))
            .map_or(text.len(), |at| start + at);
        rest = end;
        Some((start, &text[start..end]))
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Dialect, read};
    use crate::path::SourcePath;

    #[test]
    fn abbreviations_are_noticed() {
        let markdown = "The LocSSIP at A&E uses ETCO2, `SQL` and the LocSSIP.\n";
        let path = SourcePath::new("x.md");
        let body = read(markdown, 0, Dialect::Plain, &path, &mut Vec::new());
        assert_eq!(body.capitals, ["A&E", "ETCO2", "LocSSIP"]);
        let markdown =
            "É-CVC, aB cD and (after a long sentence without any of them, none at all) NHS\nICU\n";
        let body = read(markdown, 0, Dialect::Plain, &path, &mut Vec::new());
        assert_eq!(body.capitals, ["CVC", "ICU", "NHS"]);
    }
}
