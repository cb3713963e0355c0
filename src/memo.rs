//! A table from the digest of a complete input to the value made from it: threads may share it, and what nobody asks for is forgotten.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::hash::Digest;

/// Remembers values between two builds of one process.
///
/// A value that was not asked for during a whole build is forgotten at its end, so memory follows the site.
/// The order of insertion never matters, because a digest has one value.
pub struct Memo<V> {
    table: Option<Mutex<Table<V>>>,
    made: AtomicUsize,
}

struct Table<V> {
    round: u32,
    values: HashMap<Digest, (u32, Arc<V>)>,
}

impl<V> Memo<V> {
    /// A table that remembers: for a process that builds more than once.
    pub fn remembering() -> Self {
        Self {
            table: Some(Mutex::new(Table {
                round: 0,
                values: HashMap::new(),
            })),
            made: AtomicUsize::new(0),
        }
    }

    /// A table that forgets at once: for a single build, whose memory is better spent elsewhere.
    pub fn forgetting() -> Self {
        Self {
            table: None,
            made: AtomicUsize::new(0),
        }
    }

    /// The value for this input: remembered, or made now. Two threads may make the same value; the last is kept.
    /// The key is not worked out where nothing is remembered.
    pub fn get(&self, key: impl FnOnce() -> Digest, make: impl FnOnce() -> V) -> Arc<V> {
        if self.table.is_none() {
            self.made.fetch_add(1, Ordering::Relaxed);
            return Arc::new(make());
        }
        let key = key();
        let known = self.find(key);
        known.unwrap_or_else(|| self.put(key, Arc::new(make())))
    }

    /// The value for this input, if it is remembered.
    pub fn find(&self, key: Digest) -> Option<Arc<V>> {
        let table = self.table.as_ref()?;
        let mut table = table.lock().unwrap_or_else(PoisonError::into_inner);
        let round = table.round;
        let (used, value) = table.values.get_mut(&key)?;
        *used = round;
        Some(Arc::clone(value))
    }

    /// Remembers the value that was made for an input, in place of any other, and returns it.
    pub fn put(&self, key: Digest, value: Arc<V>) -> Arc<V> {
        self.made.fetch_add(1, Ordering::Relaxed);
        if let Some(table) = &self.table {
            let mut table = table.lock().unwrap_or_else(PoisonError::into_inner);
            let round = table.round;
            table.values.insert(key, (round, Arc::clone(&value)));
        }
        value
    }

    /// Ends a build: forgets what it did not use, and returns how many values it had to make.
    pub fn finish(&self) -> usize {
        if let Some(table) = &self.table {
            let mut table = table.lock().unwrap_or_else(PoisonError::into_inner);
            let round = table.round;
            table.values.retain(|_, (used, _)| *used == round);
            table.round += 1;
        }
        self.made.swap(0, Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remembers_one_build_back_and_no_further() {
        let memo = Memo::remembering();
        let key = Digest::of_bytes(b"k");
        assert_eq!(*memo.get(|| key, || 1), 1);
        assert_eq!(memo.finish(), 1);
        assert_eq!(*memo.get(|| key, || 2), 1);
        assert_eq!(memo.finish(), 0);
        assert_eq!(memo.finish(), 0);
        assert_eq!(*memo.get(|| key, || 3), 3);
    }
}
