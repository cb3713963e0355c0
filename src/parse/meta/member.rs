//! A member organisation: `trusts/<member>/index.md`.

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, Located, Severity, Span};
use crate::parse::fields::{Choice, Fields};

/// An organisation code that cannot be one.
pub const BAD_ODS_CODE: Code = Code {
    name: "bad-ods-code",
    severity: Severity::Error,
    manual: "\
An ODS code has 3 or 5 capital letters and digits: RRV for a trust, RRV03 for one of its sites or G6V2S for a newer trust.
Look it up in the Organisation Data Service. Data from two systems can only be joined by a code that is right.",
};

/// What a member's page says of it.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct MemberMeta {
    /// Where the front matter stands.
    pub span: Span,
    /// The full name; the folder's where it is missing.
    pub name: Located<String>,
    /// The name that people use.
    pub short_name: Option<String>,
    /// One or two sentences.
    pub summary: Option<String>,
    /// The code of the Organisation Data Service.
    pub ods_code: Option<Located<String>>,
    /// How it came into the network.
    pub role: Option<MemberRole>,
    /// What sort of organisation.
    pub kind: MemberKind,
    /// When it joined.
    pub joined: Option<Date>,
    /// When it left.
    pub left: Option<Date>,
    /// Whether it is still a member.
    pub status: MemberStatus,
    /// The member that it became part of.
    pub merged_into: Option<Located<String>>,
    /// When it did.
    pub merged_on: Option<Date>,
    /// Its hospitals.
    pub sites: Vec<Site>,
    /// Its integrated care board.
    pub icb: Option<String>,
    /// Its region.
    pub region: Option<String>,
    /// Its own website.
    pub website: Option<Located<String>>,
    /// Whom to ask.
    pub contact: Option<String>,
    /// Other names that people search for.
    pub keywords: Vec<String>,
    /// Old addresses that lead here.
    pub aliases: Vec<Located<String>>,
}

/// A hospital or other place of a member.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Site {
    /// Its name.
    pub name: String,
    /// Its code of the Organisation Data Service.
    pub ods_code: Option<String>,
}

/// How a member came into the network.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum MemberRole {
    /// It was there from the start.
    Founding,
    /// It joined.
    Member,
    /// It takes part without being a member.
    Associate,
}

impl Choice for MemberRole {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("founding", MemberRole::Founding),
        ("member", MemberRole::Member),
        ("associate", MemberRole::Associate),
    ];
}

impl MemberRole {
    /// The words that readers see.
    pub fn label(self) -> &'static str {
        match self {
            MemberRole::Founding => "Founding member",
            MemberRole::Member => "Member",
            MemberRole::Associate => "Associate member",
        }
    }
}

/// What sort of organisation a member is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum MemberKind {
    /// A hospital trust or other provider.
    Trust,
    /// An integrated care system.
    Ics,
    /// Any other organisation.
    Other,
}

impl Choice for MemberKind {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("trust", MemberKind::Trust),
        ("ics", MemberKind::Ics),
        ("other", MemberKind::Other),
    ];
}

impl MemberKind {
    /// The words that readers see.
    pub fn label(self) -> &'static str {
        match self {
            MemberKind::Trust => "Trust",
            MemberKind::Ics => "Integrated care system",
            MemberKind::Other => "Organisation",
        }
    }
}

/// Whether an organisation is still a member.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum MemberStatus {
    /// It is.
    Active,
    /// It left.
    Left,
    /// It became part of another.
    Merged,
}

impl Choice for MemberStatus {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("active", MemberStatus::Active),
        ("left", MemberStatus::Left),
        ("merged", MemberStatus::Merged),
    ];
}

impl MemberMeta {
    /// Reads a member's front matter; `id`, the folder's name, stands in for a missing name.
    pub fn read(fields: &mut Fields<'_>, id: &str) -> Self {
        let span = fields.span();
        let name = fields
            .required_text("name", "\"Barts Health NHS Trust\"")
            .unwrap_or_else(|| Located {
                value: id.to_owned(),
                span,
            });
        // A title is what every other page has; a member's title is its name.
        let _ = fields.text("title");
        let ods_code = fields.required_text("ods_code", "R1H");
        check_code(fields, ods_code.as_ref());
        let role = {
            let written = fields.has("role");
            let role = fields.choice("role");
            if role.is_none() && !written {
                fields.missing("role", "member");
            }
            role.map(|role| role.value)
        };
        let merged_into = fields.text("merged_into");
        let status = fields.choice("status").map(|status| status.value);
        let sites = fields.groups("sites", |fields| {
            let name = fields.required_text("name", "\"The Royal London Hospital\"");
            let ods_code = fields.text("ods_code");
            check_code(fields, ods_code.as_ref());
            Site {
                name: name.map(|text| text.value).unwrap_or_default(),
                ods_code: ods_code.map(|code| code.value),
            }
        });
        let joined = fields.date("joined").map(|date| date.value);
        let left = fields.date("left").map(|date| date.value);
        let merged_on = fields.date("merged_on").map(|date| date.value);
        if status == Some(MemberStatus::Merged) && merged_into.is_none() {
            fields.missing("merged_into", "royal-free");
        }
        let kind = fields
            .choice("kind")
            .map_or(MemberKind::Trust, |kind| kind.value);
        let keywords = fields.texts("keywords");
        let website = fields.web_address("website");
        let aliases = fields.texts("aliases");
        let mut text = |key: &'static str| fields.text(key).map(|text| text.value);
        Self {
            span,
            name,
            short_name: text("short_name"),
            summary: text("summary"),
            ods_code,
            role,
            kind,
            joined,
            left,
            status: status.unwrap_or(if merged_into.is_some() {
                MemberStatus::Merged
            } else if left.is_some() {
                MemberStatus::Left
            } else {
                MemberStatus::Active
            }),
            merged_into,
            merged_on,
            sites,
            icb: text("icb"),
            region: text("region"),
            website,
            contact: text("contact"),
            keywords: keywords.into_iter().map(|text| text.value).collect(),
            aliases,
        }
    }
}

fn check_code(fields: &mut Fields<'_>, code: Option<&Located<String>>) {
    let Some(code) = code else { return };
    let sound = matches!(code.len(), 3 | 5)
        && code
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    if !sound {
        let finding = Diagnostic::new(
            &BAD_ODS_CODE,
            fields.path(),
            format!("`{}` is not an ODS code", code.value),
        )
        .at(code.span)
        .help("an ODS code has 3 or 5 capital letters and digits, such as R1H or RRV03");
        fields.find(finding);
    }
}
