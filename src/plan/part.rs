//! Parts of a plan: each is taken from the plan before, where all that it looked at has stayed as it was.

use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::view::{CatalogueResource, Output};
use super::{Plan, Planned};
use crate::hash::{Digest, Digested};
use crate::model::Changes;
use crate::model::noting::{Noted, note_again, noting};

/// The parts of a plan, by what they are.
#[derive(Default)]
pub struct Parts {
    outputs: Remembered<Vec<Arc<Planned>>>,
    entries: Remembered<Arc<Digested<CatalogueResource>>>,
    /// What differs from the plan before; `None` if nothing of it holds any more.
    changes: Option<Changes>,
}

/// Values by what they are, each with what was looked at for it.
struct Remembered<V> {
    before: Table<V>,
    now: Mutex<Table<V>>,
}

type Table<V> = FxHashMap<Digest, (Arc<Noted>, V)>;

impl Parts {
    /// The parts of the next plan, which may take from these.
    pub fn next(self, changes: Changes) -> Self {
        Self {
            outputs: self.outputs.next(),
            entries: self.entries.next(),
            changes: Some(changes),
        }
    }
}

impl<V> Remembered<V> {
    fn next(self) -> Self {
        Self {
            before: self
                .now
                .into_inner()
                .unwrap_or_else(PoisonError::into_inner),
            now: Mutex::default(),
        }
    }
}

impl<V> Default for Remembered<V> {
    fn default() -> Self {
        Self {
            before: Table::default(),
            now: Mutex::default(),
        }
    }
}

impl<V: Clone> Remembered<V> {
    fn get(&self, changes: Option<&Changes>, what: &impl Hash, make: impl FnOnce() -> V) -> V {
        let key = Digest::of(what);
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
                (Arc::new(noted), value)
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
        let make = || planned(make());
        match self.parts {
            Some(parts) => parts.outputs.get(parts.changes.as_ref(), &what, make),
            None => make(),
        }
    }

    /// An entry of the catalogue, as [`Plan::part`] has files.
    pub(super) fn entry(
        &self,
        what: impl Hash,
        make: impl FnOnce() -> CatalogueResource,
    ) -> Arc<Digested<CatalogueResource>> {
        let make = || Arc::new(Digested::new(make()));
        match self.parts {
            Some(parts) => parts.entries.get(parts.changes.as_ref(), &what, make),
            None => make(),
        }
    }
}

/// Files that follow from the site in so little time that they are planned anew each time.
pub(super) fn planned(outputs: Vec<Output>) -> Vec<Arc<Planned>> {
    let planned = outputs.into_iter().map(Digested::new).map(Arc::new);
    planned.collect()
}
