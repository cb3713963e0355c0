//! Lines and columns, as people and editors count them.

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

    /// The line and column of a byte, both counted from 1; columns count characters. A byte past the end is at the end.
    pub fn at(&self, byte: usize) -> (usize, usize) {
        let byte = byte.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= byte) - 1;
        let column = self.text[self.starts[line]..]
            .char_indices()
            .take_while(|(at, _)| self.starts[line] + at < byte)
            .count();
        (line + 1, column + 1)
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
