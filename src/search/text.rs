//! Text into search words. The reader (`engine.js`, `words`) follows the same rules;
//! `docs/search-format.md` states them.

use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest word kept, in bytes after folding.
pub const LONGEST_WORD: usize = 40;

/// A sentence is cut into runs of at most this many words, so that a run says "near each other".
const LONGEST_RUN: usize = 24;

const UNITS: [&str; 24] = [
    "cm", "mm", "m", "ml", "l", "mg", "g", "kg", "mcg", "ug", "fr", "ch", "mmhg", "mmol", "hz",
    "kpa", "h", "hrs", "min", "mins", "days", "weeks", "ga", "gauge",
];

/// A number that stands for a word; different words share one with a chance of 2^-64.
pub fn key(word: &str) -> u64 {
    FxBuildHasher.hash_one(word)
}

/// A place in the folded text.
type Place = (u32, u32);

/// The words of one run of text that belong together: a sentence, a line, or a part of a long sentence.
///
/// `words` come first in reading order; `wholes` are document references and measures joined into one
/// word (`CORP/LOCSSIP/001` gives `corplocssip001`, `4 cm` gives `4cm`).
#[derive(Debug, Default)]
pub struct Run {
    /// The whole text that is being read, lower case and without marks: words are cut out of it and never copied.
    folded: String,
    words: Vec<Place>,
    /// Words that stand nowhere in the text as they are, one after the other.
    joined: String,
    wholes: Vec<Place>,
}

impl Run {
    /// Words in reading order.
    pub fn words(&self) -> impl ExactSizeIterator<Item = &str> {
        self.words.iter().map(|place| self.word(*place))
    }

    /// References and measures joined into one word.
    pub fn wholes(&self) -> impl ExactSizeIterator<Item = &str> {
        self.wholes
            .iter()
            .map(|&(a, b)| &self.joined[a as usize..b as usize])
    }

    fn word(&self, (start, end): Place) -> &str {
        &self.folded[start as usize..end as usize]
    }

    fn clear(&mut self) {
        self.words.clear();
        self.joined.clear();
        self.wholes.clear();
    }

    /// Adds these parts as one word; of what stands between them only a dot between two numbers stays.
    fn join(&mut self, parts: &[Place], between: &[u8]) {
        let start = self.joined.len();
        for (number, part) in parts.iter().enumerate() {
            if number > 0 && between[number - 1] == b'.' && self.dot_stays(parts[number - 1], *part)
            {
                self.joined.push('.');
            }
            self.joined
                .push_str(&self.folded[part.0 as usize..part.1 as usize]);
        }
        let end = self.joined.len();
        if end - start <= LONGEST_WORD {
            self.wholes.push((start as u32, end as u32));
        } else {
            self.joined.truncate(start);
        }
    }

    fn dot_stays(&self, left: Place, right: Place) -> bool {
        let bytes = self.folded.as_bytes();
        bytes[left.1 as usize - 1].is_ascii_digit() && bytes[right.0 as usize].is_ascii_digit()
    }
}

/// Reads `text` and hands each run of words to `take`. Runs end at `. ! ? ; :` before a space, at line ends
/// and after 24 words.
///
/// Words are runs of letters and digits, lower case, NFKD without combining marks; apostrophes vanish.
pub fn runs(text: &str, run: &mut Run, mut take: impl FnMut(&Run)) {
    run.clear();
    let mut folded = std::mem::take(&mut run.folded);
    folded.clear();
    fold_into(text, &mut folded);
    run.folded = folded;
    let mut chunk = Chunk::default();
    let mut at = 0;
    let length = run.folded.len();
    while at < length {
        let bytes = run.folded.as_bytes();
        let start = at;
        let end = bytes[at..]
            .iter()
            .position(|byte| !is_of_word(*byte))
            .map_or(length, |more| at + more);
        at = end;
        let separator = if at < length { bytes[at] } else { b'\n' };
        at += 1;
        let next = bytes.get(at).copied().unwrap_or(b'\n');
        let is_joiner =
            end > start && matches!(separator, b'/' | b'-' | b'_' | b'.') && is_of_word(next);
        end_word(
            run,
            (start as u32, end as u32),
            &mut chunk,
            if is_joiner { separator } else { 0 },
        );
        let ends = separator == b'\n'
            || (matches!(separator, b'.' | b'!' | b'?' | b';' | b':')
                && next.is_ascii_whitespace());
        if (ends || run.words.len() >= LONGEST_RUN) && !is_joiner && !run.words.is_empty() {
            take(run);
            run.clear();
            chunk.clear();
        }
    }
    if !run.words.is_empty() {
        take(run);
    }
    run.clear();
}

/// Letters and digits of the folded text: what is not ASCII there is a letter.
fn is_of_word(byte: u8) -> bool {
    OF_WORD[byte as usize]
}

const OF_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        let at = byte as u8;
        table[byte] = at.is_ascii_lowercase() || at.is_ascii_digit() || at >= 0x80;
        byte += 1;
    }
    table
};

/// All words of a short text in order, without the joined ones.
pub fn words(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    runs(text, &mut Run::default(), |run| {
        all.extend(run.words().map(str::to_owned))
    });
    all
}

