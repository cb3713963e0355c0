//! What front matter and settings say, typed: one type per kind of file.

mod adapted_from;
mod adoption;
mod checklist;
mod choice;
mod common;
mod event;
mod key_document;
mod kinds;
mod licence;
mod member;
mod network;
mod news;
mod page;
mod practice;
mod required;
mod talk;
mod video;
mod vocabulary;

pub use adapted_from::{AdaptedFrom, Origin};
pub use adoption::AdoptionMeta;
pub use checklist::{ChecklistMeta, HistoryEntry, Pathway, Responses, Scope};
pub use common::{AgeGroup, AttachmentEntry, Common, Facets, Status, Visibility};
pub use event::{EventMeta, EventState};
pub use key_document::{KeyMeta, KeyType};
pub use kinds::{ResourceMeta, Specific};
pub use licence::Licence;
pub use member::{
    BAD_ODS_CODE, MemberKind, MemberMeta, MemberRole, MemberStatus, Site as MemberSite,
};
pub use network::{Accessibility, BAD_BASE_URL, Conformance, NamedLink, NetworkMeta, NetworkState};
pub use news::NewsMeta;
pub use page::PageMeta;
pub use practice::{DocType, Evidence, Outcome as MeasuredOutcome, PracticeMeta};
pub use talk::{CONSENT_MISSING, Speaker, TalkMeta};
pub use video::VideoMeta;
pub use vocabulary::{GlossaryTerm, SynonymGroup, Term, VocabularyMeta};
