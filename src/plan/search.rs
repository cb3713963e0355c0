//! What a search finds: every listed resource, every member and every term, with all their words.

use std::sync::Arc;

use rayon::prelude::*;

use super::concepts::{concepts, member_id, member_names, note, term_id};
use super::view::Format;
use super::view::search::{
    AttachmentText, Download, IndexView, Label, Member, Page, Sections, Standing,
};
use super::{Exported, Settings, card, sections, words};
use crate::hash::Digest;
use crate::model::{MemberId, Resource, ResourceId, Site, State, Term};
use crate::parse::body::Body;
use crate::parse::meta::Specific;
use crate::path::LinkStyle;
use crate::source::VocabularyName;

/// Downloads that a result offers at once; the page has them all.
const DOWNLOADS: usize = 4;

/// Everything that can be found; `exported` are the files that were made of checklists, by resource.
pub fn index_view(site: &Site, settings: &Settings, exported: &[Exported]) -> IndexView {
    let listed: Vec<ResourceId> = site.listed().map(|(id, _)| id).collect();
    let mut pages: Vec<Page> = listed
        .into_par_iter()
        .map(|id| of_resource(site, settings, exported, id))
        .collect();
    pages.extend((0..site.members.len()).map(|number| of_member(site, settings, MemberId(number))));
    pages.extend(
        site.vocabularies
            .terms
            .iter()
            .map(|term| of_term(site, settings, term)),
    );
    IndexView {
        pages,
        concepts: concepts(site, settings),
    }
}

fn of_resource(site: &Site, settings: &Settings, exported: &[Exported], id: ResourceId) -> Page {
    let resource = site.resource(id);
    let common = &resource.meta.common;
    let state = State::on(settings.today.unnoted(), common, site.network.due_soon_days);
    let exported = {
        let start = exported.partition_point(|file| file.export.resource < id);
        let own = move |file: &&Exported| file.export.resource == id;
        exported[start..].iter().take_while(own)
    };
    let downloads = downloads(site, resource, exported.clone());
    let is_editable = exported
        .clone()
        .any(|file| file.export.format.is_editable())
        || offered(site, resource).any(|(_, _, editable)| editable);
    Page {
        url: resource.output.href(settings.style),
        title: common.title.value.clone(),
        kind: card::label(resource).to_owned(),
        member: resource.member.map(|id| of_owner(site, id)),
        procedures: labels(site, resource),
        keywords: keywords(site, resource),
        reference: reference(resource),
        summary: common.summary.clone(),
        sections: own_sections(resource),
        speaker: speaker(resource),
        attachments: attachments(site, resource),
        state: state.label().to_owned(),
        facets: facets(site, resource, state, is_editable),
        downloads,
        lang: common
            .lang
            .as_ref()
            .map_or(&site.network.lang, |lang| &lang.value)
            .clone(),
        standing: match state {
            State::Withdrawn => Standing::Withdrawn,
            State::Superseded | State::Archived => Standing::Superseded,
            State::Overdue => Standing::Overdue,
            _ => Standing::Current,
        },
    }
}

fn own_sections(resource: &Resource) -> Sections {
    let body = Arc::clone(&resource.body);
    match &*resource.written {
        // A checklist follows from its whole file: its front matter says what the default answers are.
        Some(written) => {
            let written = Arc::clone(written);
            let digest = Digest::of(&(body.digest, &written.source));
            Sections::new(digest, move || {
                sections::of_checklist(&written.checklist, &body.headings)
            })
        }
        None => sections_of(body),
    }
}

fn sections_of(body: Arc<Body>) -> Sections {
    Sections::new(body.digest, move || sections::of_body(&body))
}

fn of_owner(site: &Site, id: MemberId) -> Member {
    Member {
        id: member_id(site, id),
        name: site.member(id).meta.name.value.clone(),
        also: member_names(site, id),
    }
}

fn labels(site: &Site, resource: &Resource) -> Vec<Label> {
    resource
        .terms_of(VocabularyName::Procedures)
        .iter()
        .map(|number| label(&site.vocabularies.terms[*number]))
        .collect()
}

fn label(term: &Term) -> Label {
    Label {
        id: term_id(term),
        label: term.meta.label.clone(),
    }
}

fn reference(resource: &Resource) -> String {
    match &resource.meta.specific {
        Specific::Checklist(checklist) => checklist.reference.clone().unwrap_or_default(),
        _ => String::new(),
    }
}

/// The author's keywords, and what else the page is about.
fn keywords(site: &Site, resource: &Resource) -> Vec<String> {
    let mut keywords = resource.meta.common.keywords.clone();
    match &resource.meta.specific {
        Specific::Resource(key) => keywords.push(key.publisher.clone()),
        Specific::Event(event) => keywords.extend(event.place.clone()),
        _ => {}
    }
    for (vocabulary, terms) in &resource.terms {
        if *vocabulary != VocabularyName::Procedures {
            keywords.extend(
                terms
                    .iter()
                    .map(|number| site.vocabularies.terms[*number].meta.label.clone()),
            );
        }
    }
    keywords
}

