//! Views: all that a template or exporter may know about one file. What is not in the view cannot be shown.
//!
//! Links inside the site are written from its root (`trusts/uclh/index.html`); a template puts [`Page::root`] before them.

mod frame;
mod pages;
mod parts;
pub mod search;

use std::sync::Arc;

use serde::Serialize;

use super::checklist_view::ChecklistView;
use crate::model::ResourceId;
use crate::parse::body::Body;
use crate::path::{OutputPath, Url};

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

/// A file to be made of a checklist.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Export {
    /// The checklist's number.
    pub resource: ResourceId,
    /// Where it goes.
    pub path: OutputPath,
    /// Its format.
    pub format: Format,
    /// What it shows.
    pub checklist: Arc<ChecklistView>,
    /// The checklist as it was written, for the one format that is just that; empty for the others.
    pub source: Arc<str>,
}

/// The formats in which a checklist can be taken away.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Format {
    /// To edit in a word processor.
    Docx,
    /// To print.
    Pdf,
    /// To load into a record system.
    Fhir,
    /// To send back as a better version.
    Markdown,
}

impl Format {
    /// All formats, in the order in which readers ask for them.
    pub const ALL: [Format; 4] = [Format::Docx, Format::Pdf, Format::Fhir, Format::Markdown];

    /// What stands behind the dot of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Docx => "docx",
            Format::Pdf => "pdf",
            Format::Fhir => "fhir.json",
            Format::Markdown => "md",
        }
    }

    /// The format as people call it.
    pub fn label(self) -> &'static str {
        match self {
            Format::Docx => "DOCX",
            Format::Pdf => "PDF",
            Format::Fhir => "FHIR",
            Format::Markdown => "MD",
        }
    }

    /// What it is for.
    pub fn purpose(self) -> &'static str {
        match self {
            Format::Docx => "Word document",
            Format::Pdf => "Print version",
            Format::Fhir => "Form for a record system",
            Format::Markdown => "Source text in Markdown",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Docx => {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            }
            Format::Pdf => "application/pdf",
            Format::Fhir => "application/fhir+json",
            Format::Markdown => "text/markdown",
        }
    }

    /// Whether it can be changed, so that the licence must allow it.
    pub fn is_editable(self) -> bool {
        self != Format::Pdf
    }
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

/// An Atom feed (RFC 4287).
#[derive(Clone, Hash, Debug, Serialize)]
pub struct FeedView {
    /// Its title.
    pub title: String,
    /// Its own address.
    pub url: Url,
    /// The page that it belongs to.
    pub page: Url,
    /// Who publishes it.
    pub author: String,
    /// The time of the newest entry (RFC 3339).
    pub updated: String,
    /// Its language.
    pub lang: String,
    /// The newest entries first.
    pub entries: Vec<FeedEntry>,
}

/// One entry of a feed.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct FeedEntry {
    /// The resource's title.
    pub title: String,
    /// Its page, which is also its id.
    pub url: Url,
    /// When it was last reviewed or dated (RFC 3339).
    pub updated: String,
    /// Whose it is.
    pub author: String,
    /// One or two sentences.
    pub summary: String,
    /// Its kind.
    pub category: String,
}

/// One address of the site map.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct SiteMapEntry {
    /// The page.
    pub url: Url,
    /// When it was last reviewed, such as `2026-11-30`.
    pub changed: Option<String>,
}

/// Every public resource with its metadata: `catalogue.json`.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct CatalogueView {
    /// The version of this schema; a program that does not know it must not guess.
    pub schema: &'static str,
    /// The network's name.
    pub network: String,
    /// The network's site.
    pub url: Url,
    /// Its members.
    pub members: Vec<CatalogueMember>,
    /// Its resources.
    pub resources: Vec<CatalogueResource>,
}

/// A member in the catalogue.
#[derive(Clone, Hash, Debug, Serialize)]
#[allow(missing_docs)] // The fields are those of the content model.
pub struct CatalogueMember {
    pub id: String,
    pub name: String,
    pub ods_code: Option<String>,
    pub status: &'static str,
    pub merged_into: Option<String>,
    pub url: Url,
}

/// A resource in the catalogue.
#[derive(Clone, Hash, Debug, Serialize)]
#[allow(missing_docs)] // The fields are those of the content model.
pub struct CatalogueResource {
    pub url: Url,
    pub source: String,
    pub kind: &'static str,
    pub title: String,
    pub summary: String,
    pub member: Option<String>,
    pub status: &'static str,
    pub version: Option<String>,
    pub last_reviewed: Option<String>,
    pub review_due: Option<String>,
    pub extended_to: Option<String>,
    pub licence: Option<&'static str>,
    pub lang: String,
    pub procedures: Vec<String>,
    pub standards: Vec<String>,
    pub specialties: Vec<String>,
    pub settings: Vec<String>,
    pub themes: Vec<String>,
    pub audience: Vec<String>,
    pub keywords: Vec<String>,
    pub downloads: Vec<CatalogueDownload>,
}

/// A download in the catalogue.
#[derive(Clone, Hash, Debug, Serialize)]
#[allow(missing_docs)]
pub struct CatalogueDownload {
    pub url: Url,
    pub title: String,
    pub media_type: &'static str,
    pub bytes: u64,
    pub sha256: String,
    pub editable: bool,
}
