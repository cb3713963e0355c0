//! Values that many inputs have, kept together in one file.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use rustc_hash::FxHashMap;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Cache, KEPT, read};
use crate::hash::Digest;

/// Use is noted to the day, in seconds: finer would write the table anew at every build.
const DAY: u64 = 24 * 60 * 60;

/// Days after which a value that nobody asked for goes.
const DAYS_KEPT: u64 = KEPT.as_secs() / DAY;

/// Values by the digest of their complete input, in one file of a cache: each build asks for nearly all of them.
///
/// A table holds at most as much of what its last user did not ask for as of what it did, however often the content is edited. Of two
/// builds that save at the same time one is forgotten, which costs the next one time.
pub struct Table<V> {
    cache: Arc<Cache>,
    path: PathBuf,
    name: &'static str,
    /// Days since 1970.
    today: u64,
    /// The file of an earlier build, and its values, the last used last.
    bytes: Vec<u8>,
    before: Vec<Kept>,
    places: FxHashMap<Digest, u32>,
    now: Mutex<FxHashMap<Digest, Vec<u8>>>,
    values: std::marker::PhantomData<fn(V) -> V>,
}

/// A value of an earlier build.
struct Kept {
    key: Digest,
    day: u64,
    /// Where it stands in the file.
    value: Range<usize>,
    used: AtomicBool,
}

/// How a value lies in the file: with the day that it was last asked for.
type Row<'a> = (Digest, u64, &'a [u8]);

impl<V: Serialize + DeserializeOwned> Table<V> {
    /// The table of this name; empty if there is none, or none that is sound.
    pub fn open(cache: &Arc<Cache>, name: &'static str) -> Self {
        let path = cache.folder.join(name);
        let bytes = read(&path, name.as_bytes()).unwrap_or_default();
        let rows: Vec<Row<'_>> = postcard::from_bytes(&bytes).unwrap_or_default();
        let start = bytes.as_ptr().addr();
        let before: Vec<Kept> = (rows.into_iter())
            .map(|(key, day, value)| {
                let from = value.as_ptr().addr() - start;
                Kept {
                    key,
                    day,
                    value: from..from + value.len(),
                    used: AtomicBool::new(false),
                }
            })
            .collect();
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        Self {
            cache: Arc::clone(cache),
            today: now.map_or(0, |since| since.as_secs() / DAY),
            places: before.iter().map(|kept| kept.key).zip(0..).collect(),
            bytes,
            before,
            path,
            name,
            now: Mutex::default(),
            values: std::marker::PhantomData,
        }
    }

    /// The value for this input, if an earlier build put one in.
    pub fn get(&self, key: Digest) -> Option<V> {
        let kept = &self.before[*self.places.get(&key)? as usize];
        kept.used.store(true, Ordering::Relaxed);
        postcard::from_bytes(&self.bytes[kept.value.clone()]).ok()
    }

    /// Puts the value for an input in, in place of any other.
    pub fn put(&self, key: Digest, value: &V) {
        let Ok(value) = postcard::to_allocvec(value) else {
            return;
        };
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        now.insert(key, value);
    }

    /// Writes the table, without what nobody asked for in so long. A disk that says no only costs time.
    pub fn save(&self) {
        let now = std::mem::take(&mut *self.now.lock().unwrap_or_else(PoisonError::into_inner));
        let is_marked = |kept: &Kept| !kept.is_used() || kept.day == self.today;
        if now.is_empty() && self.before.iter().all(is_marked) {
            return;
        }
        let is_replaced = |kept: &&Kept| now.contains_key(&kept.key);
        let rest = self.before.iter().filter(|kept| !is_replaced(kept));
        let (used, unused): (Vec<&Kept>, Vec<&Kept>) = rest.partition(|kept| kept.is_used());
        let size = |kept: &Kept| kept.value.len();
        let mut room: usize = used.iter().map(|kept| size(kept)).sum();
        room += now.values().map(Vec::len).sum::<usize>();
        // What was used last stays longest.
        let unused = unused.into_iter().rev().take_while(|kept| {
            let fits = size(kept) <= room && kept.day + DAYS_KEPT >= self.today;
            room = room.saturating_sub(size(kept));
            fits
        });
        let unused: Vec<&Kept> = unused.collect();
        let row =
            |kept: &Kept, day| -> Row<'_> { (kept.key, day, &self.bytes[kept.value.clone()]) };
        let mut rows: Vec<Row<'_>> = Vec::with_capacity(self.before.len() + now.len());
        rows.extend(unused.iter().rev().map(|kept| row(kept, kept.day)));
        rows.extend(used.iter().map(|kept| row(kept, self.today)));
        rows.extend(now.iter().map(|(key, value)| (*key, self.today, &**value)));
        if let Ok(bytes) = postcard::to_allocvec(&rows) {
            let _ = self.cache.write(&self.path, self.name.as_bytes(), &bytes);
        }
    }
}

impl Kept {
    fn is_used(&self) -> bool {
        self.used.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn keeps_the_last_value_and_forgets_what_nobody_asks_for() {
        let folder = std::env::temp_dir().join(format!("peerpress-table-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let cache = Arc::new(Cache::open(&folder).expect("a folder"));
        let open = || Table::<u32>::open(&cache, "numbers");
        let [asked, silent] = [b"asked", b"quiet"].map(|name| Digest::of_bytes(name));
        let table = open();
        assert_eq!(table.get(asked), None);
        table.put(asked, &1);
        table.put(silent, &2);
        table.save();
        let table = open();
        assert_eq!((table.get(asked), table.get(silent)), (Some(1), Some(2)));
        table.put(asked, &3);
        table.save();
        let mut table = open();
        table.today += DAYS_KEPT + 1;
        assert_eq!(table.get(asked), Some(3), "the last value counts");
        table.save();
        let table = open();
        assert_eq!((table.get(asked), table.get(silent)), (Some(3), None));
        // A table that is cut off is none.
        let path = cache.folder.join("numbers");
        let bytes = fs::read(&path).expect("a table");
        fs::write(&path, &bytes[..bytes.len() - 1]).expect("written");
        assert_eq!(open().get(asked), None);
    }

    #[test]
    fn however_many_edits_there_are_a_table_stays_small() {
        let folder = std::env::temp_dir().join(format!("peerpress-edits-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let cache = Arc::new(Cache::open(&folder).expect("a folder"));
        let key = |number: u32| Digest::of(&number);
        for edit in 0..50 {
            let table = Table::<String>::open(&cache, "words");
            for number in 0..10 {
                assert_eq!(table.get(key(number)).is_some(), edit > 0);
                table.put(key(number), &"lasting".to_owned());
            }
            table.put(key(100 + edit), &"of one edit".to_owned());
            table.save();
        }
        let table = Table::<String>::open(&cache, "words");
        assert!(table.before.len() <= 20, "{}", table.before.len());
        let is_there = |edit: u32| table.get(key(100 + edit)).is_some();
        assert!(is_there(49) && is_there(48), "who comes back finds it");
        assert!(!is_there(0));
    }
}
