//! What each sort of page shows.

use std::sync::Arc;

use serde::Serialize;

use crate::plan::checklist_view::ChecklistView;

use super::parts::{
    Card, Count, DateView, Download, Fact, Group, LicenceView, Link, MemberCard, Pager, Tag,
    TocEntry, Tone,
};

/// The home page: `home.html`.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct HomeView {
    /// The network's own sentence.
    pub summary: Option<String>,
    /// How much there is, by kind.
    pub counts: Vec<Count>,
    /// The members.
    pub members: Vec<MemberCard>,
    /// The resources that were reviewed or dated last.
    pub newest: Vec<Arc<Card>>,
    /// Events to come.
    pub events: Vec<Arc<Card>>,
    /// The latest notices.
    pub news: Vec<Arc<Card>>,
    /// How many reviews are overdue or due soon, and where they are listed.
    pub reviews: Option<Link>,
    /// The network's dates, state, parents and peers.
    pub facts: Vec<Fact>,
}

/// All members: `members.html`.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct MembersView {
    /// The members that are there.
    pub members: Vec<MemberCard>,
    /// Those that left or merged.
    pub former: Vec<MemberCard>,
}

/// A member: `member.html`.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct MemberView {
    /// The full name.
    pub name: String,
    /// The name that people use.
    pub short_name: String,
    /// That it left or merged.
    pub banner: Option<BannerView>,
    /// One or two sentences.
    pub summary: Option<String>,
    /// Role, code, hospitals, board, region, contact, website.
    pub facts: Vec<Fact>,
    /// What it shares, by kind.
    pub groups: Vec<Group>,
    /// What is overdue or due soon.
    pub reviews: Vec<Arc<Card>>,
    /// Its feed.
    pub feed: String,
}

/// A sentence that stands at the top of a page and cannot be missed.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct BannerView {
    /// Its colour.
    pub tone: Tone,
    /// A few words in bold.
    pub title: String,
    /// The sentence; may be empty.
    pub text: String,
    /// Where to go instead.
    pub link: Option<Link>,
}

/// A page that somebody wrote: `resource.html`.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct ResourceView {
    /// Its kind for styles: `checklist`, `practice`, `talk`, `adoption`, `event`, `video`, `resource`, `news` or `page`.
    pub kind: &'static str,
    /// Its kind in words: "Checklist", "Case study".
    pub kind_label: String,
    /// Whose it is.
    pub member: Option<Link>,
    /// Whether it can be relied on.
    pub state: Option<Tag>,
    /// Its version.
    pub version: Option<String>,
    /// When it was last reviewed.
    pub reviewed: Option<DateView>,
    /// When its review is due.
    pub due: Option<DateView>,
    /// The day of a talk, event, film or notice.
    pub date: Option<DateView>,
    /// What must not be missed: superseded, withdrawn, overdue, extended, merged.
    pub banners: Vec<BannerView>,
    /// One or two sentences; may be empty.
    pub summary: String,
    /// What can be taken away.
    pub downloads: Vec<Download>,
    /// Why there is no editable file, where the licence forbids it; empty otherwise.
    pub downloads_note: String,
    /// What others may do with it.
    pub licence: Option<LicenceView>,
    /// The checklist that it is, in its full form; it stands in place of `body`.
    pub checklist: Option<Arc<ChecklistView>>,
    /// The headings of its text, where there are three or more.
    pub toc: Vec<TocEntry>,
    /// Who spoke.
    pub speaker: Option<SpeakerView>,
    /// The film.
    pub video: Option<VideoView>,
    /// When and where it takes place.
    pub when: Option<WhenView>,
    /// The document itself, elsewhere.
    pub document: Option<Link>,
    /// What was measured.
    pub outcome: Option<OutcomeView>,
    /// What it rests on: links or words.
    pub evidence: Vec<Link>,
    /// What it was made from.
    pub adapted_from: Option<AdaptedView>,
    /// What was made from it.
    pub adapted_by: Vec<Arc<Card>>,
    /// How others took it over.
    pub adopted_by: Vec<Arc<Card>>,
    /// The talks of an event.
    pub talks: Vec<Arc<Card>>,
    /// The same procedure at other members, a group for each procedure.
    pub elsewhere: Vec<Group>,
    /// What it is about: procedures, standards, specialties and so on.
    pub topics: Vec<Fact>,
    /// Document control: all that the front matter says.
    pub control: Vec<Fact>,
    /// Earlier versions.
    pub history: Vec<HistoryView>,
    /// The address to check whether a printed copy is current.
    pub short_address: String,
    /// Where a reader can mend it.
    pub edit: Option<String>,
}

