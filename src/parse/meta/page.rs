//! A plain page.

use serde::{Deserialize, Serialize};

use crate::parse::fields::Fields;

/// What only plain pages have.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct PageMeta {
    /// Its place among the pages; without one it comes last.
    pub order: Option<i64>,
}

impl PageMeta {
    pub(super) fn read(fields: &mut Fields<'_>) -> Self {
        Self {
            order: fields.number("order").map(|number| number.value),
        }
    }
}
