//! What differs between two sites, in one run of the program or in two.

use std::hash::Hash;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Resource, ResourceId, Site};
use crate::hash::Digest;
use crate::path::SourcePath;

/// Which resources differ between two sites that are equal in all else.
#[derive(Debug)]
pub struct Changes {
    pub(super) heads: Vec<bool>,
    pub(super) words: Vec<bool>,
    pub(super) order: bool,
    pub(super) day: bool,
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

    /// The resources that differ in anything but their words.
    pub fn heads(&self) -> impl Iterator<Item = ResourceId> {
        let differ = self.heads.iter().enumerate();
        differ.filter_map(|(number, differs)| differs.then_some(ResourceId(number)))
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
        (
            self.body.unnoted(),
            self.written.unnoted(),
            self.links.unnoted(),
        )
    }
}
