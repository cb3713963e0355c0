//! The fields that one kind of resource has beside the common ones.

use jiff::civil::{Date, DateTime};

use super::Common;
use crate::diagnostic::{Code, Diagnostic, Located, Severity};
use crate::parse::fields::{Choice, Fields};
use crate::source::Kind;

/// A talk whose speaker has not agreed to publication.
pub const CONSENT_MISSING: Code = Code {
    name: "consent-missing",
    severity: Severity::Error,
    manual: "\
Speaker notes are published only with the speaker's consent. Ask the speaker, then write `consent_to_publish: true`.
Until then keep the file out of the content folder, or mark it `visibility: excluded`.",
};

/// A resource's front matter: the common fields and those of its kind.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ResourceMeta {
    /// What every kind has.
    pub common: Common,
    /// What only this kind has.
    pub specific: Specific,
}

/// The fields of one kind.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Specific {
    /// A checklist.
    Checklist(Box<ChecklistMeta>),
    /// A best-practice write-up.
    Practice(Box<PracticeMeta>),
    /// Speaker notes.
    Talk(Box<TalkMeta>),
    /// How a member took over a resource.
    Adoption(Box<AdoptionMeta>),
    /// An event.
    Event(Box<EventMeta>),
    /// A film.
    Video(Box<VideoMeta>),
    /// A key document or publication.
    Resource(Box<KeyMeta>),
    /// A dated notice.
    News(NewsMeta),
    /// A plain page.
    Page(PageMeta),
}

/// A key document or publication by somebody else.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct KeyMeta {
    /// Where it stands on the web.
    pub url: Option<Located<String>>,
    /// Or the file beside this page.
    pub file: Option<Located<String>>,
    /// Who published it.
    pub publisher: String,
    /// When, as far as it is known: `2023`, `2023-01` or `2023-01-15`.
    pub published: Option<Located<String>>,
    /// What sort of document.
    pub key_type: Option<KeyType>,
}

/// What only checklists have.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ChecklistMeta {
    /// The procedure it is for.
    pub procedure: Option<Located<String>>,
    /// Long or short form.
    pub pathway: Option<Pathway>,
    /// What one copy of it is used for.
    pub scope: Option<Scope>,
    /// Its version, as text.
    pub version: Option<Located<String>>,
    /// The group that approved it.
    pub ratified_by: Option<String>,
    /// When this version came out.
    pub issued: Option<Located<Date>>,
    /// Earlier versions.
    pub history: Vec<HistoryEntry>,
    /// What it replaced: words, or the path of a resource.
    pub supersedes: Option<Located<String>>,
    /// What replaced it: words, or the path of a resource.
    pub superseded_by: Option<Located<String>>,
    /// Numbers of the national list of never events that it guards against.
    pub never_events: Vec<Located<u32>>,
    /// The member's own document number.
    pub reference: Option<String>,
    /// Who takes part.
    pub roles: Vec<String>,
    /// The answers of items that name none, as in the grammar: `yes/no`, `done` and so on.
    pub responses: Option<Located<String>>,
    /// What it was made from.
    pub adapted_from: Option<AdaptedFrom>,
}

/// An earlier version.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct HistoryEntry {
    /// The version.
    pub version: String,
    /// When it came out.
    pub issued: Option<Date>,
    /// What changed.
    pub summary: Option<String>,
}

/// What a resource was made from.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct AdaptedFrom {
    /// Where the original is.
    pub origin: Option<Origin>,
    /// The original's title, where it is not on this site.
    pub title: Option<String>,
    /// The original's version at that time.
    pub version: Option<String>,
}

/// Where an original is.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Origin {
    /// A resource of this network, by its path in the content folder.
    Resource(Located<String>),
    /// A page elsewhere.
    Url(Located<String>),
}

/// What only write-ups have.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct PracticeMeta {
    /// What sort of document.
    pub doc_type: Option<DocType>,
    /// Its version, as text.
    pub version: Option<Located<String>>,
    /// What was measured.
    pub outcome: Option<Outcome>,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// What it was made from.
    pub adapted_from: Option<AdaptedFrom>,
}

/// A measured change.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Outcome {
    /// What was measured.
    pub measure: String,
    /// Its value before.
    pub before: Option<String>,
    /// Its value after.
    pub after: Option<String>,
    /// Over which time.
    pub period: Option<String>,
}

/// A source that a write-up rests on.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Evidence {
    /// Its title, or a sentence.
    pub title: String,
    /// Where it can be read.
    pub url: Option<String>,
}

