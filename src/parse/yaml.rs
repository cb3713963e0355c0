//! YAML front matter as a [`Node`] tree.

use granit_parser::{Event, Parser, ScalarStyle};

use super::node::{Node, NodeValue, printable};
use super::slip;
use crate::diagnostic::{Code, Diagnostic, Located, Severity, Span};
use crate::path::SourcePath;

/// Front matter that is not YAML.
pub const YAML_SYNTAX: Code = Code {
    name: "yaml-syntax",
    severity: Severity::Error,
    manual: "\
The lines between the two `---` lines at the top of the file could not be read as YAML.
The usual causes: a title or summary with a colon that is not in quotes (write `title: \"Sign in: what we changed\"`),
a missing space after a colon, or a list item that is indented differently from its neighbours.",
};

/// An anchor or alias in front matter.
pub const YAML_ALIAS: Code = Code {
    name: "yaml-alias",
    severity: Severity::Error,
    manual: "\
`&name` and `*name` let one YAML value stand in several places. In front matter they are more often a slip than meant (a text that
begins with `*` or `&`), and a few lines of them can grow to gigabytes. Write the value out, or put the text in quotes.",
};

/// The same key twice.
pub const DUPLICATE_KEY: Code = Code {
    name: "duplicate-key",
    severity: Severity::Error,
    manual: "\
The same key stands twice, and only one of the two values could be used. Which one was meant is not for a program to guess.
Delete one of them.",
};

/// Reads one YAML document; `offset` is where it begins in its file, so that places are the file's.
/// What could be read before a mistake is kept.
pub fn read(text: &str, offset: usize, path: &SourcePath, findings: &mut Vec<Diagnostic>) -> Node {
    let mut tree = Tree {
        path,
        findings,
        open: Vec::new(),
        root: None,
    };
    let mut last = Span::from(offset..offset);
    for next in Parser::new_from_str(text) {
        match next {
            Ok((event, span)) => {
                let range = span.byte_range().unwrap_or(0..0);
                last = Span::from(range).moved(offset);
                tree.take(event, last);
            }
            Err(error) => {
                let at = error
                    .marker()
                    .byte_offset()
                    .map_or(last.end as usize, |at| at + offset);
                let mut at = at.clamp(offset, offset + text.len());
                while !text.is_char_boundary(at - offset) {
                    at -= 1;
                }
                if let Some(opened) = open_quote(&error.info(), &text[..at - offset]) {
                    at = opened + offset;
                }
                if let Some(slip) = slip::near(text, at - offset) {
                    let place = slip.place.start + offset..slip.place.end + offset;
                    let finding = Diagnostic::new(&YAML_SYNTAX, path, slip.message);
                    tree.findings
                        .push(finding.at(Span::from(place)).help(slip.help));
                    break;
                }
                let sign = text[at - offset..].chars().next();
                let wide = sign.map_or(0, char::len_utf8);
                let (code, message, help) = in_plain_words(&error.info(), sign);
                tree.findings.push(
                    Diagnostic::new(code, path, message)
                        .at(Span::from(at..at + wide))
                        .help(help),
                );
                break;
            }
        }
    }
    tree.close_all(last);
    tree.root.unwrap_or(Node {
        span: Span::from(offset..offset),
        value: NodeValue::Null,
    })
}

/// Where a text began that does not end: the parser notices only in some later line.
fn open_quote(said: &str, before: &str) -> Option<usize> {
    if !said.contains("quoted scalar") {
        return None;
    }
    let mut opened = None;
    let mut start = 0;
    for line in before.split_inclusive('\n') {
        let key = line.find(": ").map_or(0, |at| at + 2);
        let value = line[key..].trim_start_matches([' ', '-', '[']);
        let sign = value
            .chars()
            .next()
            .filter(|sign| matches!(sign, '"' | '\''));
        if let Some(sign) = sign
            && !value[1..].trim_end().ends_with(sign)
        {
            opened = Some(start + line.len() - value.len());
        }
        start += line.len();
    }
    opened
}

