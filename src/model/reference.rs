//! References from front matter: to terms, members, events, files and other resources.

use std::collections::BTreeMap;

use super::resource::term_ids;
use super::target::Places;
use super::{FileUse, MemberId, Resource, ResourceId, Site};
use crate::diagnostic::Located;
use crate::parse::meta::{AdaptedFrom, Origin, ResourceMeta, Specific};
use crate::path::SourcePath;
use crate::source::VocabularyName;

/// A reference that leads nowhere.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Unresolved {
    /// The file that refers.
    pub path: SourcePath,
    /// What is written there, and where.
    pub written: Located<String>,
    /// What it should have been.
    pub referred: Referred,
}

/// What a reference should lead to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Referred {
    /// A term of a vocabulary.
    Term(VocabularyName),
    /// A member, by the name of its folder.
    Member,
    /// An event, by its name.
    Event,
    /// Another resource, by its path.
    Resource,
    /// A file beside the resource.
    File,
}

/// All references of one resource.
#[derive(Default)]
pub(super) struct References {
    pub files: Vec<FileUse>,
    pub adapted_from: Option<ResourceId>,
    pub superseded_by: Option<ResourceId>,
    pub supersedes: Option<ResourceId>,
    pub adoption_of: Option<ResourceId>,
    pub event: Option<ResourceId>,
    pub host: Option<MemberId>,
    pub translation_of: Option<ResourceId>,
    pub unresolved: Vec<Unresolved>,
}

/// What a front matter names that stands in another file.
#[derive(PartialEq)]
pub(super) enum Mention<'a> {
    Term(VocabularyName),
    TranslationOf,
    AdaptedFrom,
    Supersedes,
    SupersededBy,
    AdoptionOf,
    Event,
    Host,
    /// A file that it lists, with what it says of it.
    Listed {
        title: Option<&'a str>,
        accessible: Option<bool>,
        editable: Option<bool>,
    },
    /// A file that its kind has a field for.
    Own(&'static str),
}

/// All that a front matter names that stands in other files, in the order that findings come in.
pub(super) fn mentions<'a>(meta: &'a ResourceMeta) -> Vec<(Mention<'a>, &'a Located<String>)> {
    let mut named = Vec::new();
    for (vocabulary, ids) in term_ids(meta) {
        named.extend(ids.map(|id| (Mention::Term(vocabulary), id)));
    }
    let mut name = |mention, written: Option<&'a Located<String>>| {
        named.extend(written.map(|written| (mention, written)));
    };
    name(Mention::TranslationOf, meta.common.translation_of.as_ref());
    let mut files = Vec::new();
    match &meta.specific {
        Specific::Checklist(checklist) => {
            name(
                Mention::AdaptedFrom,
                original(checklist.adapted_from.as_ref()),
            );
            name(Mention::Supersedes, checklist.supersedes.as_ref());
            name(Mention::SupersededBy, checklist.superseded_by.as_ref());
        }
        Specific::Practice(practice) => {
            name(
                Mention::AdaptedFrom,
                original(practice.adapted_from.as_ref()),
            );
        }
        Specific::Adoption(adoption) => name(Mention::AdoptionOf, adoption.of.as_ref()),
        Specific::Talk(talk) => {
            name(Mention::Event, talk.event.as_ref());
            files.push((talk.slides.as_ref(), "Slides"));
            files.push((local(talk.video.as_ref()), "Video"));
            files.push((local(talk.transcript.as_ref()), "Transcript"));
        }
        Specific::Event(event) => name(Mention::Host, event.host.as_ref()),
        Specific::Video(video) => {
            files.push((video.file.as_ref(), "Video"));
            files.push((local(video.transcript.as_ref()), "Transcript"));
        }
        Specific::Resource(key) => files.push((key.file.as_ref(), "Document")),
        Specific::News(_) | Specific::Page(_) => {}
    }
    for entry in &meta.common.attachments {
        let listed = Mention::Listed {
            title: entry.title.as_deref(),
            accessible: entry.accessible,
            editable: entry.editable,
        };
        name(listed, Some(&entry.file));
    }
    for (file, title) in files {
        name(Mention::Own(title), file);
    }
    named
}

