//! Everything by first letter.

use serde::Serialize;

use crate::plan::view::parts::{Link, Pager, Tag};

/// Everything by first letter: `a-to-z.html`.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct AToZView {
    /// How many there are in all.
    pub total: usize,
    /// All letters.
    pub letters: Vec<Letter>,
    /// The entries on this page by letter.
    pub groups: Vec<EntryGroup>,
    /// The other pages of a long letter.
    pub pager: Option<Pager>,
    /// Lists of one kind, or of all.
    pub views: Vec<Link>,
}

/// A letter in the row at the top.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Letter {
    /// The letter.
    pub letter: String,
    /// Where its entries are; empty if there are none.
    pub href: String,
    /// Whether its entries are on this page and no others.
    pub current: bool,
}

/// The entries of one letter.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct EntryGroup {
    /// The letter.
    pub letter: String,
    /// The id of its heading.
    pub id: String,
    /// The entries.
    pub entries: Vec<Entry>,
}

/// A line in a list of names.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Entry {
    /// The title.
    pub text: String,
    /// Its page.
    pub href: String,
    /// Whose and what it is: "Checklist, Royal Free".
    pub note: String,
    /// Whether it can be relied on, where not.
    pub state: Option<Tag>,
}
