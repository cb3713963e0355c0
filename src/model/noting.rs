//! Notes which resources a piece of work looks at, so that it need not be done again while they stay as they are.
//!
//! Nobody declares what work depends on: whoever reaches a resource is noted on the way. That holds for work on one thread.

use std::cell::RefCell;
use std::hash::Hash;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Resource, ResourceId, Site};
use crate::hash::Digest;
use crate::path::SourcePath;

/// Of work that looked at more resources than so many, it is not kept at which.
const MANY: usize = 256;

/// Which resources a piece of work looked at. What is not a resource counts as looked at by all work.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Noted {
    /// Whether it looked at all of them: at what their front matter says and who refers to them.
    all: bool,
    heads: Vec<ResourceId>,
    /// Those whose words it looked at.
    words: Vec<ResourceId>,
    /// Whether it looked at the order that they are listed in.
    order: bool,
    /// Whether it looked at what day it is.
    day: bool,
}

/// Which resources differ between two sites that are equal in all else.
#[derive(Debug)]
pub struct Changes {
    heads: Vec<bool>,
    words: Vec<bool>,
    order: bool,
    day: bool,
}

thread_local! {
    static NOTES: RefCell<Option<Noted>> = const { RefCell::new(None) };
}

/// Does a piece of work and notes what it looks at.
pub fn noting<T>(work: impl FnOnce() -> T) -> (T, Noted) {
    let outer = NOTES.replace(Some(Noted::default()));
    let done = work();
    let noted = NOTES.replace(outer).unwrap_or_default();
    note_again(&noted);
    (done, noted)
}

/// Notes what a piece of work has looked at whose result is taken as it is.
pub fn note_again(noted: &Noted) {
    note(|outer| {
        let Noted {
            all,
            heads,
            words,
            order,
            day,
        } = noted;
        outer.all |= all;
        outer.heads.extend(heads);
        outer.words.extend(words);
        outer.order |= order;
        outer.day |= day;
    });
}

fn note(what: impl FnOnce(&mut Noted)) {
    NOTES.with_borrow_mut(|notes| notes.as_mut().map(what));
}

/// Notes that a resource is looked at.
pub fn note_head(id: ResourceId) {
    note(|noted| noted.heads.push(id));
}

/// The day that counts as today. What a resource is on it, such as overdue, is looked at with the resource; whoever looks at the day
/// itself depends on it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Today(Date);

impl Today {
    /// This day.
    pub fn new(day: Date) -> Self {
        Self(day)
    }

    /// The day, for who works out what resources are on it.
    pub fn unnoted(self) -> Date {
        self.0
    }
}

impl Deref for Today {
    type Target = Date;

    fn deref(&self) -> &Date {
        note(|noted| noted.day = true);
        &self.0
    }
}

/// What comes of all resources: whoever looks at it looks at all of them.
#[derive(Clone, Debug, Default)]
pub struct OfAll<T>(T);

impl<T> OfAll<T> {
    /// What comes of all resources.
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// For who knows which resource it looks at, and notes that.
    pub(super) fn unnoted(&self) -> &T {
        &self.0
    }
}

impl<T> Deref for OfAll<T> {
    type Target = T;

    fn deref(&self) -> &T {
        note(|noted| noted.all = true);
        &self.0
    }
}

impl<'a, T> IntoIterator for &'a OfAll<Vec<T>> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> DerefMut for OfAll<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

/// An order of resources, or what follows from it: whoever looks at it depends on the order, not on the resources.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct InOrder<T>(T);

impl<T> InOrder<T> {
    /// An order of resources.
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// Whether the order is another one; nobody looks at it for that.
    pub fn differs(&self, other: &Self) -> bool
    where
        T: PartialEq,
    {
        self.0 != other.0
    }

    /// Stands for the order in another run of the program; nobody looks at it for that.
    pub fn digest(&self) -> Digest
    where
        T: Hash,
    {
        Digest::of(&self.0)
    }
}

impl<T> Deref for InOrder<T> {
    type Target = T;

    fn deref(&self) -> &T {
        note(|noted| noted.order = true);
        &self.0
    }
}

/// What comes of the words of one resource.
#[derive(Clone, Debug)]
pub struct OfWords<T> {
    id: ResourceId,
    value: T,
}

impl<T> OfWords<T> {
    /// What comes of the words of a resource whose number is not known yet.
    pub(super) fn new(value: T) -> Self {
        Self {
            id: ResourceId(usize::MAX),
            value,
        }
    }

    /// Says whose words they are.
    pub(super) fn number(&mut self, id: ResourceId) {
        self.id = id;
    }
}

impl<T> Deref for OfWords<T> {
    type Target = T;

    fn deref(&self) -> &T {
        note(|noted| noted.words.push(self.id));
        &self.value
    }
}

impl<'a, T> IntoIterator for &'a OfWords<Vec<T>> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> DerefMut for OfWords<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