/// Who spoke.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct SpeakerView {
    /// A name, or a role in place of one.
    pub name: String,
    /// The role; may be empty.
    pub role: String,
    /// The organisation; may be empty.
    pub organisation: String,
    /// The event.
    pub event: Option<Link>,
}

/// A film: a card that leads to it, because nothing is fetched from elsewhere until somebody asks.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct VideoView {
    /// Where it can be watched.
    pub link: Link,
    /// The host, such as `video.example.org`; empty for a file of this site.
    pub host: String,
    /// How long it is; may be empty.
    pub duration: String,
    /// Its captions; may be empty.
    pub captions: String,
    /// Its transcript: a link or words.
    pub transcript: Option<Link>,
}

/// When and where an event takes place.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct WhenView {
    /// The first day.
    pub starts: DateView,
    /// "11 February 2027, 13:30 to 16:30".
    pub text: String,
    /// Where; may be empty.
    pub place: String,
    /// How to join from afar: a link or words.
    pub online: Option<Link>,
    /// Who invites.
    pub host: Option<Link>,
    /// Where to book.
    pub booking: Option<Link>,
    /// "Cancelled", "Past" and so on.
    pub state: Option<Tag>,
}

/// What was measured.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
#[allow(missing_docs)] // The fields are those of the content model; they may be empty.
pub struct OutcomeView {
    pub measure: String,
    pub before: String,
    pub after: String,
    pub period: String,
}

/// What a resource was made from.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct AdaptedView {
    /// The original.
    pub original: Link,
    /// Whose it is; may be empty.
    pub member: String,
    /// The version at that time; may be empty.
    pub version: String,
    /// The original's version today, if it has moved on; empty otherwise.
    pub now: String,
}

/// An earlier version.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct HistoryView {
    /// The version.
    pub version: String,
    /// When it came out.
    pub issued: Option<DateView>,
    /// What changed; may be empty.
    pub summary: String,
}

/// A list of resources: `list.html`.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct ListView {
    /// A sentence under the title; may be empty.
    pub intro: String,
    /// How many there are in all.
    pub total: usize,
    /// What is counted, in the right number: "checklists".
    pub counted: String,
    /// The cards; without a heading if there is one group only.
    pub groups: Vec<Group>,
    /// The other pages, if there are any.
    pub pager: Option<Pager>,
    /// What the list can be narrowed by.
    pub facets: Vec<Facet>,
    /// Whether all cards are on this page, so that a script can narrow it here.
    pub complete: bool,
    /// Other ways to look at the same: A to Z, by speaker.
    pub views: Vec<Link>,
    /// What to do when the list is empty; empty otherwise.
    pub empty: String,
}

/// What a list can be narrowed by.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Facet {
    /// Its id, such as `trust`.
    pub id: String,
    /// Its words, such as "Trust".
    pub label: String,
    /// Its values.
    pub options: Vec<FacetOption>,
}

/// One value of a facet.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct FacetOption {
    /// The value, as cards carry it.
    pub value: String,
    /// Its words.
    pub label: String,
    /// How many cards have it.
    pub count: usize,
    /// The page that shows just these, for readers without script.
    pub href: String,
}

/// Everything by first letter: `a-to-z.html`.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct AToZView {
    /// How many there are in all.
    pub total: usize,
    /// All letters.
    pub letters: Vec<Letter>,
    /// The entries on this page by letter.
    pub groups: Vec<EntryGroup>,
    /// The other pages of a long letter.
    pub pager: Option<Pager>,
    /// Lists of one kind, or of all.
    pub views: Vec<Link>,
}

/// A letter in the row at the top.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Letter {
    /// The letter.
    pub letter: String,
    /// Where its entries are; empty if there are none.
    pub href: String,
    /// Whether its entries are on this page and no others.
    pub current: bool,
}

/// The entries of one letter.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct EntryGroup {
    /// The letter.
    pub letter: String,
    /// The id of its heading.
    pub id: String,
    /// The entries.
    pub entries: Vec<Entry>,
}

/// A line in a list of names.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Entry {
    /// The title.
    pub text: String,
    /// Its page.
    pub href: String,
    /// Whose and what it is: "Checklist, Royal Free".
    pub note: String,
    /// Whether it can be relied on, where not.
    pub state: Option<Tag>,
}

/// All terms of a vocabulary: `terms.html`.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct TermsView {
    /// A sentence under the title.
    pub intro: String,
    /// The vocabulary's folder, such as `procedures`.
    pub vocabulary: String,
    /// The members of the coverage table's columns; empty where it would be too wide.
    pub columns: Vec<Link>,
    /// The terms by group; the heading is empty if there are no groups.
    pub groups: Vec<TermGroup>,
    /// What to do when there are no terms; empty otherwise.
    pub empty: String,
}