/// What only talks have.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct TalkMeta {
    /// Who spoke.
    pub speaker: Option<Speaker>,
    /// The event's name: its file without `.md`.
    pub event: Option<Located<String>>,
    /// When, if not on the event's day.
    pub date: Option<Located<Date>>,
    /// The file of the slides.
    pub slides: Option<Located<String>>,
    /// The film, as an address or a file.
    pub video: Option<Located<String>>,
    /// The transcript, as an address or a file.
    pub transcript: Option<Located<String>>,
}

/// Who spoke.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Speaker {
    /// A name, or a role in place of one.
    pub name: String,
    /// The role.
    pub role: Option<String>,
    /// Where the speaker works.
    pub organisation: Option<String>,
}

/// What only adoption notes have.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct AdoptionMeta {
    /// The resource that was taken over, by its path in the content folder.
    pub of: Option<Located<String>>,
    /// Where it was put to use.
    pub setting: Option<String>,
    /// What was changed.
    pub change: Option<String>,
    /// What was measured.
    pub measure: Option<String>,
    /// What came out.
    pub result: Option<String>,
    /// Whether they would do it again.
    pub would_do_again: Option<String>,
}

/// What only events have.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct EventMeta {
    /// The first day, and the time if known.
    pub starts: Option<Located<(Date, Option<DateTime>)>>,
    /// The last day, and the time if known.
    pub ends: Option<Located<(Date, Option<DateTime>)>>,
    /// Where people meet.
    pub place: Option<String>,
    /// How people join from afar: words or an address.
    pub online: Option<String>,
    /// The member that invites.
    pub host: Option<Located<String>>,
    /// Where to book.
    pub booking_url: Option<String>,
    /// Whether it takes place.
    pub state: Option<EventState>,
}

/// What only films have.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct VideoMeta {
    /// Where it can be watched.
    pub url: Option<Located<String>>,
    /// Or the file beside this page.
    pub file: Option<Located<String>>,
    /// Its captions: a language or a file.
    pub captions: String,
    /// Its transcript: a file, an address, or where to find it.
    pub transcript: Option<Located<String>>,
    /// How long it is, such as `4:30`.
    pub duration: Option<String>,
    /// When it was made.
    pub produced: Option<Date>,
}

/// What only notices have.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct NewsMeta {
    /// Its day.
    pub date: Option<Located<Date>>,
}

/// What only plain pages have.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct PageMeta {
    /// Its place among the pages; without one it comes last.
    pub order: Option<i64>,
}

macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal, $label:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl Choice for $name {
            const WORDS: &'static [(&'static str, Self)] = &[$(($word, $name::$variant),)*];
        }

        impl $name {
            /// The words that readers see.
            pub fn label(self) -> &'static str {
                match self { $($name::$variant => $label,)* }
            }
        }
    };
}

choice! {
    /// The long or the short form of a checklist.
    Pathway {
        /// The full form.
        Major = "major", "Major procedures";
        /// The short form.
        Minor = "minor", "Minor procedures";
        /// One text that yields both.
        Both = "both", "Major and minor procedures";
    }
}
choice! {
    /// What one copy of a checklist is used for.
    Scope {
        /// One patient.
        Patient = "patient", "One patient";
        /// A whole list of patients.
        List = "list", "A whole list";
        /// One session.
        Session = "session", "One session";
    }
}
choice! {
    /// The sort of a write-up.
    DocType {
        /// A policy.
        Policy = "policy", "Policy";
        /// A procedure.
        Procedure = "procedure", "Procedure";
        /// A standard operating procedure.
        Sop = "sop", "Standard operating procedure";
        /// A guideline.
        Guideline = "guideline", "Guideline";
        /// A protocol.
        Protocol = "protocol", "Protocol";
        /// A local safety standard for invasive procedures.
        Locssip = "locssip", "LocSSIP";
        /// A case study.
        CaseStudy = "case-study", "Case study";
        /// An improvement project.
        Improvement = "improvement", "Improvement project";
    }
}
choice! {
    /// The sort of a key document.
    KeyType {
        /// A national standard.
        NationalStandard = "national-standard", "National standard";
        /// Guidance.
        Guidance = "guidance", "Guidance";
        /// A safety alert.
        Alert = "alert", "Safety alert";
        /// A research paper.
        Paper = "paper", "Research paper";
        /// A report.
        Report = "report", "Report";
        /// A tool.
        Tool = "tool", "Tool";
    }
}
choice! {
    /// Whether an event takes place.
    EventState {
        /// A date to keep free.
        Planned = "planned", "Planned";
        /// Certain.
        Confirmed = "confirmed", "Confirmed";
        /// Not taking place.
        Cancelled = "cancelled", "Cancelled";
        /// Moved to another day.
        Postponed = "postponed", "Postponed";
    }
}

