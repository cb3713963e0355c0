//! Lines and columns, as people and editors count them.

use std::borrow::Cow;

use super::nhs_number;
use crate::path::SourcePath;

/// The line starts of one text.
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Finds the lines of a text.
    pub fn new(text: &'a str) -> Self {
        let starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        Self { text, starts }
    }

    /// The text of a line, counted from 1, without its end.
    pub fn line(&self, number: usize) -> &'a str {
        let start = self.starts.get(number - 1).copied();
        let end = self.starts.get(number).copied();
        let line = &self.text[start.unwrap_or(self.text.len())..end.unwrap_or(self.text.len())];
        line.trim_end_matches(['\n', '\r'])
    }

    /// The text of a line as it may be printed: what is printed is kept, in logs that others read, so the number of a patient is covered.
    pub(super) fn printed(&self, number: usize) -> Cow<'a, str> {
        let line = self.line(number);
        // A number may begin in the line before, or end in the next.
        let place = |number: usize| self.starts.get(number).copied().unwrap_or(self.text.len());
        let start = place(number.saturating_sub(2));
        let before = place(number - 1) - start;
        match nhs_number::covered(&self.text[start..place(number + 1)]) {
            Cow::Borrowed(_) => line.into(),
            Cow::Owned(covered) => covered[before..before + line.len()].to_owned().into(),
        }
    }

    /// The line and column of a byte, both counted from 1; columns count characters. A byte past the end is at the end.
    pub fn at(&self, byte: usize) -> (usize, usize) {
        let mut byte = byte.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= byte) - 1;
        while !self.text.is_char_boundary(byte) {
            byte += 1;
        }
        let column = self.text[self.starts[line]..byte].chars().count();
        (line + 1, column + 1)
    }
}

/// The lines of one file after another: findings come sorted by file, so the lines of each are found once.
pub(super) struct Places<'a, F> {
    text_of: F,
    last: Option<(&'a SourcePath, Option<Lines<'a>>)>,
}

impl<'a, F: Fn(&SourcePath) -> Option<&'a str>> Places<'a, F> {
    pub(super) fn new(text_of: F) -> Self {
        Self {
            text_of,
            last: None,
        }
    }

    /// The lines of a file; `None` if its text is not there.
    pub(super) fn lines(&mut self, path: &'a SourcePath) -> Option<&Lines<'a>> {
        if self.last.as_ref().is_none_or(|(known, _)| *known != path) {
            self.last = Some((path, (self.text_of)(path).map(Lines::new)));
        }
        self.last.as_ref()?.1.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_patients_are_covered_over_the_end_of_a_line() {
        let lines = Lines::new("a\né 799 123\r\n4568 b\nc");
        let printed: Vec<_> = (1..=4).map(|number| lines.printed(number)).collect();
        assert_eq!(printed, ["a", "é ### ###", "##68 b", "c"]);
        assert_eq!(Lines::new("").printed(1), "");
    }

    #[test]
    fn columns_count_characters() {
        let lines = Lines::new("é=1\nx: y\r\n");
        assert_eq!(lines.at(0), (1, 1));
        assert_eq!(lines.at(2), (1, 2));
        assert_eq!(lines.at(8), (2, 4));
        assert_eq!(lines.at(999), (3, 1));
    }
}
