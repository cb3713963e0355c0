//! Reads the content for one build with a cache: what an earlier build left of a page stands for its file.

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::reader::{Read, beside, each};
use crate::cache::{Cache, Table};
use crate::diagnostic::Outcome;
use crate::hash::Digest;
use crate::parse::{self, Document, Head};
use crate::path::SourcePath;
use crate::source::{self, Found, Looks};

/// The name under which a build leaves how the files looked.
const SEEN: &str = "seen";

/// What an earlier build left of the content.
pub struct Kept {
    cache: Arc<Cache>,
    heads: Table<Head>,
    /// Whether a page may stand for a file that is read later.
    believes: AtomicBool,
    /// Files as this build finds them.
    now: Mutex<Vec<Seen>>,
}

/// A file as it looked when it was known what it says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct Seen {
    path: SourcePath,
    looks: Looks,
    digest: Digest,
}

impl Kept {
    /// What an earlier build left in this cache.
    pub fn open(cache: &Arc<Cache>) -> Self {
        Self {
            cache: Arc::clone(cache),
            heads: Table::open(cache, "heads"),
            believes: AtomicBool::new(true),
            now: Mutex::default(),
        }
    }

    /// Believes nothing any more of what was kept: all files are read, and at once.
    pub fn distrust(&self) {
        self.believes.store(false, Ordering::Relaxed);
    }

    /// Reads the content, sorted by path; of a page that is kept, the words are read when they are asked for.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read.
    pub fn read(&self, content: &Path) -> io::Result<Read> {
        let now = SystemTime::now();
        let Outcome { value, findings } = source::find(content, |entry| {
            let looks = Looks::of(&entry.metadata()?, now);
            // A copy may have its original's times.
            Ok(looks.filter(Looks::knows_node))
        })?;
        let seen = self.seen();
        let value = beside(value, &seen, |seen| &seen.path);
        let read = each(Outcome { value, findings }, |(found, looks, seen)| {
            let seen = seen.filter(|seen| looks.as_ref() == Some(&seen.looks));
            self.understand(found, looks, seen)
        })?;
        let (value, now): (Vec<_>, Vec<_>) = read.value.into_iter().unzip();
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) =
            now.into_iter().flatten().collect();
        Ok(Outcome {
            value,
            findings: read.findings,
        })
    }

    /// Understands a file, and says how it looked if it is a page that is kept.
    fn understand(
        &self,
        found: Found,
        looks: Option<Looks>,
        seen: Option<&Seen>,
    ) -> io::Result<(Arc<Outcome<Document>>, Option<Seen>)> {
        let as_seen = |digest| {
            looks.map(|looks| Seen {
                path: found.path.clone(),
                looks,
                digest,
            })
        };
        if let Some(seen) = seen
            && let Some(page) = self.page(&found, seen.digest)
        {
            return Ok((page, as_seen(seen.digest)));
        }
        let file = found.clone().read()?;
        let digest = Digest::of_bytes(&file.bytes);
        if let Some(page) = self.page(&found, digest) {
            return Ok((page, as_seen(digest)));
        }
        let page = parse::read(&file);
        let kept = Head::key(&found.kind, digest).zip(Head::of(&page));
        let seen = kept.and_then(|(key, head)| {
            self.heads.put(key, &head);
            as_seen(digest)
        });
        Ok((Arc::new(page), seen))
    }

    /// A page that is kept.
    fn page(&self, found: &Found, digest: Digest) -> Option<Arc<Outcome<Document>>> {
        if !self.believes.load(Ordering::Relaxed) {
            return None;
        }
        let head = self.heads.get(Head::key(&found.kind, digest)?)?;
        let page = head.page(&found.path, &found.kind, found.unread(digest))?;
        Some(Arc::new(Outcome {
            value: page,
            findings: Vec::new(),
        }))
    }

    /// Keeps for the next build what this one understood.
    pub fn save(&self) {
        self.heads.save();
        let now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        if let Ok(bytes) = postcard::to_allocvec(&*now) {
            self.cache.put(SEEN, &bytes);
        }
    }

    /// How files looked.
    fn seen(&self) -> Vec<Seen> {
        let bytes = self.cache.find(SEEN);
        let seen = bytes.and_then(|bytes| postcard::from_bytes(&bytes).ok());
        seen.unwrap_or_default()
    }
}
