//! A page that somebody wrote, in its place in the network.

use std::sync::Arc;

use jiff::civil::Date;

use super::noting::OfWords;
use super::{FileUse, MemberId, ResourceId, State, Target, Vocabularies};
use crate::diagnostic::Located;
use crate::parse::Written;
use crate::parse::body::Body;
use crate::parse::meta::{ResourceMeta, Specific, Status};
use crate::path::{OutputPath, SourcePath, segment};
use crate::source::{Kind, VocabularyName};

/// A page that somebody wrote.
#[derive(Clone)]
pub struct Resource {
    /// The file it comes from.
    pub path: SourcePath,
    /// What sort of page it is.
    pub kind: Kind,
    /// Whose it is; `None` for the network's own, and for a member that has no page of its own.
    pub member: Option<MemberId>,
    /// The folder's name of its member, whether that member is described or not.
    pub member_folder: Option<String>,
    /// What its front matter says.
    pub meta: Arc<ResourceMeta>,
    /// What it says.
    pub body: OfWords<Arc<Body>>,
    /// The checklist that it is.
    pub written: OfWords<Option<Arc<Written>>>,
    /// Its page.
    pub output: OutputPath,
    /// The terms it is about, by vocabulary: numbers in [`Vocabularies::terms`].
    pub terms: Vec<(VocabularyName, Vec<usize>)>,
    /// Where the links in its words lead, in their order.
    pub links: OfWords<Vec<Target>>,
    /// The files it offers, in the order of its front matter.
    pub files: Vec<FileUse>,
    /// What it was made from.
    pub adapted_from: Option<ResourceId>,
    /// What was made from it.
    pub adapted_by: Vec<ResourceId>,
    /// What replaced it.
    pub superseded_by: Option<ResourceId>,
    /// What it replaced.
    pub supersedes: Option<ResourceId>,
    /// What this adoption note is about.
    pub adoption_of: Option<ResourceId>,
    /// Adoption notes about it.
    pub adopted_by: Vec<ResourceId>,
    /// The event of this talk.
    pub event: Option<ResourceId>,
    /// The talks of this event.
    pub talks: Vec<ResourceId>,
    /// The member that invites to this event.
    pub host: Option<MemberId>,
    /// What this one translates.
    pub translation_of: Option<ResourceId>,
    /// Its translations.
    pub translations: Vec<ResourceId>,
}

impl Resource {
    pub(super) fn new(
        kind: Kind,
        member: Option<(Option<MemberId>, String)>,
        name: &str,
        path: &SourcePath,
        meta: &Arc<ResourceMeta>,
        body: &Arc<Body>,
        vocabularies: &Vocabularies,
    ) -> Self {
        let wanted = meta.common.slug.as_ref().map_or(name, |slug| slug);
        let last = segment(wanted);
        let folder = match (&member, kind) {
            (Some((_, id)), kind) => {
                format!("trusts/{}/{}/{last}", segment(id), kind.folder())
            }
            (None, Kind::Page) => last,
            (None, kind) => format!("{}/{last}", kind.folder()),
        };
        let mut resource = Self {
            path: path.clone(),
            kind,
            member: member.as_ref().and_then(|(id, _)| *id),
            member_folder: member.map(|(_, folder)| folder),
            meta: Arc::clone(meta),
            body: OfWords::new(Arc::clone(body)),
            written: OfWords::new(None),
            output: OutputPath::page(&folder),
            terms: Vec::new(),
            links: OfWords::new(Vec::new()),
            files: Vec::new(),
            adapted_from: None,
            adapted_by: Vec::new(),
            superseded_by: None,
            supersedes: None,
            adoption_of: None,
            adopted_by: Vec::new(),
            event: None,
            talks: Vec::new(),
            host: None,
            translation_of: None,
            translations: Vec::new(),
        };
        resource.terms = term_ids(meta)
            .map(|(name, ids)| {
                let mut numbers: Vec<usize> =
                    ids.filter_map(|id| vocabularies.find(name, id)).collect();
                numbers.sort_unstable();
                numbers.dedup();
                (name, numbers)
            })
            .collect();
        resource
    }

    /// Says which number it has.
    pub(super) fn number(&mut self, id: ResourceId) {
        self.body.number(id);
        self.written.number(id);
        self.links.number(id);
    }

    /// The numbers of the terms of one vocabulary that it is about.
    pub fn terms_of(&self, name: VocabularyName) -> &[usize] {
        self.terms
            .iter()
            .find(|(known, _)| *known == name)
            .map_or(&[], |(_, terms)| terms)
    }

    /// Whether nobody should use it any more. What is overdue may still be used.
    pub fn is_out_of_use(&self) -> bool {
        let status = self.meta.common.status;
        matches!(
            status,
            Status::Superseded | Status::Withdrawn | Status::Archived
        )
    }

    /// The day by which it has to be reviewed: of what is extended, that to which it is.
    pub fn due(&self, state: State) -> Option<Date> {
        let common = &self.meta.common;
        let extended = common.extended_to.as_ref();
        let extended = extended.filter(|_| state == State::Extended);
        let due = extended.or(common.review_due.as_ref());
        due.map(|date| date.value)
    }

    /// Its version, where its kind has one.
    pub fn version(&self) -> Option<&str> {
        match &self.meta.specific {
            Specific::Checklist(checklist) => checklist.version.as_ref().map(|text| text.as_str()),
            Specific::Practice(practice) => practice.version.as_ref().map(|text| text.as_str()),
            _ => None,
        }
    }
}

/// The ids of the terms that a front matter names as they were written, by vocabulary; a checklist's procedure is one of its procedures.
pub(super) fn term_ids(
    meta: &ResourceMeta,
) -> impl Iterator<Item = (VocabularyName, impl Iterator<Item = &Located<String>>)> {
    let facets = &meta.common.facets;
    let own = match &meta.specific {
        Specific::Checklist(checklist) => checklist.procedure.as_ref(),
        _ => None,
    };
    [
        (VocabularyName::Procedures, own, &facets.procedures),
        (VocabularyName::Standards, None, &facets.standards),
        (VocabularyName::Specialties, None, &facets.specialties),
        (VocabularyName::Settings, None, &facets.settings),
        (VocabularyName::Themes, None, &facets.themes),
        (VocabularyName::Audiences, None, &facets.audience),
    ]
    .into_iter()
    .map(|(name, own, more)| (name, own.into_iter().chain(more)))
}
