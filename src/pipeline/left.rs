//! What a build leaves for the next one that puts a site into the same folder: which files came of which input, and what was looked at for
//! each page.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use crate::cache::Cache;
use crate::emit::Made;
use crate::hash::Digest;
use crate::model::noting::Noted;
use crate::model::{Changes, ResourceId};
use crate::plan::{File, Prints};

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

impl Part {
    /// What a planned file belongs to.
    pub fn of(file: &File) -> Self {
        file.resource().map_or(Part::Lists, Part::Page)
    }
}

/// All that is no resource's page.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Lists {
    /// How many of the files are pages to read.
    pub pages: usize,
    /// How many are files to take away.
    pub downloads: usize,
    /// The digests of what the files follow from.
    pub files: Vec<Digest>,
    /// What their planning looked at.
    noted: Vec<Noted>,
}

/// A site as a build left it in its folder.
#[derive(Default, Serialize, Deserialize)]
struct Record {
    /// The digests of what its plan was made from, and of what its files are made with.
    prints: Option<(Prints, Digest)>,
    /// For each page of a resource, what its planning looked at, and the digest of what it follows from.
    pages: BTreeMap<ResourceId, (Noted, Digest)>,
    lists: Lists,
    /// Every file with its compressed copies, by the digest of what they follow from.
    files: BTreeMap<Digest, Vec<Made>>,
}

/// What an earlier build left in a folder, and what this one does.
pub struct Left {
    name: String,
    before: Record,
    /// Which resources differ from those of the earlier build; `None` if nothing is known of it, or if anything else differs.
    changes: Option<Changes>,
    now: Mutex<Record>,
}

impl Left {
    /// What an earlier build left of what it put into this folder.
    pub fn read(cache: &Cache, output: &Path) -> Self {
        // By the path as it was given: it is the same wherever a pipeline puts the project.
        let folder = Digest::of_bytes(output.as_os_str().as_encoded_bytes());
        let name = format!("site-{}", folder.short());
        let bytes = cache.find(&name);
        let before = bytes.and_then(|bytes| postcard::from_bytes(&bytes).ok());
        Self {
            name,
            before: before.unwrap_or_default(),
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

    /// What was looked at for the page of a resource, and what it follows from, if nothing of that has changed.
    pub fn page(&self, of: ResourceId) -> Option<&(Noted, Digest)> {
        let changes = self.changes.as_ref()?;
        let page = self.before.pages.get(&of)?;
        page.0.is_as_before(changes).then_some(page)
    }

    /// All that is no resource's page, if nothing that it shows has changed. It shows something of every resource and much of the day, and
    /// the site map, for which nothing is noted, shows no words.
    pub fn lists(&self) -> Option<&Lists> {
        let changes = self.changes.as_ref()?;
        let lists = &self.before.lists;
        let is_same = !changes.has_heads()
            && !changes.has_day()
            && (lists.noted.iter()).all(|noted| noted.is_as_before(changes));
        is_same.then_some(lists)
    }

    /// The files that came of this input.
    pub fn find(&self, key: Digest) -> Option<&Vec<Made>> {
        self.before.files.get(&key)
    }

    /// Keeps for the next build what came of an input, and what was looked at for it.
    pub fn put(&self, part: Part, key: Digest, made: Vec<Made>, noted: Noted) {
        let noted = noted.in_brief();
        let mut now = self.now();
        now.files.insert(key, made);
        match part {
            Part::Page(of) => drop(now.pages.insert(of, (noted, key))),
            Part::Lists => now.lists.files.push(key),
            Part::Other => {}
        }
    }

    /// Keeps what the planning of all that is no resource's page looked at, and how much it is.
    pub fn put_lists(&self, noted: Vec<Noted>, pages: usize, downloads: usize) {
        let mut now = self.now();
        now.lists.noted = noted.into_iter().map(Noted::in_brief).collect();
        now.lists.pages = pages;
        now.lists.downloads = downloads;
    }

    /// Keeps lists of the earlier build, with their files as they look now.
    pub fn keep_lists(&self, lists: &Lists, files: impl Iterator<Item = (Digest, Vec<Made>)>) {
        let mut now = self.now();
        now.lists = lists.clone();
        now.files.extend(files);
    }

    /// Leaves all this for the next build. A disk that says no only costs time.
    pub fn save(self, cache: &Cache) {
        let now = self.now.into_inner();
        let mut now = now.unwrap_or_else(PoisonError::into_inner);
        // Not in the order in which threads came to them.
        now.lists.files.sort_unstable();
        if let Ok(bytes) = postcard::to_allocvec(&now) {
            cache.put(&self.name, &bytes);
        }
    }

    fn now(&self) -> MutexGuard<'_, Record> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
