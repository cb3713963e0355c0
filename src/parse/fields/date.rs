//! Days, with or without a time.

use jiff::civil::{Date, DateTime};

use super::Fields;
use super::codes::BAD_DATE;
use crate::diagnostic::{Diagnostic, Located, Span};

impl Fields<'_> {
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
}
