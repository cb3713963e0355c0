//! An event: when and where it takes place, who invites, where to book.

use super::web::is_web;
use crate::model::MemberId;
use crate::parse::meta::{EventMeta, EventState};
use crate::plan::Plan;
use crate::plan::view::{DateView, Link, Tag, Tone, WhenView};

impl Plan<'_> {
    pub(super) fn when(&self, event: &EventMeta) -> Option<WhenView> {
        let (starts, from) = event.starts.as_ref()?.value;
        let (ends, to) = event
            .ends
            .as_ref()
            .map_or((starts, None), |ends| ends.value);
        let time = |moment: Option<jiff::civil::DateTime>| {
            moment.map(|moment| moment.strftime("%-H:%M").to_string())
        };
        let first = DateView::from(starts);
        let text = match (starts == ends, time(from), time(to)) {
            (true, Some(from), Some(to)) => format!("{}, {from} to {to}", first.text),
            (true, Some(from), None) => format!("{}, from {from}", first.text),
            (true, None, _) => first.text.clone(),
            (false, ..) => format!("{} to {}", first.text, DateView::from(ends).text),
        };
        let past = ends < *self.settings.today;
        let state = match event.state {
            Some(EventState::Cancelled) => Some(("Cancelled", Tone::Red)),
            Some(EventState::Postponed) => Some(("Postponed", Tone::Yellow)),
            _ if past => Some(("Past", Tone::Grey)),
            Some(state) => Some((state.label(), Tone::Green)),
            None => None,
        };
        Some(WhenView {
            starts: first,
            text,
            place: event.place.clone().unwrap_or_default(),
            online: event.online.as_ref().map(|online| {
                if is_web(&online.as_str()) {
                    Link::outside("Join online", online.clone())
                } else {
                    Link::words(online.clone())
                }
            }),
            host: event_host(self, event),
            booking: event
                .booking_url
                .as_ref()
                .filter(|url| {
                    !past && event.state != Some(EventState::Cancelled) && is_web(&url.as_str())
                })
                .map(|url| Link::outside("Book a place", url.clone())),
            state: state.map(|(text, tone)| Tag {
                text: text.to_owned(),
                tone,
            }),
        })
    }
}

fn event_host(plan: &Plan<'_>, event: &EventMeta) -> Option<Link> {
    let id = event.host.as_ref()?;
    let number = plan
        .site
        .members
        .iter()
        .position(|member| member.id == id.value)?;
    Some(plan.member_link(MemberId(number)))
}
