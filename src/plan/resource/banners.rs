//! What must not be missed before anybody relies on a page: superseded, withdrawn, overdue.

use crate::model::{Resource, State};
use crate::parse::meta::Specific;
use crate::plan::Plan;
use crate::plan::view::{BannerView, DateView, Tone};

impl Plan<'_> {
    /// What must not be missed before anybody relies on the page.
    pub(super) fn banners(&self, resource: &Resource, state: State) -> Vec<BannerView> {
        let common = &resource.meta.common;
        let mut banners = Vec::new();
        let replacement = resource.superseded_by.map(|id| self.resource_link(id));
        let in_words = match &resource.meta.specific {
            Specific::Checklist(checklist) => checklist
                .superseded_by
                .as_ref()
                .filter(|text| !text.ends_with(".md"))
                .map(|text| format!(" Use instead: {}.", text.value))
                .unwrap_or_default(),
            _ => String::new(),
        };
        let due = common
            .review_due
            .as_ref()
            .map(|date| DateView::from(date.value).text)
            .unwrap_or_default();
        let banner = match state {
            State::Superseded => Some((
                Tone::Yellow,
                "This has been superseded".to_owned(),
                format!("Do not use it for patients. It is kept for the record.{in_words}"),
                replacement,
            )),
            State::Withdrawn => Some((
                Tone::Red,
                "This has been withdrawn".to_owned(),
                format!("Do not use it. It is kept for the record.{in_words}"),
                replacement,
            )),
            State::Archived => Some((
                Tone::Grey,
                "This is archived".to_owned(),
                "It is kept for the record and is not reviewed any more.".to_owned(),
                replacement,
            )),
            State::Draft => Some((
                Tone::Blue,
                "This is a draft".to_owned(),
                "It is not ready for use.".to_owned(),
                None,
            )),
            State::Overdue => {
                let extended = common.extended_to.as_ref().map(|to| {
                    let to = DateView::from(to.value).text;
                    format!(", and was extended to {to}, which is over too")
                });
                let extended = extended.unwrap_or_default();
                Some((
                    Tone::Red,
                    "The review of this page is overdue".to_owned(),
                    format!(
                        "It was due on {due}{extended}. Check with its owner before you rely on it."
                    ),
                    None,
                ))
            }
            State::Extended => common.extended_to.as_ref().map(|to| {
                let by = common
                    .extended_by
                    .as_ref()
                    .map(|by| format!(" by {by}"))
                    .unwrap_or_default();
                (
                    Tone::Yellow,
                    format!(
                        "Its review was extended to {}",
                        DateView::from(to.value).text
                    ),
                    format!("The review was due on {due} and was extended{by}."),
                    None,
                )
            }),
            State::UnderReview => Some((
                Tone::Yellow,
                "This is under review".to_owned(),
                "It stays in use until the review is finished.".to_owned(),
                None,
            )),
            State::Current | State::DueSoon | State::Undated => None,
        };
        banners.extend(banner.map(|(tone, title, text, link)| BannerView {
            tone,
            title,
            text,
            link,
        }));
        if let Some(member) = resource.member {
            banners.extend(self.member_banner(self.site.member(member)));
        }
        banners
    }
}
