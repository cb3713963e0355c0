//! Values that many inputs have, kept together in one file.

use std::fs;
use std::io::Write;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use rustc_hash::FxHashMap;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Cache, DIGEST, KEPT, checksum, mark_used};
use crate::hash::Digest;

/// A day in seconds; use is noted by the day.
const DAY: u64 = 24 * 60 * 60;

/// Use is noted again after so many days: it writes the whole table anew.
const DAYS_MARKED: u64 = 7;

/// What a value takes in the file beside itself: its key, a day, its length.
const ROW: usize = 20;

/// Days after which a value that nobody asked for goes.
const DAYS_KEPT: u64 = KEPT.as_secs() / DAY;

/// Values by the digest of their complete input, in one file of a cache: each build asks for nearly all of them.
///
/// A build adds a segment with what is new at the end of the file. Where half of the file would be of no use to it, it writes the file
/// anew, and what is of no use keeps at most half the room of what is, however often the content is edited. Of two builds that write at
/// the same time one may be forgotten, which costs the next one time.
pub struct Table<V> {
    cache: Arc<Cache>,
    name: &'static str,
    /// Days since 1970.
    today: u64,
    /// The file of earlier builds, and its values.
    bytes: Vec<u8>,
    before: Vec<Kept>,
    /// Whether the file is sound to its end.
    is_whole: bool,
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
        let bytes = fs::read(&path).unwrap_or_default();
        mark_used(&path);
        let start = bytes.as_ptr().addr();
        let mut before: Vec<Kept> = Vec::new();
        let mut at = 0;
        while let Some((rows, length)) = segment(&bytes[at..], name) {
            before.extend(rows.into_iter().map(|(key, day, value)| {
                let from = value.as_ptr().addr() - start;
                Kept {
                    key,
                    day,
                    value: from..from + value.len(),
                    used: AtomicBool::new(false),
                }
            }));
            at += length;
        }
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        Self {
            cache: Arc::clone(cache),
            today: now.map_or(0, |since| since.as_secs() / DAY),
            // Of two values for one input the later one counts.
            places: before.iter().map(|kept| kept.key).zip(0..).collect(),
            is_whole: at == bytes.len(),
            bytes,
            before,
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

    /// Writes what is new. A disk that says no only costs time.
    pub fn save(&self) {
        let now = std::mem::take(&mut *self.now.lock().unwrap_or_else(PoisonError::into_inner));
        let (used, mut unused): (Vec<&Kept>, Vec<&Kept>) = (self.before.iter().zip(0..))
            .filter(|(kept, at)| {
                self.places.get(&kept.key) == Some(at) && !now.contains_key(&kept.key)
            })
            .map(|(kept, _)| kept)
            .partition(|kept| kept.is_used());
        let is_marked = |kept: &&Kept| kept.day + DAYS_MARKED > self.today;
        let new_room: usize = now.values().map(|value| value.len() + ROW).sum();
        let mut room = used.iter().map(|kept| kept.room()).sum::<usize>() + new_room;
        let is_half_of_use = self.bytes.len() + new_room <= 2 * room;
        let new = now.iter().map(|(key, value)| (*key, self.today, &**value));
        if self.is_whole && used.iter().all(is_marked) && (is_half_of_use || now.is_empty()) {
            if !now.is_empty() {
                self.add(&new.collect());
            }
            return;
        }
        room /= 2;
        // What was used last stays longest, as far as its day tells.
        unused.sort_by_key(|kept| kept.day);
        let unused = unused.into_iter().rev().take_while(|kept| {
            let fits = kept.room() <= room && kept.day + DAYS_MARKED + DAYS_KEPT >= self.today;
            room = room.saturating_sub(kept.room());
            fits
        });
        let unused: Vec<&Kept> = unused.collect();
        let row =
            |kept: &Kept, day| -> Row<'_> { (kept.key, day, &self.bytes[kept.value.clone()]) };
        let mut rows: Vec<Row<'_>> = Vec::with_capacity(self.before.len() + now.len());
        rows.extend(unused.iter().rev().map(|kept| row(kept, kept.day)));
        rows.extend(used.iter().map(|kept| row(kept, self.today)));
        rows.extend(new);
        if let Some(segment) = self.segment_of(&rows) {
            let _ = self.cache.replace(&self.path(), &segment);
        }
    }

    /// Adds a segment at the end of the file.
    fn add(&self, rows: &Vec<Row<'_>>) {
        if let Some(segment) = self.segment_of(rows) {
            let file = fs::File::options()
                .append(true)
                .create(true)
                .open(self.path());
            let _ = match file {
                Ok(mut file) => file.write_all(&segment),
                // An empty folder may lie there, which only this clears away.
                Err(_) if self.bytes.is_empty() => self.cache.replace(&self.path(), &segment),
                Err(error) => Err(error),
            };
        }
    }

    fn path(&self) -> PathBuf {
        self.cache.folder.join(self.name)
    }

    /// Rows as a segment: a checksum, their length, and they themselves.
    fn segment_of(&self, rows: &Vec<Row<'_>>) -> Option<Vec<u8>> {
        let rows = postcard::to_allocvec(rows).ok()?;
        let length = (rows.len() as u64).to_le_bytes();
        Some([&checksum(self.name.as_bytes(), &rows)[..], &length, &rows].concat())
    }
}

/// The rows of the first segment, and how long it is; `None` if it is not sound.
fn segment<'a>(bytes: &'a [u8], name: &str) -> Option<(Vec<Row<'a>>, usize)> {
    let (sum, rest) = bytes.split_first_chunk::<DIGEST>()?;
    let (length, rest) = rest.split_first_chunk()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    let rows = rest.get(..length)?;
    let is_sound = checksum(name.as_bytes(), rows) == *sum;
    let rows = is_sound.then(|| postcard::from_bytes(rows).ok())??;
    Some((rows, DIGEST + size_of::<u64>() + length))
}

