//! Reads Markdown, event by event, into a body.

use std::collections::HashMap;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::codes::{IMAGE_WITHOUT_ALT, RAW_HTML, WIKILINK};
use super::heading_ids::HeadingIds;
use super::outline::size;
use super::words::capitals;
use super::{
    Align, Dialect, Element, Heading, Link, Outline, Said, Step, markdown as library, spaced_link,
    star,
};
use crate::diagnostic::{Diagnostic, Span};
use crate::path::{SourcePath, slug};

/// Reads Markdown: what it holds, and its words.
pub(super) fn read(
    markdown: &str,
    offset: usize,
    dialect: Dialect,
    path: &SourcePath,
    findings: &mut Vec<Diagnostic>,
) -> (Outline, Said) {
    let mut writer = Writer::new(markdown, path, offset, findings);
    writer.dialect = dialect;
    writer.said.text.reserve(markdown.len());
    writer.said.steps.reserve(markdown.len() / 16);
    for (event, range) in Parser::new_ext(markdown, library::options()).into_offset_iter() {
        writer.take(event, range);
    }
    writer.finish()
}

struct Writer<'a> {
    markdown: &'a str,
    path: &'a SourcePath,
    offset: usize,
    dialect: Dialect,
    findings: &'a mut Vec<Diagnostic>,
    outline: Outline,
    said: Said,
    aligns: Vec<Align>,
    column: usize,
    open: Vec<Element>,
    heading: Option<String>,
    image_alt: Option<(usize, bool)>,
    wiki: usize,
    /// Raw HTML that stands by itself, and where it begins: it arrives line by line.
    html_block: Option<(String, usize)>,
    html_seen: bool,
    ids: HeadingIds,
    footnotes: HashMap<String, u32>,
}

impl<'a> Writer<'a> {
    fn new(
        markdown: &'a str,
        path: &'a SourcePath,
        offset: usize,
        findings: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self {
            markdown,
            path,
            offset,
            dialect: Dialect::Plain,
            findings,
            outline: Outline::default(),
            said: Said::default(),
            aligns: Vec::new(),
            column: 0,
            open: Vec::new(),
            heading: None,
            image_alt: None,
            wiki: 0,
            html_block: None,
            html_seen: false,
            ids: HeadingIds::default(),
            footnotes: HashMap::new(),
        }
    }

