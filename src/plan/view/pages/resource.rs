//! A page that somebody wrote, and what only some kinds of it show.

use std::sync::Arc;

use serde::Serialize;

use super::banner::BannerView;
use crate::plan::checklist_view::ChecklistView;
use crate::plan::view::parts::{
    Card, DateView, Download, Fact, Group, LicenceView, Link, Tag, TocEntry, numbers,
};

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
    #[serde(serialize_with = "numbers")]
    pub adapted_by: Vec<Arc<Card>>,
    /// How others took it over.
    #[serde(serialize_with = "numbers")]
    pub adopted_by: Vec<Arc<Card>>,
    /// The talks of an event.
    #[serde(serialize_with = "numbers")]
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
    /// Where to say something about it.
    pub feedback: Option<String>,
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
