//! A resource's front matter: the common fields and those of its kind.

use serde::{Deserialize, Serialize};

use super::adoption::AdoptionMeta;
use super::checklist::ChecklistMeta;
use super::common::Common;
use super::event::EventMeta;
use super::key_document::KeyMeta;
use super::news::NewsMeta;
use super::page::PageMeta;
use super::practice::PracticeMeta;
use super::talk::TalkMeta;
use super::video::VideoMeta;
use crate::parse::fields::Fields;
use crate::source::Kind;

/// A resource's front matter: the common fields and those of its kind.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct ResourceMeta {
    /// What every kind has.
    pub common: Common,
    /// What only this kind has.
    pub specific: Specific,
}

/// The fields of one kind.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Specific {
    /// A checklist.
    Checklist(Box<ChecklistMeta>),
    /// A best-practice write-up.
    Practice(Box<PracticeMeta>),
    /// Speaker notes.
    Talk(Box<TalkMeta>),
    /// How a member took over a resource.
    Adoption(Box<AdoptionMeta>),
    /// An event.
    Event(Box<EventMeta>),
    /// A film.
    Video(Box<VideoMeta>),
    /// A key document or publication.
    Resource(Box<KeyMeta>),
    /// A dated notice.
    News(NewsMeta),
    /// A plain page.
    Page(PageMeta),
}

impl ResourceMeta {
    /// Reads a resource's front matter; `name` stands in for a missing title.
    pub fn read(fields: &mut Fields<'_>, kind: Kind, name: &str) -> Self {
        let common = Common::read(fields, kind, name);
        let specific = match kind {
            Kind::Checklist => Specific::Checklist(Box::new(ChecklistMeta::read(fields, &common))),
            Kind::Practice => Specific::Practice(Box::new(PracticeMeta::read(fields))),
            Kind::Talk => Specific::Talk(Box::new(TalkMeta::read(fields))),
            Kind::Adoption => Specific::Adoption(Box::new(AdoptionMeta::read(fields))),
            Kind::Event => Specific::Event(Box::new(EventMeta::read(fields))),
            Kind::Video => Specific::Video(Box::new(VideoMeta::read(fields))),
            Kind::Resource => Specific::Resource(Box::new(KeyMeta::read(fields))),
            Kind::News => Specific::News(NewsMeta::read(fields)),
            Kind::Page => Specific::Page(PageMeta::read(fields)),
        };
        Self { common, specific }
    }
}
