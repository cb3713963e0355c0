//! The terms of a vocabulary, and each of them.

use serde::Serialize;

use super::coverage::{CoverageCell, CoverageRow};
use crate::plan::view::parts::{Fact, Group, Link, Pager};

/// All terms of a vocabulary: `terms.html`.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct TermsView {
    /// A sentence under the title.
    pub intro: String,
    /// The vocabulary's folder, such as `procedures`.
    pub vocabulary: String,
    /// The members of the coverage table's columns; empty where it would be too wide.
    pub columns: Vec<Link>,
    /// The terms by group; the heading is empty if there are no groups.
    pub groups: Vec<TermGroup>,
    /// What to do when there are no terms; empty otherwise.
    pub empty: String,
}

/// Terms under a heading.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct TermGroup {
    /// The id of the heading; empty without one.
    pub id: String,
    /// The heading; may be empty.
    pub title: String,
    /// The terms.
    pub terms: Vec<TermRow>,
}

/// One term in the list of its vocabulary.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct TermRow {
    /// Its words.
    pub label: String,
    /// Its page.
    pub href: String,
    /// Other words for it, joined by commas; may be empty.
    pub synonyms: String,
    /// How many resources are about it.
    pub total: usize,
    /// What each member has, in the order of the columns.
    pub cells: Vec<CoverageCell>,
}

/// A term: `term.html`.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct TermView {
    /// What sort of term: "Procedure".
    pub kind_label: String,
    /// One or two sentences; may be empty.
    pub summary: String,
    /// Other words for it.
    pub synonyms: Vec<String>,
    /// Pathway, specialties, settings, code and so on.
    pub facts: Vec<Fact>,
    /// Which members have what.
    pub coverage: Vec<CoverageRow>,
    /// Members that have nothing about it.
    pub without: Vec<Link>,
    /// How many resources are about it.
    pub total: usize,
    /// The resources by kind.
    pub groups: Vec<Group>,
    /// The other pages, if there are any.
    pub pager: Option<Pager>,
    /// Its feed; empty if it has none.
    pub feed: String,
    /// Where to compare and whom to ask when it is empty; empty otherwise.
    pub empty: String,
}
