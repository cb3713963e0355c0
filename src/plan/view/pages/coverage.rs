//! Which member has how much about what.

use serde::Serialize;

use crate::plan::view::parts::{Count, Link};

/// What one member has about one term.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct CoverageCell {
    /// How many checklists.
    pub checklists: usize,
    /// How many other resources.
    pub others: usize,
    /// How many resources that are not to be used any more; they count as nothing else.
    pub old: usize,
    /// Where: the only one, or the member's part of the term's page; empty if there are none.
    pub href: String,
    /// In words for those who do not see the table: "2 checklists and 1 other page".
    pub words: String,
}

/// What one member has about a term.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct CoverageRow {
    /// Its place on the page; may be empty.
    pub id: String,
    /// The member.
    pub member: Link,
    /// How many, by kind.
    pub counts: Vec<Count>,
    /// Those of which there are several of one kind, by name; may be empty.
    pub named: Vec<Link>,
    /// Whom to ask; may be empty.
    pub contact: String,
}
