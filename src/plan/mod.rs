//! What files the site has, each with the complete input of making it.

mod a_to_z;
mod accessibility;
mod card;
mod catalogue;
pub mod checklist_view;
mod concepts;
mod events;
mod exports;
mod extras;
mod feed;
mod frame;
mod glossary;
pub mod headers;
mod home;
mod json_ld;
mod list;
mod member;
mod paging;
mod resource;
mod resource_facts;
mod reviews;
mod search;
mod sections;
mod term;
mod terms;
pub mod view;
mod words;

use std::collections::BTreeMap;
use std::collections::HashSet;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::model::{MemberId, ResourceId, Site, State, Target};
use crate::parse::body::Body;
use crate::path::{BaseUrl, LinkStyle, OutputPath, SourcePath};
use crate::source::Kind;

pub use exports::{Exported, exports};
pub use search::index_view;

use view::{BodyLink, BodyView, Card, Content, Frame, Link, Output, Page, PageView, View};

/// What a build decides from outside the content.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Settings {
    /// The day that counts as today.
    pub today: Date,
    /// Where the site will stand.
    pub base: BaseUrl,
    /// How links between pages are written.
    pub style: LinkStyle,
    /// The theme's files.
    pub assets: Assets,
    /// Whether readers can search; without it, the search form leads to lists.
    pub search: bool,
}

/// Where the theme's files go.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Assets {
    /// The stylesheet.
    pub style: OutputPath,
    /// The script.
    pub script: OutputPath,
    /// The script of the search.
    pub search: OutputPath,
    /// What that script loads in browsers that cannot unpack its files by themselves.
    pub inflate: OutputPath,
    /// The icon.
    pub icon: OutputPath,
}

/// What the pages of one build are planned from.
struct Plan<'a> {
    site: &'a Site,
    settings: &'a Settings,
    frame: Arc<Frame>,
    /// The cards of all resources, by their number.
    cards: Vec<Arc<Card>>,
    /// The states of all resources on this day, by their number.
    states: Vec<State>,
    /// The listed resources, the last reviewed or dated first.
    newest: Vec<ResourceId>,
    /// The same by member and kind.
    by_member: BTreeMap<(MemberId, Kind), Vec<ResourceId>>,
    /// The files that were made of checklists, by resource.
    exported: &'a [Exported],
}

/// What is to be made.
pub struct Outputs {
    /// Every file of the site but those of the theme, sorted by path.
    pub files: Vec<Output>,
    /// What all pages share.
    pub frame: Arc<Frame>,
    /// The cards that lists are made of.
    pub cards: Vec<Arc<Card>>,
}

/// What is to be made of a site; `exported` is what came of [`exports`].
pub fn outputs(site: &Site, settings: &Settings, exported: &[Exported]) -> Outputs {
    let states: Vec<State> = site
        .resources
        .iter()
        .map(|resource| {
            State::on(
                settings.today,
                &resource.meta.common,
                site.network.due_soon_days,
            )
        })
        .collect();
    let cards = site
        .resources
        .par_iter()
        .zip(&states)
        .map(|(resource, state)| Arc::new(card::card(site, settings, resource, *state)))
        .collect();
    let mut plan = Plan {
        site,
        settings,
        frame: Arc::new(frame::frame(site, settings)),
        cards,
        states,
        newest: Vec::new(),
        by_member: BTreeMap::new(),
        exported,
    };
    plan.newest = plan.newest_first();
    for id in &plan.newest {
        let resource = site.resource(*id);
        if let Some(member) = resource.member {
            let of_kind = plan.by_member.entry((member, resource.kind));
            of_kind.or_default().push(*id);
        }
    }

    let mut outputs: Vec<Output> = (0..site.resources.len())
        .into_par_iter()
        .map(|number| plan.resource_page(ResourceId(number)))
        .collect();
    outputs.push(plan.home_page());
    outputs.extend(plan.member_pages());
    outputs.extend(plan.kind_lists());
    outputs.extend(plan.a_to_z_pages());
    outputs.extend(plan.term_pages());
    outputs.push(plan.reviews_page());
    outputs.push(plan.glossary_page());
    outputs.push(plan.accessibility_page());
    outputs.push(plan.search_page());
    outputs.push(plan.not_found_page());
    outputs.extend(plan.feeds());
    outputs.extend(plan.redirects());
    outputs.push(plan.catalogue());
    outputs.extend(plan.files());
    let mut outputs = one_at_each_address(outputs);
    let site_map = plan.site_map(&outputs);
    outputs.push(site_map);
    outputs.sort_by(|a, b| a.path.cmp(&b.path));
    Outputs {
        files: outputs,
        frame: plan.frame,
        cards: plan.cards,
    }
}