/// What a mistake in the syntax means to somebody who has never heard of YAML.
fn in_plain_words(said: &str, sign: Option<char>) -> (&'static Code, String, &'static str) {
    let has = |words: &str| said.contains(words);
    let quotes = "put the text behind the key in double quotes";
    let sign = sign.unwrap_or(' ');
    if has("unknown anchor") {
        return (
            &YAML_ALIAS,
            "`*` and `&` names are not read here".to_owned(),
            "put a text that begins with `*` or `&` in double quotes",
        );
    }
    let (message, help) = if has("mapping values are not allowed") {
        (
            "a text with a colon in it needs double quotes".to_owned(),
            "write such as `title: \"Sign in: what we changed\"`",
        )
    } else if sign.is_control() && !sign.is_whitespace() {
        (
            "a character that cannot be shown stands here".to_owned(),
            "delete it and write the text again; it often comes from copying out of another program",
        )
    } else if has("unexpected character") {
        (format!("a text cannot begin with `{sign}`"), quotes)
    } else if has("tabs disallowed") {
        (
            "a tab stands where spaces belong".to_owned(),
            "indent with two spaces, not with the tab key",
        )
    } else if has("quoted scalar") {
        (
            "a text that begins with a quote does not end with one".to_owned(),
            "close the quotes; a quote inside such a text is written `\\\"`",
        )
    } else {
        (
            format!("the front matter cannot be read from here on: {said}"),
            "check the indentation; texts with a colon, a quote, `#`, `[` or `{` go in double quotes",
        )
    };
    (&YAML_SYNTAX, message, help)
}

/// A list or map that is still open.
enum Open {
    List(Span, Vec<Node>),
    Map(Span, Vec<(Located<String>, Node)>, Option<Located<String>>),
}

struct Tree<'a> {
    path: &'a SourcePath,
    findings: &'a mut Vec<Diagnostic>,
    open: Vec<Open>,
    root: Option<Node>,
}

impl Tree<'_> {
    fn take(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                self.refuse_anchor(anchor, span);
                let quoted = style != ScalarStyle::Plain;
                let value = if !quoted && matches!(&*text, "" | "~" | "null") {
                    NodeValue::Null
                } else {
                    NodeValue::Scalar {
                        text: printable(&text),
                        quoted,
                    }
                };
                self.put(Node { span, value });
            }
            Event::SequenceStart(_, anchor, _) => {
                self.refuse_anchor(anchor, span);
                self.open.push(Open::List(span, Vec::new()));
            }
            Event::MappingStart(_, anchor, _) => {
                self.refuse_anchor(anchor, span);
                self.open.push(Open::Map(span, Vec::new(), None));
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.refuse_anchor(1, span);
                self.put(Node {
                    span,
                    value: NodeValue::Null,
                });
            }
            _ => {}
        }
    }

    /// A name before a value; 0 stands for none. Left alone, `title: &team notes` would lose a word in silence.
    fn refuse_anchor(&mut self, anchor: usize, span: Span) {
        if anchor > 0 {
            self.findings.push(
                Diagnostic::new(
                    &YAML_ALIAS,
                    self.path,
                    "`*` and `&` names are not read here",
                )
                .at(span)
                .help("put a text that begins with `*` or `&` in double quotes"),
            );
        }
    }

    fn close(&mut self, end: Span) {
        let node = match self.open.pop() {
            Some(Open::List(start, items)) => Node {
                span: Span {
                    start: start.start,
                    end: end.end.max(start.end),
                },
                value: NodeValue::List(items),
            },
            Some(Open::Map(start, entries, _)) => Node {
                span: Span {
                    start: start.start,
                    end: end.end.max(start.end),
                },
                value: NodeValue::Map(entries),
            },
            None => return,
        };
        self.put(node);
    }

    fn close_all(&mut self, end: Span) {
        while !self.open.is_empty() {
            self.close(end);
        }
    }

    fn put(&mut self, node: Node) {
        match self.open.last_mut() {
            None => {
                self.root.get_or_insert(node);
            }
            Some(Open::List(_, items)) => items.push(node),
            Some(Open::Map(_, entries, key)) => match key.take() {
                None => {
                    let text = match node.value {
                        NodeValue::Scalar { text, .. } => text,
                        _ => String::new(),
                    };
                    *key = Some(Located {
                        value: text,
                        span: node.span,
                    });
                }
                Some(name) => {
                    if entries.iter().any(|(known, _)| known.value == name.value) {
                        self.findings.push(
                            Diagnostic::new(
                                &DUPLICATE_KEY,
                                self.path,
                                format!("`{}` stands here twice", name.value),
                            )
                            .at(name.span)
                            .help("keep one of the two"),
                        );
                    } else {
                        entries.push((name, node));
                    }
                }
            },
        }
    }
}