impl Noted {
    /// The same in little room. Of work that looked at many resources it is no longer known at which; to look at too much does no harm.
    #[must_use]
    pub fn packed(mut self) -> Self {
        for ids in [&mut self.heads, &mut self.words] {
            ids.sort_unstable();
            ids.dedup();
        }
        self.all |= self.heads.len() > MANY;
        if self.all {
            self.heads.clear();
        }
        self.heads.shrink_to_fit();
        self.words.shrink_to_fit();
        self
    }

    /// Whether all that was looked at is as it was.
    pub fn is_as_before(&self, changes: &Changes) -> bool {
        let is_same = |ids: &[ResourceId], differ: &[bool]| ids.iter().all(|id| !differ[id.0]);
        is_same(&self.heads, &changes.heads)
            && is_same(&self.words, &changes.words)
            && (!self.all || !changes.has_heads())
            && (!self.order || !changes.order)
            && (!self.day || !changes.day)
    }
}

impl Changes {
    /// Says of each resource whether it differs in anything but its words, and whether in those.
    pub fn new(heads: Vec<bool>, words: Vec<bool>) -> Self {
        Self {
            heads,
            words,
            order: false,
            day: false,
        }
    }

    /// Whether anything differs but words.
    pub fn has_heads(&self) -> bool {
        self.heads.contains(&true)
    }

    /// Whether a resource differs in anything but its words.
    pub fn has_head(&self, id: ResourceId) -> bool {
        self.heads[id.0]
    }

    /// Whether it is another day.
    pub fn has_day(&self) -> bool {
        self.day
    }

    /// Counts a resource as different, for what else is shown of it.
    pub fn add(&mut self, id: ResourceId) {
        self.heads[id.0] = true;
        self.words[id.0] = true;
    }

    /// Says that resources are listed in another order.
    pub fn reorder(&mut self) {
        self.order = true;
    }

    /// Says that it is another day.
    pub fn turn_day(&mut self) {
        self.day = true;
    }
}

impl Site {
    /// All but the resources.
    fn around(&self) -> impl PartialEq + Hash {
        let Site {
            network,
            has_settings,
            home,
            home_links,
            members,
            resources: _,
            attachments,
            unused,
            vocabularies,
            glossary,
            synonyms,
            unresolved,
        } = self;
        (
            (network, has_settings, home, home_links, members),
            (attachments, unused, vocabularies, glossary, synonyms),
            unresolved,
        )
    }

    /// The digest of all but the resources, and of which there are.
    pub fn digest_around(&self) -> Digest {
        let paths = self.resources.unnoted().iter();
        let paths: Vec<&SourcePath> = paths.map(|resource| &resource.path).collect();
        Digest::of(&(self.around(), paths))
    }

    /// The digest of each resource without its words, and that of its words; nobody looks at them for that.
    pub fn digests(&self) -> (Vec<Digest>, Vec<Digest>) {
        let resources = self.resources.unnoted().par_iter();
        resources
            .map(|resource| {
                (
                    Digest::of(&resource.head()),
                    Digest::of(&resource.own_words()),
                )
            })
            .unzip()
    }

    /// Which resources differ from those of an earlier site; `None` if they are others, or if anything else differs.
    pub fn changes_since(&self, before: &Site) -> Option<Changes> {
        let resources = self.resources.unnoted();
        let earlier = before.resources.unnoted();
        let is_same = self.around() == before.around()
            && resources.len() == earlier.len()
            && (resources.iter().zip(earlier))
                .all(|(now, before)| Arc::ptr_eq(now, before) || now.path == before.path);
        is_same.then(|| {
            let (heads, words) = resources
                .par_iter()
                .zip(earlier)
                .map(|(now, before)| {
                    let is_shared = Arc::ptr_eq(now, before);
                    (
                        !is_shared && now.head() != before.head(),
                        !is_shared && now.own_words() != before.own_words(),
                    )
                })
                .unzip();
            Changes::new(heads, words)
        })
    }
}

impl Resource {
    /// All but its words.
    fn head(&self) -> impl PartialEq + Hash {
        let Resource {
            path,
            kind,
            member,
            member_folder,
            meta,
            body: _,
            written: _,
            output,
            terms,
            links: _,
            files,
            adapted_from,
            adapted_by,
            superseded_by,
            supersedes,
            adoption_of,
            adopted_by,
            event,
            talks,
            host,
            translation_of,
            translations,
        } = self;
        (
            (
                path,
                kind,
                member,
                member_folder,
                meta,
                output,
                terms,
                files,
            ),
            (adapted_from, adapted_by, adoption_of, adopted_by),
            (superseded_by, supersedes, translation_of, translations),
            (event, talks, host),
        )
    }

    /// Its words, and where their links lead.
    fn own_words(&self) -> impl PartialEq + Hash {
        (&self.body.value, &self.written.value, &self.links.value)
    }
}
