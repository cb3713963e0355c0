//! What a page was made from, and whether the original has moved on.

use super::web::{host, is_web};
use crate::model::{MemberId, Resource};
use crate::parse::meta::{AdaptedFrom, Origin};
use crate::plan::Plan;
use crate::plan::view::{AdaptedView, Link};

impl Plan<'_> {
    /// What it was made from, and whether the original has moved on.
    pub(super) fn adapted(
        &self,
        resource: &Resource,
        adapted: Option<&AdaptedFrom>,
    ) -> Option<AdaptedView> {
        let adapted = adapted?;
        let version = adapted.version.clone().unwrap_or_default();
        match (&adapted.origin, resource.adapted_from) {
            (_, Some(id)) => {
                let original = self.site.resource(id);
                let now = original.version().unwrap_or_default();
                Some(AdaptedView {
                    original: self.resource_link(id),
                    member: self.member_name(original.member),
                    now: if !version.is_empty() && now != version {
                        now.to_owned()
                    } else {
                        String::new()
                    },
                    version,
                })
            }
            (Some(Origin::Url(url)), None) if is_web(&url.as_str()) => Some(AdaptedView {
                original: Link::outside(
                    adapted.title.clone().unwrap_or_else(|| host(url)),
                    url.value.clone(),
                ),
                member: String::new(),
                version,
                now: String::new(),
            }),
            _ => adapted.title.as_ref().map(|title| AdaptedView {
                original: Link::words(title.clone()),
                member: String::new(),
                version,
                now: String::new(),
            }),
        }
    }

    fn member_name(&self, member: Option<MemberId>) -> String {
        member
            .map(|id| self.site.member(id).short_name().to_owned())
            .unwrap_or_default()
    }
}