/// The words of a chunk of text without spaces, while it is being read.
#[derive(Default)]
struct Chunk {
    parts: Vec<Place>,
    between: Vec<u8>,
    has_digit: bool,
}

impl Chunk {
    fn clear(&mut self) {
        self.parts.clear();
        self.between.clear();
        self.has_digit = false;
    }
}

/// Ends a word, which may be empty; `joiner` is the separator that keeps the chunk open, or 0.
fn end_word(run: &mut Run, place: Place, chunk: &mut Chunk, joiner: u8) {
    let length = (place.1 - place.0) as usize;
    if length > 0 && length <= LONGEST_WORD {
        let bytes = &run.folded.as_bytes()[place.0 as usize..place.1 as usize];
        let digits_first = bytes[0].is_ascii_digit();
        if joiner != 0 || !chunk.parts.is_empty() {
            chunk.has_digit |= bytes.iter().any(u8::is_ascii_digit);
            chunk.parts.push(place);
        }
        measure(run, place);
        run.words.push(place);
        if digits_first {
            split_measure(run, place);
        }
    }
    if joiner != 0 {
        chunk.between.push(joiner);
    } else if !chunk.parts.is_empty() || !chunk.between.is_empty() {
        if chunk.parts.len() > 1 && chunk.has_digit && chunk.between.len() + 1 == chunk.parts.len()
        {
            run.join(&chunk.parts, &chunk.between);
        }
        chunk.clear();
    }
}

/// `4` followed by `cm` also gives `4cm`.
fn measure(run: &mut Run, unit: Place) {
    let Some(&number) = run.words.last() else {
        return;
    };
    let bytes = run.folded.as_bytes();
    let is_number = bytes[number.0 as usize..number.1 as usize]
        .iter()
        .all(u8::is_ascii_digit);
    if is_number && UNITS.contains(&run.word(unit)) {
        run.join(&[number, unit], &[0]);
    }
}

/// `4cm` also gives `4` and `cm`.
fn split_measure(run: &mut Run, place: Place) {
    let text = run.word(place);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits < text.len() && UNITS.contains(&&text[digits..]) {
        let middle = place.0 + digits as u32;
        run.join(&[(place.0, middle)], &[]);
        run.join(&[(middle, place.1)], &[]);
    }
}

/// Appends the text in lower case, without marks and apostrophes; what is neither letter nor digit and not ASCII becomes a space.
fn fold_into(text: &str, folded: &mut String) {
    folded.reserve(text.len());
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let needs_care = |byte: &u8| *byte >= 0x80 || *byte == b'\'';
        // Most blocks are plain, and asking all of a block is quicker than asking each in turn.
        while let Some(block) = bytes.get(at..at + 32)
            && !block.iter().fold(false, |any, byte| any | needs_care(byte))
        {
            at += 32;
        }
        at += bytes[at..]
            .iter()
            .take_while(|byte| !needs_care(byte))
            .count();
        let from = folded.len();
        folded.push_str(&text[start..at]);
        folded[from..].make_ascii_lowercase();
        let Some(character) = text[at..].chars().next() else {
            return;
        };
        at += character.len_utf8();
        if matches!(character, '\'' | '\u{2019}') || is_combining_mark(character) {
            continue;
        }
        if character.is_alphanumeric() {
            fold_letter(character, folded);
        } else {
            folded.push(' ');
        }
    }
}

fn fold_letter(character: char, folded: &mut String) {
    for part in std::iter::once(character).nfkd() {
        if part.is_alphanumeric() {
            folded.extend(
                part.to_lowercase()
                    .filter(|lower| !is_combining_mark(*lower)),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> (Vec<String>, Vec<String>) {
        let (mut words, mut wholes) = (Vec::new(), Vec::new());
        runs(text, &mut Run::default(), |run| {
            words.extend(run.words().map(str::to_owned));
            wholes.extend(run.wholes().map(str::to_owned));
        });
        (words, wholes)
    }

    #[test]
    fn references_are_kept_whole_and_in_parts() {
        let (words, wholes) = all("See CORP/LOCSSIP/001, v2.1 and 4 cm.");
        assert_eq!(
            words,
            ["see", "corp", "locssip", "001", "v2", "1", "and", "4", "cm"]
        );
        assert_eq!(wholes, ["corplocssip001", "v2.1", "4cm"]);
    }

    #[test]
    fn measures_written_together_are_found_in_parts() {
        assert_eq!(
            all("4cm"),
            (vec!["4cm".into()], vec!["4".into(), "cm".into()])
        );
    }

    #[test]
    fn apostrophes_marks_and_case_vanish() {
        assert_eq!(
            words("Guy’s Ŵyth ﬁstula É"),
            ["guys", "wyth", "fistula", "e"]
        );
    }

    #[test]
    fn what_ends_in_a_bracket_is_read_too() {
        assert_eq!(all("(LSP-1751)").1, ["lsp1751"]);
        assert_eq!(words("one (two) -"), ["one", "two"]);
    }

    #[test]
    fn sentences_and_lines_end_runs() {
        let mut count = 0;
        runs("One two. Three\nfour; five", &mut Run::default(), |_| {
            count += 1
        });
        assert_eq!(count, 4);
    }
}
