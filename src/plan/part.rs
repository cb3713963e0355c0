//! Parts of a plan: each is taken from the plan before, where all that it looked at has stayed as it was.

use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::view::{CatalogueEntry, Facet, Output};
use super::{Plan, Planned};
use crate::hash::{Digest, Digested};
use crate::model::noting::{Noted, note_again, noting};
use crate::model::{Changes, ResourceId};

/// The parts of a plan, by what they are.
#[derive(Default)]
pub struct Parts {
    outputs: Remembered<Digest, Vec<Arc<Planned>>>,
    entries: Remembered<ResourceId, Arc<Digested<CatalogueEntry>>>,
    facets: Remembered<Digest, Arc<Digested<Vec<Facet>>>>,
    /// What differs from the plan before; `None` if nothing of it holds any more.
    changes: Option<Changes>,
}

/// Values by what they are, each with what was looked at for it.
struct Remembered<K, V> {
    before: Table<K, V>,
    now: Mutex<Table<K, V>>,
}

type Table<K, V> = FxHashMap<K, (Arc<Noted>, V)>;

impl Parts {
    /// The parts of the next plan, which may take from these.
    pub fn next(self, changes: Changes) -> Self {
        Self {
            outputs: self.outputs.next(),
            entries: self.entries.next(),
            facets: self.facets.next(),
            changes: Some(changes),
        }
    }
}

impl<K, V> Remembered<K, V> {
    fn next(self) -> Self {
        let before = self.now.into_inner();
        let before = before.unwrap_or_else(PoisonError::into_inner);
        let room = Table::with_capacity_and_hasher(before.len(), FxBuildHasher);
        Self {
            before,
            now: Mutex::new(room),
        }
    }
}

impl<K, V> Default for Remembered<K, V> {
    fn default() -> Self {
        Self {
            before: Table::default(),
            now: Mutex::default(),
        }
    }
}

impl<K: Eq + Hash, V: Clone> Remembered<K, V> {
    fn get(&self, changes: Option<&Changes>, key: K, make: impl FnOnce() -> V) -> V {
        let before = self.before.get(&key);
        let same =
            before.filter(|(noted, _)| changes.is_some_and(|changes| noted.is_as_before(changes)));
        let part = match same {
            Some((noted, value)) => {
                note_again(noted);
                (Arc::clone(noted), value.clone())
            }
            None => {
                let (value, noted) = noting(make);
                (Arc::new(noted.packed()), value)
            }
        };
        let value = part.1.clone();
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        now.insert(key, part);
        value
    }
}

impl Plan<'_> {
    /// Some files of the plan. `what` tells them from all others, and holds all that they follow from beside the site: a resource is
    /// reached by its number inside of `make`, or nobody knows that it was looked at.
    pub(super) fn part(
        &self,
        what: impl Hash,
        make: impl FnOnce() -> Vec<Output>,
    ) -> Vec<Arc<Planned>> {
        let key = || Digest::of(&what);
        self.remembered(|parts| &parts.outputs, key, || planned(make()))
    }

    /// The entry of a resource in the catalogue, as [`Plan::part`] has files.
    pub(super) fn entry(
        &self,
        id: ResourceId,
        make: impl FnOnce() -> CatalogueEntry,
    ) -> Arc<Digested<CatalogueEntry>> {
        let make = || Arc::new(Digested::new(make()));
        self.remembered(|parts| &parts.entries, || id, make)
    }

    /// What a list can be narrowed by, as [`Plan::part`] has files; `what` tells the list from all others.
    pub(super) fn narrowing(
        &self,
        what: impl Hash,
        make: impl FnOnce() -> Vec<Facet>,
    ) -> Arc<Digested<Vec<Facet>>> {
        let make = || Arc::new(Digested::new(make()));
        let key = || Digest::of(&what);
        self.remembered(|parts| &parts.facets, key, make)
    }

    /// A value out of one of the tables, or made where nothing is remembered.
    fn remembered<K: Eq + Hash, V: Clone>(
        &self,
        table: fn(&Parts) -> &Remembered<K, V>,
        key: impl FnOnce() -> K,
        make: impl FnOnce() -> V,
    ) -> V {
        match self.parts {
            Some(parts) => table(parts).get(parts.changes.as_ref(), key(), make),
            None => make(),
        }
    }
}

/// Files that follow from the site in so little time that they are planned anew each time.
pub(super) fn planned(outputs: Vec<Output>) -> Vec<Arc<Planned>> {
    let planned = outputs.into_iter().map(Digested::new).map(Arc::new);
    planned.collect()
}
