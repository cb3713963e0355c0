//! What a page is, for search engines: JSON-LD with the vocabulary of schema.org.

use serde_json::{Value, json};

use super::{Settings, card};
use crate::model::{Member, Resource, Site};
use crate::parse::meta::{EventState, NetworkMeta, Specific};
use crate::path::{BaseUrl, Url};

/// The network: a site and the organisation that runs it.
pub fn network(network: &NetworkMeta, base: &BaseUrl) -> String {
    write(json!({
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": network.name,
        "url": base.as_str(),
        "description": network.summary,
        "inLanguage": network.lang,
    }))
}

/// A member organisation.
pub fn member(member: &Member, base: &BaseUrl) -> String {
    write(json!({
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": member.meta.name.value,
        "alternateName": member.meta.short_name,
        "url": member.meta.website.as_ref().map(|site| &site.value),
        "mainEntityOfPage": member.output.url(base),
        "identifier": member.meta.ods_code.as_ref().map(|code| &code.value),
    }))
}

/// A resource: an event, a film, or a page that somebody reviews.
pub fn resource(site: &Site, resource: &Resource, settings: &Settings, canonical: &Url) -> String {
    let common = &resource.meta.common;
    let member = resource.member.map(|id| site.member(id));
    let publisher = member.map_or(&site.network.name, |member| &member.meta.name.value);
    let lang = common
        .lang
        .as_ref()
        .map_or(&site.network.lang, |lang| &lang.value);
    let licence = common
        .licence
        .as_ref()
        .map(|licence| licence.value)
        .or(site.network.licence)
        .and_then(|licence| licence.url());
    let day = card::day(resource).map(|day| day.to_string());
    let mut said = json!({
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": common.title.value,
        "url": canonical,
        "description": common.summary,
        "inLanguage": lang,
        "publisher": { "@type": "Organization", "name": publisher },
        "isPartOf": { "@type": "WebSite", "name": site.network.name, "url": settings.base.as_str() },
    });
    let more = match &resource.meta.specific {
        Specific::Checklist(_) | Specific::Practice(_) => json!({
            "@type": "MedicalWebPage",
            "lastReviewed": common.last_reviewed.as_ref().map(|date| date.value.to_string()),
            "version": resource.version(),
            "license": licence,
            "keywords": if common.keywords.is_empty() { None } else { Some(common.keywords.join(", ")) },
        }),
        Specific::Event(event) => json!({
            "@type": "Event",
            "startDate": event.starts.as_ref().map(|at| moment(at.value)),
            "endDate": event.ends.as_ref().map(|at| moment(at.value)),
            "location": event.place.as_ref().map(|place| json!({ "@type": "Place", "name": place })),
            "eventStatus": match event.state {
                Some(EventState::Cancelled) => "https://schema.org/EventCancelled",
                Some(EventState::Postponed) => "https://schema.org/EventPostponed",
                _ => "https://schema.org/EventScheduled",
            },
            "organizer": { "@type": "Organization", "name": site.network.name },
            "publisher": null,
            "isPartOf": null,
        }),
        Specific::Video(video) => json!({
            "@type": "VideoObject",
            "uploadDate": day,
            "contentUrl": video.url.as_ref().map(|url| &url.value),
        }),
        Specific::Talk(_) | Specific::News(_) => {
            json!({ "@type": "Article", "datePublished": day })
        }
        Specific::Resource(_) | Specific::Adoption(_) | Specific::Page(_) => json!({}),
    };
    if let (Value::Object(said), Value::Object(more)) = (&mut said, more) {
        said.extend(more);
    }
    write(said)
}

fn moment((date, time): (jiff::civil::Date, Option<jiff::civil::DateTime>)) -> String {
    match time {
        Some(time) => time.strftime("%Y-%m-%dT%H:%M").to_string(),
        None => date.to_string(),
    }
}

/// Writes what is known, in a form that cannot end the script element it stands in.
fn write(value: Value) -> String {
    let Value::Object(mut said) = value else {
        return String::new();
    };
    said.retain(|_, value| !value.is_null() && value.as_str() != Some(""));
    let said = Value::Object(said).to_string();
    if !said.contains(['<', '>', '&']) {
        return said;
    }
    said.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}
