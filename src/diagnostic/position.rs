//! Lines and columns, as people and editors count them.

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
    fn columns_count_characters() {
        let lines = Lines::new("é=1\nx: y\r\n");
        assert_eq!(lines.at(0), (1, 1));
        assert_eq!(lines.at(2), (1, 2));
        assert_eq!(lines.at(8), (2, 4));
        assert_eq!(lines.at(999), (3, 1));
    }
}
