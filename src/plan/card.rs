//! A resource as it appears in lists.

use jiff::civil::Date;

use super::Settings;
use super::view::{Card, DateView, Filter, Link, Tag, Tone};
use super::words::kind_label;
use crate::model::{Resource, ResourceId, Site, State};
use crate::parse::meta::{EventState, Specific};
use crate::source::VocabularyName;

/// The facets that cards are filtered by: a vocabulary, or what every card has.
pub const FACETS: [(&str, VocabularyName); 3] = [
    ("procedure", VocabularyName::Procedures),
    ("specialty", VocabularyName::Specialties),
    ("setting", VocabularyName::Settings),
];

/// A resource as it appears in lists.
pub fn card(site: &Site, settings: &Settings, id: ResourceId, state: State) -> Card {
    let resource = site.resource(id);
    let common = &resource.meta.common;
    let member = resource.member.map(|id| site.member(id));
    let mut filters = Vec::new();
    if let Some(member) = member {
        filters.push(Filter {
            facet: "trust".to_owned(),
            values: member.id.clone(),
        });
    }
    for (facet, vocabulary) in FACETS {
        let ids: Vec<&str> = resource
            .terms_of(vocabulary)
            .iter()
            .map(|number| site.vocabularies.terms[*number].meta.id.as_str())
            .collect();
        if !ids.is_empty() {
            filters.push(Filter {
                facet: facet.to_owned(),
                values: ids.join(" "),
            });
        }
    }
    if state != State::Undated {
        filters.push(Filter {
            facet: "state".to_owned(),
            values: state.id().to_owned(),
        });
    }
    Card {
        title: common.title.value.clone(),
        href: resource.output.href(settings.style),
        lang: common.lang.as_ref().map(|lang| lang.value.clone()),
        kind: label(resource).to_owned(),
        member: member
            .map(|member| Link::inside(member.short_name(), member.output.href(settings.style))),
        summary: common.summary.clone(),
        state: tag(state),
        version: resource.version().map(str::to_owned),
        reviewed: common
            .last_reviewed
            .as_ref()
            .map(|date| DateView::from(date.value)),
        due: resource.due(state).map(DateView::from),
        date: own_day(resource).map(DateView::from),
        note: note(resource),
        filters,
        number: id,
        digest: Default::default(),
    }
}

/// The kind in words, as fine as the front matter says.
pub fn label(resource: &Resource) -> &'static str {
    match &resource.meta.specific {
        Specific::Practice(practice) => practice
            .doc_type
            .map_or(kind_label(resource.kind), |sort| sort.label()),
        Specific::Resource(key) => key
            .key_type
            .map_or(kind_label(resource.kind), |sort| sort.label()),
        _ => kind_label(resource.kind),
    }
}

/// The tag of a state; none where there is nothing to say.
pub fn tag(state: State) -> Option<Tag> {
    let tone = match state {
        State::Current => Tone::Green,
        State::DueSoon | State::Extended | State::UnderReview => Tone::Yellow,
        State::Overdue | State::Withdrawn => Tone::Red,
        State::Superseded | State::Archived => Tone::Grey,
        State::Draft => Tone::Blue,
        State::Undated => return None,
    };
    Some(Tag {
        text: state.label().to_owned(),
        tone,
    })
}

/// The day by which lists and feeds are sorted: of the last review, or its own.
pub fn day(resource: &Resource) -> Option<Date> {
    own_day(resource).or_else(|| {
        let common = &resource.meta.common;
        common.last_reviewed.as_ref().map(|date| date.value)
    })
}

/// The day of a talk, event, film or notice, or of a document's publication where the whole day is known.
fn own_day(resource: &Resource) -> Option<Date> {
    match &resource.meta.specific {
        Specific::Talk(talk) => talk.date.as_ref().map(|date| date.value),
        Specific::Event(event) => event.starts.as_ref().map(|moment| moment.0),
        Specific::Video(video) => video.produced,
        Specific::News(news) => news.date.as_ref().map(|date| date.value),
        Specific::Resource(key) => key.published.as_ref().and_then(|text| text.parse().ok()),
        Specific::Checklist(_)
        | Specific::Practice(_)
        | Specific::Adoption(_)
        | Specific::Page(_) => None,
    }
}

/// Another fact that helps to choose: who spoke, where, who published it.
fn note(resource: &Resource) -> Option<String> {
    match &resource.meta.specific {
        Specific::Talk(talk) => talk.speaker.as_ref().map(|speaker| speaker.name.clone()),
        Specific::Event(event) => match event.state {
            Some(state @ (EventState::Cancelled | EventState::Postponed)) => {
                Some(state.label().to_owned())
            }
            _ => event.place.clone().or_else(|| event.online.clone()),
        },
        Specific::Video(video) => video.duration.clone(),
        Specific::Resource(key) => {
            let year = key
                .published
                .as_ref()
                .filter(|text| text.parse::<Date>().is_err());
            match year {
                Some(year) => Some(format!("{}, {}", key.publisher, year.value)),
                None => Some(key.publisher.clone()),
            }
        }
        Specific::Adoption(adoption) => adoption.setting.clone(),
        Specific::Checklist(_) | Specific::Practice(_) | Specific::News(_) | Specific::Page(_) => {
            None
        }
    }
    .filter(|note| !note.is_empty())
}
