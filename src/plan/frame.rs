//! What all pages of a site share.

use std::collections::BTreeSet;

use super::Settings;
use super::view::{Frame, LicenceView, Link, MenuEntry, Searching};
use super::words;
use crate::model::{Section, Site};
use crate::parse::meta::{Licence, MemberKind, Specific};
use crate::path::{LinkStyle, OutputPath};
use crate::source::{Kind, VocabularyName};

/// The policy of every page: everything from this site, nothing inline, nothing from elsewhere. Links lead where they like.
pub const POLICY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'";

/// What all pages of a site share.
pub fn frame(site: &Site, settings: &Settings) -> Frame {
    let href = |output: &OutputPath| output.href(settings.style);
    let section = |section: Section| href(&section.output());
    let network = &site.network;
    let members_label = members_label(site);
    let mut menu: Vec<MenuEntry> = [
        ("members", members_label.as_str(), section(Section::Members)),
        (
            "procedures",
            "Procedures",
            section(Section::Terms(VocabularyName::Procedures)),
        ),
        (
            "checklists",
            words::kind_title(Kind::Checklist),
            section(Section::List(Kind::Checklist)),
        ),
        (
            "practice",
            words::kind_title(Kind::Practice),
            section(Section::List(Kind::Practice)),
        ),
        (
            "talks",
            words::kind_title(Kind::Talk),
            section(Section::List(Kind::Talk)),
        ),
        (
            "events",
            words::kind_title(Kind::Event),
            section(Section::List(Kind::Event)),
        ),
    ]
    .into_iter()
    .map(|(id, text, href)| MenuEntry {
        id: id.to_owned(),
        text: text.to_owned(),
        href,
    })
    .collect();
    let about = OutputPath::page("about");
    if site
        .resources
        .iter()
        .any(|resource| resource.output == about)
    {
        menu.push(MenuEntry {
            id: "about".to_owned(),
            text: "About".to_owned(),
            href: href(&about),
        });
    }
    Frame {
        name: network.name.clone(),
        short_name: network
            .short_name
            .clone()
            .unwrap_or_else(|| network.name.clone()),
        summary: network.summary.clone(),
        notice: network.notice.clone(),
        attribution: network.attribution.clone(),
        licence: network.licence.map(licence),
        menu,
        footer: footer(site, &section, &href),
        home: home(settings),
        search: section(Section::Search),
        a_to_z: section(Section::AToZ),
        feed: "feed.xml".to_owned(),
        style: settings.assets.style.href(LinkStyle::File),
        script: settings.assets.script.href(LinkStyle::File),
        searching: settings.search.then(|| Searching {
            script: settings.assets.search.href(LinkStyle::File),
            inflate: settings.assets.inflate.href(LinkStyle::File),
            index: format!("{}/", crate::model::SEARCH_INDEX),
        }),
        icon: settings.assets.icon.href(LinkStyle::File),
        policy: POLICY.to_owned(),
        feedback: network.feedback_url.clone(),
        members: section(Section::Members),
        members_label,
    }
}

fn home(settings: &Settings) -> String {
    Section::Home.output().href(settings.style)
}

fn footer(
    site: &Site,
    section: &dyn Fn(Section) -> String,
    href: &dyn Fn(&OutputPath) -> String,
) -> Vec<Link> {
    let mut links = vec![
        Link::inside("A to Z", section(Section::AToZ)),
        Link::inside("Reviews", section(Section::Reviews)),
        Link::inside("Glossary", section(Section::Glossary)),
    ];
    let mut kinds = BTreeSet::new();
    let mut pages = Vec::new();
    for (_, resource) in site.listed() {
        kinds.insert(resource.kind);
        if let Specific::Page(page) = &resource.meta.specific {
            pages.push((page.order.unwrap_or(i64::MAX), resource));
        }
    }
    for kind in [Kind::Video, Kind::Resource, Kind::News, Kind::Adoption] {
        if kinds.contains(&kind) {
            links.push(Link::inside(
                words::kind_title(kind),
                section(Section::List(kind)),
            ));
        }
    }
    for vocabulary in [
        VocabularyName::Standards,
        VocabularyName::Specialties,
        VocabularyName::Settings,
        VocabularyName::Themes,
        VocabularyName::Audiences,
    ] {
        if site.vocabularies.has(vocabulary) {
            links.push(Link::inside(
                words::vocabulary_title(vocabulary),
                section(Section::Terms(vocabulary)),
            ));
        }
    }
    pages.sort_by(|(a, left), (b, right)| a.cmp(b).then_with(|| left.path.cmp(&right.path)));
    for (_, page) in pages {
        links.push(Link::inside(
            page.meta.common.title.value.clone(),
            href(&page.output),
        ));
    }
    links.push(Link::inside(
        "Accessibility statement",
        section(Section::Accessibility),
    ));
    links
}

/// How the members are called together.
fn members_label(site: &Site) -> String {
    let all = |kind| {
        !site.members.is_empty() && site.members.iter().all(|member| member.meta.kind == kind)
    };
    if all(MemberKind::Trust) {
        "Trusts"
    } else if all(MemberKind::Ics) {
        "Integrated care systems"
    } else {
        "Members"
    }
    .to_owned()
}

/// A licence in words.
pub fn licence(licence: Licence) -> LicenceView {
    LicenceView {
        label: licence.label().to_owned(),
        href: licence.url().unwrap_or_default().to_owned(),
        meaning: licence.meaning().to_owned(),
        allows_changes: licence.allows_changes(),
    }
}
