//! A Markdown body as a flat list of steps: what is opened, said and closed, in reading order.
//!
//! The steps are ours and not the Markdown library's, so that a body can be kept, compared and hashed, and so that
//! every reader of it (page, search, exporter) sees the same thing. Nothing here knows HTML.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd,
};

use super::node::is_printable;
use crate::diagnostic::{Code, Diagnostic, Severity, Span};
use crate::hash::Digest;
use crate::path::{SourcePath, slug};

/// A `[[link]]` of another program.
pub const WIKILINK: Code = Code {
    name: "wikilink",
    severity: Severity::Warning,
    manual: "\
`[[Page]]` is a link in some note-taking programs and plain text everywhere else, so readers would see the brackets.
Write an ordinary link with the path of the file: `[Chest drain insertion](../checklists/chest-drain.md)`.",
};

/// An image without words for those who do not see it.
pub const IMAGE_WITHOUT_ALT: Code = Code {
    name: "image-without-alt",
    severity: Severity::Warning,
    manual: "\
An image needs words in its square brackets that say what it shows: `![The wire is clamped at the skin](clamp.png)`.
Screen readers read them, and they stand in when the image does not load. Public sector sites must have them by law.",
};

/// Raw HTML in Markdown.
pub const RAW_HTML: Code = Code {
    name: "raw-html",
    severity: Severity::Warning,
    manual: "\
HTML tags in Markdown are shown as text, because a site that many people write must not carry markup that nobody checked.
Use Markdown for headings, lists, tables and links; take the tags away.",
};

/// A piece of [`Body::text`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Piece {
    start: u32,
    end: u32,
}

/// One step of a body.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Step {
    /// Something begins.
    Open(Element),
    /// The innermost open thing ends.
    Close(Element),
    /// Words.
    Text(Piece),
    /// Words in a program's type.
    Code(Piece),
    /// Raw HTML as it was written, to be shown as text.
    Html(Piece),
    /// A line end in the source that is none on the page.
    SoftBreak,
    /// A line end that was asked for.
    HardBreak,
    /// A line across.
    Rule,
    /// The box before a task, ticked or not.
    Task(bool),
    /// A mark that leads to the footnote of this number in [`Body::footnotes`].
    FootnoteMark(u32),
}

/// What can be open.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)] // The variants are Markdown's own words.
pub enum Element {
    Paragraph,
    /// Raw HTML that stands by itself.
    HtmlBlock,
    /// The number of the heading in [`Body::headings`].
    Heading(u32),
    Quote,
    Alert(Alert),
    /// The language, empty if none was named.
    CodeBlock(Piece),
    OrderedList(u32),
    BulletList,
    Item,
    DefinitionList,
    DefinitionTerm,
    Definition,
    /// The number of the footnote in [`Body::footnotes`].
    Footnote(u32),
    Table,
    TableHead,
    TableRow,
    TableCell(Align),
    Emphasis,
    Strong,
    Strike,
    Superscript,
    Subscript,
    /// The number of the link in [`Body::links`].
    Link(u32),
    /// The number of the link in [`Body::links`]; what is inside are the words for those who do not see it.
    Image(u32),
}

/// The five kinds of alert that code-hosting sites know.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)]
pub enum Alert {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
}

/// How the cells of a table's column stand.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)]
pub enum Align {
    Default,
    Left,
    Centre,
    Right,
}

/// A heading of a body.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Heading {
    /// From 2; 1 is the page's title.
    pub level: u8,
    /// Its id, unique on the page, made as code-hosting sites make it.
    pub id: String,
    /// Its words without markup.
    pub text: String,
}

/// A link or image as it was written.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Link {
    /// Where it leads: an address or a relative path.
    pub target: String,
    /// Its title, often empty.
    pub title: String,
    /// Whether it is an image.
    pub image: bool,
    /// Where it stands in its file.
    pub span: Span,
}

/// A Markdown body.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Body {
    /// What is said, one after another.
    pub steps: Vec<Step>,
    /// All words; steps point into it.
    pub text: String,
    /// The headings in their order.
    pub headings: Vec<Heading>,
    /// The links and images in their order.
    pub links: Vec<Link>,
    /// The labels of the footnotes in the order of their first mark.
    pub footnotes: Vec<String>,
    /// Words that may be abbreviations: two or more capitals. Sorted, each once.
    pub capitals: Vec<String>,
    /// The digest of the Markdown that it was read from.
    pub digest: Digest,
}

