//! The home page.

use std::sync::Arc;

use serde::Serialize;

use crate::plan::view::parts::{Card, Count, Fact, Link, MemberCard, numbers};

/// The home page: `home.html`.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct HomeView {
    /// The network's own sentence.
    pub summary: Option<String>,
    /// How much there is, by kind.
    pub counts: Vec<Count>,
    /// The members.
    pub members: Vec<MemberCard>,
    /// The resources that were reviewed or dated last.
    #[serde(serialize_with = "numbers")]
    pub newest: Vec<Arc<Card>>,
    /// Events to come.
    #[serde(serialize_with = "numbers")]
    pub events: Vec<Arc<Card>>,
    /// The latest notices.
    #[serde(serialize_with = "numbers")]
    pub news: Vec<Arc<Card>>,
    /// How many reviews are overdue or due soon, and where they are listed.
    pub reviews: Option<Link>,
    /// The network's dates, state, parents and peers.
    pub facts: Vec<Fact>,
}
