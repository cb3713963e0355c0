//! The home page, and the pages that lead on from nowhere: search and 404.

use jiff::civil::Date;

use super::view::{Content, Count, Fact, HomeView, Link, NotFoundView, Output, SearchView};
use super::{Head, Plan, adjust, json_ld, words};
use crate::model::{ResourceId, Section, State};
use crate::parse::meta::{EventState, Specific};
use crate::source::{Kind, VocabularyName};

/// How many cards the home page shows of each sort.
const SHOWN: usize = 6;

impl Plan<'_> {
    pub(super) fn home_page(&self) -> Output {
        let site = self.site;
        let home = site.home.as_ref();
        let output = Section::Home.output();
        let title = home
            .and_then(|page| page.title.clone())
            .unwrap_or_else(|| site.network.name.clone());
        let summary = home
            .and_then(|page| page.summary.clone())
            .or_else(|| site.network.summary.clone());
        let body = home.and_then(|page| self.body(&output, &page.body, &site.home_links));
        let newest = |wanted: &dyn Fn(ResourceId) -> bool| {
            self.newest
                .iter()
                .filter(|id| wanted(**id))
                .take(SHOWN)
                .map(|id| self.card(*id))
                .collect::<Vec<_>>()
        };
        let is = |id: ResourceId, kinds: &[Kind]| kinds.contains(&site.resource(id).kind);
        let view = HomeView {
            summary: summary.clone(),
            counts: self.counts(),
            members: (0..site.members.len())
                .map(|number| self.member_card(crate::model::MemberId(number)))
                .collect(),
            newest: newest(&|id| {
                is(id, &[Kind::Checklist, Kind::Practice]) && !site.resource(id).is_out_of_use()
            }),
            events: self
                .coming_events()
                .into_iter()
                .take(SHOWN)
                .map(|id| self.card(id))
                .collect(),
            news: newest(&|id| is(id, &[Kind::News])),
            reviews: self.reviews_link(),
            facts: self.network_facts(),
        };
        let head = Head {
            output,
            title,
            description: summary.unwrap_or_default(),
            section: "home".to_owned(),
            crumbs: Vec::new(),
        };
        let page = self.page(head, Content::Home(view), body);
        adjust(page, |page| {
            page.feed = Some(Link::inside(site.network.name.clone(), "feed.xml"));
            page.json_ld = Some(json_ld::network(&site.network, &self.settings.base));
        })
    }

    /// How much there is of each kind.
    pub(super) fn counts(&self) -> Vec<Count> {
        Kind::ALL
            .into_iter()
            .filter(|kind| *kind != Kind::Page)
            .filter_map(|kind| {
                let number = self.of_kind(kind).len();
                (number > 0).then(|| Count {
                    number,
                    text: words::counted(kind, number).to_owned(),
                    href: self.href(&Section::List(kind).output()),
                })
            })
            .collect()
    }

    /// The first and the last day of an event.
    pub(super) fn days(&self, id: ResourceId) -> Option<(Date, Date)> {
        let Specific::Event(event) = &self.site.resource(id).meta.specific else {
            return None;
        };
        let starts = event.starts.as_ref()?.value.0;
        let ends = event.ends.as_ref().map_or(starts, |ends| ends.value.0);
        Some((starts, ends))
    }

    /// Events that are still to come, the soonest first.
    pub(super) fn coming_events(&self) -> Vec<ResourceId> {
        let mut coming: Vec<_> = (self.of_kind(Kind::Event).iter())
            .filter_map(|id| match &self.site.resource(*id).meta.specific {
                Specific::Event(event) if event.state != Some(EventState::Cancelled) => {
                    let (starts, ends) = self.days(*id)?;
                    (ends >= *self.settings.today).then_some((starts, *id))
                }
                _ => None,
            })
            .collect();
        coming.sort();
        coming.into_iter().map(|(_, id)| id).collect()
    }

    fn reviews_link(&self) -> Option<Link> {
        let count = |state| {
            self.newest
                .iter()
                .filter(|id| self.state(**id) == state)
                .count()
        };
        let (overdue, soon) = (count(State::Overdue), count(State::DueSoon));
        if overdue + soon == 0 {
            return None;
        }
        let mut said = Vec::new();
        if overdue > 0 {
            said.push(format!(
                "{overdue} {} overdue",
                words::plural(overdue, "review is", "reviews are")
            ));
        }
        if soon > 0 {
            said.push(format!("{soon} due soon"));
        }
        Some(Link::inside(
            said.join(", "),
            self.href(&Section::Reviews.output()),
        ))
    }

    fn network_facts(&self) -> Vec<Fact> {
        let network = &self.site.network;
        let mut facts = Vec::new();
        let mut tell = |label: &str, values: Vec<Link>| {
            if !values.is_empty() {
                facts.push(Fact {
                    label: label.to_owned(),
                    values,
                });
            }
        };
        let day = |date: Option<jiff::civil::Date>| {
            date.map(|date| Link::words(super::view::DateView::from(date).text))
                .into_iter()
                .collect::<Vec<_>>()
        };
        tell(
            "State",
            network
                .state
                .map(|state| Link::words(state.label()))
                .into_iter()
                .collect(),
        );
        tell("Started", day(network.starts));
        let ended = network.ends.is_some_and(|ends| ends < *self.settings.today);
        tell(
            if ended {
                "First period ended"
            } else {
                "Runs until"
            },
            day(network.ends),
        );
        let named = |links: &[crate::parse::meta::NamedLink]| {
            links
                .iter()
                .map(|link| match &link.url {
                    Some(url) => Link::outside(link.name.clone(), url.clone()),
                    None => Link::words(link.name.clone()),
                })
                .collect::<Vec<_>>()
        };
        tell("Part of", named(&network.part_of));
        tell("Sister networks", named(&network.peers));
        tell(
            "Contact",
            network
                .contact
                .iter()
                .map(|contact| contact_link(contact))
                .collect(),
        );
        facts
    }

    pub(super) fn search_page(&self) -> Output {
        let mut procedures: Vec<_> = self
            .site
            .vocabularies
            .of(VocabularyName::Procedures)
            .map(|(_, term)| term)
            .filter(|term| !term.resources.is_empty())
            .collect();
        procedures.sort_by_key(|term| std::cmp::Reverse(term.resources.len()));
        let view = SearchView {
            lists: self.counts(),
            procedures: procedures
                .into_iter()
                .take(12)
                .map(|term| Link::inside(term.meta.label.clone(), self.href(&term.output)))
                .collect(),
        };
        let head = Head {
            output: Section::Search.output(),
            title: "Search".to_owned(),
            description: format!("Search the {}.", self.site.network.name),
            section: "search".to_owned(),
            crumbs: vec![self.home_link()],
        };
        let page = self.page(head, Content::Search(view), None);
        adjust(page, |page| page.indexed = false)
    }

    pub(super) fn not_found_page(&self) -> Output {
        let view = NotFoundView {
            lists: self
                .frame
                .menu
                .iter()
                .map(|entry| Link::inside(entry.text.clone(), entry.href.clone()))
                .collect(),
        };
        let head = Head {
            output: crate::path::OutputPath::new("404.html"),
            title: "Page not found".to_owned(),
            description: String::new(),
            section: String::new(),
            crumbs: Vec::new(),
        };
        let page = self.page(head, Content::NotFound(view), None);
        adjust(page, |page| {
            // A host answers with this page at any depth, so relative links would lead astray.
            page.root = self.settings.base.path().to_owned();
            page.canonical = None;
            page.indexed = false;
        })
    }

    pub(super) fn home_link(&self) -> Link {
        Link::inside("Home", self.href(&Section::Home.output()))
    }
}

/// A mailbox as a link, other words as they are.
pub fn contact_link(contact: &str) -> Link {
    let is_mailbox = contact.contains('@') && !contact.contains(char::is_whitespace);
    if is_mailbox {
        Link::outside(contact, format!("mailto:{contact}"))
    } else if contact.starts_with("https://") {
        Link::outside(contact, contact)
    } else {
        Link::words(contact)
    }
}
