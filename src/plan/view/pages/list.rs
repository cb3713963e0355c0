//! A list of resources, and what it can be narrowed by.

use serde::Serialize;

use crate::plan::view::parts::{Group, Link, Pager};

/// A list of resources: `list.html`.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct ListView {
    /// A sentence under the title; may be empty.
    pub intro: String,
    /// How many there are in all.
    pub total: usize,
    /// What is counted, in the right number: "checklists".
    pub counted: String,
    /// The cards; without a heading if there is one group only.
    pub groups: Vec<Group>,
    /// The other pages, if there are any.
    pub pager: Option<Pager>,
    /// What the list can be narrowed by.
    pub facets: Vec<Facet>,
    /// Whether all cards are on this page, so that a script can narrow it here.
    pub complete: bool,
    /// Other ways to look at the same: A to Z, by speaker.
    pub views: Vec<Link>,
    /// What to do when the list is empty; empty otherwise.
    pub empty: String,
}

/// What a list can be narrowed by.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Facet {
    /// Its id, such as `trust`.
    pub id: String,
    /// Its words, such as "Trust".
    pub label: String,
    /// Its values.
    pub options: Vec<FacetOption>,
}

/// One value of a facet.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct FacetOption {
    /// The value, as cards carry it.
    pub value: String,
    /// Its words.
    pub label: String,
    /// How many cards have it.
    pub count: usize,
    /// The page that shows just these, for readers without script.
    pub href: String,
}