impl Body {
    /// A body without a word.
    pub fn empty() -> Self {
        Writer::new(&SourcePath::new(""), 0, &mut Vec::new()).finish()
    }

    /// The words of a piece.
    pub fn piece(&self, piece: Piece) -> &str {
        &self.text[piece.start as usize..piece.end as usize]
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }
}

/// What braces at the end of a heading mean.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Dialect {
    /// They are words like any others.
    Plain,
    /// They say what the heading is for, and are not part of it: the checklist grammar.
    Checklist,
}

/// Reads Markdown; `offset` is where it begins in its file, so that places are the file's.
pub fn read(
    markdown: &str,
    offset: usize,
    dialect: Dialect,
    path: &SourcePath,
    findings: &mut Vec<Diagnostic>,
) -> Arc<Body> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS;
    let mut writer = Writer::new(path, offset, findings);
    writer.dialect = dialect;
    writer.body.text.reserve(markdown.len());
    writer.body.steps.reserve(markdown.len() / 16);
    // A body follows from its Markdown alone.
    writer.body.digest = Digest::of(&(markdown, dialect));
    for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
        writer.take(event, range);
    }
    Arc::new(writer.finish())
}

struct Writer<'a> {
    path: &'a SourcePath,
    offset: usize,
    dialect: Dialect,
    findings: &'a mut Vec<Diagnostic>,
    body: Body,
    aligns: Vec<Align>,
    column: usize,
    open: Vec<Element>,
    heading: Option<String>,
    image_alt: Option<(usize, bool)>,
    wiki: usize,
    /// Raw HTML that stands by itself, and where it begins: it arrives line by line.
    html_block: Option<(String, usize)>,
    html_seen: bool,
    /// The ids of headings so far, each with the number that its next namesake tries first.
    ids: HashMap<String, usize>,
    footnotes: HashMap<String, u32>,
}

impl<'a> Writer<'a> {
    fn new(path: &'a SourcePath, offset: usize, findings: &'a mut Vec<Diagnostic>) -> Self {
        Self {
            path,
            offset,
            dialect: Dialect::Plain,
            findings,
            body: Body {
                steps: Vec::new(),
                text: String::new(),
                headings: Vec::new(),
                links: Vec::new(),
                footnotes: Vec::new(),
                capitals: Vec::new(),
                digest: Digest::of_bytes(b""),
            },
            aligns: Vec::new(),
            column: 0,
            open: Vec::new(),
            heading: None,
            image_alt: None,
            wiki: 0,
            html_block: None,
            html_seen: false,
            ids: HashMap::new(),
            footnotes: HashMap::new(),
        }
    }

