//! Days, with or without a time.

use jiff::civil::{Date, DateTime};

use super::Fields;
use super::codes::BAD_DATE;
use crate::diagnostic::{Diagnostic, Located, Span};
use crate::parse::day;

impl Fields<'_> {
    /// A date such as `2026-11-30`.
    pub fn date(&mut self, key: &'static str) -> Option<Located<Date>> {
        let found = self.scalar(key, "a date")?;
        let span = found.span;
        let text = found.value.0;
        let value = day::date(&text);
        if value.is_none() {
            self.bad_date(key, &text, span);
        }
        value.map(|value| Located { value, span })
    }

    /// A date with or without a time, such as `2026-11-30T13:30`.
    pub fn moment(&mut self, key: &'static str) -> Option<Located<(Date, Option<DateTime>)>> {
        let found = self.scalar(key, "a date, or a date and a time")?;
        let span = found.span;
        let text = found.value.0;
        let value = day::moment(&text);
        if value.is_none() {
            self.bad_date(key, &text, span);
        }
        value.map(|value| Located { value, span })
    }

    /// A date, or words such as `2023` or `Spring 2023`.
    pub fn date_or_words(&mut self, key: &'static str) -> Option<Located<String>> {
        let found = self.text(key)?;
        if day::is_meant(&found.value) && day::date(&found.value).is_none() {
            self.bad_date(key, &found.value, found.span);
        }
        Some(found)
    }

    fn bad_date(&mut self, key: &str, text: &str, span: Span) {
        self.findings.push(
            Diagnostic::new(
                &BAD_DATE,
                self.path,
                format!("`{key}` is not a date: `{text}`"),
            )
            .at(span)
            .help(day::advice(text)),
        );
    }
}
