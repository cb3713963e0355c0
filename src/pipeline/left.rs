//! What a build leaves for the next one that puts a site into the same folder: which files came of which input.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::cache::Cache;
use crate::emit::Made;
use crate::hash::Digest;
use crate::model::ResourceId;
use crate::model::noting::{Changes, Noted};
use crate::plan::Prints;

/// What a file of a site belongs to.
#[derive(Clone, Copy)]
pub enum Part {
    /// It is the page of a resource.
    Page(ResourceId),
    /// It is planned together with all that is no resource's page: lists, feeds, terms, downloads.
    Lists,
    /// It belongs to the theme or to the search.
    Other,
}

/// A file and its compressed copies, and the digest of all that they follow from.
#[derive(Serialize, Deserialize)]
pub struct Row {
    /// The digest.
    pub key: Digest,
    /// The files.
    pub made: Vec<Made>,
}

/// All that is no resource's page.
#[derive(Default, Serialize, Deserialize)]
pub struct Lists {
    /// How many of the files are pages to read.
    pub pages: usize,
    /// How many are files to take away.
    pub downloads: usize,
    /// What their planning looked at.
    noted: Vec<Noted>,
    /// The files.
    pub files: Vec<Row>,
}

/// A site as a build left it in its folder.
#[derive(Default, Serialize, Deserialize)]
struct Site {
    /// The digests of what its plan was made from, and of what its files are made with.
    prints: Option<(Prints, Digest)>,
    /// The pages of resources, and what the planning of each looked at.
    pages: BTreeMap<ResourceId, (Noted, Row)>,
    lists: Lists,
    others: Vec<Row>,
}

/// What an earlier build left in a folder, and what this one does.
pub struct Left {
    name: String,
    before: Site,
    /// From digests to files of the earlier build.
    by_key: FxHashMap<Digest, Vec<Made>>,
    /// Which resources differ from those of the earlier build; `None` if nothing is known of it, or if anything else differs.
    changes: Option<Changes>,
    now: Mutex<Site>,
}

impl Left {
    /// What an earlier build left of what it put into this folder.
    pub fn read(cache: &Cache, output: &Path) -> Self {
        // By the path as it was given: it is the same wherever a pipeline puts the project.
        let folder = Digest::of_bytes(output.as_os_str().as_encoded_bytes());
        let name = format!("site-{}", folder.short());
        let bytes = cache.find(&name);
        let before = bytes.and_then(|bytes| postcard::from_bytes(&bytes).ok());
        let before: Site = before.unwrap_or_default();
        let pages = before.pages.values().map(|(_, row)| row);
        let rows = pages.chain(&before.lists.files).chain(&before.others);
        Self {
            name,
            by_key: rows.map(|row| (row.key, row.made.clone())).collect(),
            before,
            changes: None,
            now: Mutex::default(),
        }
    }

    /// Says what the plan of this build is made from, and what its files are made with.
    pub fn compare(&mut self, prints: Prints, with: Digest) {
        let before = self.before.prints.as_ref();
        let before = before.filter(|(_, earlier)| *earlier == with);
        self.changes = before.and_then(|(before, _)| prints.changes_since(before));
        self.now().prints = Some((prints, with));
    }

    /// The page of a resource, if nothing that its planning looked at has changed.
    pub fn page(&self, of: ResourceId) -> Option<&(Noted, Row)> {
        let changes = self.changes.as_ref()?;
        let page = self.before.pages.get(&of)?;
        page.0.is_as_before(changes).then_some(page)
    }

    /// All that is no resource's page, if nothing that its planning looked at has changed.
    pub fn lists(&self) -> Option<&Lists> {
        let changes = self
            .changes
            .as_ref()
            .filter(|changes| !changes.has_heads())?;
        let lists = &self.before.lists;
        let is_same = lists.noted.iter().all(|noted| noted.is_as_before(changes));
        is_same.then_some(lists)
    }

    /// The files that came of this input.
    pub fn find(&self, key: Digest) -> Option<&Vec<Made>> {
        self.by_key.get(&key)
    }

    /// Keeps for the next build what came of an input, and what was looked at for it.
    pub fn put(&self, part: Part, row: Row, noted: Noted) {
        let mut now = self.now();
        match part {
            Part::Page(of) => drop(now.pages.insert(of, (noted.packed(), row))),
            Part::Lists => now.lists.files.push(row),
            Part::Other => now.others.push(row),
        }
    }

    /// Keeps what the planning of all that is no resource's page looked at, and how much it is.
    pub fn plan_lists(&self, noted: Vec<Noted>, pages: usize, downloads: usize) {
        let mut now = self.now();
        now.lists.noted = noted.into_iter().map(Noted::packed).collect();
        now.lists.pages = pages;
        now.lists.downloads = downloads;
    }

    /// Keeps lists of the earlier build, with their files as they look now.
    pub fn keep_lists(&self, lists: &Lists, files: Vec<Row>) {
        self.now().lists = Lists {
            noted: lists.noted.clone(),
            files,
            ..*lists
        };
    }

    /// Leaves all this for the next build. A disk that says no only costs time.
    pub fn save(self, cache: &Cache) {
        let mut now = self
            .now
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        // In the order of nobody's threads.
        now.others.sort_unstable_by_key(|row| row.key);
        now.lists.files.sort_unstable_by_key(|row| row.key);
        if let Ok(bytes) = postcard::to_allocvec(&now) {
            cache.put(&self.name, &bytes);
        }
    }

    fn now(&self) -> MutexGuard<'_, Site> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
