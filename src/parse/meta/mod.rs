//! What front matter and settings say, typed: one type per kind of file.

mod common;
mod kinds;
mod licence;
mod member;
mod network;
mod vocabulary;

pub use common::{AgeGroup, AttachmentEntry, Common, Facets, Status, Visibility};
pub use kinds::{
    AdaptedFrom, AdoptionMeta, CONSENT_MISSING, ChecklistMeta, DocType, EventMeta, EventState,
    Evidence, HistoryEntry, KeyMeta, KeyType, NewsMeta, Origin, Outcome as MeasuredOutcome,
    PageMeta, Pathway, PracticeMeta, ResourceMeta, Scope, Speaker, Specific, TalkMeta, VideoMeta,
};
pub use licence::Licence;
pub use member::{
    BAD_ODS_CODE, MemberKind, MemberMeta, MemberRole, MemberStatus, Site as MemberSite,
};
pub use network::{Accessibility, BAD_BASE_URL, Conformance, NamedLink, NetworkMeta, NetworkState};
pub use vocabulary::{GlossaryTerm, SynonymGroup, Term, VocabularyMeta};
