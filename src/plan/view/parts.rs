//! The small things that pages are made of.

use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::hash::Digest;
use crate::model::ResourceId;

/// A link, or plain words where `href` is empty.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize)]
pub struct Link {
    /// The words.
    pub text: String,
    /// From the site's root, or a whole address, or empty.
    pub href: String,
    /// Whether `href` is a whole address.
    pub external: bool,
}

impl Link {
    /// A link inside the site.
    pub fn inside(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            href: href.into(),
            external: false,
        }
    }

    /// A link to another site, or to a mailbox.
    pub fn outside(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            href: href.into(),
            external: true,
        }
    }

    /// Words that lead nowhere.
    pub fn words(text: impl Into<String>) -> Self {
        Self::inside(text, "")
    }
}

/// A date for people and for programs.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize)]
pub struct DateView {
    /// `2026-11-30`.
    pub iso: String,
    /// `30 November 2026`.
    pub text: String,
}

impl From<Date> for DateView {
    fn from(date: Date) -> Self {
        Self {
            iso: date.to_string(),
            text: date.strftime("%-d %B %Y").to_string(),
        }
    }
}

/// A word in a coloured frame; the colour repeats what the word says and never says more.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Tag {
    /// An adjective.
    pub text: String,
    /// The colour.
    pub tone: Tone,
}

/// The colour of a tag or banner.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// In order.
    Green,
    /// Neutral.
    Blue,
    /// Of the past.
    Grey,
    /// Look twice.
    Yellow,
    /// Do not rely on it.
    Red,
}

/// A resource in a list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Card {
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Its language, if not the network's.
    pub lang: Option<String>,
    /// Its kind in one or two words: "Checklist", "Case study".
    pub kind: String,
    /// Whose it is.
    pub member: Option<Link>,
    /// One or two sentences; may be empty.
    pub summary: String,
    /// Whether it can be relied on; `None` where there is nothing to say.
    pub state: Option<Tag>,
    /// Its version.
    pub version: Option<String>,
    /// When it was last reviewed.
    pub reviewed: Option<DateView>,
    /// When its review is due.
    pub due: Option<DateView>,
    /// The day of a talk, event, film or notice.
    pub date: Option<DateView>,
    /// Another fact: who spoke, where, who published it.
    pub note: Option<String>,
    /// What filters go by: pairs of a facet's id and the values of this card, joined by spaces.
    pub filters: Vec<Filter>,
    /// Which of the site's cards it is, as [`numbers`] has it; it shows nowhere.
    #[serde(skip)]
    pub number: ResourceId,
    /// The digest of all that, once somebody has asked for it: a card stands in a dozen lists.
    #[serde(skip)]
    pub digest: Remembered,
}

/// A digest that is worked out once. It adds nothing to what it is the digest of.
#[derive(Debug, Default)]
pub struct Remembered(OnceLock<Digest>);

impl Clone for Remembered {
    /// Whoever copies a card may change it.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Remembered {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Remembered {}

impl Hash for Card {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Card {
            title,
            href,
            lang,
            kind,
            member,
            summary,
            state: tag,
            version,
            reviewed,
            due,
            date,
            note,
            filters,
            number: _,
            digest,
        } = self;
        let digest = digest.0.get_or_init(|| {
            let what = (title, href, lang, kind, member, summary, tag);
            Digest::of(&(what, version, reviewed, due, date, note, filters))
        });
        digest.hash(state);
    }
}

/// Templates know a card in a list by its number: the function `cards` has its HTML, which is made once for all lists.
pub fn numbers<S: Serializer>(cards: &[Arc<Card>], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(cards.iter().map(|card| card.number.0))
}

/// The values of one facet that a card has.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Filter {
    /// The facet's id, such as `trust`.
    pub facet: String,
    /// The values, joined by spaces.
    pub values: String,
}

/// Cards under a heading.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Group {
    /// The id of the heading; empty without one.
    pub id: String,
    /// The heading; empty without one.
    pub title: String,
    /// Where the heading leads; empty if nowhere.
    pub href: String,
    /// The cards.
    #[serde(serialize_with = "numbers")]
    pub cards: Vec<Arc<Card>>,
    /// How many there are in all.
    pub total: usize,
    /// Where the others are, if not all are here.
    pub more: Option<Link>,
}

/// A number with what it counts.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Count {
    /// How many.
    pub number: usize,
    /// Of what, in the right number: "checklist" or "checklists".
    pub text: String,
    /// Where they are.
    pub href: String,
}

/// A line of a summary list.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Fact {
    /// What is told.
    pub label: String,
    /// What it is, one or more.
    pub values: Vec<Link>,
}

/// A file to take away.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Download {
    /// What it is: "Checklist", "Slides".
    pub title: String,
    /// Its format as people call it: `DOCX`.
    pub format: String,
    /// Its size as people say it: `45 KB`.
    pub size: String,
    /// Whether it can be edited; otherwise it is for reading and printing.
    pub editable: bool,
    /// Whether its author says it is not accessible.
    pub inaccessible: bool,
    /// Where it is.
    pub href: String,
}

/// What others may do with a resource.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct LicenceView {
    /// The name that readers know.
    pub label: String,
    /// Its text; empty where it has no address.
    pub href: String,
    /// What a reader may do, in one sentence.
    pub meaning: String,
    /// Whether a reader may change it.
    pub allows_changes: bool,
}

/// A member in a list.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct MemberCard {
    /// The full name.
    pub name: String,
    /// The name that people use.
    pub short_name: String,
    /// Its page.
    pub href: String,
    /// How it came into the network: "Founding member".
    pub role: String,
    /// Its hospitals.
    pub sites: Vec<String>,
    /// What it shares.
    pub counts: Vec<Count>,
    /// That it left or merged, and into what.
    pub state: Option<Tag>,
    /// The same in a sentence.
    pub state_note: Option<String>,
}

/// The pages of a long list.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Pager {
    /// The number of the first card here, counted from 1.
    pub from: usize,
    /// The number of the last card here.
    pub to: usize,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// The pages near this one, and the first and the last.
    pub pages: Vec<PageLink>,
}

/// One page of a long list.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct PageLink {
    /// Its number, counted from 1.
    pub number: usize,
    /// Where it is.
    pub href: String,
    /// Whether it is this page.
    pub current: bool,
    /// Whether pages are left out before it.
    pub gap: bool,
}

/// A heading in the list of contents.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct TocEntry {
    /// Its id on the page.
    pub id: String,
    /// Its words.
    pub text: String,
    /// 2 or 3.
    pub level: u8,
}
