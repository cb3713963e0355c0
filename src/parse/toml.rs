//! TOML settings and vocabularies as a [`Node`] tree.

use toml::de::{DeTable, DeValue};

use super::day;
use super::fields::BAD_DATE;
use super::node::{Node, NodeValue, printable};
use crate::diagnostic::{Code, Diagnostic, Located, Severity, Span};
use crate::path::SourcePath;

/// A settings file that is not TOML.
pub const TOML_SYNTAX: Code = Code {
    name: "toml-syntax",
    severity: Severity::Error,
    manual: "\
This settings file could not be read as TOML. Texts need double quotes (`name = \"…\"`), lists square brackets
(`synonyms = [\"a\", \"b\"]`), and every entry of a vocabulary starts with its own `[[procedure]]` line.",
};

/// Reads a whole TOML file. What could be read beside the mistakes is kept, and all mistakes are reported.
pub fn read(text: &str, path: &SourcePath, findings: &mut Vec<Diagnostic>) -> Node {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let at = error.span().unwrap_or(0..0);
        if let Some(finding) = bad_date(text, at.start, path) {
            findings.push(finding);
            continue;
        }
        findings.push(
            Diagnostic::new(
                &TOML_SYNTAX,
                path,
                format!("this is not TOML: {}", error.message()),
            )
            .at(Span::from(at))
            .help("texts stand in double quotes, lists in square brackets, and every quote and bracket is closed"),
        );
    }
    let span = Span::from(table.span());
    Node {
        span,
        value: map(table.get_ref()),
    }
}

/// A mistake that lies in a date: those need no quotes here, so the parser sees them first.
fn bad_date(text: &str, at: usize, path: &SourcePath) -> Option<Diagnostic> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next()?;
    let (key, behind) = line.split_once('=')?;
    let value = behind.split('#').next()?.trim();
    if !day::is_meant(value) || day::moment(value).is_some() {
        return None;
    }
    let from = start + key.len() + 1 + behind.find(value)?;
    Some(
        Diagnostic::new(
            &BAD_DATE,
            path,
            format!("`{}` is not a date: `{value}`", key.trim()),
        )
        .at(Span::from(from..from + value.len()))
        .help(day::advice(value)),
    )
}

fn map(table: &DeTable<'_>) -> NodeValue {
    let mut entries: Vec<_> = table
        .iter()
        .map(|(key, value)| {
            (
                Located {
                    value: key.get_ref().to_string(),
                    span: Span::from(key.span()),
                },
                node(value.get_ref(), value.span()),
            )
        })
        .collect();
    // The parser sorts keys by name; findings read better in the order of the file.
    entries.sort_by_key(|(key, _)| key.span);
    NodeValue::Map(entries)
}

fn node(value: &DeValue<'_>, span: std::ops::Range<usize>) -> Node {
    let plain = |text: String| NodeValue::Scalar {
        text,
        quoted: false,
    };
    let value = match value {
        DeValue::String(text) => NodeValue::Scalar {
            text: printable(text),
            quoted: true,
        },
        DeValue::Integer(number) => plain(number.as_str().to_owned()),
        DeValue::Float(number) => plain(number.as_str().to_owned()),
        DeValue::Boolean(yes) => plain(yes.to_string()),
        DeValue::Datetime(date) => plain(date.to_string()),
        DeValue::Array(items) => NodeValue::List(
            items
                .iter()
                .map(|item| node(item.get_ref(), item.span()))
                .collect(),
        ),
        DeValue::Table(table) => map(table),
    };
    Node {
        span: Span::from(span),
        value,
    }
}
