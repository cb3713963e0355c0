//! A dated notice.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::required::required;
use crate::diagnostic::Located;
use crate::parse::fields::Fields;

/// What only notices have.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct NewsMeta {
    /// Its day.
    pub date: Option<Located<Date>>,
}

impl NewsMeta {
    pub(super) fn read(fields: &mut Fields<'_>) -> Self {
        Self {
            date: required(fields, "date", "2026-11-30", |fields| fields.date("date")),
        }
    }
}
