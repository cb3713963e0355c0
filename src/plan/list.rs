//! Lists of one kind: whole, by state, and (for talks and key documents) by what belongs together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::paging::{self, Cut};
use super::view::{Content, Facet, Group, Link, ListView, Output};
use super::{Head, Plan, Planned, card, words};
use crate::model::{ResourceId, Section, State};
use crate::parse::meta::Specific;
use crate::path::OutputPath;
use crate::source::Kind;

impl Plan<'_> {
    /// The lists of all kinds.
    pub(super) fn kind_lists(&self) -> Vec<Arc<Planned>> {
        let mut outputs = Vec::new();
        for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Page) {
            let resources = self.of_kind(kind);
            outputs.extend(match kind {
                Kind::Event => {
                    self.part(("events", resources), || vec![self.events_page(resources)])
                }
                kind => {
                    let crumbs = vec![self.home_link()];
                    let folder = Section::List(kind).folder();
                    self.list_pages(
                        &folder,
                        words::kind_title(kind),
                        kind,
                        resources.to_vec(),
                        kind.folder(),
                        crumbs,
                    )
                }
            });
            outputs.extend(self.state_lists(kind, resources));
        }
        outputs.extend(self.part("speakers", || vec![self.speakers_page()]));
        outputs
    }

    /// The listed resources of one kind, the last reviewed or dated first.
    pub(super) fn of_kind(&self, kind: Kind) -> &[ResourceId] {
        self.by_kind.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// A list in as many pages as it needs.
    pub(super) fn list_pages(
        &self,
        folder: &str,
        title: &str,
        kind: Kind,
        resources: Vec<ResourceId>,
        section: &str,
        crumbs: Vec<Link>,
    ) -> Vec<Arc<Planned>> {
        let total = resources.len();
        let style = self.settings.style;
        let complete = total <= paging::WHOLE;
        let what = (folder, &resources);
        let facets = self.narrowing(what, || self.facets(kind, &resources, complete));
        let is_main = folder == kind.folder();
        let cuts = paging::cut(folder, resources, paging::WHOLE, paging::PAGE, style);
        let several = cuts.len() > 1;
        let page = |cut: Cut<ResourceId>, facets: Vec<Facet>| {
            let Cut {
                output,
                number,
                items,
                pager,
            } = cut;
            let groups = if complete && is_main {
                self.grouped(kind, items)
            } else {
                vec![self.group("", "", items)]
            };
            let view = ListView {
                intro: if is_main {
                    words::kind_intro(kind).to_owned()
                } else {
                    String::new()
                },
                total,
                counted: words::counted(kind, total).to_owned(),
                groups,
                pager,
                facets,
                complete,
                views: if is_main {
                    self.other_views(kind)
                } else {
                    Vec::new()
                },
                empty: empty(kind, total),
            };
            let title = if several && number > 1 {
                format!("{title} (page {number})")
            } else {
                title.to_owned()
            };
            let head = Head {
                output,
                title,
                description: words::kind_intro(kind).to_owned(),
                section: section.to_owned(),
                crumbs: crumbs.clone(),
            };
            self.page(head, Content::List(view), None)
        };
        cuts.iter()
            .flat_map(|cut| {
                // Once is enough: a reader who narrows a long list goes to another list, not to its second page.
                let facets = (cut.number == 1).then_some(&facets);
                let what = ("list", cut, facets, total);
                self.part(what, || {
                    let facets = facets.map(|facets| facets.to_vec());
                    vec![page(cut.clone(), facets.unwrap_or_default())]
                })
            })
            .collect()
    }

    pub(super) fn group(&self, id: &str, title: &str, items: Vec<ResourceId>) -> Group {
        Group {
            id: id.to_owned(),
            title: title.to_owned(),
            href: String::new(),
            total: items.len(),
            cards: items.into_iter().map(|id| self.card(id)).collect(),
            more: None,
        }
    }

    /// Talks by event, key documents by sort; other kinds are one group.
    fn grouped(&self, kind: Kind, items: Vec<ResourceId>) -> Vec<Group> {
        match kind {
            Kind::Talk => {
                let mut by_event: Vec<(Option<ResourceId>, Vec<ResourceId>)> = Vec::new();
                for id in items {
                    let event = self.site.resource(id).event;
                    match by_event.iter_mut().find(|(known, _)| *known == event) {
                        Some((_, talks)) => talks.push(id),
                        None => by_event.push((event, vec![id])),
                    }
                }
                let day = |event: &Option<ResourceId>| {
                    event.and_then(|event| card::day(self.site.resource(event)))
                };
                by_event.sort_by_key(|(event, _)| std::cmp::Reverse(day(event)));
                by_event
                    .into_iter()
                    .map(|(event, talks)| match event {
                        Some(event) => {
                            let link = self.resource_link(event);
                            let output = &self.site.resource(event).output;
                            let id = output.folder().replace('/', ".");
                            Group {
                                href: link.href,
                                ..self.group(&id, &link.text, talks)
                            }
                        }
                        None => self.group("other", "Other talks", talks),
                    })
                    .collect()
            }
            Kind::Resource => {
                let mut by_sort: BTreeMap<_, Vec<ResourceId>> = BTreeMap::new();
                for id in items {
                    let sort = match &self.site.resource(id).meta.specific {
                        Specific::Resource(key) => key.key_type,
                        _ => None,
                    };
                    by_sort.entry(sort).or_default().push(id);
                }
                by_sort
                    .into_iter()
                    .map(|(sort, items)| {
                        let title = sort.map_or("Other", |sort| sort.label());
                        self.group(&crate::path::slug(title), title, items)
                    })
                    .collect()
            }
            _ => vec![self.group("", "", items)],
        }
    }

    /// Lists of one kind in one state: what a filter by state leads to without script.
    fn state_lists(&self, kind: Kind, resources: &[ResourceId]) -> Vec<Arc<Planned>> {
        let mut by_state: BTreeMap<State, Vec<ResourceId>> = BTreeMap::new();
        for id in resources {
            by_state.entry(self.state(*id)).or_default().push(*id);
        }
        by_state.remove(&State::Undated);
        by_state
            .into_iter()
            .flat_map(|(state, resources)| {
                let title = format!(
                    "{}: {}",
                    words::kind_title(kind),
                    state.label().to_lowercase()
                );
                let crumbs = vec![
                    self.home_link(),
                    Link::inside(
                        words::kind_title(kind),
                        self.href(&Section::List(kind).output()),
                    ),
                ];
                let output = state_output(kind, state);
                self.list_pages(
                    output.folder(),
                    &title,
                    kind,
                    resources,
                    kind.folder(),
                    crumbs,
                )
            })
            .collect()
    }

    /// The talks by who gave them.
    fn speakers_page(&self) -> Output {
        let mut by_speaker: BTreeMap<(String, String), Vec<ResourceId>> = BTreeMap::new();
        let talks = self.of_kind(Kind::Talk);
        let total = talks.len();
        for id in talks.iter().copied() {
            if let Specific::Talk(talk) = &self.site.resource(id).meta.specific
                && let Some(speaker) = &talk.speaker
            {
                let name = match &speaker.organisation {
                    Some(organisation) => format!("{}, {organisation}", speaker.name),
                    None => speaker.name.clone(),
                };
                by_speaker
                    .entry((words::sort_key(&name), name))
                    .or_default()
                    .push(id);
            }
        }
        let mut taken = BTreeSet::new();
        let groups = by_speaker
            .into_iter()
            .map(|((_, name), talks)| {
                let id = format!("speaker-{}", crate::path::slug(&name));
                self.group(&words::unused(id, &mut taken), &name, talks)
            })
            .collect();
        let view = ListView {
            intro: "What speakers said, by speaker.".to_owned(),
            total,
            counted: words::counted(Kind::Talk, total).to_owned(),
            groups,
            pager: None,
            facets: Vec::new(),
            complete: true,
            views: self.other_views(Kind::Talk),
            empty: empty(Kind::Talk, total),
        };
        let head = Head {
            output: Section::Speakers.output(),
            title: "Talks by speaker".to_owned(),
            description: "What speakers said at the network's events, by speaker.".to_owned(),
            section: Kind::Talk.folder().to_owned(),
            crumbs: vec![self.home_link(), self.list_link(Kind::Talk)],
        };
        self.page(head, Content::List(view), None)
    }

    pub(super) fn list_link(&self, kind: Kind) -> Link {
        Link::inside(
            words::kind_title(kind),
            self.href(&Section::List(kind).output()),
        )
    }

    /// Other ways to look at the same kind.
    pub(super) fn other_views(&self, kind: Kind) -> Vec<Link> {
        let mut views = Vec::new();
        if kind == Kind::Talk {
            views.push(Link::inside(
                "By event",
                self.href(&Section::List(kind).output()),
            ));
            views.push(Link::inside(
                "By speaker",
                self.href(&Section::Speakers.output()),
            ));
        }
        views.push(Link::inside(
            "A to Z",
            self.href(&Section::ListAToZ(kind).output()),
        ));
        views
    }
}

/// Where the resources of one kind that are in one state are listed.
pub(super) fn state_output(kind: Kind, state: State) -> OutputPath {
    OutputPath::page(&format!("{}/state/{}", kind.folder(), state.id()))
}

pub(super) fn empty(kind: Kind, total: usize) -> String {
    if total > 0 {
        return String::new();
    }
    format!(
        "There are no {} yet. Look at the A to Z, or ask the network's contact.",
        words::counted(kind, 0)
    )
}