    fn take(&mut self, event: Event<'_>, range: std::ops::Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(end),
            Event::Text(text) => self.say(&text),
            Event::Code(text) => {
                if let Some(heading) = &mut self.heading {
                    heading.push_str(&text);
                }
                let piece = self.piece(&text);
                self.body.steps.push(Step::Code(piece));
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.say(&text),
            Event::Html(text) | Event::InlineHtml(text) => self.html(&text, range),
            Event::FootnoteReference(label) => {
                let number = self.footnote(&label);
                self.body.steps.push(Step::FootnoteMark(number));
            }
            Event::SoftBreak => {
                if let Some(heading) = &mut self.heading {
                    heading.push(' ');
                }
                self.body.steps.push(Step::SoftBreak);
            }
            Event::HardBreak => self.body.steps.push(Step::HardBreak),
            Event::Rule => self.body.steps.push(Step::Rule),
            Event::TaskListMarker(ticked) => self.body.steps.push(Step::Task(ticked)),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: std::ops::Range<usize>) {
        let span = Span::from(range).moved(self.offset);
        let element = match tag {
            Tag::Paragraph => Element::Paragraph,
            Tag::Heading { level, .. } => {
                self.heading = Some(String::new());
                self.body.headings.push(Heading {
                    level: level as u8,
                    id: String::new(),
                    text: String::new(),
                });
                Element::Heading(count(&self.body.headings) - 1)
            }
            Tag::BlockQuote(kind) => match kind {
                None => Element::Quote,
                Some(BlockQuoteKind::Note) => Element::Alert(Alert::Note),
                Some(BlockQuoteKind::Tip) => Element::Alert(Alert::Tip),
                Some(BlockQuoteKind::Important) => Element::Alert(Alert::Important),
                Some(BlockQuoteKind::Warning) => Element::Alert(Alert::Warning),
                Some(BlockQuoteKind::Caution) => Element::Alert(Alert::Caution),
            },
            Tag::CodeBlock(kind) => {
                let language = match &kind {
                    CodeBlockKind::Indented => "",
                    CodeBlockKind::Fenced(info) => {
                        info.split([' ', ',', '{']).next().unwrap_or_default()
                    }
                };
                Element::CodeBlock(self.piece(language))
            }
            Tag::List(Some(first)) => {
                Element::OrderedList(u32::try_from(first).unwrap_or(u32::MAX))
            }
            Tag::List(None) => Element::BulletList,
            Tag::Item => Element::Item,
            Tag::DefinitionList => Element::DefinitionList,
            Tag::DefinitionListTitle => Element::DefinitionTerm,
            Tag::DefinitionListDefinition => Element::Definition,
            Tag::FootnoteDefinition(label) => Element::Footnote(self.footnote(&label)),
            Tag::Table(aligns) => {
                self.aligns = aligns
                    .into_iter()
                    .map(|align| match align {
                        Alignment::None => Align::Default,
                        Alignment::Left => Align::Left,
                        Alignment::Center => Align::Centre,
                        Alignment::Right => Align::Right,
                    })
                    .collect();
                Element::Table
            }
            Tag::TableHead => {
                self.column = 0;
                Element::TableHead
            }
            Tag::TableRow => {
                self.column = 0;
                Element::TableRow
            }
            Tag::TableCell => {
                let align = self.aligns.get(self.column).copied();
                self.column += 1;
                Element::TableCell(align.unwrap_or(Align::Default))
            }
            Tag::Emphasis => Element::Emphasis,
            Tag::Strong => Element::Strong,
            Tag::Strikethrough => Element::Strike,
            Tag::Superscript => Element::Superscript,
            Tag::Subscript => Element::Subscript,
            Tag::Link {
                link_type: LinkType::WikiLink { .. },
                dest_url,
                ..
            } => {
                self.wikilink(&dest_url, span);
                return;
            }
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                let target = if link_type == LinkType::Email {
                    format!("mailto:{dest_url}")
                } else {
                    dest_url.into_string()
                };
                self.link(target, title.into_string(), false, span)
            }
            Tag::Image {
                dest_url, title, ..
            } => {
                self.image_alt = Some((self.body.links.len(), false));
                self.link(dest_url.into_string(), title.into_string(), true, span)
            }
            Tag::HtmlBlock => {
                self.html_block = Some((String::new(), span.range().start - self.offset));
                return;
            }
            // Front matter was cut off before.
            Tag::MetadataBlock(_) => return,
        };
        self.open.push(element);
        self.body.steps.push(Step::Open(element));
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::MetadataBlock(_) => return,
            TagEnd::HtmlBlock => {
                if let Some((text, start)) = self.html_block.take() {
                    self.html_block_read(&text, start);
                }
                return;
            }
            TagEnd::Link if self.wiki > 0 => {
                self.wiki -= 1;
                self.say("]]");
                return;
            }
            TagEnd::Heading(_) => self.close_heading(),
            TagEnd::Image => self.close_image(),
            _ => {}
        }
        if let Some(element) = self.open.pop() {
            self.body.steps.push(Step::Close(element));
        }
    }

    fn close_heading(&mut self) {
        let text = self.heading.take().unwrap_or_default();
        let text = match self.dialect {
            Dialect::Plain => text.trim(),
            Dialect::Checklist => without_braces(text.trim()),
        }
        .to_owned();
        let wanted = match heading_id(&text) {
            id if id.is_empty() => "section".to_owned(),
            id => id,
        };
        let mut id = wanted.clone();
        let mut number = self.ids.get(&wanted).copied().unwrap_or(1);
        while self.ids.contains_key(&id) {
            id = format!("{wanted}-{number}");
            number += 1;
        }
        self.ids.insert(wanted, number);
        self.ids.entry(id.clone()).or_insert(1);
        if let Some(heading) = self.body.headings.last_mut() {
            heading.id = id;
            heading.text = text;
        }
    }

    fn close_image(&mut self) {
        if let Some((number, said)) = self.image_alt.take()
            && !said
            && let Some(link) = self.body.links.get(number)
        {
            self.findings.push(
                Diagnostic::new(
                    &IMAGE_WITHOUT_ALT,
                    self.path,
                    "this image has no words for those who do not see it",
                )
                .at(link.span)
                .help(format!("write ![what it shows]({})", link.target)),
            );
        }
    }

    fn link(&mut self, target: String, title: String, image: bool, span: Span) -> Element {
        self.body.links.push(Link {
            target,
            title,
            image,
            span,
        });
        let number = count(&self.body.links) - 1;
        if image {
            Element::Image(number)
        } else {
            Element::Link(number)
        }
    }

    fn wikilink(&mut self, target: &str, span: Span) {
        self.findings.push(
            Diagnostic::new(
                &WIKILINK,
                self.path,
                format!("`[[{target}]]` is not a link here"),
            )
            .at(span)
            .help(format!(
                "write [{target}]({}.md) with the path of the file",
                slug(target)
            )),
        );
        self.wiki += 1;
        self.say("[[");
    }

    fn html(&mut self, text: &str, range: std::ops::Range<usize>) {
        if let Some((block, _)) = &mut self.html_block {
            block.push_str(text);
        } else if !is_comment(text) {
            self.show_html(text, range);
        }
    }

    fn html_block_read(&mut self, text: &str, start: usize) {
        if is_comment(text) {
            return;
        }
        self.body.steps.push(Step::Open(Element::HtmlBlock));
        self.show_html(text.trim_end(), start..start + text.len());
        self.body.steps.push(Step::Close(Element::HtmlBlock));
    }

    fn show_html(&mut self, text: &str, range: std::ops::Range<usize>) {
        if !self.html_seen {
            self.html_seen = true;
            self.findings.push(
                Diagnostic::new(
                    &RAW_HTML,
                    self.path,
                    "HTML is shown as text, it does not take effect",
                )
                .at(Span::from(range).moved(self.offset))
                .help("use Markdown, and take the tags away"),
            );
        }
        let piece = self.piece(text);
        self.body.steps.push(Step::Html(piece));
    }

    /// Adds words; neighbouring pieces become one, so that a word is never cut in two.
    fn say(&mut self, text: &str) {
        if let Some(heading) = &mut self.heading {
            heading.push_str(text);
        }
        if let Some((_, said)) = &mut self.image_alt {
            *said |= !text.trim().is_empty();
        }
        let next = self.piece(text);
        if let Some(Step::Text(last)) = self.body.steps.last_mut()
            && last.end == next.start
        {
            last.end = next.end;
            return;
        }
        self.body.steps.push(Step::Text(next));
    }

    fn piece(&mut self, text: &str) -> Piece {
        let start = size(self.body.text.len());
        if text.bytes().any(|byte| !(b' '..0x7f).contains(&byte)) {
            let printable = text.chars().filter(|c| is_printable(*c));
            self.body.text.extend(printable);
        } else {
            self.body.text.push_str(text);
        }
        Piece {
            start,
            end: size(self.body.text.len()),
        }
    }

    fn footnote(&mut self, label: &str) -> u32 {
        if let Some(number) = self.footnotes.get(label) {
            return *number;
        }
        let number = count(&self.body.footnotes);
        self.footnotes.insert(label.to_owned(), number);
        self.body.footnotes.push(label.to_owned());
        number
    }

    fn finish(mut self) -> Body {
        // The page has its title as the only first-level heading; a body that has its own moves down by one.
        let top = self.body.headings.iter().map(|heading| heading.level).min();
        if top == Some(1) {
            for heading in &mut self.body.headings {
                heading.level = (heading.level + 1).min(6);
            }
        }
        self.body.capitals = capitals(&self.body);
        // A large network keeps thousands of bodies at once.
        self.body.steps.shrink_to_fit();
        self.body.text.shrink_to_fit();
        self.body
    }
}