    fn take(&mut self, event: Event<'_>, range: std::ops::Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(end),
            Event::Text(text) => {
                self.spaced_links(range);
                self.say(&text);
            }
            Event::Code(text) => {
                if let Some(heading) = &mut self.heading {
                    heading.push_str(&text);
                }
                let piece = self.said.add(&text);
                self.said.steps.push(Step::Code(piece));
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.say(&text),
            Event::Html(text) | Event::InlineHtml(text) => self.html(&text, range),
            Event::FootnoteReference(label) => {
                let number = self.footnote(&label);
                self.said.steps.push(Step::FootnoteMark(number));
            }
            Event::SoftBreak => {
                if let Some(heading) = &mut self.heading {
                    heading.push(' ');
                }
                self.said.steps.push(Step::SoftBreak);
            }
            Event::HardBreak => self.said.steps.push(Step::HardBreak),
            Event::Rule => self.said.steps.push(Step::Rule),
            Event::TaskListMarker(ticked) => self.said.steps.push(Step::Task(ticked)),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: std::ops::Range<usize>) {
        let span = Span::from(range).moved(self.offset);
        let element = match tag {
            Tag::Paragraph => Element::Paragraph,
            Tag::Heading { level, .. } => {
                self.heading = Some(String::new());
                self.outline.headings.push(Heading {
                    level: level as u8,
                    id: String::new(),
                    text: String::new(),
                });
                Element::Heading(count(&self.outline.headings) - 1)
            }
            Tag::BlockQuote(kind) => library::quote(kind),
            Tag::CodeBlock(kind) => Element::CodeBlock(self.said.add(library::language(&kind))),
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
                self.aligns = aligns.into_iter().map(library::align).collect();
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
            Tag::Emphasis => {
                self.star(span, 1);
                Element::Emphasis
            }
            Tag::Strong => {
                self.star(span, 2);
                Element::Strong
            }
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
                self.image_alt = Some((self.outline.links.len(), false));
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
        self.said.steps.push(Step::Open(element));
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
            self.said.steps.push(Step::Close(element));
        }
    }

    fn close_heading(&mut self) {
        let text = self.heading.take().unwrap_or_default();
        let text = match self.dialect {
            Dialect::Plain => text.trim(),
            Dialect::Checklist => without_braces(text.trim()),
        }
        .to_owned();
        let id = self.ids.next(&text);
        if let Some(heading) = self.outline.headings.last_mut() {
            heading.id = id;
            heading.text = text;
        }
    }

    fn close_image(&mut self) {
        if let Some((number, said)) = self.image_alt.take()
            && !said
            && let Some(link) = self.outline.links.get(number)
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
        self.outline.links.push(Link {
            target,
            title,
            image,
            span,
        });
        let number = count(&self.outline.links) - 1;
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

    fn star(&mut self, span: Span, wide: usize) {
        let (source, offset) = (self.markdown, self.offset);
        star::check(source, span, wide, offset, self.path, self.findings);
    }

    /// What was meant as a link, but has a space in its path, arrives as words.
    fn spaced_links(&mut self, range: std::ops::Range<usize>) {
        if !matches!(self.open.last(), Some(Element::CodeBlock(_))) {
            // Behind a link or a footnote a bracket is its own.
            let follows_words = matches!(self.said.steps.last(), Some(Step::Text(_)));
            let from = range.start.saturating_sub(usize::from(follows_words));
            let range = from..range.end;
            spaced_link::check(self.markdown, range, self.offset, self.path, self.findings);
        }
    }

    fn html(&mut self, text: &str, range: std::ops::Range<usize>) {
        if let Some((block, _)) = &mut self.html_block {
            block.push_str(text);
        } else if !library::is_comment(text) {
            self.show_html(text, range);
        }
    }

    fn html_block_read(&mut self, text: &str, start: usize) {
        if library::is_comment(text) {
            return;
        }
        self.said.steps.push(Step::Open(Element::HtmlBlock));
        self.show_html(text.trim_end(), start..start + text.len());
        self.said.steps.push(Step::Close(Element::HtmlBlock));
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
        let piece = self.said.add(text);
        self.said.steps.push(Step::Html(piece));
    }

    fn say(&mut self, text: &str) {
        if let Some(heading) = &mut self.heading {
            heading.push_str(text);
        }
        if let Some((_, said)) = &mut self.image_alt {
            *said |= !text.trim().is_empty();
        }
        self.said.say(text);
    }

    fn footnote(&mut self, label: &str) -> u32 {
        if let Some(number) = self.footnotes.get(label) {
            return *number;
        }
        let number = count(&self.outline.footnotes);
        self.footnotes.insert(label.to_owned(), number);
        self.outline.footnotes.push(label.to_owned());
        number
    }

    fn finish(mut self) -> (Outline, Said) {
        // The page has its title as the only first-level heading; a body that has its own moves down by one.
        let top = self
            .outline
            .headings
            .iter()
            .map(|heading| heading.level)
            .min();
        if top == Some(1) {
            for heading in &mut self.outline.headings {
                heading.level = (heading.level + 1).min(6);
            }
        }
        self.outline.capitals = capitals(&self.said);
        self.outline.is_empty = self.said.steps.is_empty();
        // A large network keeps thousands of bodies at once. Copies have no room to grow; shrinking in place may leave much of it.
        let said = Said {
            steps: self.said.steps.as_slice().into(),
            text: self.said.text.as_str().into(),
        };
        (self.outline, said)
    }
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Body, read};
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
            .steps()
            .iter()
            .filter(|step| matches!(step, Step::Text(_)))
            .count();
        assert_eq!(pieces, 1);
        assert_eq!(body.text(), "a * b & c ‘d’");
    }

    #[test]
    fn wikilinks_and_html_are_findings_and_stay_readable() {
        let (body, findings) = body("See [[Chest drain]] <b>now</b>.\n\n<div>\nx\n</div>\n");
        let codes: Vec<_> = findings.iter().map(|finding| finding.code.name).collect();
        assert_eq!(codes, ["wikilink", "raw-html"]);
        assert!(body.text().starts_with("See [[Chest drain]] "));
    }

    #[test]
    fn comments_are_for_authors_even_over_many_lines() {
        let (body, findings) = body("<!-- write here\n\nabout it -->\n\nA <!-- b --> c.\n");
        assert!(findings.is_empty());
        assert_eq!(body.text(), "A  c.");
        let (_, findings) = super::tests::body("<!-- a --> <b>x</b> <!-- c -->\n");
        assert_eq!(findings.len(), 1);
    }
}
