//! Somebody's words as HTML: the only door between text and markup. Everything that is said goes through an escape.

mod abbreviations;
mod footnotes;
mod image;

use std::collections::HashSet;

use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

use super::highlight;
use crate::parse::body::{Alert, Align, Body, Element, Step};
use crate::plan::view::{BodyLink, BodyView};

/// A body as HTML.
pub fn html(view: &BodyView) -> String {
    let mut writer = Writer {
        view,
        body: &view.body,
        out: String::with_capacity(view.body.text().len() * 3 / 2 + 256),
        notes: Vec::new(),
        waiting: Vec::new(),
        marks: vec![0; view.body.footnotes.len()],
        unmarked: view
            .abbreviations
            .iter()
            .map(|(short, _)| short.as_str())
            .collect(),
        quiet: 0,
        links: 0,
        alt: None,
        inner_images: 0,
        head: false,
        body_open: false,
        code: None,
    };
    for (at, step) in view.body.steps().iter().enumerate() {
        writer.take(at, step);
    }
    writer.finish()
}

struct Writer<'a> {
    view: &'a BodyView,
    body: &'a Body,
    out: String,
    /// The number and HTML of each footnote in the order in which they end.
    notes: Vec<(u32, String)>,
    /// What waits while a footnote is being written into `out`.
    waiting: Vec<String>,
    /// How often each footnote was marked.
    marks: Vec<u32>,
    /// Abbreviations that have not occurred yet.
    unmarked: HashSet<&'a str>,
    /// How many things are open in which abbreviations are not marked: headings, links.
    quiet: u32,
    /// How many links with an address are open: a link cannot stand in a link.
    links: u32,
    /// The link of an open image and the words for it so far.
    alt: Option<(u32, String)>,
    /// How many images are open inside the words for an image.
    inner_images: u32,
    /// Whether a table's head is open.
    head: bool,
    /// Whether a table's body is open.
    body_open: bool,
    /// The code of an open code block.
    code: Option<String>,
}

impl<'a> Writer<'a> {
    fn take(&mut self, at: usize, step: &Step) {
        match step {
            Step::Open(Element::Footnote(_)) => self.waiting.push(std::mem::take(&mut self.out)),
            Step::Close(Element::Footnote(number)) => {
                let outer = self.waiting.pop().unwrap_or_default();
                let note = std::mem::replace(&mut self.out, outer);
                self.notes.push((*number, note));
            }
            Step::Open(element) => self.open(at, *element),
            Step::Close(element) => self.close(*element),
            Step::Text(piece) => {
                let text = self.body.piece(*piece);
                match (&mut self.alt, &mut self.code) {
                    (Some((_, alt)), _) => alt.push_str(text),
                    (None, Some(code)) => code.push_str(text),
                    (None, None) => self.say(text),
                }
            }
            Step::Code(piece) => {
                let text = self.body.piece(*piece);
                match &mut self.alt {
                    Some((_, alt)) => alt.push_str(text),
                    None => {
                        self.out.push_str("<code>");
                        self.escaped(text);
                        self.out.push_str("</code>");
                    }
                }
            }
            Step::Html(piece) => {
                let text = self.body.piece(*piece);
                match &mut self.alt {
                    Some((_, alt)) => alt.push_str(text),
                    None => self.escaped(text),
                }
            }
            Step::SoftBreak | Step::HardBreak => match &mut self.alt {
                Some((_, alt)) => alt.push(' '),
                None if *step == Step::HardBreak => self.out.push_str("<br>\n"),
                None => self.out.push('\n'),
            },
            Step::Rule => self.out.push_str("<hr>\n"),
            Step::Task(done) => self.out.push_str(if *done {
                "<span class=\"task-box done\"><span class=\"visually-hidden\">Done: </span></span> "
            } else {
                "<span class=\"task-box\"><span class=\"visually-hidden\">To do: </span></span> "
            }),
            Step::FootnoteMark(number) => self.mark(*number),
        }
    }

