//! How often a word stands in which field of a page, and near what.

use super::stem::fold;
use super::text::{Run, key};

/// Number of scored fields.
pub const FIELDS: usize = 9;

/// A scored field of a page. The order is that of [`super::posting::WEIGHTS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Field {
    /// The page's title.
    Title,
    /// Labels of its procedures.
    Procedure,
    /// All names of its member, and its speaker.
    Member,
    /// Its kind.
    Kind,
    /// Headings and the author's keywords.
    Heading,
    /// Summary.
    Summary,
    /// Body text and checklist items.
    Body,
    /// Names and text of attached files.
    Attachment,
    /// Other names of its procedures, from the vocabulary.
    Names,
}

/// Occurrences of one word or concept in a page.
#[derive(Debug, Clone, Copy, Default)]
pub struct Occurrences {
    /// Count per field, at most 255.
    pub counts: [u8; FIELDS],
    /// Bits of the runs it stands in and of the words beside it; words that share a bit probably stand near each other.
    pub near: u8,
}

impl Occurrences {
    /// Counts one more.
    pub fn add(&mut self, field: Field, near: u8) {
        let count = &mut self.counts[field as usize];
        *count = count.saturating_add(1);
        self.near |= near;
    }

    /// Whether there is none at all.
    pub fn is_empty(&self) -> bool {
        self.counts == [0; FIELDS]
    }

    /// Takes those of another form of the word.
    pub fn join(&mut self, other: &Self) {
        for (to, from) in self.counts.iter_mut().zip(other.counts) {
            *to = to.saturating_add(from);
        }
        self.near |= other.near;
    }
}

/// Of the eight near bits so many tell runs apart. The others tell which words follow each other, because in lists that one member
/// took over from another the same words stand in one run, but in another order.
const RUN_BITS: u64 = 3;

/// One of the lower bits, chosen by the first two words of the run, so that an edit elsewhere does not change it.
pub fn near_bit(run: &Run) -> u8 {
    let sum = run
        .words()
        .take(2)
        .fold(0, |sum, word| key(word).wrapping_add(sum).rotate_left(23));
    1 << (sum % RUN_BITS)
}

/// A number that stands for the first letters of a word, the same for most of its forms. The reader works it out too (`lettersOf`).
pub fn letters(word: &str) -> u64 {
    (fold(word).chars().take(4)).fold(0, |sum, letter| sum * 31 + u64::from(letter))
}

/// One of the upper bits, which two words share if they follow each other (`followBit` in the reader).
pub fn follow_bit(first: u64, second: u64) -> u8 {
    1 << (RUN_BITS + (first * 7 + second) % 1021 % (8 - RUN_BITS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::view::search::Page;
    use crate::search::analysis::{Analyser, Form};
    use crate::search::vocabulary::Vocabulary;

    #[test]
    fn bits_of_neighbours_are_those_that_the_reader_works_out() {
        let bit = |first, second| follow_bit(letters(first), letters(second));
        // The same numbers stand in tests/search/engine.test.mjs.
        assert_eq!(bit("haemorrhage", "tube"), 64);
        assert_eq!(bit("sepsis", "\u{644}\u{635}\u{62f}\u{631}"), 32);
        assert_eq!(bit("hemorrhages", "tubes"), bit("haemorrhage", "tube"));
    }

    #[test]
    fn neighbours_share_the_bit_that_their_letters_tell() {
        let title = "Bleeding, haemorrhage and the tubes. Sepsis".into();
        let page = Page {
            title,
            ..Page::default()
        };
        let vocabulary = Vocabulary::default();
        let analyser = Analyser::new(&vocabulary);
        let mut reading = analyser.begin();
        reading.page(&page, &page.sections.read());
        let read = reading.end();
        let near = |wanted: &str| {
            let is_meant = |form: &Form| *form.text == *wanted;
            let number = read.forms.iter().position(is_meant).map(|at| at as u32);
            let words = read.pages[0].words.iter();
            let mut found = words.filter(|word| Some(word.0) == number);
            found.next().map_or(0, |word| word.1.near)
        };
        // Over a stop word and the end of a sentence, too.
        for [first, second] in [
            ["bleeding", "haemorrhage"],
            ["haemorrhage", "tubes"],
            ["tubes", "sepsis"],
        ] {
            let bit = follow_bit(letters(first), letters(second));
            assert_ne!(near(first) & near(second) & bit, 0, "{first} {second}");
        }
    }
}
