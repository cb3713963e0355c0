//! Text into search words. The reader (`search-engine.js`, `words`) follows the same rules;
//! `docs/search-format.md` states them.

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

/// The words of one run of text that belong together: a sentence, a line, or a part of a long sentence.
///
/// `words` come first in reading order; `wholes` are document references and measures joined into one
/// word (`CORP/LOCSSIP/001` gives `corplocssip001`, `4 cm` gives `4cm`).
#[derive(Debug, Default)]
pub struct Run {
    buffer: String,
    words: Vec<(u32, u32)>,
    wholes: Vec<(u32, u32)>,
}

impl Run {
    /// Words in reading order.
    pub fn words(&self) -> impl ExactSizeIterator<Item = &str> {
        self.words
            .iter()
            .map(|&(a, b)| &self.buffer[a as usize..b as usize])
    }

    /// References and measures joined into one word.
    pub fn wholes(&self) -> impl ExactSizeIterator<Item = &str> {
        self.wholes
            .iter()
            .map(|&(a, b)| &self.buffer[a as usize..b as usize])
    }

    fn clear(&mut self) {
        self.buffer.clear();
        self.words.clear();
        self.wholes.clear();
    }

    fn join(&mut self, parts: &[(u32, u32)], between: &[u8]) {
        let start = self.buffer.len();
        for (number, &(a, b)) in parts.iter().enumerate() {
            if number > 0
                && between[number - 1] == b'.'
                && self.dot_stays(parts[number - 1], (a, b))
            {
                self.buffer.push('.');
            }
            self.buffer.extend_from_within(a as usize..b as usize);
        }
        let end = self.buffer.len();
        if end - start <= LONGEST_WORD {
            self.wholes.push((start as u32, end as u32));
        } else {
            self.buffer.truncate(start);
        }
    }

    fn dot_stays(&self, left: (u32, u32), right: (u32, u32)) -> bool {
        let bytes = self.buffer.as_bytes();
        bytes[left.1 as usize - 1].is_ascii_digit() && bytes[right.0 as usize].is_ascii_digit()
    }
}

/// Reads `text` and hands each run of words to `take`. Runs end at `. ! ? ; :` before a space, at line ends
/// and after 24 words.
///
/// Words are runs of letters and digits, lower case, NFKD without combining marks; apostrophes vanish.
pub fn runs(text: &str, run: &mut Run, mut take: impl FnMut(&Run)) {
    run.clear();
    let bytes = text.as_bytes();
    let mut chunk = Chunk::default();
    let mut word_start = 0;
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_alphanumeric() {
            let start = at;
            while at < bytes.len() && bytes[at].is_ascii_alphanumeric() {
                at += 1;
            }
            let place = run.buffer.len();
            run.buffer.push_str(&text[start..at]);
            run.buffer[place..].make_ascii_lowercase();
            continue;
        }
        if byte >= 0x80 {
            let Some(character) = text[at..].chars().next() else {
                break;
            };
            at += character.len_utf8();
            if character == '\u{2019}' || is_combining_mark(character) {
                continue;
            }
            if character.is_alphanumeric() {
                fold_into(character, &mut run.buffer);
                continue;
            }
            end_word(run, &mut word_start, &mut chunk, 0);
            continue;
        }
        at += 1;
        if byte == b'\'' {
            continue;
        }
        let next_is_word = bytes
            .get(at)
            .is_some_and(|next| next.is_ascii_alphanumeric());
        let joiner = matches!(byte, b'/' | b'-' | b'_' | b'.')
            && next_is_word
            && run.buffer.len() > word_start;
        end_word(
            run,
            &mut word_start,
            &mut chunk,
            if joiner { byte } else { 0 },
        );
        let ends = byte == b'\n'
            || (matches!(byte, b'.' | b'!' | b'?' | b';' | b':')
                && bytes.get(at).is_none_or(u8::is_ascii_whitespace));
        if (ends || run.words.len() >= LONGEST_RUN) && !joiner && !run.words.is_empty() {
            take(run);
            run.clear();
            word_start = 0;
            chunk.clear();
        }
    }
    end_word(run, &mut word_start, &mut chunk, 0);
    if !run.words.is_empty() {
        take(run);
    }
    run.clear();
}

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
    parts: Vec<(u32, u32)>,
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

/// Ends the word that stands at the end of the buffer; `joiner` is the separator that keeps the chunk open, or 0.
fn end_word(run: &mut Run, word_start: &mut usize, chunk: &mut Chunk, joiner: u8) {
    let start = *word_start;
    let end = run.buffer.len();
    if end > start {
        if end - start <= LONGEST_WORD {
            let place = (start as u32, end as u32);
            let digits_first = run.buffer.as_bytes()[start].is_ascii_digit();
            if run.buffer.as_bytes()[start..end]
                .iter()
                .any(u8::is_ascii_digit)
            {
                chunk.has_digit = true;
            }
            measure(run, place);
            run.words.push(place);
            if digits_first {
                split_measure(run, place);
            }
            if joiner != 0 || !chunk.parts.is_empty() {
                chunk.parts.push(place);
            }
        } else {
            run.buffer.truncate(start);
        }
    }
    if joiner != 0 {
        chunk.between.push(joiner);
    } else {
        if chunk.parts.len() > 1 && chunk.has_digit && chunk.between.len() + 1 == chunk.parts.len()
        {
            run.join(&chunk.parts, &chunk.between);
        }
        chunk.clear();
    }
    *word_start = run.buffer.len();
}

/// `4` followed by `cm` also gives `4cm`.
fn measure(run: &mut Run, unit: (u32, u32)) {
    let Some(&number) = run.words.last() else {
        return;
    };
    let is_number = run.buffer.as_bytes()[number.0 as usize..number.1 as usize]
        .iter()
        .all(u8::is_ascii_digit);
    if is_number && UNITS.contains(&&run.buffer[unit.0 as usize..unit.1 as usize]) {
        run.join(&[number, unit], &[0]);
    }
}

/// `4cm` also gives `4` and `cm`.
fn split_measure(run: &mut Run, place: (u32, u32)) {
    let text = &run.buffer[place.0 as usize..place.1 as usize];
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits < text.len() && UNITS.contains(&&text[digits..]) {
        let middle = place.0 + digits as u32;
        run.wholes.push((place.0, middle));
        run.wholes.push((middle, place.1));
    }
}

fn fold_into(character: char, buffer: &mut String) {
    for part in std::iter::once(character).nfkd() {
        if part.is_alphanumeric() {
            buffer.extend(
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
    fn sentences_and_lines_end_runs() {
        let mut count = 0;
        runs("One two. Three\nfour; five", &mut Run::default(), |_| {
            count += 1
        });
        assert_eq!(count, 4);
    }
}
