//! An event: when, where, and whether it takes place.

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use super::choice::choice;
use super::required::{one_of, required};
use crate::diagnostic::Located;
use crate::parse::fields::Fields;

/// What only events have.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct EventMeta {
    /// The first day, and the time if known.
    pub starts: Option<Located<(Date, Option<DateTime>)>>,
    /// The last day, and the time if known.
    pub ends: Option<Located<(Date, Option<DateTime>)>>,
    /// Where people meet.
    pub place: Option<String>,
    /// How people join from afar: words or an address.
    pub online: Option<String>,
    /// The member that invites.
    pub host: Option<Located<String>>,
    /// Where to book.
    pub booking_url: Option<String>,
    /// Whether it takes place.
    pub state: Option<EventState>,
}

choice! {
    /// Whether an event takes place.
    EventState {
        /// A date to keep free.
        Planned = "planned", "Planned";
        /// Certain.
        Confirmed = "confirmed", "Confirmed";
        /// Not taking place.
        Cancelled = "cancelled", "Cancelled";
        /// Moved to another day.
        Postponed = "postponed", "Postponed";
    }
}

impl EventMeta {
    pub(super) fn read(fields: &mut Fields<'_>) -> Self {
        one_of(fields, "place", "online", "\"Education centre\"");
        let starts = required(fields, "starts", "2026-11-30T13:30", |f| f.moment("starts"));
        let ends = fields.moment("ends");
        let host = fields.text("host");
        let state = fields.choice("state").map(|found| found.value);
        let booking_url = fields.web_address("booking_url").map(|text| text.value);
        let mut text = |key: &'static str| fields.text(key).map(|text| text.value);
        Self {
            starts,
            ends,
            place: text("place"),
            online: text("online"),
            host,
            booking_url,
            state,
        }
    }
}
