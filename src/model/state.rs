//! Whether a reader may rely on a resource today.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::parse::meta::{Common, Status};

/// Whether a reader may rely on a resource today.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum State {
    /// In use and reviewed.
    Current,
    /// In use; its review is due soon.
    DueSoon,
    /// Its review was due, and somebody extended it to a day that is still to come.
    Extended,
    /// Its review is overdue.
    Overdue,
    /// Being looked at again, and not overdue.
    UnderReview,
    /// Replaced by another.
    Superseded,
    /// No longer to be used.
    Withdrawn,
    /// Kept for the record.
    Archived,
    /// Not yet for readers.
    Draft,
    /// A kind that is not reviewed, such as a talk or a notice.
    Undated,
}

impl State {
    /// The state on a day; from `due_soon_days` before its date a review is due soon.
    pub fn on(today: Date, common: &Common, due_soon_days: u16) -> Self {
        match common.status {
            Status::Superseded => return Self::Superseded,
            Status::Withdrawn => return Self::Withdrawn,
            Status::Archived => return Self::Archived,
            Status::Draft => return Self::Draft,
            Status::UnderReview | Status::Ratified | Status::Published => {}
        }
        let Some(due) = &common.review_due else {
            return match common.status {
                Status::UnderReview => Self::UnderReview,
                _ => Self::Undated,
            };
        };
        if due.value < today {
            return match &common.extended_to {
                Some(extended) if extended.value >= today => Self::Extended,
                _ => Self::Overdue,
            };
        }
        if common.status == Status::UnderReview {
            return Self::UnderReview;
        }
        let margin: Span = i64::from(due_soon_days).days();
        match today.checked_add(margin) {
            Ok(soon) if due.value <= soon => Self::DueSoon,
            _ => Self::Current,
        }
    }

    /// Whether somebody has to act.
    pub fn needs_action(self) -> bool {
        matches!(self, Self::Overdue | Self::DueSoon | Self::Extended)
    }

    /// A word for addresses and filters.
    pub fn id(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::DueSoon => "due-soon",
            Self::Extended => "extended",
            Self::Overdue => "overdue",
            Self::UnderReview => "under-review",
            Self::Superseded => "superseded",
            Self::Withdrawn => "withdrawn",
            Self::Archived => "archived",
            Self::Draft => "draft",
            Self::Undated => "undated",
        }
    }

    /// The words that readers see; empty where there is nothing to say.
    pub fn label(self) -> &'static str {
        match self {
            Self::Current => "Current",
            Self::DueSoon => "Review due soon",
            Self::Extended => "Review extended",
            Self::Overdue => "Review overdue",
            Self::UnderReview => "Under review",
            Self::Superseded => "Superseded",
            Self::Withdrawn => "Withdrawn",
            Self::Archived => "Archived",
            Self::Draft => "Draft",
            Self::Undated => "",
        }
    }
}
