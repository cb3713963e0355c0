//! Reads the fields of one group of keys, each with its type, and finds every mistake in one pass.

mod address;
mod choice;
mod codes;
mod date;
mod group;
mod list;
mod scalar;
mod text;

use super::node::{Node, NodeValue};
use crate::diagnostic::{Diagnostic, Located, Span, did_you_mean, nearest};
use crate::path::SourcePath;

pub use choice::Choice;
pub use codes::{BAD_DATE, BAD_WEB_ADDRESS, MISSING_FIELD, UNKNOWN_KEY, UNKNOWN_VALUE, WRONG_TYPE};

/// The keys of one group, taken out one by one; what is left at the end is unknown.
pub struct Fields<'a> {
    path: &'a SourcePath,
    span: Span,
    entries: Vec<(Located<String>, Node)>,
    /// Whether something else stands where the keys should: what is missing then was not forgotten.
    misshapen: bool,
    known: Vec<&'static str>,
    /// Keys that were taken and had nothing behind them.
    empty: Vec<(&'static str, Span)>,
    /// Keys that are not there, with the place of the finding that says so.
    missing: Vec<(String, usize)>,
    findings: &'a mut Vec<Diagnostic>,
}

impl<'a> Fields<'a> {
    /// Begins with a group of keys; anything else is a finding, and counts as an empty group.
    pub fn new(node: Node, path: &'a SourcePath, findings: &'a mut Vec<Diagnostic>) -> Self {
        let span = node.span;
        let mut misshapen = false;
        let entries = match node.value {
            NodeValue::Map(entries) => entries,
            NodeValue::Null => Vec::new(),
            _ => {
                misshapen = true;
                findings.push(
                    Diagnostic::new(
                        &WRONG_TYPE,
                        path,
                        format!("here belong keys and values, not {}", node.shape()),
                    )
                    .at(span)
                    .help("write `key: value`, one per line"),
                );
                Vec::new()
            }
        };
        Self {
            path,
            span,
            entries,
            misshapen,
            known: Vec::new(),
            empty: Vec::new(),
            missing: Vec::new(),
            findings,
        }
    }

    /// The file that these fields stand in.
    pub fn path(&self) -> &SourcePath {
        self.path
    }

    /// Where the group stands.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Whether the key has a value, readable or not. A form that was left empty (`review_due:`) has none.
    pub fn has(&self, key: &str) -> bool {
        self.entries
            .iter()
            .any(|(name, node)| name.value == key && !node.is_empty())
    }

    /// Adds a finding of the caller's own.
    pub fn find(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// Takes a value out in whatever shape it has; an empty value counts as absent.
    pub fn take(&mut self, key: &'static str) -> Option<Node> {
        self.known.push(key);
        let at = self
            .entries
            .iter()
            .position(|(name, _)| name.value == key)?;
        let (name, node) = self.entries.remove(at);
        if node.is_empty() {
            self.empty.push((key, name.span));
        }
        (node.value != NodeValue::Null).then_some(node)
    }

    /// Says that a required key is missing.
    pub fn missing(&mut self, key: &str, example: &str) {
        match self.empty.iter().find(|(empty, _)| *empty == key) {
            Some((_, span)) => self.findings.push(
                Diagnostic::new(&MISSING_FIELD, self.path, format!("`{key}` is empty"))
                    .at(*span)
                    .help(format!(
                        "write something behind it, such as `{key}: {example}`"
                    )),
            ),
            None => self.absent(format!("`{key}` is missing"), key, example),
        }
    }

    /// Says that one of two keys must be there and neither is; the example is one of the first.
    pub fn missing_both(&mut self, first: &str, second: &str, example: &str) {
        self.absent(
            format!("`{first}` or `{second}` is missing"),
            first,
            example,
        );
    }

    fn absent(&mut self, message: String, key: &str, example: &str) {
        if self.misshapen {
            return;
        }
        let place = Span {
            start: self.span.start,
            end: self.span.start,
        };
        self.missing.push((key.to_owned(), self.findings.len()));
        self.findings.push(
            Diagnostic::new(&MISSING_FIELD, self.path, message)
                .at(place)
                .help(format!("add a line such as `{key}: {example}`")),
        );
    }

    fn wrong(&mut self, key: &str, needed: &str, node: &Node) {
        let help = match (&node.value, needed) {
            (NodeValue::List(_), "a text") => {
                Some("take the square brackets or dashes away".to_owned())
            }
            (NodeValue::Map(_), "a text") => {
                Some("a text that has a colon or begins with `{` goes in double quotes".to_owned())
            }
            _ => None,
        };
        self.findings.push(
            Diagnostic::new(
                &WRONG_TYPE,
                self.path,
                format!("`{key}` takes {needed}, not {}", node.shape()),
            )
            .at(node.span)
            .maybe_help(help),
        );
    }

    /// Reports every key that nobody asked for. One that is a misspelling of a key that is missing is one mistake, not two.
    pub fn finish(self) {
        let meant = |name: &str| {
            let near = |(key, _): &(Located<String>, Node)| {
                nearest(&key.value, self.known.iter().copied()) == Some(name)
            };
            self.entries.iter().any(near)
        };
        for (_, at) in self.missing.iter().rev().filter(|(name, _)| meant(name)) {
            self.findings.remove(*at);
        }
        for (key, _) in &self.entries {
            self.findings.push(
                Diagnostic::new(
                    &UNKNOWN_KEY,
                    self.path,
                    format!("`{}` is not a key that is known here", key.value),
                )
                .at(key.span)
                .help(
                    did_you_mean(&key.value, self.known.iter().copied())
                        .unwrap_or_else(|| format!("known here: {}", self.known.join(", "))),
                ),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::yaml;

    fn with<T>(text: &str, read: impl FnOnce(&mut Fields<'_>) -> T) -> (T, Vec<Diagnostic>) {
        let path = SourcePath::new("x.md");
        let mut findings = Vec::new();
        let node = yaml::read(text, 0, &path, &mut findings);
        let mut fields = Fields::new(node, &path, &mut findings);
        let value = read(&mut fields);
        fields.finish();
        (value, findings)
    }

    #[test]
    fn every_mistake_in_one_pass() {
        let (date, findings) = with("titel: x\ndue: 30/11/2026\nversion: 1.10\n", |fields| {
            fields.required_text("title", "Chest drain insertion");
            fields.version("version");
            fields.date("due")
        });
        assert_eq!(date, None);
        let codes: Vec<_> = findings.iter().map(|finding| finding.code.name).collect();
        assert_eq!(codes, ["wrong-type", "bad-date", "unknown-key"]);
        assert_eq!(findings[2].help.as_deref(), Some("did you mean `title`?"));
        assert_eq!(findings[1].span.map(Span::range), Some(14..24));
    }

    #[test]
    fn a_wrong_shape_is_one_finding() {
        let (_, findings) = with("title: [a, b]\n", |fields| {
            fields.required_text("title", "x")
        });
        assert_eq!(findings.len(), 1);
    }
}