/// Terms under a heading.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct TermGroup {
    /// The id of the heading; empty without one.
    pub id: String,
    /// The heading; may be empty.
    pub title: String,
    /// The terms.
    pub terms: Vec<TermRow>,
}

/// One term in the list of its vocabulary.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct TermRow {
    /// Its words.
    pub label: String,
    /// Its page.
    pub href: String,
    /// Other words for it, joined by commas; may be empty.
    pub synonyms: String,
    /// How many resources are about it.
    pub total: usize,
    /// What each member has, in the order of the columns.
    pub cells: Vec<CoverageCell>,
}

/// What one member has about one term.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct CoverageCell {
    /// How many checklists.
    pub checklists: usize,
    /// How many other resources.
    pub others: usize,
    /// Where: the only one, or the member's part of the term's page; empty if there are none.
    pub href: String,
    /// In words for those who do not see the table: "2 checklists and 1 other page".
    pub words: String,
}

/// A term: `term.html`.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct TermView {
    /// What sort of term: "Procedure".
    pub kind_label: String,
    /// One or two sentences; may be empty.
    pub summary: String,
    /// Other words for it.
    pub synonyms: Vec<String>,
    /// Pathway, specialties, settings, code and so on.
    pub facts: Vec<Fact>,
    /// Which members have what.
    pub coverage: Vec<CoverageRow>,
    /// Members that have nothing about it.
    pub without: Vec<Link>,
    /// How many resources are about it.
    pub total: usize,
    /// The resources by kind.
    pub groups: Vec<Group>,
    /// The other pages, if there are any.
    pub pager: Option<Pager>,
    /// Its feed; empty if it has none.
    pub feed: String,
    /// Where to compare and whom to ask when it is empty; empty otherwise.
    pub empty: String,
}

/// What one member has about a term.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct CoverageRow {
    /// The member.
    pub member: Link,
    /// How many, by kind.
    pub counts: Vec<Count>,
    /// Whom to ask; may be empty.
    pub contact: String,
}

/// Whose review is due: `reviews.html`.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct ReviewsView {
    /// The day for which this was worked out.
    pub on: DateView,
    /// Overdue, extended, due soon, under review.
    pub groups: Vec<Group>,
    /// The same by member: how many of what.
    pub by_member: Vec<CoverageRow>,
}

/// The abbreviations: `glossary.html`.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct GlossaryView {
    /// All letters.
    pub letters: Vec<Letter>,
    /// The entries by letter.
    pub groups: Vec<GlossaryLetter>,
}

/// The abbreviations of one letter.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct GlossaryLetter {
    /// The letter.
    pub letter: String,
    /// The id of its heading.
    pub id: String,
    /// The abbreviations.
    pub entries: Vec<GlossaryEntry>,
}

/// An abbreviation.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct GlossaryEntry {
    /// Its id on the page.
    pub id: String,
    /// The short form.
    pub abbreviation: String,
    /// The long form.
    pub expansion: String,
    /// Other ways in which people write it, joined by commas; may be empty.
    pub also_typed: String,
    /// Other long forms of the same letters, joined by "or"; may be empty.
    pub ambiguous_with: String,
}

/// The accessibility statement: `accessibility.html`. Texts may be empty.
#[derive(Clone, Hash, Debug, Serialize)]
#[allow(missing_docs)] // The fields are those of `[accessibility]` in `network.toml`.
pub struct AccessibilityView {
    pub organisation: String,
    pub contact: String,
    pub response_days: i64,
    pub conformance: String,
    pub fully: bool,
    pub tested: Option<DateView>,
    pub tested_by: String,
    pub prepared: Option<DateView>,
    pub reviewed: Option<DateView>,
    pub known_issues: Vec<String>,
    pub enforcement: String,
    /// Whether the network has filled in its part at all.
    pub complete: bool,
}

/// The search page: `search.html`. Without script it leads to the lists.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct SearchView {
    /// Lists to look through.
    pub lists: Vec<Count>,
    /// The commonest procedures.
    pub procedures: Vec<Link>,
}

/// The page for addresses that do not exist: `not-found.html`.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct NotFoundView {
    /// Where to look instead.
    pub lists: Vec<Link>,
}

/// A page that only leads to another: `redirect.html`.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct RedirectView {
    /// What stands before the link.
    pub root: String,
    /// The page from the root.
    pub href: String,
    /// Its canonical address.
    pub canonical: crate::path::Url,
    /// Its title.
    pub title: String,
    /// The language.
    pub lang: String,
    /// The content security policy.
    pub policy: String,
}