impl Kept {
    fn room(&self) -> usize {
        self.value.len() + ROW
    }

    fn is_used(&self) -> bool {
        self.used.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_last_value_and_forgets_what_nobody_asks_for() {
        let folder = std::env::temp_dir().join(format!("peerpress-table-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let cache = Arc::new(Cache::open(&folder).expect("a folder"));
        let open = || Table::<Vec<u8>>::open(&cache, "numbers");
        // So small that there is room for it however long nobody asks for it.
        let value = |number: u8| vec![number; if number.is_multiple_of(2) { 100 } else { 500 }];
        let [asked, silent] = [b"asked", b"quiet"].map(|name| Digest::of_bytes(name));
        let table = open();
        assert_eq!(table.get(asked), None);
        table.put(asked, &value(1));
        table.put(silent, &value(2));
        table.save();
        let table = open();
        assert_eq!(
            (table.get(asked), table.get(silent)),
            (Some(value(1)), Some(value(2)))
        );
        table.put(asked, &value(3));
        table.save();
        let mut table = open();
        table.today += DAYS_KEPT + DAYS_MARKED;
        assert_eq!(table.get(asked), Some(value(3)));
        table.save();
        let mut table = open();
        assert!(
            table.places.contains_key(&silent),
            "it may be asked for yet"
        );
        table.today += 2 * (DAYS_KEPT + DAYS_MARKED);
        assert_eq!(table.get(asked), Some(value(3)), "the last value counts");
        table.save();
        let table = open();
        assert_eq!(
            (table.get(asked), table.get(silent)),
            (Some(value(3)), None)
        );
        // What is cut off is lost, what stands before it is not.
        table.put(silent, &value(4));
        table.save();
        let path = cache.folder.join("numbers");
        let bytes = fs::read(&path).expect("a table");
        fs::write(&path, &bytes[..bytes.len() - 1]).expect("written");
        let table = open();
        assert_eq!(
            (table.get(asked), table.get(silent)),
            (Some(value(3)), None)
        );
        table.put(silent, &value(5));
        table.save();
        let table = open();
        assert_eq!(
            (table.get(asked), table.get(silent)),
            (Some(value(3)), Some(value(5)))
        );
        fs::write(&path, &bytes[..9]).expect("written");
        assert_eq!(open().get(asked), None);
    }

    #[test]
    fn what_is_new_is_added_at_the_end() {
        let folder = std::env::temp_dir().join(format!("peerpress-added-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let cache = Arc::new(Cache::open(&folder).expect("a folder"));
        let key = |number: u32| Digest::of(&number);
        let size = || fs::metadata(cache.folder.join("small")).map_or(0, |meta| meta.len());
        // As small as the largest table has them.
        let value = vec![1; 18];
        let contents = || fs::read(cache.folder.join("small")).unwrap_or_default();
        let mut sizes = Vec::new();
        let mut last = Vec::new();
        for build in 0..3 {
            let table = Table::<Vec<u8>>::open(&cache, "small");
            for number in 0..100 {
                if table.get(key(number)).is_none() {
                    table.put(key(number), &value);
                }
            }
            table.put(key(1000 + build), &value);
            table.save();
            sizes.push(size());
            assert!(contents().starts_with(&last), "what was there stays");
            last = contents();
        }
        let segment = (DIGEST + size_of::<u64>() + value.len() + 2 * ROW) as u64;
        assert!(
            sizes[0] > 100 * 18 && sizes[2] < sizes[0] + 2 * segment,
            "{sizes:?}"
        );
        let table = Table::<Vec<u8>>::open(&cache, "small");
        assert!((0..100).all(|number| table.get(key(number)).is_some()));
        table.save();
        assert_eq!(size(), sizes[2], "nothing was new");
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
                table.put(key(number), &"lasting".repeat(100));
            }
            table.put(key(100 + edit), &"of one".repeat(100));
            table.save();
        }
        let table = Table::<String>::open(&cache, "words");
        assert!(table.before.len() <= 22, "{}", table.before.len());
        let is_there = |edit: u32| table.get(key(100 + edit)).is_some();
        assert!(is_there(49) && is_there(48), "who comes back finds it");
        assert!(!is_there(0));
    }
}
