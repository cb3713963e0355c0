//! An adoption note: how a member took over a resource.

use serde::{Deserialize, Serialize};

use crate::diagnostic::Located;
use crate::parse::fields::Fields;

/// What only adoption notes have.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct AdoptionMeta {
    /// The resource that was taken over, by its path in the content folder.
    pub of: Option<Located<String>>,
    /// Where it was put to use.
    pub setting: Option<String>,
    /// What was changed.
    pub change: Option<String>,
    /// What was measured.
    pub measure: Option<String>,
    /// What came out.
    pub result: Option<String>,
    /// Whether they would do it again.
    pub would_do_again: Option<String>,
}

impl AdoptionMeta {
    pub(super) fn read(fields: &mut Fields<'_>) -> Self {
        let of = fields.required_text("of", "trusts/barts-health/checklists/chest-drain.md");
        let mut text = |key: &'static str| fields.text(key).map(|text| text.value);
        Self {
            of,
            setting: text("setting"),
            change: text("change"),
            measure: text("measure"),
            result: text("result"),
            would_do_again: text("would_do_again"),
        }
    }
}
