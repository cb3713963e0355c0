//! What a page is, for search engines: JSON-LD with the vocabulary of schema.org.

use serde::Serialize;

use super::{Settings, card};
use crate::model::{Member, Resource, Site};
use crate::parse::meta::{EventState, NetworkMeta, Specific};
use crate::path::{BaseUrl, Url};

/// A thing in the words of schema.org. What is empty is left out.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Thing<'a> {
    #[serde(rename = "@context")]
    #[serde(skip_serializing_if = "str::is_empty")]
    context: &'a str,
    #[serde(rename = "@type")]
    #[serde(skip_serializing_if = "str::is_empty")]
    kind: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    alternate_name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    url: &'a str,
    #[serde(skip_serializing_if = "String::is_empty")]
    main_entity_of_page: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    identifier: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    in_language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Box<Thing<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_part_of: Option<Box<Thing<'a>>>,
    #[serde(skip_serializing_if = "String::is_empty")]
    last_reviewed: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    version: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    license: &'a str,
    #[serde(skip_serializing_if = "String::is_empty")]
    keywords: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    start_date: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    end_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Box<Thing<'a>>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    event_status: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    organizer: Option<Box<Thing<'a>>>,
    #[serde(skip_serializing_if = "String::is_empty")]
    upload_date: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    content_url: &'a str,
    #[serde(skip_serializing_if = "String::is_empty")]
    date_published: String,
}

impl<'a> Thing<'a> {
    fn named(kind: &'a str, name: &'a str) -> Option<Box<Self>> {
        Some(Box::new(Self {
            kind,
            name,
            ..Self::default()
        }))
    }

    /// Written in a form that cannot end the script element it stands in.
    fn written(mut self) -> String {
        self.context = "https://schema.org";
        // Texts always serialise.
        let said = serde_json::to_string(&self).unwrap_or_default();
        if !said.contains(['<', '>', '&']) {
            return said;
        }
        said.replace('<', "\\u003c")
            .replace('>', "\\u003e")
            .replace('&', "\\u0026")
    }
}

/// The network: a site and the organisation that runs it.
pub fn network(network: &NetworkMeta, base: &BaseUrl) -> String {
    Thing {
        kind: "WebSite",
        name: &network.name,
        url: base.as_str(),
        description: network.summary.as_deref().unwrap_or_default(),
        in_language: &network.lang,
        ..Thing::default()
    }
    .written()
}

/// A member organisation.
pub fn member(member: &Member, base: &BaseUrl) -> String {
    let meta = &member.meta;
    let page = member.output.url(base);
    Thing {
        kind: "Organization",
        name: &meta.name.value,
        alternate_name: meta.short_name.as_deref().unwrap_or_default(),
        url: meta.website.as_ref().map_or("", |site| &site.value),
        main_entity_of_page: page.as_str().to_owned(),
        identifier: meta.ods_code.as_ref().map_or("", |code| &code.value),
        ..Thing::default()
    }
    .written()
}

/// A resource: an event, a film, or a page that somebody reviews.
pub fn resource(site: &Site, resource: &Resource, settings: &Settings, canonical: &Url) -> String {
    let common = &resource.meta.common;
    let network = &site.network;
    let member = resource.member.map(|id| site.member(id));
    let publisher = member.map_or(&network.name, |member| &member.meta.name.value);
    let lang = common.lang.as_ref();
    let thing = Thing {
        kind: "WebPage",
        name: &common.title.value,
        url: canonical.as_str(),
        description: &common.summary,
        in_language: lang.map_or(&network.lang, |lang| &lang.value),
        publisher: Thing::named("Organization", publisher),
        is_part_of: Some(Box::new(Thing {
            kind: "WebSite",
            name: &network.name,
            url: settings.base.as_str(),
            ..Thing::default()
        })),
        ..Thing::default()
    };
    let day = || card::day(resource).map_or_else(String::new, |day| day.to_string());
    let thing = match &resource.meta.specific {
        Specific::Checklist(_) | Specific::Practice(_) => {
            let licence = common.licence.as_ref().map(|licence| licence.value);
            let licence = licence.or(network.licence);
            let reviewed = common.last_reviewed.as_ref();
            Thing {
                kind: "MedicalWebPage",
                last_reviewed: reviewed.map_or_else(String::new, |date| date.value.to_string()),
                version: resource.version().unwrap_or_default(),
                license: licence
                    .and_then(|licence| licence.url())
                    .unwrap_or_default(),
                keywords: common.keywords.join(", "),
                ..thing
            }
        }
        Specific::Event(event) => Thing {
            kind: "Event",
            start_date: event
                .starts
                .as_ref()
                .map_or_else(String::new, |at| moment(at.value)),
            end_date: event
                .ends
                .as_ref()
                .map_or_else(String::new, |at| moment(at.value)),
            location: (event.place.as_deref()).and_then(|place| Thing::named("Place", place)),
            event_status: match event.state {
                Some(EventState::Cancelled) => "https://schema.org/EventCancelled",
                Some(EventState::Postponed) => "https://schema.org/EventPostponed",
                _ => "https://schema.org/EventScheduled",
            },
            organizer: Thing::named("Organization", &network.name),
            publisher: None,
            is_part_of: None,
            ..thing
        },
        Specific::Video(video) => Thing {
            kind: "VideoObject",
            upload_date: day(),
            content_url: video.url.as_ref().map_or("", |url| &url.value),
            ..thing
        },
        Specific::Talk(_) | Specific::News(_) => Thing {
            kind: "Article",
            date_published: day(),
            ..thing
        },
        Specific::Resource(_) | Specific::Adoption(_) | Specific::Page(_) => thing,
    };
    thing.written()
}

fn moment((date, time): (jiff::civil::Date, Option<jiff::civil::DateTime>)) -> String {
    match time {
        Some(time) => time.strftime("%Y-%m-%dT%H:%M").to_string(),
        None => date.to_string(),
    }
}