impl Places<'_> {
    /// Resolves what a resource's front matter refers to.
    pub(super) fn references(
        &self,
        resource: &Resource,
        members: &BTreeMap<String, MemberId>,
    ) -> References {
        let mut found = References::default();
        for (mention, written) in mentions(&resource.meta) {
            let lost = match mention {
                Mention::Term(vocabulary) => {
                    let known = self.vocabularies.find(vocabulary, written);
                    known.is_none().then_some(Referred::Term(vocabulary))
                }
                Mention::TranslationOf => self.resource(written, &mut found.translation_of),
                Mention::AdaptedFrom => self.resource(written, &mut found.adapted_from),
                Mention::Supersedes => self.resource(written, &mut found.supersedes),
                Mention::SupersededBy => self.resource(written, &mut found.superseded_by),
                Mention::AdoptionOf => self.resource(written, &mut found.adoption_of),
                Mention::Event => self.event(written, &mut found.event),
                Mention::Host => {
                    found.host = members.get(&written.value).copied();
                    found.host.is_none().then_some(Referred::Member)
                }
                Mention::Listed { .. } | Mention::Own(_) => {
                    self.file(resource, mention, written, &mut found.files)
                }
            };
            found.unresolved.extend(lost.map(|referred| Unresolved {
                path: resource.path.clone(),
                written: written.clone(),
                referred,
            }));
        }
        found
    }

    /// Finds a resource by its path; what it should have been if it is lost.
    fn resource(&self, written: &str, found: &mut Option<ResourceId>) -> Option<Referred> {
        // Words instead of a path are allowed where the original is not on this site.
        if !written.ends_with(".md") {
            return None;
        }
        let path = SourcePath::new(written.trim_start_matches('/'));
        *found = self.resource_at(&path);
        (found.is_none() && !self.is_hidden(&path)).then_some(Referred::Resource)
    }

    /// Finds an event by its name; what it should have been if it is lost.
    fn event(&self, written: &str, found: &mut Option<ResourceId>) -> Option<Referred> {
        let name = written
            .trim_end_matches(".md")
            .trim_start_matches("events/");
        let file = SourcePath::new(format!("events/{name}.md"));
        *found = self.resource_at(&file);
        (found.is_none() && !self.is_hidden(&file)).then_some(Referred::Event)
    }

    /// Finds a file that a resource offers; what it should have been if it is lost.
    fn file(
        &self,
        resource: &Resource,
        mention: Mention<'_>,
        written: &str,
        files: &mut Vec<FileUse>,
    ) -> Option<Referred> {
        let Some(path) = self.file_at(&resource.path, written) else {
            return Some(Referred::File);
        };
        let (title, accessible, editable) = match mention {
            Mention::Listed {
                title,
                accessible,
                editable,
            } => (title.map(str::to_owned), accessible, editable),
            // What the list says of a file counts.
            _ if files.iter().any(|file| file.path == path) => return None,
            Mention::Own(title) => (Some(title.to_owned()), None, None),
            _ => return None,
        };
        files.push(FileUse {
            path,
            title,
            accessible,
            editable,
        });
        None
    }

    /// Resolves what the members' front matter refers to, in the order of the members.
    pub(super) fn member_references(
        &self,
        site: &Site,
        members: &BTreeMap<String, MemberId>,
    ) -> Vec<(Option<MemberId>, Option<Unresolved>)> {
        site.members
            .iter()
            .map(|member| {
                let Some(written) = &member.meta.merged_into else {
                    return (None, None);
                };
                let into = members.get(&written.value).copied();
                let unresolved = into.is_none().then(|| Unresolved {
                    path: member.path.clone(),
                    written: written.clone(),
                    referred: Referred::Member,
                });
                (into, unresolved)
            })
            .collect()
    }
}

/// The resource that something was adapted from, if it names one.
fn original(adapted: Option<&AdaptedFrom>) -> Option<&Located<String>> {
    match &adapted?.origin {
        Some(Origin::Resource(path)) => Some(path),
        _ => None,
    }
}

/// A file name, as opposed to an address or plain words such as "on this page".
fn local(written: Option<&Located<String>>) -> Option<&Located<String>> {
    written.filter(|text| {
        !text.contains("://")
            && !text.contains(' ')
            && std::path::Path::new(&text.value).extension().is_some()
    })
}
