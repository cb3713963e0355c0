//! How often a word stands in which field of a page, and near what.

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
    /// Bits of the runs it stands in; words that share a bit probably stand near each other.
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
