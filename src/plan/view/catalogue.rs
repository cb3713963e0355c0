//! Every public resource with its metadata, for programs.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use crate::hash::Digested;
use crate::path::Url;

/// Every public resource with its metadata: `catalogue.json`.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct CatalogueView {
    /// The version of this schema; a program that does not know it must not guess.
    pub schema: &'static str,
    /// The network's name.
    pub network: String,
    /// The network's site.
    pub url: Url,
    /// Its members.
    pub members: Vec<CatalogueMember>,
    /// Its resources.
    pub resources: Vec<Arc<Digested<CatalogueEntry>>>,
}

impl CatalogueView {
    /// How many bytes the resources take, which are nearly all.
    pub fn length(&self) -> usize {
        // Each comes with a comma and the end of a line.
        let length = |entry: &Arc<Digested<CatalogueEntry>>| entry.0.get().len() + 2;
        self.resources.iter().map(length).sum()
    }
}

/// A resource in the catalogue as it stands there: the JSON of a [`CatalogueResource`].
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct CatalogueEntry(Box<RawValue>);

impl CatalogueEntry {
    /// What the catalogue says of a resource; structs of texts and numbers always serialise.
    pub fn new(resource: &CatalogueResource<'_>) -> Self {
        let json = to_raw_value(resource);
        debug_assert!(json.is_ok(), "{json:?}");
        Self(json.unwrap_or_default())
    }
}

impl Hash for CatalogueEntry {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.get().hash(state);
    }
}

/// A member in the catalogue.
#[derive(Clone, Hash, Debug, Serialize)]
#[allow(missing_docs)] // The fields are those of the content model.
pub struct CatalogueMember {
    pub id: String,
    pub name: String,
    pub ods_code: Option<String>,
    pub status: &'static str,
    pub merged_into: Option<String>,
    pub url: Url,
}

/// A resource in the catalogue.
#[derive(Serialize)]
#[allow(missing_docs)] // The fields are those of the content model.
pub struct CatalogueResource<'a> {
    pub url: Url,
    pub source: &'a str,
    pub kind: &'static str,
    pub title: &'a str,
    pub summary: &'a str,
    pub member: Option<&'a str>,
    pub status: &'static str,
    pub version: Option<&'a str>,
    pub last_reviewed: Option<String>,
    pub review_due: Option<String>,
    pub extended_to: Option<String>,
    pub licence: Option<&'static str>,
    pub lang: &'a str,
    pub procedures: Vec<&'a str>,
    pub standards: Vec<&'a str>,
    pub specialties: Vec<&'a str>,
    pub settings: Vec<&'a str>,
    pub themes: Vec<&'a str>,
    pub audience: Vec<&'a str>,
    pub keywords: &'a [String],
    pub downloads: Vec<CatalogueDownload<'a>>,
}

/// A download in the catalogue.
#[derive(Serialize)]
#[allow(missing_docs)]
pub struct CatalogueDownload<'a> {
    pub url: Url,
    pub title: &'a str,
    pub media_type: &'static str,
    pub bytes: u64,
    pub sha256: &'a str,
    pub editable: bool,
}
