//! The page of a resource.

mod adapted;
mod banners;
mod downloads;
mod elsewhere;
mod event;
mod feedback;
mod talk;
mod video;
mod web;

use std::sync::Arc;

use super::view::{
    Card, Content, DateView, HistoryView, Link, OutcomeView, Output, ResourceView, TocEntry,
};
use super::{Head, Plan, adjust, card, exports, frame, json_ld, words};
use crate::model::{Resource, ResourceId};
use crate::parse::meta::{Specific, Visibility};
use crate::source::Kind;
use web::{host, is_web};

impl Plan<'_> {
    pub(super) fn resource_page(&self, id: ResourceId) -> Output {
        let resource = self.site.resource(id);
        let meta = &resource.meta;
        let common = &meta.common;
        let state = self.state(id);
        let card = self.card(id);
        let body = self.body(&resource.output, &resource.body, &resource.links);
        let (downloads, downloads_note) = self.downloads(id);
        let canonical = resource.output.url(&self.settings.base);
        let mut view = ResourceView {
            kind: resource_kind(resource.kind),
            kind_label: card::label(resource).to_owned(),
            member: resource.member.map(|id| self.member_link(id)),
            state: card::tag(state),
            version: card.version.clone(),
            reviewed: card.reviewed.clone(),
            due: card.due.clone(),
            date: card.date.clone(),
            banners: self.banners(resource, state),
            summary: common.summary.clone(),
            downloads,
            downloads_note,
            licence: exports::licence(self.site, resource)
                .filter(|_| resource.kind.of_member())
                .map(frame::licence),
            checklist: None,
            toc: toc(resource),
            speaker: None,
            video: None,
            when: None,
            document: None,
            outcome: None,
            evidence: Vec::new(),
            adapted_from: None,
            adapted_by: self.cards(&resource.adapted_by),
            adopted_by: self.cards(&resource.adopted_by),
            talks: self.cards(&resource.talks),
            elsewhere: self.elsewhere(id, resource),
            topics: self.topics(resource),
            control: self.control(id),
            history: Vec::new(),
            short_address: canonical.as_str().to_owned(),
            edit: self.edit_address(resource),
            feedback: self.frame.feedback.as_ref().map(|to| {
                let title = &meta.common.title.value;
                feedback::about(to, title, resource.version(), &canonical)
            }),
        };
        match &meta.specific {
            Specific::Checklist(checklist) => {
                let links = resource
                    .body
                    .links
                    .iter()
                    .zip(body.iter().flat_map(|body| &body.links));
                let links = links
                    .filter_map(|(link, to)| Some((link.target.clone(), to.as_ref()?.href.clone())))
                    .collect();
                let mut forms =
                    exports::views(self.site, self.settings, resource, links).into_iter();
                view.checklist = forms.next().map(|(_, form)| form);
                view.adapted_from = self.adapted(resource, checklist.adapted_from.as_ref());
                view.history = checklist
                    .history
                    .iter()
                    .map(|entry| HistoryView {
                        version: entry.version.clone(),
                        issued: entry.issued.map(DateView::from),
                        summary: entry.summary.clone().unwrap_or_default(),
                    })
                    .collect();
            }
            Specific::Practice(practice) => {
                view.adapted_from = self.adapted(resource, practice.adapted_from.as_ref());
                view.outcome = practice.outcome.as_ref().map(|outcome| OutcomeView {
                    measure: outcome.measure.clone(),
                    before: outcome.before.clone().unwrap_or_default(),
                    after: outcome.after.clone().unwrap_or_default(),
                    period: outcome.period.clone().unwrap_or_default(),
                });
                view.evidence = practice
                    .evidence
                    .iter()
                    .map(|evidence| match evidence.url.as_deref().filter(is_web) {
                        Some(url) => Link::outside(evidence.title.clone(), url),
                        None => Link::words(evidence.title.clone()),
                    })
                    .collect();
            }
            Specific::Talk(talk) => {
                view.speaker = self.speaker(resource, talk);
                view.video = talk::film(talk);
            }
            Specific::Event(event) => view.when = self.when(event),
            Specific::Video(video) => view.video = self.video(resource, video),
            Specific::Resource(key) => {
                view.document = key
                    .url
                    .as_ref()
                    .filter(|url| is_web(&url.as_str()))
                    .map(|url| Link::outside(host(url), url.value.clone()));
            }
            Specific::Adoption(_) | Specific::News(_) | Specific::Page(_) => {}
        }
        let head = Head {
            output: resource.output.clone(),
            title: common.title.value.clone(),
            description: common.summary.clone(),
            section: section(resource).to_owned(),
            crumbs: self.crumbs(resource),
        };
        let page = self.page(head, Content::Resource(Box::new(view)), body);
        adjust(page, |page| {
            if let Some(lang) = &common.lang {
                page.lang.clone_from(&lang.value);
            }
            page.indexed = common.visibility == Visibility::Public;
            page.feed = resource.member.map(|id| {
                let member = self.site.member(id);
                Link::inside(
                    member.meta.name.value.clone(),
                    member.output.beside("feed.xml").as_str(),
                )
            });
            page.json_ld = Some(json_ld::resource(
                self.site,
                resource,
                self.settings,
                &canonical,
            ));
        })
    }

    fn cards(&self, ids: &[ResourceId]) -> Vec<Arc<Card>> {
        ids.iter()
            .filter(|id| self.site.resource(**id).meta.common.visibility == Visibility::Public)
            .map(|id| self.card(*id))
            .collect()
    }

    fn crumbs(&self, resource: &Resource) -> Vec<Link> {
        let mut crumbs = vec![self.home_link()];
        match resource.member {
            Some(member) => {
                crumbs.push(self.members_link());
                crumbs.push(self.member_link(member));
                let href = self.member_kind_href(member, resource.kind);
                crumbs.push(Link::inside(words::kind_title(resource.kind), href));
            }
            None if resource.kind == Kind::Page => {}
            None => crumbs.push(self.list_link(resource.kind)),
        }
        crumbs
    }

    fn edit_address(&self, resource: &Resource) -> Option<String> {
        let pattern = self.site.network.edit_url.as_ref()?;
        Some(pattern.replace("{path}", &crate::path::encode(resource.path.as_str())))
    }
}

/// The headings of a text with three or more of them.
fn toc(resource: &Resource) -> Vec<TocEntry> {
    let shown: Vec<TocEntry> = resource
        .body
        .headings
        .iter()
        .filter(|heading| heading.level <= 3)
        .map(|heading| TocEntry {
            id: heading.id.clone(),
            text: heading.text.clone(),
            level: heading.level,
        })
        .collect();
    if shown.len() < 3 { Vec::new() } else { shown }
}

/// The menu entry of a resource.
fn section(resource: &Resource) -> &'static str {
    match resource.kind {
        Kind::Page if resource.output.as_str() == "about/index.html" => "about",
        Kind::Page => "",
        kind => kind.folder(),
    }
}

fn resource_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Checklist => "checklist",
        Kind::Practice => "practice",
        Kind::Talk => "talk",
        Kind::Adoption => "adoption",
        Kind::Event => "event",
        Kind::Video => "video",
        Kind::Resource => "resource",
        Kind::News => "news",
        Kind::Page => "page",
    }
}
