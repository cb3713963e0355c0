//! The list of events: coming, then past.

use super::view::{Content, ListView, Output};
use super::{Head, Plan, list, words};
use crate::model::{ResourceId, Section};
use crate::source::Kind;

impl Plan<'_> {
    pub(super) fn events_page(&self, resources: &[ResourceId]) -> Output {
        let (mut coming, past): (Vec<ResourceId>, Vec<ResourceId>) =
            resources.iter().copied().partition(|id| {
                self.days(*id)
                    .is_some_and(|(_, ends)| ends >= *self.settings.today)
            });
        coming.sort_by_key(|id| (self.days(*id), *id));
        let total = resources.len();
        let groups = [
            ("coming", "Coming events", coming),
            ("past", "Past events", past),
        ]
        .into_iter()
        .filter(|(_, _, events)| !events.is_empty())
        .map(|(id, title, events)| self.group(id, title, events))
        .collect();
        let view = ListView {
            intro: words::kind_intro(Kind::Event).to_owned(),
            total,
            counted: words::counted(Kind::Event, total).to_owned(),
            groups,
            pager: None,
            facets: Vec::new(),
            complete: true,
            views: self.other_views(Kind::Event),
            empty: list::empty(Kind::Event, total),
        };
        let head = Head {
            output: Section::List(Kind::Event).output(),
            title: words::kind_title(Kind::Event).to_owned(),
            description: words::kind_intro(Kind::Event).to_owned(),
            section: Kind::Event.folder().to_owned(),
            crumbs: vec![self.home_link()],
        };
        self.page(head, Content::List(view), None)
    }
}