/// Comments are notes between authors, not words for readers.
fn is_comment(html: &str) -> bool {
    let mut rest = html.trim();
    while let Some((_, after)) = rest
        .strip_prefix("<!--")
        .and_then(|rest| rest.split_once("-->"))
    {
        rest = after.trim_start();
    }
    rest.is_empty()
}

fn size(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn count<T>(items: &[T]) -> u32 {
    size(items.len())
}

/// A heading without the one brace block at its end.
fn without_braces(text: &str) -> &str {
    match text.strip_suffix('}').and_then(|rest| rest.rfind('{')) {
        Some(at) => text[..at].trim_end(),
        None => text,
    }
}

/// The id that code-hosting sites give a heading: lower case, spaces to `-`, punctuation dropped.
fn heading_id(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .filter_map(|c| match c {
            ' ' => Some('-'),
            c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c),
            _ => None,
        })
        .collect()
}

/// Words with two or more capitals, such as `LocSSIP`, `ETCO2` or `A&E`: candidates for the glossary.
fn capitals(body: &Body) -> Vec<String> {
    let mut found = BTreeSet::new();
    for step in &body.steps {
        if let Step::Text(piece) = step {
            let text = body.piece(*piece);
            // Short forms are rare: a sum over the bytes, which the compiler does many at a time, saves walking most words.
            if capitals_in(text) >= 2 {
                let short = words(text).filter(|(_, word)| capitals_in(word) >= 2);
                found.extend(short.map(|(_, word)| word));
            }
        }
    }
    found.into_iter().map(str::to_owned).collect()
}