    fn open(&mut self, at: usize, element: Element) {
        let next = self.body.steps().get(at + 1);
        match element {
            Element::Paragraph | Element::HtmlBlock => self.out.push_str("<p>"),
            Element::Heading(number) => {
                self.quiet += 1;
                let heading = &self.body.headings[number as usize];
                self.out
                    .push_str(&format!("<h{} id=\"", heading.level));
                self.attribute(&heading.id);
                self.out.push_str("\">");
            }
            Element::Quote => self.out.push_str("<blockquote>\n"),
            Element::Alert(alert) => {
                let (class, title) = match alert {
                    Alert::Note => ("note", "Note"),
                    Alert::Tip => ("tip", "Tip"),
                    Alert::Important => ("important", "Important"),
                    Alert::Warning => ("warning", "Warning"),
                    Alert::Caution => ("caution", "Caution"),
                };
                self.out.push_str(&format!(
                    "<div class=\"alert alert-{class}\">\n<p class=\"alert-title\">{title}</p>\n"
                ));
            }
            Element::CodeBlock(_) => self.code = Some(String::new()),
            Element::OrderedList(1) => self.out.push_str("<ol>\n"),
            Element::OrderedList(first) => {
                self.out.push_str(&format!("<ol start=\"{first}\">\n"));
            }
            Element::BulletList => self.out.push_str("<ul>\n"),
            Element::Item => {
                let after = self.body.steps().get(at + 2);
                let is_task = matches!(next, Some(Step::Task(_)))
                    || matches!(
                        (next, after),
                        (Some(Step::Open(Element::Paragraph)), Some(Step::Task(_)))
                    );
                self.out.push_str(if is_task {
                    "<li class=\"task\">"
                } else {
                    "<li>"
                });
            }
            Element::DefinitionList => self.out.push_str("<dl>\n"),
            Element::DefinitionTerm => self.out.push_str("<dt>"),
            Element::Definition => self.out.push_str("<dd>"),
            Element::Footnote(_) => {}
            // A wide table scrolls by itself, so it must be reachable by keyboard.
            Element::Table => self
                .out
                .push_str("<div class=\"table-scroll\" role=\"group\" aria-label=\"Table\" tabindex=\"0\">\n<table>\n"),
            Element::TableHead => {
                self.head = true;
                self.out.push_str("<thead>\n<tr>\n");
            }
            Element::TableRow => {
                if !self.body_open {
                    self.body_open = true;
                    self.out.push_str("<tbody>\n");
                }
                self.out.push_str("<tr>\n");
            }
            Element::TableCell(align) => {
                // A head cell without words heads nothing.
                let is_empty = matches!(next, Some(Step::Close(Element::TableCell(_))));
                self.out.push_str(if self.head && !is_empty {
                    "<th scope=\"col\""
                } else {
                    "<td"
                });
                self.out.push_str(match align {
                    Align::Default | Align::Left => ">",
                    Align::Centre => " class=\"centre\">",
                    Align::Right => " class=\"right\">",
                });
            }
            Element::Emphasis => self.tag("<em>"),
            Element::Strong => self.tag("<strong>"),
            Element::Strike => self.tag("<del>"),
            Element::Superscript => self.tag("<sup>"),
            Element::Subscript => self.tag("<sub>"),
            // In the words for an image, or in another link, a link is its words.
            Element::Link(_) if self.alt.is_some() => {}
            Element::Link(number) => {
                self.quiet += 1;
                if let Some(href) = self.link(number).map(|link| link.href.as_str()) {
                    let title = &self.body.links[number as usize].title;
                    self.links += 1;
                    self.out.push_str("<a href=\"");
                    self.address(href);
                    if !title.is_empty() {
                        self.out.push_str("\" title=\"");
                        self.attribute(title);
                    }
                    self.out.push_str("\">");
                }
            }
            Element::Image(_) if self.alt.is_some() => self.inner_images += 1,
            Element::Image(number) => self.alt = Some((number, String::new())),
        }
    }

    fn close(&mut self, element: Element) {
        match element {
            Element::Paragraph | Element::HtmlBlock => self.out.push_str("</p>\n"),
            Element::Heading(number) => {
                self.quiet -= 1;
                let level = self.body.headings[number as usize].level;
                self.out.push_str(&format!("</h{level}>\n"));
            }
            Element::Quote => self.out.push_str("</blockquote>\n"),
            Element::Alert(_) => self.out.push_str("</div>\n"),
            Element::CodeBlock(language) => {
                let code = self.code.take().unwrap_or_default();
                self.code_block(self.body.piece(language), &code);
            }
            Element::OrderedList(_) => self.out.push_str("</ol>\n"),
            Element::BulletList => self.out.push_str("</ul>\n"),
            Element::Item => self.out.push_str("</li>\n"),
            Element::DefinitionList => self.out.push_str("</dl>\n"),
            Element::DefinitionTerm => self.out.push_str("</dt>\n"),
            Element::Definition => self.out.push_str("</dd>\n"),
            Element::Footnote(_) => {}
            Element::Table => {
                if std::mem::take(&mut self.body_open) {
                    self.out.push_str("</tbody>\n");
                }
                self.out.push_str("</table>\n</div>\n");
            }
            Element::TableHead => {
                self.head = false;
                self.out.push_str("</tr>\n</thead>\n");
            }
            Element::TableRow => self.out.push_str("</tr>\n"),
            Element::TableCell(_) => {
                // The cell was opened as a head cell unless it was empty.
                let was_head = self.head
                    && !self.out.ends_with("<td>")
                    && !self.out.ends_with("<td class=\"centre\">")
                    && !self.out.ends_with("<td class=\"right\">");
                self.out
                    .push_str(if was_head { "</th>\n" } else { "</td>\n" });
            }
            Element::Emphasis => self.tag("</em>"),
            Element::Strong => self.tag("</strong>"),
            Element::Strike => self.tag("</del>"),
            Element::Superscript => self.tag("</sup>"),
            Element::Subscript => self.tag("</sub>"),
            Element::Link(_) if self.alt.is_some() => {}
            Element::Link(number) => {
                self.quiet -= 1;
                if let Some(link) = self.link(number) {
                    self.links -= 1;
                    if !link.note.is_empty() {
                        self.out.push_str(" (");
                        let note = link.note.as_str();
                        self.escaped(note);
                        self.out.push(')');
                    }
                    self.out.push_str("</a>");
                }
            }
            Element::Image(_) if self.inner_images > 0 => self.inner_images -= 1,
            Element::Image(_) => self.image(),
        }
    }

