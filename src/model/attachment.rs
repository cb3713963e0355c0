//! Files that pages offer or show.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::{Site, Target};
use crate::parse::attachment::AttachmentFacts;
use crate::parse::meta::Licence;
use crate::path::{OutputPath, SourcePath};

/// A file that a page offers or shows.
#[derive(Clone, PartialEq, Eq)]
pub struct Attachment {
    /// What it is.
    pub facts: Arc<AttachmentFacts>,
    /// The file itself.
    pub bytes: Arc<[u8]>,
    /// Where it goes.
    pub output: OutputPath,
    /// Whether it is not offered, because it can be edited and the licence of a resource that offers it forbids changes.
    pub held_back: bool,
}

impl Hash for Attachment {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // What is known of it follows from its bytes and from its name, by which the site has it.
        (&self.facts.sha256, &self.output, self.held_back).hash(state);
    }
}

/// A file that a resource offers for download.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct FileUse {
    /// The file.
    pub path: SourcePath,
    /// What it is, in words.
    pub title: Option<String>,
    /// Whether its author checked that it is accessible.
    pub accessible: Option<bool>,
    /// Whether its author says that it can be edited.
    pub editable: Option<bool>,
}

impl FileUse {
    /// Whether people can edit it: as its author says, else as its type says.
    pub fn is_editable(&self, attachment: &Attachment) -> bool {
        self.editable.unwrap_or(attachment.facts.editable)
    }
}

/// Keeps the files that some page refers to, and names the others.
pub(super) fn attach(
    site: &mut Site,
    files: BTreeMap<SourcePath, (Arc<AttachmentFacts>, Arc<[u8]>)>,
) {
    let mut used = BTreeSet::new();
    let links = site
        .resources
        .iter()
        .map(|resource| &*resource.links)
        .chain(site.members.iter().map(|member| &member.links))
        .chain([&site.home_links]);
    for target in links.flatten() {
        if let Target::File { path, .. } = target {
            used.insert(path.clone());
        }
    }
    for resource in &site.resources {
        used.extend(resource.files.iter().map(|file| file.path.clone()));
    }
    let folders: BTreeMap<&str, &OutputPath> = site
        .resources
        .iter()
        .filter(|resource| resource.path.file_name() == "index.md")
        .map(|resource| (resource.path.folder(), &resource.output))
        .collect();
    let forbidden = forbidden(site);
    for (path, (facts, bytes)) in files {
        if !used.contains(&path) {
            site.unused.push(path);
            continue;
        }
        let output = output(&path, &folders);
        let held_back = match forbidden.get(&path) {
            Some(Some(editable)) => *editable,
            Some(None) => facts.editable,
            None => false,
        };
        site.attachments.insert(
            path,
            Attachment {
                facts,
                bytes,
                output,
                held_back,
            },
        );
    }
}

/// The files of resources whose licence forbids changes, each with what its author says of whether it can be edited.
fn forbidden(site: &Site) -> BTreeMap<SourcePath, Option<bool>> {
    let mut forbidden = BTreeMap::new();
    for resource in &site.resources {
        let own = resource
            .meta
            .common
            .licence
            .as_ref()
            .map(|found| found.value);
        if own
            .or(site.network.licence)
            .is_none_or(Licence::allows_changes)
        {
            continue;
        }
        for target in &resource.links {
            if let Target::File { path, .. } = target {
                forbidden.entry(path.clone()).or_insert(None);
            }
        }
        for file in &resource.files {
            forbidden.insert(file.path.clone(), file.editable);
        }
    }
    forbidden
}

/// A file goes where its page goes; without a page of its own it keeps its place.
pub(super) fn output(path: &SourcePath, folders: &BTreeMap<&str, &OutputPath>) -> OutputPath {
    let mut folder = path.folder();
    loop {
        if let Some(page) = folders.get(folder) {
            return page.beside(&path.as_str()[folder.len() + 1..]);
        }
        match folder.rfind('/') {
            Some(at) => folder = &folder[..at],
            None => return OutputPath::new(path.as_str()),
        }
    }
}
