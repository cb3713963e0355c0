//! The accessibility statement.

use serde::Serialize;

use crate::plan::view::parts::DateView;

/// The accessibility statement: `accessibility.html`. Texts may be empty.
#[derive(Clone, Hash, Debug, Serialize)]
#[allow(missing_docs)] // The fields are those of `[accessibility]` in `network.toml`.
pub struct AccessibilityView {
    pub organisation: String,
    pub contact: String,
    pub response_days: i64,
    pub conformance: String,
    pub fully: bool,
    pub tested: Option<DateView>,
    pub tested_by: String,
    pub prepared: Option<DateView>,
    pub reviewed: Option<DateView>,
    pub known_issues: Vec<String>,
    pub enforcement: String,
    /// Whether the network has filled in its part at all.
    pub complete: bool,
}
