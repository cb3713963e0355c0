//! Whose review is due: the coordinator's list.

use std::collections::BTreeMap;

use super::view::{Content, Count, CoverageRow, DateView, Output, ReviewsView};
use super::{Head, Plan};
use crate::model::{MemberId, ResourceId, Section, State};

impl Plan<'_> {
    pub(super) fn reviews_page(&self) -> Output {
        let mut groups = Vec::new();
        let mut by_member: BTreeMap<MemberId, BTreeMap<State, usize>> = BTreeMap::new();
        for (state, id, title) in [
            (State::Overdue, "overdue", "Review overdue"),
            (State::Extended, "extended", "Review extended"),
            (State::DueSoon, "due-soon", "Review due soon"),
            (State::UnderReview, "under-review", "Under review"),
        ] {
            let mut found: Vec<ResourceId> = self
                .newest
                .iter()
                .copied()
                .filter(|id| self.state(*id) == state)
                .collect();
            found.sort_by_key(|id| {
                let due = &self.site.resource(*id).meta.common.review_due;
                (due.as_ref().map(|date| date.value), *id)
            });
            for id in &found {
                if let Some(member) = self.site.resource(*id).member {
                    let states = by_member.entry(member).or_default();
                    *states.entry(state).or_default() += 1;
                }
            }
            if !found.is_empty() {
                groups.push(self.group(id, title, found));
            }
        }
        let href = self.href(&Section::Reviews.output());
        let view = ReviewsView {
            on: DateView::from(self.settings.today),
            groups,
            by_member: by_member
                .into_iter()
                .map(|(member, states)| CoverageRow {
                    member: self.member_link(member),
                    counts: states
                        .into_iter()
                        .map(|(state, number)| Count {
                            number,
                            text: match state {
                                State::Overdue => "overdue",
                                State::Extended => "extended",
                                State::DueSoon => "due soon",
                                _ => "under review",
                            }
                            .to_owned(),
                            href: format!("{href}#{}", state.id()),
                        })
                        .collect(),
                    contact: self
                        .site
                        .member(member)
                        .meta
                        .contact
                        .clone()
                        .unwrap_or_default(),
                })
                .collect(),
        };
        let head = Head {
            output: Section::Reviews.output(),
            title: "Reviews".to_owned(),
            description: format!(
                "What is overdue and due soon in the {}.",
                self.site.network.name
            ),
            section: String::new(),
            crumbs: vec![self.home_link()],
        };
        self.page(head, Content::Reviews(view), None)
    }
}
