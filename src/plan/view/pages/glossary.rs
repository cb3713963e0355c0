//! The abbreviations.

use serde::Serialize;

use super::a_to_z::Letter;

/// The abbreviations: `glossary.html`.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct GlossaryView {
    /// All letters.
    pub letters: Vec<Letter>,
    /// The entries by letter.
    pub groups: Vec<GlossaryLetter>,
}

/// The abbreviations of one letter.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct GlossaryLetter {
    /// The letter.
    pub letter: String,
    /// The id of its heading.
    pub id: String,
    /// The abbreviations.
    pub entries: Vec<GlossaryEntry>,
}

/// An abbreviation.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct GlossaryEntry {
    /// Its id on the page.
    pub id: String,
    /// The short form.
    pub abbreviation: String,
    /// The long form.
    pub expansion: String,
    /// Other ways in which people write it, joined by commas; may be empty.
    pub also_typed: String,
    /// Other long forms of the same letters, joined by "or"; may be empty.
    pub ambiguous_with: String,
}
