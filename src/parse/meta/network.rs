//! The settings of the whole network: `network.toml`.

use jiff::civil::Date;

use super::Licence;
use crate::diagnostic::{Code, Diagnostic, Located, Severity, Span};
use crate::parse::fields::{Choice, Fields};
use crate::parse::node::{Node, NodeValue};
use crate::path::{BaseUrl, SourcePath};

/// A base address that is not one.
pub const BAD_BASE_URL: Code = Code {
    name: "bad-base-url",
    severity: Severity::Error,
    manual: "\
`base_url` is where the site will stand, such as https://network.example/ or https://host.example/ipsn/. Feeds, the site map
and printed short addresses need it; links between pages do not.",
};

/// The settings of a network.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct NetworkMeta {
    /// Its name.
    pub name: String,
    /// The name that people use.
    pub short_name: Option<String>,
    /// One or two sentences.
    pub summary: Option<String>,
    /// Where the site stands.
    pub base_url: Option<BaseUrl>,
    /// The language of its pages (BCP 47).
    pub lang: String,
    /// When it began.
    pub starts: Option<Date>,
    /// When it is to end, or ended.
    pub ends: Option<Date>,
    /// Whether it runs.
    pub state: Option<NetworkState>,
    /// Whom to ask.
    pub contact: Option<String>,
    /// The licence of resources that name none.
    pub licence: Option<Licence>,
    /// A sentence that stands on every page.
    pub notice: Option<String>,
    /// Where facts on the pages come from.
    pub attribution: Option<String>,
    /// Where a reader can mend a page; `{path}` stands for the source file.
    pub edit_url: Option<String>,
    /// Where a reader can say something about a page.
    pub feedback_url: Option<String>,
    /// From how many days before its date a review counts as due soon.
    pub due_soon_days: u16,
    /// What the accessibility statement says.
    pub accessibility: Option<Accessibility>,
    /// Larger networks that this one sits in.
    pub part_of: Vec<NamedLink>,
    /// Sister networks.
    pub peers: Vec<NamedLink>,
}

/// What an accessibility statement has to say (Public Sector Bodies Accessibility Regulations 2018, model statement).
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Accessibility {
    /// Who answers for the site.
    pub organisation: Option<String>,
    /// Whom to tell about a barrier.
    pub contact: Option<String>,
    /// Within how many working days they answer.
    pub response_days: Option<i64>,
    /// How far the site meets WCAG 2.2 AA.
    pub conformance: Option<Conformance>,
    /// When it was last tested.
    pub tested: Option<Date>,
    /// By whom.
    pub tested_by: Option<String>,
    /// When the statement was first written.
    pub prepared: Option<Date>,
    /// When it was last looked at.
    pub reviewed: Option<Date>,
    /// What is known not to work.
    pub known_issues: Vec<String>,
    /// Whom to turn to when the answer does not help.
    pub enforcement: Option<String>,
}

/// How far a site meets the guidelines.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Conformance {
    /// Wholly.
    Full,
    /// With the exceptions that are listed.
    Partial,
    /// Not.
    None,
}

impl Choice for Conformance {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("full", Conformance::Full),
        ("partial", Conformance::Partial),
        ("none", Conformance::None),
    ];
}

impl Conformance {
    /// The words that the model statement uses.
    pub fn label(self) -> &'static str {
        match self {
            Conformance::Full => "fully compliant",
            Conformance::Partial => "partially compliant",
            Conformance::None => "not compliant",
        }
    }
}

/// Whether a network runs.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum NetworkState {
    /// It does.
    Running,
    /// It rests.
    Paused,
    /// It is over; its pages stay.
    Ended,
}

impl Choice for NetworkState {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("running", NetworkState::Running),
        ("paused", NetworkState::Paused),
        ("ended", NetworkState::Ended),
    ];
}

impl NetworkState {
    /// The word that readers see.
    pub fn label(self) -> &'static str {
        match self {
            NetworkState::Running => "Running",
            NetworkState::Paused => "Paused",
            NetworkState::Ended => "Ended",
        }
    }
}

/// Another network with its address.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct NamedLink {
    /// Its name.
    pub name: String,
    /// Its site.
    pub url: Option<String>,
}

impl NetworkMeta {
    /// The settings of a network that has none.
    pub fn unsettled() -> Self {
        let path = SourcePath::new("network.toml");
        let node = Node {
            span: Span::default(),
            value: NodeValue::Null,
        };
        Self::read(&mut Fields::new(node, &path, &mut Vec::new()))
    }

    /// Reads `network.toml`.
    pub fn read(fields: &mut Fields<'_>) -> Self {
        let name = fields
            .required_text("name", "\"Invasive Procedures Safety Network\"")
            .map(|text| text.value)
            .unwrap_or_default();
        let base_url = fields.required_text("base_url", "\"https://network.example/\"");
        let base_url = base_url.and_then(|text| {
            BaseUrl::parse(&text)
                .map_err(|why| {
                    let finding = Diagnostic::new(
                        &BAD_BASE_URL,
                        fields.path(),
                        format!("`{}` is not a base address: {why}", text.value),
                    )
                    .at(text.span);
                    fields.find(finding);
                })
                .ok()
        });
        let due_soon_days = fields
            .group("review", |fields| fields.number("due_soon_days"))
            .flatten()
            .and_then(|days: Located<i64>| u16::try_from(days.value).ok())
            .unwrap_or(90);
        let accessibility = fields.group("accessibility", Accessibility::read);
        let part_of = fields.groups("part_of", NamedLink::read);
        let peers = fields.groups("peers", NamedLink::read);
        let starts = fields.date("starts").map(|date| date.value);
        let ends = fields.date("ends").map(|date| date.value);
        let state = fields.choice("state").map(|state| state.value);
        let licence = fields.choice("licence").map(|licence| licence.value);
        let edit_url = fields.web_address("edit_url").map(|text| text.value);
        let feedback_url = fields
            .web_or_mail_address("feedback_url")
            .map(|text| text.value);
        let mut text = |key: &'static str| fields.text(key).map(|text| text.value);
        Self {
            name,
            short_name: text("short_name"),
            summary: text("summary"),
            base_url,
            lang: text("lang").unwrap_or_else(|| "en-GB".to_owned()),
            starts,
            ends,
            state,
            contact: text("contact"),
            licence,
            notice: text("notice"),
            attribution: text("attribution"),
            edit_url,
            feedback_url,
            due_soon_days,
            accessibility,
            part_of,
            peers,
        }
    }
}

impl NamedLink {
    fn read(fields: &mut Fields<'_>) -> Self {
        Self {
            name: fields
                .required_text("name", "\"Sister network\"")
                .map(|text| text.value)
                .unwrap_or_default(),
            url: fields.web_address("url").map(|text| text.value),
        }
    }
}

impl Accessibility {
    fn read(fields: &mut Fields<'_>) -> Self {
        let response_days = fields.number("response_days").map(|number| number.value);
        let conformance = fields.choice("conformance").map(|found| found.value);
        let mut date = |key: &'static str| fields.date(key).map(|date| date.value);
        let (tested, prepared, reviewed) = (date("tested"), date("prepared"), date("reviewed"));
        let known_issues = fields.texts("known_issues");
        let mut text = |key: &'static str| fields.text(key).map(|text| text.value);
        Self {
            organisation: text("organisation"),
            contact: text("contact"),
            response_days,
            conformance,
            tested,
            tested_by: text("tested_by"),
            prepared,
            reviewed,
            known_issues: known_issues.into_iter().map(|text| text.value).collect(),
            enforcement: text("enforcement"),
        }
    }
}