    /// Inline markup; in the words for an image it has no place.
    fn tag(&mut self, tag: &str) {
        if self.alt.is_none() {
            self.out.push_str(tag);
        }
    }

    fn link(&self, number: u32) -> Option<&'a BodyLink> {
        self.view.links.get(number as usize)?.as_ref()
    }

    fn code_block(&mut self, language: &str, code: &str) {
        self.out.push_str("<pre tabindex=\"0\"><code");
        if !language.is_empty() {
            self.out.push_str(" class=\"language-");
            self.attribute(language);
            self.out.push('"');
        }
        self.out.push('>');
        match highlight::html(language, code) {
            Some(html) => self.out.push_str(&html),
            None => self.escaped(code),
        }
        self.out.push_str("</code></pre>\n");
    }

    // Writing to a `String` cannot fail, so the results below say nothing.

    fn escaped(&mut self, text: &str) {
        let _ = escape_html_body_text(&mut self.out, text);
    }

    fn attribute(&mut self, text: &str) {
        let _ = escape_html(&mut self.out, text);
    }

    fn address(&mut self, href: &str) {
        let _ = escape_href(&mut self.out, href);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::SourcePath;

    fn rendered(markdown: &str, links: &[Option<&str>], abbreviations: &[(&str, &str)]) -> String {
        let body = crate::parse::body::read(
            markdown,
            0,
            crate::parse::body::Dialect::Plain,
            &SourcePath::new("x.md"),
            &mut Vec::new(),
        );
        html(&BodyView {
            body,
            links: links
                .iter()
                .map(|href| {
                    href.map(|href| BodyLink {
                        href: href.to_owned(),
                        note: String::new(),
                    })
                })
                .collect(),
            abbreviations: abbreviations
                .iter()
                .map(|(short, long)| ((*short).to_owned(), (*long).to_owned()))
                .collect(),
        })
    }

    #[test]
    fn html_is_text() {
        let out = rendered(
            "a <script>alert(1)</script> b\n\n<img src=x onerror=y>\n",
            &[],
            &[],
        );
        assert!(!out.contains("<script") && !out.contains("<img"), "{out}");
        assert!(out.contains("&lt;script&gt;"));
    }

    #[test]
    fn a_link_without_an_address_is_its_words() {
        assert_eq!(
            rendered("[x](javascript:alert) [y](z)\n", &[None, Some("z\"<")], &[]),
            "<p>x <a href=\"z%22%3C\">y</a></p>\n"
        );
    }

    #[test]
    fn footnotes_stand_at_the_end_with_a_way_back() {
        let out = rendered("One[^a] two[^a].\n\n[^a]: Note *well*.\n\nEnd.\n", &[], &[]);
        assert!(out.starts_with("<p>One<sup class=\"footnote-mark\"><a id=\"footnote-mark.1\""));
        assert!(
            out.contains("<p>End.</p>\n<section class=\"footnotes\""),
            "{out}"
        );
        assert_eq!(out.matches("footnote-back").count(), 2);
    }

    #[test]
    fn abbreviations_are_marked_once_and_not_in_headings() {
        let out = rendered(
            "## CVC\n\nA CVC, the CVC.\n",
            &[],
            &[("CVC", "Central venous catheter")],
        );
        assert_eq!(out.matches("<abbr").count(), 1);
        assert!(out.contains("A <abbr title=\"Central venous catheter\">CVC</abbr>, the CVC."));
    }

    #[test]
    fn tables_have_heads_and_tasks_have_boxes() {
        let out = rendered(
            "| | b |\n| --- | --: |\n| c | d |\n\n- [ ] e\n- [x] f\n",
            &[],
            &[],
        );
        assert!(
            out.contains("<td></td>\n<th scope=\"col\" class=\"right\">b</th>"),
            "{out}"
        );
        assert!(out.contains("<td>c</td>\n<td class=\"right\">d</td>"));
        assert_eq!(out.matches("<li class=\"task\">").count(), 2);
    }
}
