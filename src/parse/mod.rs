//! One source file understood alone: always a value, plus what was found.

pub mod attachment;
pub mod attachment_text;
pub mod body;
pub mod checklist;
pub mod day;
pub mod fields;
pub mod front_matter;
mod head;
pub mod meta;
pub mod node;
pub mod patient;
mod slip;
pub mod toml;
pub mod yaml;

use std::borrow::Cow;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Outcome, Severity, Span};
use crate::path::SourcePath;
use crate::source::{Kind, SourceFile, SourceKind};

use attachment::AttachmentFacts;
use body::{Body, Dialect};
use checklist::{Checklist, Setting};
use fields::Fields;
use meta::{MemberMeta, NetworkMeta, ResourceMeta, Specific, VocabularyMeta};
use node::{Node, NodeValue};

pub use head::Head;

/// A text file in another encoding.
pub const NOT_UTF8: Code = Code {
    name: "not-utf8",
    severity: Severity::Error,
    manual: "\
This file is not saved as UTF-8, the encoding of the web. Letters such as é, µ or £ would turn into others, and a dose in µg must never
be guessed. Open the file in the editor that wrote it and save it with the encoding \"UTF-8\".",
};

/// One file understood alone.
#[derive(Clone, Debug)]
pub struct Document {
    /// Where it lies.
    pub path: SourcePath,
    /// What its place says it is.
    pub kind: SourceKind,
    /// What it says.
    pub content: Content,
}

/// What a file says, by its kind.
#[derive(Clone, Debug)]
pub enum Content {
    /// The settings of the network.
    Network(Arc<NetworkMeta>),
    /// A vocabulary.
    Vocabulary(Arc<VocabularyMeta>),
    /// The words of the home page.
    Home(Page),
    /// A member organisation.
    Member(Arc<MemberMeta>, Arc<Body>),
    /// A page that somebody wrote; for checklists, also the checklist that it is.
    Resource(Arc<ResourceMeta>, Arc<Body>, Option<Arc<Written>>),
    /// A file to offer or to show, and what is known of it.
    Attachment(Arc<[u8]>, Arc<AttachmentFacts>),
}

/// A checklist as it was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    /// What its author means.
    pub checklist: Checklist,
    /// The whole file, for those who want to go on writing it.
    pub source: String,
}

/// It follows from its source and its answers by default, which the source has.
impl Hash for Written {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.source.hash(state);
    }
}

/// The words of the home page.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Page {
    /// The file it comes from.
    pub path: SourcePath,
    /// Its title; the network's name where it has none.
    pub title: Option<String>,
    /// One or two sentences.
    pub summary: Option<String>,
    /// What it says.
    pub body: Arc<Body>,
}

/// A Markdown file in its two parts.
struct Parts {
    /// `None` if it is missing or broken.
    front_matter: Option<Node>,
    body: Arc<Body>,
}

/// Reads one file.
pub fn read(file: &SourceFile) -> Outcome<Document> {
    let mut findings = Vec::new();
    let path = &file.path;
    patient::check_name(path, &mut findings);
    let text = match &file.kind {
        SourceKind::Attachment => Cow::Borrowed(""),
        _ => decode(&file.bytes, path, &mut findings),
    };
    let content = match &file.kind {
        SourceKind::Network => {
            let node = toml::read(&text, path, &mut findings);
            patient::check(&text, 0..0, path, &mut findings);
            let meta = with_fields(node, path, &mut findings, NetworkMeta::read);
            Content::Network(Arc::new(meta))
        }
        SourceKind::Vocabulary(name) => {
            let node = toml::read(&text, path, &mut findings);
            patient::check(&text, 0..0, path, &mut findings);
            let meta = with_fields(node, path, &mut findings, |fields| {
                VocabularyMeta::read(fields, *name)
            });
            Content::Vocabulary(Arc::new(meta))
        }
        SourceKind::Home => {
            let Parts { front_matter, body } = markdown(&text, Dialect::Plain, path, &mut findings);
            let (title, summary) = with_fields(front_matter, path, &mut findings, |fields| {
                (
                    fields.text("title").map(|text| text.value),
                    fields.text("summary").map(|text| text.value),
                )
            });
            Content::Home(Page {
                path: path.clone(),
                title,
                summary,
                body,
            })
        }
        SourceKind::Member { member } => {
            let Parts { front_matter, body } = markdown(&text, Dialect::Plain, path, &mut findings);
            let meta = with_fields(front_matter, path, &mut findings, |fields| {
                MemberMeta::read(fields, member)
            });
            Content::Member(Arc::new(meta), body)
        }
        SourceKind::Resource { kind, name, .. } => {
            let dialect = match kind {
                Kind::Checklist => Dialect::Checklist,
                _ => Dialect::Plain,
            };
            let Parts { front_matter, body } = markdown(&text, dialect, path, &mut findings);
            let meta = with_fields(front_matter, path, &mut findings, |fields| {
                ResourceMeta::read(fields, *kind, name)
            });
            let written = written(&text, &meta, path, &mut findings);
            Content::Resource(Arc::new(meta), body, written.map(Arc::new))
        }
        SourceKind::Attachment => {
            let facts = AttachmentFacts::read(path, &file.bytes, &mut findings);
            Content::Attachment(file.bytes.as_slice().into(), Arc::new(facts))
        }
    };
    Outcome {
        value: Document {
            path: path.clone(),
            kind: file.kind.clone(),
            content,
        },
        findings,
    }
}

