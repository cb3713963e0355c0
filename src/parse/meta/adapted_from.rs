//! What a resource was made from.

use serde::{Deserialize, Serialize};

use super::required::one_of;
use crate::diagnostic::Located;
use crate::parse::fields::Fields;

/// What a resource was made from.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct AdaptedFrom {
    /// Where the original is.
    pub origin: Option<Origin>,
    /// The original's title, where it is not on this site.
    pub title: Option<String>,
    /// The original's version at that time.
    pub version: Option<String>,
}

/// Where an original is.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Origin {
    /// A resource of this network, by its path in the content folder.
    Resource(Located<String>),
    /// A page elsewhere.
    Url(Located<String>),
}

impl AdaptedFrom {
    pub(super) fn read(fields: &mut Fields<'_>) -> Option<Self> {
        fields.group("adapted_from", |fields| {
            one_of(
                fields,
                "resource",
                "url",
                "trusts/barts-health/checklists/chest-drain.md",
            );
            let resource = fields.text("resource").map(Origin::Resource);
            let url = fields.web_address("url").map(Origin::Url);
            Self {
                origin: resource.or(url),
                title: fields.text("title").map(|text| text.value),
                version: fields.version("version").map(|text| text.value),
            }
        })
    }
}