impl ResourceMeta {
    /// Reads a resource's front matter; `name` stands in for a missing title.
    pub fn read(fields: &mut Fields<'_>, kind: Kind, name: &str) -> Self {
        let common = Common::read(fields, kind, name);
        let specific = match kind {
            Kind::Checklist => Specific::Checklist(Box::new(ChecklistMeta::read(fields, &common))),
            Kind::Practice => Specific::Practice(Box::new(PracticeMeta::read(fields))),
            Kind::Talk => Specific::Talk(Box::new(TalkMeta::read(fields))),
            Kind::Adoption => Specific::Adoption(Box::new(AdoptionMeta::read(fields))),
            Kind::Event => Specific::Event(Box::new(EventMeta::read(fields))),
            Kind::Video => Specific::Video(Box::new(VideoMeta::read(fields))),
            Kind::Resource => Specific::Resource(Box::new(KeyMeta::read(fields))),
            Kind::News => Specific::News(NewsMeta {
                date: required(fields, "date", "2026-11-30", |fields| fields.date("date")),
            }),
            Kind::Page => Specific::Page(PageMeta {
                order: fields.number("order").map(|number| number.value),
            }),
        };
        Self { common, specific }
    }
}

/// A field that must be there: one finding when it is absent, none more when it could not be read.
fn required<T>(
    fields: &mut Fields<'_>,
    key: &'static str,
    example: &str,
    read: impl FnOnce(&mut Fields<'_>) -> Option<T>,
) -> Option<T> {
    let written = fields.has(key);
    let value = read(fields);
    if value.is_none() && !written {
        fields.missing(key, example);
    }
    value
}

/// Two fields of which one must be there.
fn one_of(fields: &mut Fields<'_>, first: &'static str, second: &'static str, example: &str) {
    if !fields.has(first) && !fields.has(second) {
        fields.missing_both(first, second, example);
    }
}

fn words(texts: Vec<Located<String>>) -> Vec<String> {
    texts.into_iter().map(|text| text.value).collect()
}

impl ChecklistMeta {
    fn read(fields: &mut Fields<'_>, common: &Common) -> Self {
        let ratified_by = if common.status == super::Status::Ratified {
            fields.required_text("ratified_by", "Invasive Procedures Safety Group")
        } else {
            fields.text("ratified_by")
        };
        Self {
            procedure: fields.required_text("procedure", "chest-drain"),
            pathway: required(fields, "pathway", "minor", |f| f.choice("pathway"))
                .map(|found| found.value),
            scope: required(fields, "scope", "patient", |f| f.choice("scope"))
                .map(|found| found.value),
            version: required(fields, "version", "\"1.0\"", |f| f.version("version")),
            ratified_by: ratified_by.map(|text| text.value),
            issued: fields.date("issued"),
            history: fields.groups("history", |fields| HistoryEntry {
                version: fields
                    .version("version")
                    .map(|text| text.value)
                    .unwrap_or_default(),
                issued: fields.date("issued").map(|date| date.value),
                summary: fields.text("summary").map(|text| text.value),
            }),
            supersedes: fields.text("supersedes"),
            superseded_by: fields.text("superseded_by"),
            never_events: fields.numbers("never_events"),
            reference: fields.text("reference").map(|text| text.value),
            roles: words(fields.texts("roles")),
            responses: fields.text("responses"),
            adapted_from: AdaptedFrom::read(fields),
        }
    }
}

impl AdaptedFrom {
    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        fields.group("adapted_from", |fields| {
            one_of(
                fields,
                "resource",
                "url",
                "trusts/barts-health/checklists/chest-drain.md",
            );
            let resource = fields.text("resource").map(Origin::Resource);
            let url = fields.web_address("url").map(Origin::Url);
            Self {
                origin: resource.or(url),
                title: fields.text("title").map(|text| text.value),
                version: fields.version("version").map(|text| text.value),
            }
        })
    }
}

impl PracticeMeta {
    fn read(fields: &mut Fields<'_>) -> Self {
        Self {
            doc_type: required(fields, "doc_type", "guideline", |f| f.choice("doc_type"))
                .map(|found| found.value),
            version: fields.version("version"),
            outcome: fields.group("outcome", |fields| Outcome {
                measure: fields
                    .required_text("measure", "\"Two-person checks recorded\"")
                    .map(|text| text.value)
                    .unwrap_or_default(),
                before: fields.text("before").map(|text| text.value),
                after: fields.text("after").map(|text| text.value),
                period: fields.text("period").map(|text| text.value),
            }),
            evidence: Evidence::read_all(fields),
            adapted_from: AdaptedFrom::read(fields),
        }
    }
}

