//! Views: all that a template or exporter may know about one file. What is not in the view cannot be shown.
//!
//! Links inside the site are written from its root (`trusts/uclh/index.html`); a template puts [`Page::root`] before them.

mod catalogue;
mod export;
mod feed;
mod frame;
mod pages;
mod parts;
pub mod search;

use std::sync::Arc;

use serde::Serialize;

use crate::parse::body::Body;
use crate::path::{OutputPath, Url};

pub use catalogue::{
    CatalogueDownload, CatalogueEntry, CatalogueMember, CatalogueResource, CatalogueView,
};
pub use export::{Export, Format};
pub use feed::{FeedEntry, FeedView, SiteMapEntry};
pub use frame::{Frame, MenuEntry, Searching};
pub use pages::{
    AToZView, AccessibilityView, AdaptedView, BannerView, CoverageCell, CoverageRow, Entry,
    EntryGroup, Facet, FacetOption, GlossaryEntry, GlossaryLetter, GlossaryView, HistoryView,
    HomeView, Letter, ListView, MemberView, MembersView, NotFoundView, OutcomeView, RedirectView,
    ResourceView, ReviewsView, SearchView, SpeakerView, TermGroup, TermRow, TermView, TermsView,
    VideoView, WhenView,
};
pub use parts::{
    Card, Count, DateView, Download, Fact, Filter, Group, LicenceView, Link, MemberCard, PageLink,
    Pager, Tag, TocEntry, Tone,
};

/// One file to be made, with the complete input of making it.
#[derive(Clone, Hash, Debug)]
pub struct Output {
    /// Where it goes.
    pub path: OutputPath,
    /// What it shows.
    pub view: View,
}

/// What a file shows.
#[derive(Clone, Hash, Debug)]
pub enum View {
    /// A page in the network's frame.
    Page(Box<PageView>),
    /// A page that only leads to another.
    Redirect(RedirectView),
    /// An Atom feed.
    Feed(FeedView),
    /// The addresses of all pages, for search engines.
    SiteMap(Vec<SiteMapEntry>),
    /// Every public resource with its metadata, for programs.
    Catalogue(Arc<CatalogueView>),
    /// A short text file, such as `robots.txt`.
    Text(String),
    /// A file that is handed on as it is.
    File {
        /// Its SHA-256 stands for its content.
        sha256: String,
        /// The file itself.
        bytes: Bytes,
    },
}

/// Bytes whose checksum is hashed elsewhere.
#[derive(Clone)]
pub struct Bytes(pub Arc<[u8]>);

impl std::hash::Hash for Bytes {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.len().hash(state);
    }
}

impl std::fmt::Debug for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

/// A page in the network's frame.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct PageView {
    /// What all pages of the site share.
    pub site: Arc<Frame>,
    /// What every page has.
    pub page: Page,
    /// What this page shows.
    pub view: Content,
    /// The words that somebody wrote for it; templates get them as `body`, ready to show.
    #[serde(skip)]
    pub body: Option<BodyView>,
}

/// What every page has. Templates know it as `page`.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct Page {
    /// What stands before every link inside the site: `./`, `../`, or the site's path on its host.
    pub root: String,
    /// The page's own address from the root.
    pub path: OutputPath,
    /// Its language.
    pub lang: String,
    /// Its title, which is also its first-level heading.
    pub title: String,
    /// One or two sentences for search engines; may be empty.
    pub description: String,
    /// Its canonical address; `None` for pages that have none, such as 404.
    pub canonical: Option<Url>,
    /// Whether search engines may list it.
    pub indexed: bool,
    /// The menu entry that it belongs to; may be empty.
    pub section: String,
    /// The way from the home page to it, without the page itself.
    pub crumbs: Vec<Link>,
    /// Its own feed, if it has one.
    pub feed: Option<Link>,
    /// What it is, for search engines: JSON-LD with the vocabulary of schema.org.
    pub json_ld: Option<String>,
}

/// What one page shows, by its template. Templates know it as `view`.
#[derive(Clone, Hash, Debug, Serialize)]
#[serde(untagged)]
#[allow(missing_docs)] // Each variant is the view of its name.
pub enum Content {
    Home(HomeView),
    Members(MembersView),
    Member(Box<MemberView>),
    Resource(Box<ResourceView>),
    List(ListView),
    AToZ(AToZView),
    Terms(TermsView),
    Term(Box<TermView>),
    Reviews(ReviewsView),
    Glossary(GlossaryView),
    Accessibility(AccessibilityView),
    Search(SearchView),
    NotFound(NotFoundView),
}

impl Content {
    /// The template of this view.
    pub fn template(&self) -> &'static str {
        match self {
            Content::Home(_) => "home.html",
            Content::Members(_) => "members.html",
            Content::Member(_) => "member.html",
            Content::Resource(_) => "resource.html",
            Content::List(_) => "list.html",
            Content::AToZ(_) => "a-to-z.html",
            Content::Terms(_) => "terms.html",
            Content::Term(_) => "term.html",
            Content::Reviews(_) => "reviews.html",
            Content::Glossary(_) => "glossary.html",
            Content::Accessibility(_) => "accessibility.html",
            Content::Search(_) => "search.html",
            Content::NotFound(_) => "not-found.html",
        }
    }
}

/// Somebody's words, with all that is needed to show them.
#[derive(Clone, Debug)]
pub struct BodyView {
    /// The words.
    pub body: Arc<Body>,
    /// Where each link leads, in the order of [`Body::links`]; `None` shows its words only.
    pub links: Vec<Option<BodyLink>>,
    /// The abbreviations in the text with what they stand for; each is marked where it first occurs.
    pub abbreviations: Vec<(String, String)>,
}

/// Where a link in a text leads.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct BodyLink {
    /// Ready for `href`.
    pub href: String,
    /// What stands after the words of a link to a file: `DOCX, 45 KB, editable`; empty otherwise.
    pub note: String,
}

impl std::hash::Hash for BodyView {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (&self.body.digest, &self.links, &self.abbreviations).hash(state);
    }
}
