//! Reads the content for one build with a cache: what an earlier build left of a page stands for its file.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use super::reader::Read;
use crate::cache::{Cache, Table};
use crate::diagnostic::Outcome;
use crate::hash::Digest;
use crate::parse::{self, Document, Head};
use crate::source::{self, Found, Looks};

/// Reads the content by what an earlier build left of it.
pub struct Kept {
    heads: Table<Head>,
    /// The digests of files, by their paths and looks.
    seen: Table<Digest>,
}

impl Kept {
    /// By what an earlier build left in this cache.
    pub fn open(cache: &Arc<Cache>) -> Self {
        Self {
            heads: Table::open(cache, "heads"),
            seen: Table::open(cache, "seen"),
        }
    }

    /// Reads the content, sorted by path, and keeps for the next build what was understood. Of a page that is kept, the words are read
    /// when they are asked for.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read.
    pub fn read(&self, content: &Path) -> io::Result<Read> {
        let now = SystemTime::now();
        let found = source::find(content, |entry| Ok(Looks::of(&entry.metadata()?, now)))?;
        let read = source::each(found, |(found, looks)| self.understand(&found, looks, now))?;
        self.heads.save();
        self.seen.save();
        Ok(read)
    }

    fn understand(
        &self,
        found: &Found,
        looks: Option<Looks>,
        now: SystemTime,
    ) -> io::Result<Arc<Outcome<Document>>> {
        let known = key(found, looks).and_then(|key| self.seen.get(key));
        if let Some(page) = known.and_then(|digest| self.page(found, digest)) {
            return Ok(page);
        }
        let (file, looks) = found.read_with_looks(now)?;
        let digest = Digest::of_bytes(&file.bytes);
        let (page, is_kept) = match self.page(found, digest) {
            Some(page) => (page, true),
            None => {
                let page = Arc::new(parse::read(&file));
                let head = Head::of(&page);
                if let Some(head) = &head {
                    self.heads.put(Head::key(&found.path, digest), head);
                }
                (page, head.is_some())
            }
        };
        if let Some(key) = key(found, looks).filter(|_| is_kept) {
            self.seen.put(key, &digest);
        }
        Ok(page)
    }

    /// A page that is kept.
    fn page(&self, found: &Found, digest: Digest) -> Option<Arc<Outcome<Document>>> {
        let head = self.heads.get(Head::key(&found.path, digest))?;
        let page = head.page(&found.path, &found.kind, found.unread(digest));
        Some(Arc::new(Outcome {
            value: page,
            findings: Vec::new(),
        }))
    }
}

/// What is seen of a file follows from this. Only where the system tells one file from another of the same name: a copy may have its
/// original's times.
fn key(found: &Found, looks: Option<Looks>) -> Option<Digest> {
    let looks = looks.filter(Looks::knows_node)?;
    Some(Digest::of(&(&found.path, looks)))
}
