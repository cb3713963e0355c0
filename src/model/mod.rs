//! The whole network with its references resolved: the only place where files meet. Nothing changes after [`assemble`].

mod address;
mod again;
mod attachment;
mod changes;
mod glossary;
mod member;
pub mod noting;
mod reference;
mod resource;
mod state;
mod target;
mod vocabulary;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Outcome;
use crate::parse::meta::{NetworkMeta, Status, SynonymGroup, Visibility, VocabularyMeta};
use crate::parse::{Content, Document, Page};
use crate::path::SourcePath;
use crate::source::{Kind, SourceKind};

pub use address::{FIXED_FILES, SEARCH_INDEX, Section, alias_fault, alias_output, generated_page};
pub use again::Assembled;
pub use attachment::{Attachment, FileUse};
pub use changes::Changes;
pub use glossary::Glossary;
pub use member::Member;
use noting::OfAll;
pub use reference::{Referred, Unresolved};
pub use resource::Resource;
pub use state::State;
pub use target::Target;
pub use vocabulary::{Term, Vocabularies};

/// The number of a member in [`Site::members`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct MemberId(pub usize);

/// The number of a resource in [`Site::resources`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct ResourceId(pub usize);

/// What to leave out of a site.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Choice {
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Resources with errors, when the sound ones are to be published all the same.
    pub left_out: BTreeSet<SourcePath>,
}

/// The whole network.
#[derive(Clone)]
pub struct Site {
    /// Its settings.
    pub network: Arc<NetworkMeta>,
    /// Whether the settings were there at all.
    pub has_settings: bool,
    /// The words of the home page.
    pub home: Option<Page>,
    /// Where the links of the home page lead, in their order.
    pub home_links: Vec<Target>,
    /// The members by name.
    pub members: Vec<Member>,
    /// The resources by path. Two sites share those that do not differ.
    pub resources: OfAll<Vec<Arc<Resource>>>,
    /// The files that resources offer or show, by path.
    pub attachments: BTreeMap<SourcePath, Attachment>,
    /// Files that no page refers to.
    pub unused: Vec<SourcePath>,
    /// The terms that resources refer to.
    pub vocabularies: Vocabularies,
    /// The abbreviations.
    pub glossary: Glossary,
    /// Words that mean the same in a search.
    pub synonyms: Vec<SynonymGroup>,
    /// References that lead nowhere.
    pub unresolved: Vec<Unresolved>,
}

impl Site {
    /// A member by its number.
    pub fn member(&self, id: MemberId) -> &Member {
        &self.members[id.0]
    }

    /// A resource by its number.
    pub fn resource(&self, id: ResourceId) -> &Resource {
        noting::note_head(id);
        &self.resources.unnoted()[id.0]
    }

    /// The resources that lists, feeds and searches show, with their numbers.
    pub fn listed(&self) -> impl Iterator<Item = (ResourceId, &Resource)> {
        self.resources
            .iter()
            .enumerate()
            .filter(|(_, resource)| resource.meta.common.visibility == Visibility::Public)
            .map(|(number, resource)| (ResourceId(number), &**resource))
    }

    /// A resource to change, which no other site shares from then on.
    fn change(&mut self, id: ResourceId) -> &mut Resource {
        Arc::make_mut(&mut self.resources[id.0])
    }
}