/// The checklist in a file that is one.
fn written(
    text: &str,
    meta: &ResourceMeta,
    path: &SourcePath,
    findings: &mut Vec<Diagnostic>,
) -> Option<Written> {
    let Specific::Checklist(own) = &meta.specific else {
        return None;
    };
    // What is wrong with the front matter was said when it was read.
    let body = front_matter::split(text, path, &mut Vec::new()).body;
    let setting = Setting {
        responses: own.responses.map(meta::Responses::label),
        scope: own.scope,
        pathway: own.pathway,
    };
    let markdown = &text[body.clone()];
    let common = &meta.common;
    let words = |text: &Option<String>| text.clone().unwrap_or_default();
    let others = [
        common.summary.clone(),
        words(&common.attribution),
        words(&own.ratified_by),
        words(&own.reference),
    ];
    let others = others.each_ref().map(String::as_str);
    checklist::front_letters(&common.title, &others, &text[..body.start], path, findings);
    Some(Written {
        checklist: checklist::read(markdown, body.start, setting, path, findings),
        source: text.to_owned(),
    })
}

/// The text of a file as places of findings count in it: without its byte-order mark.
pub fn text(bytes: &[u8]) -> Cow<'_, str> {
    decode(bytes, &SourcePath::new(""), &mut Vec::new())
}

/// The text of a file without its byte-order mark. Bytes that are not UTF-8 are a finding, and are read as Latin-1 so
/// that the rest of the file can still be checked.
fn decode<'a>(bytes: &'a [u8], path: &SourcePath, findings: &mut Vec<Diagnostic>) -> Cow<'a, str> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(error) => {
            let text: String = bytes.iter().map(|byte| *byte as char).collect();
            // Before the first bad byte the text is UTF-8, but is now read byte by byte: count it in the new text.
            let at: usize = bytes[..error.valid_up_to()]
                .iter()
                .map(|byte| (*byte as char).len_utf8())
                .sum();
            let wide = text[at..].chars().next().map_or(0, char::len_utf8);
            let what = if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
                "this file is saved as UTF-16, not as UTF-8"
            } else {
                "this file is not saved as UTF-8: this letter cannot be read"
            };
            findings.push(
                Diagnostic::new(&NOT_UTF8, path, what)
                    .at(Span::from(at..at + wide))
                    .help("save the file again with the encoding UTF-8"),
            );
            Cow::Owned(text)
        }
    }
}

/// The front matter and the body of a Markdown file. Without front matter no key is reported as missing: that is one mistake, not five.
fn markdown(
    text: &str,
    dialect: Dialect,
    path: &SourcePath,
    findings: &mut Vec<Diagnostic>,
) -> Parts {
    let parts = front_matter::split(text, path, findings);
    let before = findings.len();
    let node = parts.front_matter.map(|range| {
        let start = range.start;
        yaml::read(&text[range], start, path, findings)
    });
    let broken = findings[before..]
        .iter()
        .any(|finding| finding.code == &yaml::YAML_SYNTAX);
    let start = parts.body.start;
    patient::check(text, parts.body.clone(), path, findings);
    Parts {
        // What stands after a mistake in the syntax was not read, so keys that seem to be missing would be follow-on findings.
        front_matter: node.filter(|_| !broken),
        body: body::read(&text[parts.body], start, dialect, path, findings),
    }
}

/// Reads typed fields; without a node (front matter missing or broken) what is missing is not reported.
fn with_fields<T>(
    node: impl Into<Option<Node>>,
    path: &SourcePath,
    findings: &mut Vec<Diagnostic>,
    read: impl FnOnce(&mut Fields<'_>) -> T,
) -> T {
    let mut ignored = Vec::new();
    let (node, findings) = match node.into() {
        Some(node) => (node, findings),
        None => (
            Node {
                span: Span::default(),
                value: NodeValue::Null,
            },
            &mut ignored,
        ),
    };
    let mut fields = Fields::new(node, path, findings);
    let value = read(&mut fields);
    fields.finish();
    value
}
