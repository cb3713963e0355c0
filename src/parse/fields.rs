//! Reads the fields of one group of keys, each with its type, and finds every mistake in one pass.

use jiff::civil::{Date, DateTime};

use super::node::{Node, NodeValue};
use crate::diagnostic::{Code, Diagnostic, Located, Severity, Span, did_you_mean};
use crate::path::SourcePath;

/// A key that has no meaning in its place.
pub const UNKNOWN_KEY: Code = Code {
    name: "unknown-key",
    severity: Severity::Error,
    manual: "\
This key means nothing here, so what stands behind it would silently not appear. Most often it is a slip of the keyboard
(the message names the nearest known key), or a key of another kind of page.",
};

/// A required key that is not there.
pub const MISSING_FIELD: Code = Code {
    name: "missing-field",
    severity: Severity::Error,
    manual: "\
This kind of page cannot stand without this field: readers decide by it whether they may rely on the page (who wrote it,
which version, when it was last reviewed). Add a line with the key and its value to the front matter.",
};

/// A value of another shape than its key needs.
pub const WRONG_TYPE: Code = Code {
    name: "wrong-type",
    severity: Severity::Error,
    manual: "\
The key is known, but its value has another shape: a list where one text belongs, words where a number belongs, and so on.
The message says which shape is needed. A version goes in quotes, because 1.10 without quotes is the number 1.1.
A key that has keys of its own is written over several lines, each indented by two spaces:
    speaker:
      name: Theatre matron
      role: Nurse lead",
};

/// A date that does not exist or is written in another order.
pub const BAD_DATE: Code = Code {
    name: "bad-date",
    severity: Severity::Error,
    manual: "\
Dates are written year first: 2026-11-30. Every other order is read differently by somebody. On the site the date appears as
30 November 2026.",
};

/// A word that is not one of those its key allows.
pub const UNKNOWN_VALUE: Code = Code {
    name: "unknown-value",
    severity: Severity::Error,
    manual: "\
This key takes one of a few fixed words. The message names the nearest, or all of them.",
};

/// A text where an address on the web belongs.
pub const BAD_WEB_ADDRESS: Code = Code {
    name: "bad-web-address",
    severity: Severity::Error,
    manual: "\
This key takes an address on the web, written out in full: https://www.example.org/page. Without https:// a browser would look for a page of that
name on this site. Other beginnings, such as javascript: or file:, can run code in a reader's browser or lead to the author's own computer.",
};

/// One of a few fixed words.
pub trait Choice: Copy + 'static {
    /// The words and what they mean.
    const WORDS: &'static [(&'static str, Self)];
}

