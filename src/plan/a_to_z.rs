//! Everything by first letter: for one kind, and for all.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::paging;
use super::view::{AToZView, Content, Entry, EntryGroup, Letter, Link};
use super::{Head, Plan, Planned, card, words};
use crate::model::{ResourceId, Section, State};
use crate::source::Kind;

/// Up to this many entries, all letters are on one page; a longer letter is cut into pages of this many.
const ENTRIES: usize = 300;

/// The resources by letter, in order.
type Letters = BTreeMap<String, Vec<ResourceId>>;

impl Plan<'_> {
    pub(super) fn a_to_z_pages(&self) -> Vec<Arc<Planned>> {
        let mut all: Vec<(&str, ResourceId)> = (self.newest.iter())
            .map(|id| (self.sort_key(*id), *id))
            .collect();
        all.sort_unstable();
        // Texts are compared once, places many times.
        let mut places = vec![0; self.cards.len()];
        for (place, (_, id)) in all.iter().enumerate() {
            places[id.0] = place;
        }
        let sorted = |resources: &[ResourceId]| {
            let mut sorted = resources.to_vec();
            sorted.sort_unstable_by_key(|id| places[id.0]);
            sorted
        };
        let mut outputs = self.a_to_z(Section::AToZ, "A to Z", &sorted(&self.newest), "");
        for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Page) {
            let title = format!("{}: A to Z", words::kind_title(kind));
            outputs.extend(self.a_to_z(
                Section::ListAToZ(kind),
                &title,
                &sorted(self.of_kind(kind)),
                kind.folder(),
            ));
        }
        outputs
    }

    /// These resources, which come by title.
    fn a_to_z(
        &self,
        section: Section,
        title: &str,
        resources: &[ResourceId],
        menu: &str,
    ) -> Vec<Arc<Planned>> {
        let total = resources.len();
        let mut letters: Letters = BTreeMap::new();
        let first = |id: &ResourceId| self.sort_key(*id).chars().next();
        for ids in resources.chunk_by(|one, other| first(one) == first(other)) {
            let letter = words::letter_of(self.sort_key(ids[0]));
            letters.entry(letter).or_default().extend(ids);
        }
        let folder = section.folder();
        let split = total > ENTRIES;
        let letter_folder = |letter: &str| format!("{folder}/{}", letter.to_lowercase());
        let row = |current: Option<&str>| {
            self.letter_row(&letters, current, &|letter| {
                if split {
                    self.href(&crate::path::OutputPath::page(&letter_folder(letter)))
                } else {
                    format!("{}#{}", self.href(&section.output()), letter_id(letter))
                }
            })
        };
        let views = self.a_to_z_views(section);
        let crumbs = match section {
            Section::ListAToZ(kind) => vec![self.home_link(), self.list_link(kind)],
            _ => vec![self.home_link()],
        };
        let head = |output, title: String| Head {
            output,
            description: format!("{title} of the {}.", self.site.network.name),
            title,
            section: menu.to_owned(),
            crumbs: crumbs.clone(),
        };
        let all: &Letters = if split { &BTreeMap::new() } else { &letters };
        let begun: Vec<&String> = letters.keys().collect();
        let mut outputs = self.part(("a-z", menu, &begun, all, total, &views), || {
            let view = AToZView {
                total,
                letters: row(None),
                groups: (all.iter())
                    .map(|(letter, entries)| self.entry_group(letter, entries))
                    .collect(),
                pager: None,
                views: views.clone(),
            };
            let head = head(section.output(), title.to_owned());
            vec![self.page(head, Content::AToZ(view), None)]
        });
        if !split {
            return outputs;
        }
        for (letter, entries) in &letters {
            let cuts = paging::cut(
                &letter_folder(letter),
                entries.clone(),
                ENTRIES,
                ENTRIES,
                self.settings.style,
            );
            for cut in cuts {
                let title = match cut.number {
                    1 => format!("{title}: {letter}"),
                    number => format!("{title}: {letter} (page {number})"),
                };
                outputs.extend(self.part(("letter", &cut, &begun, total, &views), || {
                    let view = AToZView {
                        total,
                        letters: row(Some(letter)),
                        groups: vec![self.entry_group(letter, &cut.items)],
                        pager: cut.pager.clone(),
                        views: views.clone(),
                    };
                    let head = head(cut.output.clone(), title);
                    vec![self.page(head, Content::AToZ(view), None)]
                }));
            }
        }
        outputs
    }

    /// The alphabet, and whatever else titles begin with.
    pub(super) fn letter_row<T>(
        &self,
        letters: &BTreeMap<String, T>,
        current: Option<&str>,
        href: &dyn Fn(&str) -> String,
    ) -> Vec<Letter> {
        let mut row: Vec<String> = ('A'..='Z').map(String::from).collect();
        row.extend(letters.keys().filter(|letter| letter.len() != 1).cloned());
        row.into_iter()
            .map(|letter| Letter {
                href: if letters.contains_key(&letter) {
                    href(&letter)
                } else {
                    String::new()
                },
                current: current == Some(&letter),
                letter,
            })
            .collect()
    }

    fn entry_group(&self, letter: &str, entries: &[ResourceId]) -> EntryGroup {
        EntryGroup {
            letter: letter.to_owned(),
            id: letter_id(letter),
            entries: entries
                .iter()
                .map(|id| {
                    let resource = self.site.resource(*id);
                    let kind = card::label(resource);
                    Entry {
                        text: resource.meta.common.title.value.clone(),
                        href: self.href(&resource.output),
                        note: match resource.member {
                            Some(member) => {
                                format!("{kind}, {}", self.site.member(member).short_name())
                            }
                            None => kind.to_owned(),
                        },
                        // Only what a reader must know before relying on it: a list full of "Current" says nothing.
                        state: card::tag(self.state(*id)).filter(|_| {
                            matches!(
                                self.state(*id),
                                State::Overdue
                                    | State::Superseded
                                    | State::Withdrawn
                                    | State::Draft
                            )
                        }),
                    }
                })
                .collect(),
        }
    }

    fn a_to_z_views(&self, section: Section) -> Vec<Link> {
        let mut views = Vec::new();
        if section != Section::AToZ {
            views.push(Link::inside(
                "Everything",
                self.href(&Section::AToZ.output()),
            ));
        }
        for kind in Kind::ALL {
            let other = Section::ListAToZ(kind);
            if kind != Kind::Page && other != section && !self.of_kind(kind).is_empty() {
                views.push(Link::inside(
                    words::kind_title(kind),
                    self.href(&other.output()),
                ));
            }
        }
        views
    }
}

/// The id of a letter's heading.
pub fn letter_id(letter: &str) -> String {
    format!("letter-{}", letter.to_lowercase())
}
