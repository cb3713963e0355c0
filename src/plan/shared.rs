//! What is worked out once for many pages.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::view::{Card, Frame};
use super::{Settings, card, frame, words};
use crate::hash::Digest;
use crate::model::noting::InOrder;
use crate::model::{Changes, MemberId, Resource, ResourceId, Site, State};
use crate::source::Kind;

/// What is worked out once for many pages.
#[derive(Clone)]
pub struct Shared {
    /// What all pages share.
    pub frame: Arc<Frame>,
    /// The cards of all resources, by their number.
    pub cards: Arc<Vec<Arc<Card>>>,
    /// The states of all resources on this day, by their number.
    pub states: Vec<State>,
    /// What the titles of all resources are sorted by.
    pub sort_keys: Vec<Arc<str>>,
    /// The listed resources, the last reviewed or dated first.
    pub newest: InOrder<Vec<ResourceId>>,
    /// The same by kind.
    pub by_kind: InOrder<BTreeMap<Kind, Vec<ResourceId>>>,
    /// How many those are by member and kind. Every page may show it, so when it changes, every page is planned again.
    pub counts: BTreeMap<(MemberId, Kind), usize>,
    /// The same by member and kind.
    pub by_member: InOrder<BTreeMap<(MemberId, Kind), Vec<ResourceId>>>,
}

impl Shared {
    /// `known` gives the card and the sort key of a resource that an earlier plan had, where nothing has changed in it.
    pub fn new(
        site: &Site,
        settings: &Settings,
        known: impl Fn(ResourceId) -> Option<(Arc<Card>, Arc<str>)> + Sync,
    ) -> Self {
        let states: Vec<State> = (site.resources.iter())
            .map(|resource| state(site, settings, resource))
            .collect();
        let (cards, sort_keys) = site
            .resources
            .par_iter()
            .zip(&states)
            .enumerate()
            .map(|(number, (resource, state))| {
                let id = ResourceId(number);
                known(id).unwrap_or_else(|| {
                    let card = card::card(site, settings, id, *state);
                    let key = words::sort_key(&resource.meta.common.title);
                    (Arc::new(card), Arc::from(key))
                })
            })
            .unzip();
        let newest = newest_first(site);
        let mut by_kind: BTreeMap<_, Vec<ResourceId>> = BTreeMap::new();
        let mut by_member: BTreeMap<_, Vec<ResourceId>> = BTreeMap::new();
        for id in &newest {
            let resource = site.resource(*id);
            by_kind.entry(resource.kind).or_default().push(*id);
            if let Some(member) = resource.member {
                let of_kind = by_member.entry((member, resource.kind));
                of_kind.or_default().push(*id);
            }
        }
        Self {
            counts: by_member
                .iter()
                .map(|(key, ids)| (*key, ids.len()))
                .collect(),
            frame: Arc::new(frame::frame(site, settings)),
            cards: Arc::new(cards),
            states,
            sort_keys,
            newest: InOrder::new(newest),
            by_kind: InOrder::new(by_kind),
            by_member: InOrder::new(by_member),
        }
    }

    /// Takes in that some resources differ, all of which are listed where they were.
    pub fn renew(&mut self, site: &Site, settings: &Settings, changes: &Changes) {
        if !changes.has_heads() {
            return;
        }
        let cards = Arc::make_mut(&mut self.cards);
        for id in changes.heads() {
            let resource = site.resource(id);
            let state = state(site, settings, resource);
            self.states[id.0] = state;
            cards[id.0] = Arc::new(card::card(site, settings, id, state));
            self.sort_keys[id.0] = Arc::from(words::sort_key(&resource.meta.common.title));
        }
    }

    /// Stands for the order that resources are listed in, in another run of the program.
    pub fn order_digest(&self) -> Digest {
        let orders = [
            self.newest.digest(),
            self.by_kind.digest(),
            self.by_member.digest(),
        ];
        Digest::of_all(&orders)
    }

    /// Whether all is as in another.
    pub fn shows_the_same(&self, other: &Self) -> bool {
        self.frame == other.frame
            && self.counts == other.counts
            && self.cards == other.cards
            && self.states == other.states
            && self.sort_keys == other.sort_keys
            && !self.is_in_other_order(other)
    }

    /// Whether resources are listed in another order.
    pub fn is_in_other_order(&self, other: &Self) -> bool {
        self.newest.differs(&other.newest)
            || self.by_kind.differs(&other.by_kind)
            || self.by_member.differs(&other.by_member)
    }
}

/// The state of a resource on this day.
fn state(site: &Site, settings: &Settings, resource: &Resource) -> State {
    let due_soon = site.network.due_soon_days;
    State::on(settings.today.unnoted(), &resource.meta.common, due_soon)
}

/// The listed resources except plain pages, the last reviewed or dated first.
fn newest_first(site: &Site) -> Vec<ResourceId> {
    let mut newest: Vec<ResourceId> = site
        .listed()
        .filter(|(_, resource)| resource.kind != Kind::Page)
        .map(|(id, _)| id)
        .collect();
    newest.sort_by_cached_key(|id| {
        let resource = site.resource(*id);
        // Resources are numbered by path, so equal days keep the order of paths.
        (std::cmp::Reverse(card::day(resource)), *id)
    });
    newest
}