/// Keeps the first of several files at one address, sorted by path. The content is at fault, and a finding says so; but when
/// the sound pages are made all the same, chance must not decide which of the two it is.
fn one_at_each_address(mut outputs: Vec<Output>) -> Vec<Output> {
    outputs.sort_by(|a, b| a.path.cmp(&b.path));
    outputs.dedup_by(|later, first| later.path == first.path);
    let below_a_file: Vec<bool> = {
        let files: HashSet<&str> = outputs.iter().map(|output| output.path.as_str()).collect();
        let is_file = |folder: &str| folder.contains('.') && files.contains(folder);
        outputs
            .iter()
            .map(|output| {
                let path = output.path.as_str();
                path.match_indices('/').any(|(at, _)| is_file(&path[..at]))
            })
            .collect()
    };
    let mut below_a_file = below_a_file.into_iter();
    outputs.retain(|_| !below_a_file.next().unwrap_or(false));
    outputs
}

impl<'a> Plan<'a> {
    fn href(&self, output: &OutputPath) -> String {
        output.href(self.settings.style)
    }

    fn card(&self, id: ResourceId) -> Arc<Card> {
        Arc::clone(&self.cards[id.0])
    }

    fn state(&self, id: ResourceId) -> State {
        self.states[id.0]
    }

    fn member_link(&self, id: MemberId) -> Link {
        let member = self.site.member(id);
        Link::inside(member.short_name(), self.href(&member.output))
    }

    fn resource_link(&self, id: ResourceId) -> Link {
        let resource = self.site.resource(id);
        Link::inside(
            resource.meta.common.title.value.clone(),
            self.href(&resource.output),
        )
    }

    /// A page in the network's frame.
    fn page(&self, head: Head, content: Content, body: Option<BodyView>) -> Output {
        let Head {
            output,
            title,
            description,
            section,
            crumbs,
        } = head;
        let page = Page {
            root: output.to_root(),
            lang: self.site.network.lang.clone(),
            title,
            description,
            canonical: Some(output.url(&self.settings.base)),
            indexed: true,
            section,
            crumbs,
            feed: None,
            json_ld: None,
            path: output.clone(),
        };
        Output {
            path: output,
            view: View::Page(Box::new(PageView {
                site: Arc::clone(&self.frame),
                page,
                view: content,
                body,
            })),
        }
    }

    /// Somebody's words on the page at `output`; `None` if there are none.
    fn body(&self, output: &OutputPath, body: &Arc<Body>, links: &[Target]) -> Option<BodyView> {
        if body.is_empty() {
            return None;
        }
        let root = output.to_root();
        let plain = |href: String| {
            Some(BodyLink {
                href,
                note: String::new(),
            })
        };
        let links = links
            .iter()
            .zip(&body.links)
            .map(|(target, link)| match target {
                Target::External => plain(link.target.clone()),
                Target::Page { output, fragment } => {
                    let mut href = format!("{root}{}", self.href(output));
                    if let Some(fragment) = fragment {
                        href.push('#');
                        href.push_str(&crate::path::encode(fragment));
                    }
                    plain(href)
                }
                Target::Here { fragment } => plain(format!("#{}", crate::path::encode(fragment))),
                Target::File { path, .. } if self.is_held_back(path) => None,
                Target::File { path, output } => Some(BodyLink {
                    href: format!("{root}{}", output.href(LinkStyle::File)),
                    note: self.file_note(path),
                }),
                Target::LeftOut
                | Target::Missing
                | Target::MissingFragment { .. }
                | Target::Unsafe => None,
            })
            .collect();
        let abbreviations = body
            .capitals
            .iter()
            .filter_map(|word| {
                let expansion = self.site.glossary.expansion(word)?;
                Some((word.clone(), expansion.to_owned()))
            })
            .collect();
        Some(BodyView {
            body: Arc::clone(body),
            links,
            abbreviations,
        })
    }

    /// Whether a licence forbids to offer a file, because it can be edited.
    fn is_held_back(&self, path: &SourcePath) -> bool {
        let attachment = self.site.attachments.get(path);
        attachment.is_some_and(|attachment| attachment.held_back)
    }

    /// What a reader should know of a file before following a link to it.
    fn file_note(&self, path: &SourcePath) -> String {
        let Some(attachment) = self.site.attachments.get(path) else {
            return String::new();
        };
        let facts = &attachment.facts;
        let size = words::size(facts.size);
        match facts.editable {
            true => format!("{}, {size}, editable", facts.format),
            false => format!("{}, {size}", facts.format),
        }
    }

    /// The listed resources except plain pages, the last reviewed or dated first.
    fn newest_first(&self) -> Vec<ResourceId> {
        let mut newest: Vec<ResourceId> = self
            .site
            .listed()
            .filter(|(_, resource)| resource.kind != Kind::Page)
            .map(|(id, _)| id)
            .collect();
        newest.sort_by_cached_key(|id| {
            let resource = self.site.resource(*id);
            // Resources are numbered by path, so equal days keep the order of paths.
            (std::cmp::Reverse(card::day(resource)), *id)
        });
        newest
    }
}

/// What most pages say of themselves.
struct Head {
    output: OutputPath,
    title: String,
    description: String,
    section: String,
    crumbs: Vec<Link>,
}

/// Changes a page that was just planned; other outputs stay as they are.
fn adjust(mut output: Output, change: impl FnOnce(&mut Page)) -> Output {
    if let View::Page(view) = &mut output.view {
        change(&mut view.page);
    }
    output
}
