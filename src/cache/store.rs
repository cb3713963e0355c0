//! Values that are made again only when their input changes: between two builds of one process, or of two.

use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Cache, Table};
use crate::hash::Digest;
use crate::memo::Memo;

/// Values by the digest of their complete input, wherever they are kept.
pub enum Store<V> {
    /// Nowhere: a single build makes each once.
    None,
    /// In this process.
    Memory(Memo<V>),
    /// In a folder.
    Folder(Table<V>),
}

impl<V: Serialize + DeserializeOwned> Store<V> {
    /// For one build: kept in a folder under this name, if there is a cache.
    pub fn once(cache: Option<&Arc<Cache>>, name: &'static str) -> Self {
        cache.map_or(Self::None, |cache| Self::Folder(Table::open(cache, name)))
    }

    /// For many builds of one process.
    pub fn lasting() -> Self {
        Self::Memory(Memo::remembering())
    }

    /// Whether nothing is ever kept.
    pub fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }

    /// The value for this input, if it is kept.
    pub fn find(&self, key: Digest) -> Option<Arc<V>> {
        match self {
            Self::None => None,
            Self::Memory(memo) => memo.find(key),
            Self::Folder(table) => table.get(key).map(Arc::new),
        }
    }

    /// Keeps the value for an input.
    pub fn put(&self, key: Digest, value: &Arc<V>) {
        match self {
            Self::None => {}
            Self::Memory(memo) => drop(memo.put(key, Arc::clone(value))),
            Self::Folder(table) => table.put(key, value),
        }
    }

    /// Ends a build: what it did not ask for may be forgotten.
    pub fn finish(&self) {
        match self {
            Self::None => {}
            Self::Memory(memo) => drop(memo.finish()),
            Self::Folder(table) => table.save(),
        }
    }
}