fn speaker(resource: &Resource) -> String {
    let Specific::Talk(talk) = &resource.meta.specific else {
        return String::new();
    };
    let Some(speaker) = &talk.speaker else {
        return String::new();
    };
    let parts = [
        Some(&speaker.name),
        speaker.role.as_ref(),
        speaker.organisation.as_ref(),
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    parts.join(", ")
}

/// The files that a resource offers: what they are called, the file, and whether it can be edited.
fn offered<'a>(
    site: &'a Site,
    resource: &'a Resource,
) -> impl Iterator<Item = (String, &'a crate::model::Attachment, bool)> {
    resource.files.iter().filter_map(|file| {
        let attachment = site.attachments.get(&file.path)?;
        let name = file.title.clone();
        let name = name.unwrap_or_else(|| file.path.file_name().to_owned());
        (!attachment.held_back).then(|| (name, attachment, file.is_editable(attachment)))
    })
}

fn attachments(site: &Site, resource: &Resource) -> Vec<AttachmentText> {
    offered(site, resource)
        .map(|(name, attachment, _)| AttachmentText {
            name,
            href: attachment.output.href(LinkStyle::File),
            parts: attachment.facts.text.clone(),
        })
        .collect()
}

/// A checklist as a Word document and for printing, and the author's own files.
fn downloads<'a>(
    site: &Site,
    resource: &Resource,
    exported: impl Iterator<Item = &'a Exported>,
) -> Vec<Download> {
    let mut downloads: Vec<Download> = exported
        .filter(|file| matches!(file.export.format, Format::Docx | Format::Pdf))
        .map(|file| Download {
            format: file.export.format.label().to_owned(),
            label: file.export.checklist.form_label.clone(),
            href: file.export.path.href(LinkStyle::File),
            bytes: file.bytes.len() as u64,
        })
        .collect();
    downloads.extend(offered(site, resource).map(|(name, file, _)| Download {
        format: file.facts.format.clone(),
        label: name,
        href: file.output.href(LinkStyle::File),
        bytes: file.facts.size,
    }));
    downloads.truncate(DOWNLOADS);
    downloads
}

/// What a search can be narrowed by, in the order of display. Every page has all of them, though some without a value.
fn facets(
    site: &Site,
    resource: &Resource,
    state: State,
    is_editable: bool,
) -> Vec<(String, Vec<String>)> {
    let terms = |vocabulary| -> Vec<String> {
        resource
            .terms_of(vocabulary)
            .iter()
            .map(|number| site.vocabularies.terms[*number].meta.label.clone())
            .collect()
    };
    let mut facets = no_facets();
    let values = [
        resource
            .member
            .map(|id| site.member(id).short_name().to_owned())
            .into_iter()
            .collect(),
        vec![words::kind_label(resource.kind).to_owned()],
        terms(VocabularyName::Procedures),
        terms(VocabularyName::Specialties),
        terms(VocabularyName::Settings),
        terms(VocabularyName::Standards),
        terms(VocabularyName::Audiences),
        Some(state.label().to_owned())
            .filter(|label| !label.is_empty())
            .into_iter()
            .collect(),
        card::day(resource)
            .map(|day| day.year().to_string())
            .into_iter()
            .collect(),
        is_editable
            .then(|| "Editable".to_owned())
            .into_iter()
            .collect(),
    ];
    for (facet, values) in facets.iter_mut().zip(values) {
        facet.1 = values;
    }
    facets
}

fn no_facets() -> Vec<(String, Vec<String>)> {
    [
        "Member",
        "Kind",
        "Procedure",
        "Specialty",
        "Setting",
        "Standard",
        "Audience",
        "State",
        "Year",
        "Download",
    ]
    .into_iter()
    .map(|name| (name.to_owned(), Vec::new()))
    .collect()
}

fn of_member(site: &Site, settings: &Settings, id: MemberId) -> Page {
    let member = site.member(id);
    let kind = member.meta.kind.label().to_owned();
    let mut facets = no_facets();
    facets[0].1.push(member.short_name().to_owned());
    facets[1].1.push(kind.clone());
    Page {
        url: member.output.href(settings.style),
        title: member.meta.name.value.clone(),
        kind,
        member: Some(of_owner(site, id)),
        summary: member.meta.summary.clone().unwrap_or_default(),
        keywords: member.meta.icb.iter().cloned().collect(),
        sections: sections_of(Arc::clone(&member.body)),
        facets,
        lang: site.network.lang.clone(),
        ..Page::default()
    }
}

fn of_term(site: &Site, settings: &Settings, term: &Term) -> Page {
    let kind = words::term_label(term.vocabulary).to_owned();
    let mut facets = no_facets();
    facets[1].1.push(kind.clone());
    let mut page = Page {
        url: term.output.href(settings.style),
        title: term.meta.label.clone(),
        kind,
        summary: term
            .meta
            .summary
            .clone()
            .unwrap_or_else(|| super::resource_facts::capital(&note(site, term))),
        keywords: term.meta.code.iter().cloned().collect(),
        lang: site.network.lang.clone(),
        ..Page::default()
    };
    if term.vocabulary == VocabularyName::Procedures {
        page.procedures.push(label(term));
        facets[2].1.push(term.meta.label.clone());
    } else {
        page.keywords.extend(term.meta.synonyms.iter().cloned());
    }
    page.facets = facets;
    page
}
