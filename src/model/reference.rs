//! References from front matter: to terms, members, events, files and other resources.

use std::collections::BTreeMap;

use super::target::Places;
use super::{FileUse, MemberId, Resource, ResourceId, Site};
use crate::diagnostic::Located;
use crate::parse::meta::{AdaptedFrom, Origin, Specific};
use crate::path::SourcePath;
use crate::source::VocabularyName;

/// A reference that leads nowhere.
#[derive(Clone, PartialEq, Debug)]
pub struct Unresolved {
    /// The file that refers.
    pub path: SourcePath,
    /// What is written there, and where.
    pub written: Located<String>,
    /// What it should have been.
    pub referred: Referred,
}

/// What a reference should lead to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
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

impl Places<'_> {
    /// Resolves what a resource's front matter refers to.
    pub(super) fn references(
        &self,
        resource: &Resource,
        members: &BTreeMap<String, MemberId>,
    ) -> References {
        let mut found = References::default();
        let mut lost = |written: &Located<String>, referred| {
            found.unresolved.push(Unresolved {
                path: resource.path.clone(),
                written: written.clone(),
                referred,
            });
        };
        for (vocabulary, ids) in resource.term_ids() {
            for id in ids {
                if self.vocabularies.find(vocabulary, id).is_none() {
                    lost(id, Referred::Term(vocabulary));
                }
            }
        }
        let mut to_resource = |written: Option<&Located<String>>| -> Option<ResourceId> {
            let written = written?;
            // Words instead of a path are allowed where the original is not on this site.
            if !written.ends_with(".md") {
                return None;
            }
            let path = SourcePath::new(written.trim_start_matches('/'));
            let id = self.resource_at(&path);
            if id.is_none() && !self.is_hidden(&path) {
                lost(written, Referred::Resource);
            }
            id
        };
        let common = &resource.meta.common;
        found.translation_of = to_resource(common.translation_of.as_ref());
        let adapted = |adapted: &Option<AdaptedFrom>| match adapted.as_ref().map(|a| &a.origin) {
            Some(Some(Origin::Resource(path))) => Some(path.clone()),
            _ => None,
        };
        let mut event = None;
        let mut host = None;
        let mut files = Vec::new();
        match &resource.meta.specific {
            Specific::Checklist(checklist) => {
                found.adapted_from = to_resource(adapted(&checklist.adapted_from).as_ref());
                found.supersedes = to_resource(checklist.supersedes.as_ref());
                found.superseded_by = to_resource(checklist.superseded_by.as_ref());
            }
            Specific::Practice(practice) => {
                found.adapted_from = to_resource(adapted(&practice.adapted_from).as_ref());
            }
            Specific::Adoption(adoption) => found.adoption_of = to_resource(adoption.of.as_ref()),
            Specific::Talk(talk) => {
                event = talk.event.as_ref();
                files.extend(talk.slides.as_ref().map(|file| (file, "Slides")));
                files.extend(local(talk.video.as_ref()).map(|file| (file, "Video")));
                files.extend(local(talk.transcript.as_ref()).map(|file| (file, "Transcript")));
            }
            Specific::Event(event) => host = event.host.as_ref(),
            Specific::Video(video) => {
                files.extend(video.file.as_ref().map(|file| (file, "Video")));
                files.extend(local(video.transcript.as_ref()).map(|file| (file, "Transcript")));
            }
            Specific::Resource(key) => {
                files.extend(key.file.as_ref().map(|file| (file, "Document")));
            }
            Specific::News(_) | Specific::Page(_) => {}
        }
        if let Some(written) = event {
            let name = written
                .trim_end_matches(".md")
                .trim_start_matches("events/");
            found.event = self
                .resource_at(&SourcePath::new(format!("events/{name}.md")))
                .or_else(|| self.resource_at(&SourcePath::new(format!("events/{name}/index.md"))));
            let draft = SourcePath::new(format!("events/{name}.md"));
            if found.event.is_none() && !self.is_hidden(&draft) {
                lost(written, Referred::Event);
            }
        }
        if let Some(written) = host {
            found.host = members.get(&written.value).copied();
            if found.host.is_none() {
                lost(written, Referred::Member);
            }
        }
        for entry in &common.attachments {
            match self.file_at(&resource.path, &entry.file) {
                Some(path) => found.files.push(FileUse {
                    path,
                    title: entry.title.clone(),
                    accessible: entry.accessible,
                    editable: entry.editable,
                }),
                None => lost(&entry.file, Referred::File),
            }
        }
        for (written, title) in files {
            match self.file_at(&resource.path, written) {
                Some(path) if found.files.iter().all(|file| file.path != path) => {
                    found.files.push(FileUse {
                        path,
                        title: Some(title.to_owned()),
                        accessible: None,
                        editable: None,
                    });
                }
                Some(_) => {}
                None => lost(written, Referred::File),
            }
        }
        found
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

/// A file name, as opposed to an address or plain words such as "on this page".
fn local(written: Option<&Located<String>>) -> Option<&Located<String>> {
    written.filter(|text| {
        !text.contains("://")
            && !text.contains(' ')
            && std::path::Path::new(&text.value).extension().is_some()
    })
}
