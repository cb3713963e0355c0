//! Notes which resources a piece of work looks at, so that it need not be done again while they stay as they are.
//!
//! Nobody declares what work depends on: whoever reaches a resource is noted on the way. That holds for work on one thread
//! which waits for no other: while it waits, it would do other work and note that.

use std::cell::RefCell;
use std::hash::Hash;
use std::ops::{Deref, DerefMut};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Changes, ResourceId};
use crate::hash::Digest;

/// Of work that looked at more resources than so many, it is not kept in a file at which.
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
        // Whoever looked at all of them looked at these.
        if !outer.all {
            outer.heads.extend(heads);
        }
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
    note(|noted| {
        if !noted.all {
            noted.heads.push(id);
        }
    });
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

    /// For who compares them with others.
    pub(super) fn unnoted(&self) -> &T {
        &self.value
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
    /// The same in little room.
    #[must_use]
    pub fn packed(mut self) -> Self {
        for ids in [&mut self.heads, &mut self.words] {
            ids.sort_unstable();
            ids.dedup();
        }
        if self.all {
            self.heads.clear();
        }
        self.heads.shrink_to_fit();
        self.words.shrink_to_fit();
        self
    }

    /// The same where that is not much: of work that looked at many resources it is no longer known at which. To look at too much does
    /// no harm.
    #[must_use]
    pub fn in_brief(self) -> Self {
        let mut packed = self.packed();
        if packed.heads.len() > MANY {
            packed.all = true;
            packed.heads = Vec::new();
        }
        packed
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