impl Evidence {
    /// Evidence is a list of sentences or of `{title, url}`; both may stand in one list.
    fn read_all(fields: &mut Fields<'_>) -> Vec<Self> {
        use crate::parse::node::NodeValue;
        let Some(node) = fields.take("evidence") else {
            return Vec::new();
        };
        let items = match node.value {
            NodeValue::List(items) => items,
            _ => vec![node],
        };
        items
            .into_iter()
            .filter_map(|item| match item.value {
                NodeValue::Scalar { text, .. } => Some(Self {
                    title: text,
                    url: None,
                }),
                NodeValue::Null => None,
                _ => Some(fields.within(item, |fields| {
                    Self {
                        title: fields
                            .required_text("title", "\"Name of the paper\"")
                            .map(|text| text.value)
                            .unwrap_or_default(),
                        url: fields.web_address("url").map(|text| text.value),
                    }
                })),
            })
            .collect()
    }
}

impl TalkMeta {
    fn read(fields: &mut Fields<'_>) -> Self {
        let speaker = required(
            fields,
            "speaker",
            "{name: \"Theatre matron\", role: \"Nurse lead\"}",
            |fields| {
                fields.group("speaker", |fields| Speaker {
                    name: fields
                        .required_text("name", "\"Theatre matron\"")
                        .map(|text| text.value)
                        .unwrap_or_default(),
                    role: fields.text("role").map(|text| text.value),
                    organisation: fields.text("organisation").map(|text| text.value),
                })
            },
        );
        let consent = required(fields, "consent_to_publish", "true", |fields| {
            fields.flag("consent_to_publish")
        });
        if let Some(consent) = consent.filter(|consent| !consent.value) {
            let finding = Diagnostic::new(
                &CONSENT_MISSING,
                fields.path(),
                "this talk cannot be published without its speaker's consent",
            )
            .at(consent.span)
            .help("ask the speaker, then write `consent_to_publish: true`");
            fields.find(finding);
        }
        Self {
            speaker,
            event: fields.text("event"),
            date: fields.date("date"),
            slides: fields.text("slides"),
            video: fields.text("video"),
            transcript: fields.text("transcript"),
        }
    }
}

impl AdoptionMeta {
    fn read(fields: &mut Fields<'_>) -> Self {
        let of = fields.required_text("of", "trusts/barts-health/checklists/chest-drain.md");
        let mut text = |key: &'static str| fields.text(key).map(|text| text.value);
        Self {
            of,
            setting: text("setting"),
            change: text("change"),
            measure: text("measure"),
            result: text("result"),
            would_do_again: text("would_do_again"),
        }
    }
}

impl EventMeta {
    fn read(fields: &mut Fields<'_>) -> Self {
        one_of(fields, "place", "online", "\"Education centre\"");
        let starts = required(fields, "starts", "2026-11-30T13:30", |f| f.moment("starts"));
        let ends = fields.moment("ends");
        let host = fields.text("host");
        let state = fields.choice("state").map(|found| found.value);
        let booking_url = fields.web_address("booking_url").map(|text| text.value);
        let mut text = |key: &'static str| fields.text(key).map(|text| text.value);
        Self {
            starts,
            ends,
            place: text("place"),
            online: text("online"),
            host,
            booking_url,
            state,
        }
    }
}

impl VideoMeta {
    fn read(fields: &mut Fields<'_>) -> Self {
        one_of(fields, "url", "file", "https://video.example.org/watch/1");
        Self {
            url: fields.web_address("url"),
            file: fields.text("file"),
            captions: fields
                .required_text("captions", "English")
                .map(|text| text.value)
                .unwrap_or_default(),
            transcript: fields.required_text("transcript", "transcript.txt"),
            duration: fields.text("duration").map(|text| text.value),
            produced: fields.date("produced").map(|date| date.value),
        }
    }
}

impl KeyMeta {
    fn read(fields: &mut Fields<'_>) -> Self {
        one_of(fields, "url", "file", "https://cpoc.org.uk/");
        Self {
            url: fields.web_address("url"),
            file: fields.text("file"),
            publisher: fields
                .required_text("publisher", "\"NHS England\"")
                .map(|text| text.value)
                .unwrap_or_default(),
            published: fields.text("published"),
            key_type: required(fields, "type", "guidance", |f| f.choice("type"))
                .map(|found| found.value),
        }
    }
}
