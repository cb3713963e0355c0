//! Feeds: of the whole site, of each member, of each procedure.

use std::sync::Arc;

use super::view::{FeedEntry, FeedView, Output, View};
use super::{Plan, Planned, card};
use crate::model::{MemberId, ResourceId};
use crate::path::OutputPath;
use crate::source::{Kind, VocabularyName};

/// How many entries a feed has.
const ENTRIES: usize = 50;

impl Plan<'_> {
    pub(super) fn feeds(&self) -> Vec<Arc<Planned>> {
        let site = self.site;
        let mut feeds = self.part("feed", || {
            let root = OutputPath::page("");
            vec![self.feed(&root, &site.network.name, self.newest.iter().copied())]
        });
        for number in 0..site.members.len() {
            let member = site.member(MemberId(number));
            feeds.extend(self.part(("feed", &member.output), || {
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
        for (_, term) in site.vocabularies.of(VocabularyName::Procedures) {
            feeds.extend(self.part(("feed", &term.output), || {
                let mut resources = term.resources.clone();
                self.sort_newest(&mut resources);
                let title = format!("{} ({})", term.meta.label, self.frame.short_name);
                vec![self.feed(&term.output, &title, resources.into_iter())]
            }));
        }
        feeds
    }

    fn sort_newest(&self, resources: &mut [ResourceId]) {
        resources.sort_by_key(|id| {
            let day = card::day(self.site.resource(*id));
            (std::cmp::Reverse(day), *id)
        });
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
        let entries: Vec<FeedEntry> = resources
            .filter_map(|id| {
                let resource = self.site.resource(id);
                let day = card::day(resource)?;
                Some(FeedEntry {
                    title: resource.meta.common.title.value.clone(),
                    url: resource.output.url(base),
                    updated: midnight(day),
                    author: match resource.member {
                        Some(member) => self.site.member(member).meta.name.value.clone(),
                        None => self.site.network.name.clone(),
                    },
                    summary: resource.meta.common.summary.clone(),
                    category: card::label(resource).to_owned(),
                })
            })
            .take(ENTRIES)
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

/// A day as a moment (RFC 3339).
fn midnight(day: jiff::civil::Date) -> String {
    format!("{day}T00:00:00Z")
}
