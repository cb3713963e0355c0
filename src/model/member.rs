//! A member organisation in its place in the network.

use std::sync::Arc;

use super::{MemberId, ResourceId, Target};
use crate::parse::body::Body;
use crate::parse::meta::MemberMeta;
use crate::path::{OutputPath, SourcePath, segment};

/// A member organisation.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Member {
    /// Its id: the folder's name.
    pub id: String,
    /// The file that describes it.
    pub path: SourcePath,
    /// What that file says.
    pub meta: Arc<MemberMeta>,
    /// Its own words.
    pub body: Arc<Body>,
    /// Where the links in its words lead, in their order.
    pub links: Vec<Target>,
    /// Its page.
    pub output: OutputPath,
    /// The member that it became part of.
    pub merged_into: Option<MemberId>,
    /// What it wrote, by path.
    pub resources: Vec<ResourceId>,
}

impl Member {
    pub(super) fn new(
        id: &str,
        path: &SourcePath,
        meta: &Arc<MemberMeta>,
        body: &Arc<Body>,
    ) -> Self {
        Self {
            id: id.to_owned(),
            path: path.clone(),
            meta: Arc::clone(meta),
            body: Arc::clone(body),
            links: Vec::new(),
            output: OutputPath::page(&format!("trusts/{}", segment(id))),
            merged_into: None,
            resources: Vec::new(),
        }
    }

    /// The short name where there is one, else the full name.
    pub fn short_name(&self) -> &str {
        self.meta.short_name.as_deref().unwrap_or(&self.meta.name)
    }

    /// By what lists are sorted: the name without regard to case.
    pub fn sort_key(&self) -> String {
        self.short_name().to_lowercase()
    }
}
