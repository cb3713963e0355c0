//! Every public resource with its metadata, for programs.

use std::sync::Arc;

use serde::Serialize;

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
    pub resources: Vec<Arc<Digested<CatalogueResource>>>,
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
#[derive(Clone, Hash, Debug, Serialize)]
#[allow(missing_docs)] // The fields are those of the content model.
pub struct CatalogueResource {
    pub url: Url,
    pub source: String,
    pub kind: &'static str,
    pub title: String,
    pub summary: String,
    pub member: Option<String>,
    pub status: &'static str,
    pub version: Option<String>,
    pub last_reviewed: Option<String>,
    pub review_due: Option<String>,
    pub extended_to: Option<String>,
    pub licence: Option<&'static str>,
    pub lang: String,
    pub procedures: Vec<String>,
    pub standards: Vec<String>,
    pub specialties: Vec<String>,
    pub settings: Vec<String>,
    pub themes: Vec<String>,
    pub audience: Vec<String>,
    pub keywords: Vec<String>,
    pub downloads: Vec<CatalogueDownload>,
}

/// A download in the catalogue.
#[derive(Clone, Hash, Debug, Serialize)]
#[allow(missing_docs)]
pub struct CatalogueDownload {
    pub url: Url,
    pub title: String,
    pub media_type: &'static str,
    pub bytes: u64,
    pub sha256: String,
    pub editable: bool,
}
