//! Whose review is due.

use serde::Serialize;

use super::coverage::CoverageRow;
use crate::plan::view::parts::{DateView, Group};

/// Whose review is due: `reviews.html`.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct ReviewsView {
    /// The day for which this was worked out.
    pub on: DateView,
    /// Overdue, extended, due soon, under review.
    pub groups: Vec<Group>,
    /// The same by member: how many of what.
    pub by_member: Vec<CoverageRow>,
}