/// Brings all files together: addresses, links, references, and who refers to whom.
pub fn assemble(documents: &[Arc<Outcome<Document>>], choice: &Choice) -> Site {
    let mut network = None;
    let mut home = None;
    let mut terms = Vec::new();
    let mut glossary = Vec::new();
    let mut synonyms = Vec::new();
    let mut members = Vec::new();
    let mut drafts = Vec::new();
    let mut hidden = BTreeSet::new();
    let mut files = BTreeMap::new();
    for document in documents.iter().map(|outcome| &outcome.value) {
        let path = &document.path;
        match (&document.content, &document.kind) {
            (Content::Network(meta), _) => network = Some(Arc::clone(meta)),
            (Content::Home(page), _) => home = Some((path.clone(), page.clone())),
            (Content::Vocabulary(meta), _) => match &**meta {
                VocabularyMeta::Terms(name, found) => {
                    terms.push((*name, path.clone(), found.clone()));
                }
                VocabularyMeta::Glossary(found) => glossary.clone_from(found),
                VocabularyMeta::Synonyms(found) => synonyms.clone_from(found),
            },
            (Content::Member(meta, body), SourceKind::Member { member }) => {
                members.push(Member::new(member, path, meta, body));
            }
            (
                Content::Resource(meta, body, written),
                SourceKind::Resource { kind, member, name },
            ) => {
                let is_draft = meta.common.status == Status::Draft && !choice.drafts;
                if is_draft
                    || meta.common.visibility == Visibility::Excluded
                    || choice.left_out.contains(path)
                {
                    hidden.insert(path.clone());
                } else {
                    drafts.push((
                        *kind,
                        member.clone(),
                        name.clone(),
                        path,
                        meta,
                        body,
                        written,
                    ));
                }
            }
            (Content::Attachment(bytes, facts), _) => {
                files.insert(path.clone(), (Arc::clone(facts), Arc::clone(bytes)));
            }
            (Content::Member(..) | Content::Resource(..), _) => {}
        }
    }
    members.sort_by(|a, b| (a.sort_key(), &a.id).cmp(&(b.sort_key(), &b.id)));
    let member_ids: BTreeMap<String, MemberId> = members
        .iter()
        .enumerate()
        .map(|(number, member)| (member.id.clone(), MemberId(number)))
        .collect();
    let vocabularies = Vocabularies::new(terms);
    let mut resources: Vec<Resource> = drafts
        .into_par_iter()
        .map(|(kind, member, name, path, meta, body, written)| {
            let member = member.map(|id| (member_ids.get(&id).copied(), id));
            let mut resource = Resource::new(kind, member, &name, path, meta, body, &vocabularies);
            *resource.written = written.clone();
            resource
        })
        .collect();
    resources.par_sort_by(|a, b| a.path.cmp(&b.path));
    for (number, resource) in resources.iter_mut().enumerate() {
        resource.number(ResourceId(number));
    }

    let has_settings = network.is_some();
    let mut site = Site {
        network: network.unwrap_or_else(|| Arc::new(NetworkMeta::unsettled())),
        has_settings,
        home_links: Vec::new(),
        home: None,
        members,
        resources: OfAll::new(resources.into_iter().map(Arc::new).collect()),
        attachments: BTreeMap::new(),
        unused: Vec::new(),
        vocabularies,
        glossary: Glossary::new(glossary),
        synonyms,
        unresolved: Vec::new(),
    };
    let places = target::Places::new(&site, &files, &hidden);
    let resolved: Vec<(Vec<Target>, reference::References)> = site
        .resources
        .par_iter()
        .map(|resource| {
            (
                places.targets(&resource.path, &resource.body),
                places.references(resource, &member_ids),
            )
        })
        .collect();
    let member_links: Vec<_> = site
        .members
        .iter()
        .map(|member| places.targets(&member.path, &member.body))
        .collect();
    let home_links = home
        .as_ref()
        .map(|(path, page)| places.targets(path, &page.body))
        .unwrap_or_default();
    let member_references = places.member_references(&site, &member_ids);
    drop(places);

    site.home_links = home_links;
    site.home = home.map(|(_, page)| page);
    for (member, links) in site.members.iter_mut().zip(member_links) {
        member.links = links;
    }
    for (number, (links, references)) in resolved.into_iter().enumerate() {
        site.unresolved.extend(references.unresolved);
        let resource = site.change(ResourceId(number));
        *resource.links = links;
        resource.files = references.files;
        resource.adapted_from = references.adapted_from;
        resource.superseded_by = references.superseded_by;
        resource.supersedes = references.supersedes;
        resource.adoption_of = references.adoption_of;
        resource.event = references.event;
        resource.host = references.host;
        resource.translation_of = references.translation_of;
    }
    for (number, (merged_into, unresolved)) in member_references.into_iter().enumerate() {
        site.members[number].merged_into = merged_into;
        site.unresolved.extend(unresolved);
    }
    site.vocabularies
        .check_cross_references(&mut site.unresolved);
    site.vocabularies.count(&site.resources);
    refer_back(&mut site);
    attachment::attach(&mut site, files);
    site
}

/// Tells each resource and member who refers to it.
fn refer_back(site: &mut Site) {
    for number in 0..site.resources.len() {
        let id = ResourceId(number);
        let resource = &site.resources[number];
        let (kind, member) = (resource.kind, resource.member);
        let (adapted, adopted, event, translated) = (
            resource.adapted_from,
            resource.adoption_of,
            resource.event,
            resource.translation_of,
        );
        if let Some(member) = member {
            site.members[member.0].resources.push(id);
        }
        if let Some(original) = adapted {
            site.change(original).adapted_by.push(id);
        }
        if let Some(original) = adopted.filter(|_| kind == Kind::Adoption) {
            site.change(original).adopted_by.push(id);
        }
        if let Some(event) = event {
            site.change(event).talks.push(id);
        }
        if let Some(original) = translated {
            site.change(original).translations.push(id);
        }
    }
}
