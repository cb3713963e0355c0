//! Whose review is due: the coordinator's list.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::paging::{self, Cut};
use super::view::{
    Content, Count, CoverageRow, DateView, Group, Link, ListView, Output, ReviewsView,
};
use super::{Head, Plan, Planned};
use crate::model::{MemberId, ResourceId, Section, State};
use crate::path::OutputPath;

/// What the list has: the state, and its title.
const STATES: [(State, &str); 4] = [
    (State::Overdue, "Review overdue"),
    (State::Extended, "Review extended"),
    (State::DueSoon, "Review due soon"),
    (State::UnderReview, "Under review"),
];

/// The resources in one state, those due first coming first.
struct Due {
    state: State,
    title: &'static str,
    resources: Vec<ResourceId>,
}

impl Due {
    /// Whether they have pages of their own, because there are too many for one among others.
    fn is_long(&self) -> bool {
        self.resources.len() > paging::WHOLE
    }

    fn folder(&self) -> String {
        format!("{}/{}", Section::Reviews.folder(), self.state.id())
    }
}

impl Plan<'_> {
    pub(super) fn reviews(&self) -> Vec<Arc<Planned>> {
        let due: Vec<Due> = (STATES.into_iter())
            .map(|(state, title)| self.due(state, title))
            .filter(|due| !due.resources.is_empty())
            .collect();
        let all: Vec<&[ResourceId]> = due.iter().map(|due| &*due.resources).collect();
        let mut outputs = self.part(("reviews", all), || vec![self.reviews_page(&due)]);
        for due in due.iter().filter(|due| due.is_long()) {
            let resources = due.resources.clone();
            let style = self.settings.style;
            for cut in paging::cut(&due.folder(), resources, paging::WHOLE, paging::PAGE, style) {
                outputs.extend(self.part(("reviews", &cut, due.resources.len()), || {
                    vec![self.due_page(due, cut.clone())]
                }));
            }
        }
        outputs
    }

    fn due(&self, state: State, title: &'static str) -> Due {
        let mut resources: Vec<ResourceId> = (self.newest.iter().copied())
            .filter(|id| self.state(*id) == state)
            .collect();
        resources.sort_by_cached_key(|id| (self.site.resource(*id).due(state), *id));
        Due {
            state,
            title,
            resources,
        }
    }

    fn due_group(&self, due: &Due) -> Group {
        let id = due.state.id();
        let all = &due.resources;
        if !due.is_long() {
            return self.group(id, due.title, all.clone());
        }
        let all_of_them = format!("All {}", all.len());
        let page = self.href(&OutputPath::page(&due.folder()));
        Group {
            total: all.len(),
            more: Some(Link::inside(all_of_them, page)),
            ..self.group(id, due.title, all[..paging::PAGE].to_vec())
        }
    }

    /// One page of all resources in a state that many are in.
    fn due_page(&self, due: &Due, cut: Cut<ResourceId>) -> Output {
        let title = match cut.number {
            1 => due.title.to_owned(),
            number => format!("{} (page {number})", due.title),
        };
        let head = Head {
            output: cut.output,
            title,
            description: format!(
                "{}: all pages of the {}.",
                due.title, self.site.network.name
            ),
            section: String::new(),
            crumbs: vec![
                self.home_link(),
                Link::inside("Reviews", self.href(&Section::Reviews.output())),
            ],
        };
        let view = ListView {
            intro: "What is due first comes first.".to_owned(),
            total: due.resources.len(),
            counted: "pages".to_owned(),
            groups: vec![self.group("", "", cut.items)],
            pager: cut.pager,
            facets: Vec::new(),
            complete: false,
            views: Vec::new(),
            empty: String::new(),
        };
        self.page(head, Content::List(view), None)
    }

    fn reviews_page(&self, due: &[Due]) -> Output {
        let mut by_member: BTreeMap<MemberId, BTreeMap<State, usize>> = BTreeMap::new();
        for due in due {
            for id in &due.resources {
                if let Some(member) = self.site.resource(*id).member {
                    let states = by_member.entry(member).or_default();
                    *states.entry(due.state).or_default() += 1;
                }
            }
        }
        let href = self.href(&Section::Reviews.output());
        let view = ReviewsView {
            on: DateView::from(*self.settings.today),
            groups: due.iter().map(|due| self.due_group(due)).collect(),
            by_member: by_member
                .into_iter()
                .map(|(member, states)| CoverageRow {
                    id: String::new(),
                    named: Vec::new(),
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
