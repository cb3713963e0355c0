//! The terms that resources refer to, and which resources do.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::reference::{Referred, Unresolved};
use super::{Resource, ResourceId};
use crate::parse::meta::{Term as TermMeta, Visibility};
use crate::path::{OutputPath, SourcePath, segment};
use crate::source::VocabularyName;

/// The terms of all vocabularies.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Vocabularies {
    /// All terms; by vocabulary, and within it in the order of its file.
    pub terms: Vec<Term>,
    /// The file of each vocabulary that there is.
    files: BTreeMap<VocabularyName, SourcePath>,
    by_id: BTreeMap<(VocabularyName, String), usize>,
}

/// A term with its page and the resources about it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Term {
    /// Its vocabulary.
    pub vocabulary: VocabularyName,
    /// What its entry says.
    pub meta: TermMeta,
    /// Its page.
    pub output: OutputPath,
    /// The listed resources about it, by path.
    pub resources: Vec<ResourceId>,
}

impl Vocabularies {
    pub(super) fn new(mut found: Vec<(VocabularyName, SourcePath, Vec<TermMeta>)>) -> Self {
        found.sort_by_key(|(name, ..)| *name);
        let mut terms = Vec::new();
        let mut files = BTreeMap::new();
        let mut by_id = BTreeMap::new();
        for (vocabulary, path, entries) in found {
            files.insert(vocabulary, path);
            for meta in entries {
                by_id
                    .entry((vocabulary, meta.id.value.clone()))
                    .or_insert(terms.len());
                let last = segment(&meta.id);
                terms.push(Term {
                    vocabulary,
                    output: OutputPath::page(&format!("{}/{last}", vocabulary.folder())),
                    meta,
                    resources: Vec::new(),
                });
            }
        }
        Self {
            terms,
            files,
            by_id,
        }
    }

    /// The number of a term.
    pub fn find(&self, vocabulary: VocabularyName, id: &str) -> Option<usize> {
        self.by_id.get(&(vocabulary, id.to_owned())).copied()
    }

    /// Whether the vocabulary has a file at all.
    pub fn has(&self, vocabulary: VocabularyName) -> bool {
        self.files.contains_key(&vocabulary)
    }

    /// The file of a vocabulary.
    pub fn file(&self, vocabulary: VocabularyName) -> Option<&SourcePath> {
        self.files.get(&vocabulary)
    }

    /// The terms of one vocabulary with their numbers.
    pub fn of(&self, vocabulary: VocabularyName) -> impl Iterator<Item = (usize, &Term)> {
        self.terms
            .iter()
            .enumerate()
            .filter(move |(_, term)| term.vocabulary == vocabulary)
    }

    /// References from one vocabulary to another that lead nowhere.
    pub(super) fn check_cross_references(&self, unresolved: &mut Vec<Unresolved>) {
        for term in &self.terms {
            let Some(path) = self.files.get(&term.vocabulary) else {
                continue;
            };
            for (vocabulary, ids) in [
                (VocabularyName::Specialties, &term.meta.specialties),
                (VocabularyName::Settings, &term.meta.settings),
                (VocabularyName::Themes, &term.meta.themes),
            ] {
                for id in ids {
                    if self.find(vocabulary, id).is_none() {
                        unresolved.push(Unresolved {
                            path: path.clone(),
                            written: id.clone(),
                            referred: Referred::Term(vocabulary),
                        });
                    }
                }
            }
        }
    }

    /// Tells each term which listed resources are about it.
    pub(super) fn count(&mut self, resources: &[Arc<Resource>]) {
        for (number, resource) in resources.iter().enumerate() {
            if resource.meta.common.visibility != Visibility::Public {
                continue;
            }
            for (_, terms) in &resource.terms {
                for term in terms {
                    self.terms[*term].resources.push(ResourceId(number));
                }
            }
        }
    }
}
