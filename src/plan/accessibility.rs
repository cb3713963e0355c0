//! The accessibility statement, which the law asks of public sector sites.

use super::view::{AccessibilityView, Content, DateView, Output};
use super::{Head, Plan};
use crate::model::Section;
use crate::parse::meta::Conformance;

impl Plan<'_> {
    pub(super) fn accessibility_page(&self) -> Output {
        let network = &self.site.network;
        let text = |text: Option<&String>| text.cloned().unwrap_or_default();
        let said = network.accessibility.as_ref();
        let day = |date: Option<jiff::civil::Date>| date.map(DateView::from);
        let view = AccessibilityView {
            organisation: said
                .and_then(|said| said.organisation.clone())
                .unwrap_or_else(|| network.name.clone()),
            contact: said
                .and_then(|said| said.contact.clone())
                .or_else(|| network.contact.clone())
                .unwrap_or_default(),
            response_days: said.and_then(|said| said.response_days).unwrap_or(0),
            conformance: said
                .and_then(|said| said.conformance)
                .map_or("", Conformance::label)
                .to_owned(),
            fully: said.and_then(|said| said.conformance) == Some(Conformance::Full),
            tested: day(said.and_then(|said| said.tested)),
            tested_by: text(said.and_then(|said| said.tested_by.as_ref())),
            prepared: day(said.and_then(|said| said.prepared)),
            reviewed: day(said.and_then(|said| said.reviewed)),
            known_issues: said
                .map(|said| said.known_issues.clone())
                .unwrap_or_default(),
            enforcement: text(said.and_then(|said| said.enforcement.as_ref())),
            complete: said.is_some_and(|said| {
                said.conformance.is_some() && said.contact.is_some() && said.prepared.is_some()
            }),
        };
        let head = Head {
            output: Section::Accessibility.output(),
            title: "Accessibility statement".to_owned(),
            description: format!("How accessible the site of the {} is.", network.name),
            section: String::new(),
            crumbs: vec![self.home_link()],
        };
        self.page(head, Content::Accessibility(view), None)
    }
}