/// The keys of one group, taken out one by one; what is left at the end is unknown.
pub struct Fields<'a> {
    path: &'a SourcePath,
    span: Span,
    entries: Vec<(Located<String>, Node)>,
    /// Whether something else stands where the keys should: what is missing then was not forgotten.
    misshapen: bool,
    known: Vec<&'static str>,
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
        let (_, node) = self.entries.remove(at);
        (node.value != NodeValue::Null).then_some(node)
    }

    /// Says that a required key is missing.
    pub fn missing(&mut self, key: &str, example: &str) {
        self.absent(format!("`{key}` is missing"), key, example);
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

    fn scalar(&mut self, key: &'static str, needed: &str) -> Option<Located<(String, bool)>> {
        let node = self.take(key)?;
        match node.value {
            NodeValue::Scalar { text, quoted } => {
                let trimmed = text.trim();
                if trimmed.is_empty() {
                    return None;
                }
                Some(Located {
                    value: (trimmed.to_owned(), quoted),
                    span: node.span,
                })
            }
            _ => {
                self.wrong(key, needed, &node);
                None
            }
        }
    }

    /// A text.
    pub fn text(&mut self, key: &'static str) -> Option<Located<String>> {
        self.scalar(key, "a text")
            .map(|found| found.map(|(text, _)| text))
    }

    /// A text that must be there; a value of the wrong shape is one finding, not two.
    pub fn required_text(&mut self, key: &'static str, example: &str) -> Option<Located<String>> {
        let before = self.findings.len();
        let text = self.text(key);
        if text.is_none() && self.findings.len() == before {
            self.missing(key, example);
        }
        text
    }

    /// An address on the web; any other scheme never reaches a page.
    pub fn web_address(&mut self, key: &'static str) -> Option<Located<String>> {
        let found = self.text(key)?;
        self.address(key, found, &["https://", "http://"])
    }

    /// An address on the web, or a mailbox as `mailto:team@example.org`.
    pub fn web_or_mail_address(&mut self, key: &'static str) -> Option<Located<String>> {
        let found = self.text(key)?;
        self.address(key, found, &["https://", "http://", "mailto:"])
    }

    fn address(
        &mut self,
        key: &str,
        found: Located<String>,
        schemes: &[&str],
    ) -> Option<Located<String>> {
        let rest = schemes.iter().find_map(|scheme| found.strip_prefix(scheme));
        let is_sound = |rest: &str| {
            !rest.is_empty() && !rest.starts_with('/') && !rest.contains(char::is_whitespace)
        };
        if rest.is_some_and(is_sound) {
            return Some(found);
        }
        let help = if found.contains(':') || found.contains(char::is_whitespace) {
            "write an address that begins with https://".to_owned()
        } else {
            format!(
                "write it in full: `https://{}`",
                found.trim_start_matches('/')
            )
        };
        self.findings.push(
            Diagnostic::new(
                &BAD_WEB_ADDRESS,
                self.path,
                format!("`{key}` is not an address on the web: `{}`", found.value),
            )
            .at(found.span)
            .help(help),
        );
        None
    }

    /// A text that must be in quotes if it looks like a number, because `1.10` without quotes is `1.1` to every other program.
    pub fn version(&mut self, key: &'static str) -> Option<Located<String>> {
        let found = self.scalar(key, "a text in quotes")?;
        let (text, quoted) = found.value;
        if !quoted && text.parse::<f64>().is_ok() {
            self.findings.push(
                Diagnostic::new(
                    &WRONG_TYPE,
                    self.path,
                    format!("`{key}` needs quotes: {text} without them is a number, so 1.10 would be 1.1"),
                )
                .at(found.span)
                .help(format!("write `{key}: \"{text}\"`")),
            );
        }
        Some(Located {
            value: text,
            span: found.span,
        })
    }

    /// A date such as `2026-11-30`.
    pub fn date(&mut self, key: &'static str) -> Option<Located<Date>> {
        let found = self.scalar(key, "a date")?;
        let span = found.span;
        let text = found.value.0;
        match text.parse::<Date>() {
            Ok(value) if text.len() == 10 => Some(Located { value, span }),
            _ => {
                self.bad_date(key, &text, span);
                None
            }
        }
    }

    /// A date with or without a time, such as `2026-11-30T13:30`.
    pub fn moment(&mut self, key: &'static str) -> Option<Located<(Date, Option<DateTime>)>> {
        let found = self.scalar(key, "a date, or a date and a time")?;
        let span = found.span;
        let text = found.value.0;
        let value = if text.len() == 10 {
            text.parse::<Date>().ok().map(|date| (date, None))
        } else {
            text.parse::<DateTime>()
                .ok()
                .map(|time| (time.date(), Some(time)))
        };
        if value.is_none() {
            self.bad_date(key, &text, span);
        }
        value.map(|value| Located { value, span })
    }

    fn bad_date(&mut self, key: &str, text: &str, span: Span) {
        self.findings.push(
            Diagnostic::new(
                &BAD_DATE,
                self.path,
                format!("`{key}` is not a date: `{text}`"),
            )
            .at(span)
            .help("write the year first, such as 2026-11-30"),
        );
    }

    /// Yes or no.
    pub fn flag(&mut self, key: &'static str) -> Option<Located<bool>> {
        let found = self.scalar(key, "yes or no")?;
        let span = found.span;
        let value = match found.value.0.to_lowercase().as_str() {
            "true" | "yes" => true,
            "false" | "no" => false,
            other => {
                self.findings.push(
                    Diagnostic::new(
                        &WRONG_TYPE,
                        self.path,
                        format!("`{key}` takes true or false, not `{other}`"),
                    )
                    .at(span),
                );
                return None;
            }
        };
        Some(Located { value, span })
    }

    /// A whole number.
    pub fn number(&mut self, key: &'static str) -> Option<Located<i64>> {
        let found = self.scalar(key, "a whole number")?;
        let span = found.span;
        match found.value.0.parse() {
            Ok(value) => Some(Located { value, span }),
            Err(_) => {
                let text = found.value.0;
                self.findings.push(
                    Diagnostic::new(
                        &WRONG_TYPE,
                        self.path,
                        format!("`{key}` takes a whole number, not `{text}`"),
                    )
                    .at(span),
                );
                None
            }
        }
    }

    /// One of a few fixed words.
    pub fn choice<C: Choice>(&mut self, key: &'static str) -> Option<Located<C>> {
        let found = self.text(key)?;
        self.choose(key, found)
    }

    /// Any number of a few fixed words.
    pub fn choices<C: Choice>(&mut self, key: &'static str) -> Vec<C> {
        let found = self.texts(key);
        found
            .into_iter()
            .filter_map(|text| self.choose(key, text).map(|choice| choice.value))
            .collect()
    }

    fn choose<C: Choice>(&mut self, key: &str, found: Located<String>) -> Option<Located<C>> {
        let chosen = C::WORDS.iter().find(|(word, _)| *word == found.value);
        if let Some((_, value)) = chosen {
            return Some(Located {
                value: *value,
                span: found.span,
            });
        }
        let words = || C::WORDS.iter().map(|(word, _)| *word);
        let help = did_you_mean(&found.value, words())
            .unwrap_or_else(|| format!("one of: {}", words().collect::<Vec<_>>().join(", ")));
        self.findings.push(
            Diagnostic::new(
                &UNKNOWN_VALUE,
                self.path,
                format!("`{key}` cannot be `{}`", found.value),
            )
            .at(found.span)
            .help(help),
        );
        None
    }

    /// A list of texts; a single text counts as a list of one.
    pub fn texts(&mut self, key: &'static str) -> Vec<Located<String>> {
        let Some(node) = self.take(key) else {
            return Vec::new();
        };
        let items = match node.value {
            NodeValue::List(items) => items,
            NodeValue::Scalar { .. } => vec![node],
            NodeValue::Null | NodeValue::Map(_) => {
                self.wrong(key, "a list of texts", &node);
                return Vec::new();
            }
        };
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            match item.value {
                NodeValue::Scalar { text, .. } => texts.push(Located {
                    value: text.trim().to_owned(),
                    span: item.span,
                }),
                NodeValue::Null => {}
                _ => self.wrong(key, "a list of texts", &item),
            }
        }
        texts
    }

    /// A list of whole numbers.
    pub fn numbers(&mut self, key: &'static str) -> Vec<Located<u32>> {
        let mut numbers = Vec::new();
        for text in self.texts(key) {
            match text.value.parse() {
                Ok(value) => numbers.push(Located {
                    value,
                    span: text.span,
                }),
                Err(_) => self.findings.push(
                    Diagnostic::new(
                        &WRONG_TYPE,
                        self.path,
                        format!("`{key}` takes whole numbers, not `{}`", text.value),
                    )
                    .at(text.span),
                ),
            }
        }
        numbers
    }

    /// A group of keys of its own.
    pub fn group<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Fields<'_>) -> T,
    ) -> Option<T> {
        let node = self.take(key)?;
        Some(self.below(key, node, read))
    }

    /// A list of groups; a single group counts as a list of one.
    pub fn groups<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&mut Fields<'_>) -> T,
    ) -> Vec<T> {
        let Some(node) = self.take(key) else {
            return Vec::new();
        };
        match node.value {
            NodeValue::List(items) => items
                .into_iter()
                .map(|item| self.below(key, item, &mut read))
                .collect(),
            _ => vec![self.below(key, node, read)],
        }
    }

    /// Reads the group of keys that stands below a key; the finding about anything else there names the key.
    fn below<T>(&mut self, key: &str, node: Node, read: impl FnOnce(&mut Fields<'_>) -> T) -> T {
        let wrong = match node.value {
            NodeValue::Map(_) | NodeValue::Null => None,
            _ => Some((node.span, node.shape())),
        };
        let before = self.findings.len();
        let value = self.within(node, read);
        if let Some((span, shape)) = wrong {
            let said = Diagnostic::new(
                &WRONG_TYPE,
                self.path,
                format!("`{key}` has keys of its own, so it cannot be {shape}"),
            )
            .at(span);
            // What was read from nothing has nothing to say.
            self.findings.truncate(before);
            self.findings
                .push(said.help(format!("write them below `{key}:`, one per line and indented by two spaces, as `peerpress explain wrong-type` shows")));
        }
        value
    }

    /// Reads a group of keys that was taken out before.
    pub fn within<T>(&mut self, node: Node, read: impl FnOnce(&mut Fields<'_>) -> T) -> T {
        let mut inner = Fields::new(node, self.path, self.findings);
        let value = read(&mut inner);
        inner.finish();
        value
    }

    /// Reports every key that nobody asked for.
    pub fn finish(self) {
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
        assert_eq!(
            codes,
            ["missing-field", "wrong-type", "bad-date", "unknown-key"]
        );
        assert_eq!(findings[3].help.as_deref(), Some("did you mean `title`?"));
        assert_eq!(findings[2].span.map(Span::range), Some(14..24));
    }

    #[test]
    fn a_wrong_shape_is_one_finding() {
        let (_, findings) = with("title: [a, b]\n", |fields| {
            fields.required_text("title", "x")
        });
        assert_eq!(findings.len(), 1);
    }
}
