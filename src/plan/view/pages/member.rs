//! The members, and each of them.

use std::sync::Arc;

use serde::Serialize;

use super::banner::BannerView;
use crate::plan::view::parts::{Card, Fact, Group, MemberCard, numbers};

/// All members: `members.html`.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct MembersView {
    /// The members that are there.
    pub members: Vec<MemberCard>,
    /// Those that left or merged.
    pub former: Vec<MemberCard>,
}

/// A member: `member.html`.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct MemberView {
    /// The full name.
    pub name: String,
    /// The name that people use.
    pub short_name: String,
    /// That it left or merged.
    pub banner: Option<BannerView>,
    /// One or two sentences.
    pub summary: Option<String>,
    /// Role, code, hospitals, board, region, contact, website.
    pub facts: Vec<Fact>,
    /// What it shares, by kind.
    pub groups: Vec<Group>,
    /// What is overdue or due soon.
    #[serde(serialize_with = "numbers")]
    pub reviews: Vec<Arc<Card>>,
    /// Its feed.
    pub feed: String,
}
