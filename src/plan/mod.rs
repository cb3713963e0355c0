//! What files the site has, each with the complete input of making it.

mod a_to_z;
mod accessibility;
mod alike;
mod card;
mod catalogue;
pub mod checklist_view;
mod concepts;
mod events;
mod exports;
mod extras;
mod facets;
mod feed;
mod frame;
mod glossary;
pub mod headers;
mod home;
mod json_ld;
mod list;
mod member;
mod memory;
mod outputs;
mod paging;
mod part;
mod prints;
mod resource;
mod resource_facts;
mod reviews;
mod search;
mod sections;
mod shared;
mod term;
mod terms;
pub mod view;
mod words;

use std::ops::Deref;
use std::sync::Arc;

use rayon::prelude::*;

use crate::hash::Digested;
use crate::model::noting::{Noted, Today, note_head, noting};
use crate::model::{MemberId, ResourceId, Site, State, Target};
use crate::parse::body::Body;
use crate::path::{BaseUrl, LinkStyle, OutputPath, SourcePath};

pub use exports::{Exported, exports};
pub use memory::Memory;
pub use outputs::{File, Outputs};
pub use prints::Prints;
pub use search::index_view;

use part::{Parts, planned};
use shared::Shared;
use view::{BodyLink, BodyView, Card, Content, Link, Output, Page, PageView, View};

/// What a build decides from outside the content.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Settings {
    /// The day that counts as today.
    pub today: Today,
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
    /// The files that were made of checklists, by resource.
    exported: &'a [Exported],
    shared: Arc<Shared>,
    /// Where parts of a plan are remembered; `None` in a single build.
    parts: Option<&'a Parts>,
}

impl Deref for Plan<'_> {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.shared
    }
}

/// One file to be made, and its digest once somebody has asked for it.
pub type Planned = Digested<Output>;

/// Plans some files of a site.
type Group = fn(&Plan<'_>) -> Vec<Arc<Planned>>;

/// What is planned together beside the resources' own pages. All of it looks at many resources and at the words of none.
const GROUPS: [Group; 9] = [
    |plan| plan.term_pages(),
    |plan| plan.a_to_z_pages(),
    |plan| plan.kind_lists(),
    |plan| plan.catalogue(),
    |plan| plan.member_pages(),
    |plan| plan.feeds(),
    |plan| {
        [
            plan.part("home", || vec![plan.home_page()]),
            plan.reviews(),
            plan.part("search", || vec![plan.search_page()]),
        ]
        .concat()
    },
    |plan| {
        planned(vec![
            plan.glossary_page(),
            plan.accessibility_page(),
            plan.not_found_page(),
        ])
    },
    |plan| {
        let mut outputs = plan.redirects();
        outputs.extend(plan.files());
        planned(outputs)
    },
];

/// What is to be made of a site; `exported` is what came of [`exports`].
pub fn outputs<'a>(
    site: &'a Site,
    settings: &'a Settings,
    exported: &'a [Exported],
) -> Outputs<'a> {
    begin(site, settings, exported).outputs().0
}

/// A plan of which nothing is worked out yet but what many pages share.
pub struct Begun<'a>(Plan<'a>);

/// Begins the plan of a site; `exported` is what came of [`exports`].
pub fn begin<'a>(site: &'a Site, settings: &'a Settings, exported: &'a [Exported]) -> Begun<'a> {
    Begun(Plan {
        site,
        settings,
        exported,
        shared: Arc::new(Shared::new(site, settings, |_| None)),
        parts: None,
    })
}

impl<'a> Begun<'a> {
    /// The digests of what it is made from.
    pub fn prints(&self) -> Prints {
        Prints::of(&self.0)
    }

    /// What is to be made, and what the planning of all that is no resource's page looked at.
    pub fn outputs(self) -> (Outputs<'a>, Vec<Noted>) {
        let plan = self.0;
        let groups: Vec<(Vec<Arc<Planned>>, Noted)> = (GROUPS.par_iter())
            .map(|group| noting(|| group(&plan)))
            .collect();
        let (others, noted): (Vec<_>, Vec<Noted>) = groups.into_iter().unzip();
        let mut files = File::pages(plan.site);
        files.extend(others.into_iter().flatten().map(File::Planned));
        let files = outputs::in_place(&plan, files);
        (Outputs::of(plan, files), noted)
    }

    /// The resources' own pages alone, where all else is as it was.
    pub fn pages(self) -> Outputs<'a> {
        let pages = File::pages(self.0.site);
        Outputs::of(self.0, pages)
    }
}

impl Plan<'_> {
    fn href(&self, output: &OutputPath) -> String {
        output.href(self.settings.style)
    }

    fn card(&self, id: ResourceId) -> Arc<Card> {
        note_head(id);
        Arc::clone(&self.cards[id.0])
    }

    fn state(&self, id: ResourceId) -> State {
        note_head(id);
        self.states[id.0]
    }

    /// What the title of a resource is sorted by.
    fn sort_key(&self, id: ResourceId) -> &str {
        note_head(id);
        &self.sort_keys[id.0]
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
        if body.is_empty {
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
