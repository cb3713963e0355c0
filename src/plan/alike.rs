//! What an edit leaves as it was for the whole site, although a resource differs.

use super::card;
use crate::model::{Changes, Resource, Site};
use crate::source::Kind;

impl Changes {
    /// Whether every resource is listed where it was, and none of those differs that all pages may show.
    pub(super) fn are_listed_alike(&self, before: &Site, now: &Site) -> bool {
        let place = |resource: &Resource| {
            let visibility = resource.meta.common.visibility;
            (
                resource.kind,
                resource.member,
                visibility,
                card::day(resource),
            )
        };
        self.heads().all(|id| {
            let (before, now) = (before.resource(id), now.resource(id));
            now.kind != Kind::Page && place(before) == place(now)
        })
    }

    /// Whether the site map says the same of every resource.
    pub(super) fn are_mapped_alike(&self, before: &Site, now: &Site) -> bool {
        let mapped = |resource: &Resource| {
            let common = &resource.meta.common;
            let reviewed = common.last_reviewed.as_ref().map(|day| day.value);
            (resource.output.clone(), common.visibility, reviewed)
        };
        self.heads()
            .all(|id| mapped(before.resource(id)) == mapped(now.resource(id)))
    }
}
