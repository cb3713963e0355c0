//! What front matter and settings say, typed: one type per kind of file.

mod common;
mod kinds;
mod licence;
mod member;
mod network;
mod vocabulary;

pub use common::{AgeGroup, AttachmentEntry, Common, Facets, Status, Visibility};
pub use kinds::{
    AdaptedFrom, AdoptionMeta, ChecklistMeta, DocType, EventMeta, EventState, Evidence, HistoryEntry, KeyMeta, KeyType,
    NewsMeta, Origin, Outcome as MeasuredOutcome, PageMeta, Pathway, PracticeMeta, ResourceMeta, Scope, Speaker,
    Specific, TalkMeta, VideoMeta,
};
pub use licence::Licence;
pub use member::{MemberKind, MemberMeta, MemberRole, MemberStatus, Site as MemberSite};
pub use network::{Accessibility, Conformance, NetworkMeta, NetworkState, NamedLink};
pub use vocabulary::{GlossaryTerm, SynonymGroup, Term, VocabularyMeta};
