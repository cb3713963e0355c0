//! Words: any text, one that must be there, and a version.

use super::Fields;
use super::codes::WRONG_TYPE;
use crate::diagnostic::{Diagnostic, Located};

impl Fields<'_> {
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
}
