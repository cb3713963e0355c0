//! Feeds: of the whole site, of each member, of each procedure.

use std::sync::Arc;

use jiff::civil::Date;

use super::view::{FeedEntry, FeedView, Output, View};
use super::{Plan, Planned, card};
use crate::model::{MemberId, Resource, ResourceId};
use crate::path::OutputPath;
use crate::source::{Kind, VocabularyName};

/// How many entries a feed has.
const ENTRIES: usize = 50;

/// After how many days what is to come is told again.
const TOLD_AGAIN: i32 = 28;

impl Plan<'_> {
    pub(super) fn feeds(&self) -> Vec<Arc<Planned>> {
        let site = self.site;
        let mut feeds = self.part("feed", || {
            let root = OutputPath::page("");
            vec![self.feed(&root, &site.network.name, self.newest.iter().copied())]
        });
        for number in 0..site.members.len() {
            let member = site.member(MemberId(number));
            feeds.extend(self.part(("feed of a member", number), || {
                let mut resources: Vec<ResourceId> = Kind::ALL
                    .into_iter()
                    .filter(|kind| kind.of_member())
                    .flat_map(|kind| self.of_member(MemberId(number), kind))
                    .copied()
                    .collect();
                self.sort_newest(&mut resources);
                let title = format!("{} ({})", member.meta.name.value, self.frame.short_name);
                vec![self.feed(&member.output, &title, resources.into_iter())]
            }));
        }
        for (number, term) in site.vocabularies.of(VocabularyName::Procedures) {
            feeds.extend(self.part(("feed of a term", number), || {
                let mut resources = term.resources.clone();
                self.sort_newest(&mut resources);
                let title = format!("{} ({})", term.meta.label, self.frame.short_name);
                vec![self.feed(&term.output, &title, resources.into_iter())]
            }));
        }
        feeds
    }

    fn sort_newest(&self, resources: &mut [ResourceId]) {
        resources.sort_by_cached_key(|id| {
            let day = card::day(self.site.resource(*id));
            (std::cmp::Reverse(day), *id)
        });
    }

    /// The newest of these resources, which come by falling day, each with the day on which it was last told.
    fn told(&self, resources: impl Iterator<Item = ResourceId>) -> Vec<(Date, ResourceId)> {
        let today = *self.settings.today;
        let mut told = Vec::new();
        let mut past = 0;
        for id in resources {
            let resource = self.site.resource(id);
            let Some(day) = card::day(resource) else {
                continue;
            };
            // What is still to come is told on another day than it has, so it does not count.
            past += usize::from(day <= today);
            told.push((told_on(resource, day, today), id));
            if past == ENTRIES {
                break;
            }
        }
        told.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
        told.truncate(ENTRIES);
        told
    }

    /// The feed beside a page.
    fn feed(
        &self,
        page: &OutputPath,
        title: &str,
        resources: impl Iterator<Item = ResourceId>,
    ) -> Output {
        let path = page.beside("feed.xml");
        let base = &self.settings.base;
        let entries: Vec<FeedEntry> = self
            .told(resources)
            .into_iter()
            .map(|(told, id)| {
                let resource = self.site.resource(id);
                FeedEntry {
                    title: resource.meta.common.title.value.clone(),
                    url: resource.output.url(base),
                    updated: midnight(told),
                    author: match resource.member {
                        Some(member) => self.site.member(member).meta.name.value.clone(),
                        None => self.site.network.name.clone(),
                    },
                    summary: resource.meta.common.summary.clone(),
                    category: card::label(resource).to_owned(),
                }
            })
            .collect();
        let view = FeedView {
            title: title.to_owned(),
            url: path.url(base),
            page: page.url(base),
            author: self.site.network.name.clone(),
            // A feed without entries still needs a time: that of the network's beginning, which never changes.
            updated: entries.first().map_or_else(
                || {
                    let start = self.site.network.starts;
                    let start = start.filter(|start| *start <= *self.settings.today);
                    midnight(start.unwrap_or(jiff::civil::date(1970, 1, 1)))
                },
                |entry| entry.updated.clone(),
            ),
            lang: self.site.network.lang.clone(),
            entries,
        };
        Output {
            path,
            view: View::Feed(view),
        }
    }
}

/// When a resource was last told to those who follow a feed: its day, or its review, if it is still to come.
///
/// Programs that read feeds hide what was updated in the future or keep it on top for months; what was updated today, every day anew,
/// they show every day as new. So what is to come counts as told every fourth week before its day, and stays as it is in between.
fn told_on(resource: &Resource, day: Date, today: Date) -> Date {
    if day <= today {
        return day;
    }
    let reviewed = resource.meta.common.last_reviewed.as_ref();
    if let Some(reviewed) = reviewed.filter(|reviewed| reviewed.value <= today) {
        return reviewed.value;
    }
    let ahead = (day - today).get_days();
    let steps = (ahead + TOLD_AGAIN - 1) / TOLD_AGAIN;
    day.checked_sub(jiff::Span::new().days(steps * TOLD_AGAIN))
        .unwrap_or(today)
}

/// A day as a moment (RFC 3339).
fn midnight(day: Date) -> String {
    format!("{day}T00:00:00Z")
}
