//! What is worked out once for many pages.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::view::{Card, Frame};
use super::{Settings, card, frame};
use crate::model::noting::OfAll;
use crate::model::{MemberId, ResourceId, Site, State};
use crate::source::Kind;

/// What is worked out once for many pages.
pub struct Shared {
    /// What all pages share.
    pub frame: Arc<Frame>,
    /// The cards of all resources, by their number.
    pub cards: Arc<Vec<Arc<Card>>>,
    /// The states of all resources on this day, by their number.
    pub states: Vec<State>,
    /// The listed resources, the last reviewed or dated first.
    pub newest: OfAll<Vec<ResourceId>>,
    /// How many those are by member and kind. Every page may show it, so when it changes, every page is planned again.
    pub counts: BTreeMap<(MemberId, Kind), usize>,
    /// The same by member and kind.
    pub by_member: OfAll<BTreeMap<(MemberId, Kind), Vec<ResourceId>>>,
}

impl Shared {
    /// `known` gives the card of a resource that an earlier plan had, where nothing has changed in it.
    pub fn new(
        site: &Site,
        settings: &Settings,
        known: impl Fn(ResourceId) -> Option<Arc<Card>> + Sync,
    ) -> Self {
        let due_soon = site.network.due_soon_days;
        let states: Vec<State> = (site.resources.iter())
            .map(|resource| State::on(settings.today, &resource.meta.common, due_soon))
            .collect();
        let cards = site
            .resources
            .par_iter()
            .zip(&states)
            .enumerate()
            .map(|(number, (resource, state))| {
                known(ResourceId(number))
                    .unwrap_or_else(|| Arc::new(card::card(site, settings, resource, *state)))
            })
            .collect();
        let newest = newest_first(site);
        let mut by_member: BTreeMap<_, Vec<ResourceId>> = BTreeMap::new();
        for id in &newest {
            let resource = site.resource(*id);
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
            newest: OfAll::new(newest),
            by_member: OfAll::new(by_member),
        }
    }
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