fn capitals_in(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_uppercase).count()
}

/// The words of a text with their places: letters, digits and the `&` inside a word.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |c: char| c.is_alphanumeric() || c == '&';
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(is_part)?;
        let end = text[start..]
            .find(|c| !is_part(c))
            .map_or(text.len(), |at| start + at);
        rest = end;
        Some((start, &text[start..end]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(markdown: &str) -> (Arc<Body>, Vec<Diagnostic>) {
        let mut findings = Vec::new();
        let body = read(
            markdown,
            0,
            Dialect::Plain,
            &SourcePath::new("x.md"),
            &mut findings,
        );
        (body, findings)
    }

    #[test]
    fn headings_have_unique_ids_and_leave_the_first_level_to_the_title() {
        let (body, _) = body("# Time out\n\n## Time out\n\n### Sign-in & *more*\n");
        let ids: Vec<_> = body
            .headings
            .iter()
            .map(|heading| (heading.level, heading.id.as_str()))
            .collect();
        assert_eq!(
            ids,
            [(2, "time-out"), (3, "time-out-1"), (4, "sign-in--more")]
        );
    }

    #[test]
    fn neighbouring_words_are_one_piece() {
        let (body, _) = body("a \\* b & c 'd'\n");
        let pieces = body
            .steps
            .iter()
            .filter(|step| matches!(step, Step::Text(_)))
            .count();
        assert_eq!(pieces, 1);
        assert_eq!(body.text, "a * b & c ‘d’");
    }

    #[test]
    fn wikilinks_and_html_are_findings_and_stay_readable() {
        let (body, findings) = body("See [[Chest drain]] <b>now</b>.\n\n<div>\nx\n</div>\n");
        let codes: Vec<_> = findings.iter().map(|finding| finding.code.name).collect();
        assert_eq!(codes, ["wikilink", "raw-html"]);
        assert!(body.text.starts_with("See [[Chest drain]] "));
    }

    #[test]
    fn comments_are_for_authors_even_over_many_lines() {
        let (body, findings) = body("<!-- write here\n\nabout it -->\n\nA <!-- b --> c.\n");
        assert!(findings.is_empty());
        assert_eq!(body.text, "A  c.");
        let (_, findings) = super::tests::body("<!-- a --> <b>x</b> <!-- c -->\n");
        assert_eq!(findings.len(), 1);
    }

    #[test]
    fn abbreviations_are_noticed() {
        let (body, _) = body("The LocSSIP at A&E uses ETCO2, `SQL` and the LocSSIP.\n");
        assert_eq!(body.capitals, ["A&E", "ETCO2", "LocSSIP"]);
    }
}
