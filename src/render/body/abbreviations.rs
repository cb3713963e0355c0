//! Abbreviations, marked where they first occur.

use super::Writer;
use crate::parse::body::words;

impl Writer<'_> {
    /// Words, with each abbreviation marked where it first occurs.
    pub(super) fn say(&mut self, text: &str) {
        if self.quiet > 0 || self.unmarked.is_empty() {
            self.escaped(text);
            return;
        }
        let mut said = 0;
        for (at, word) in words(text) {
            if !self.unmarked.contains(word) {
                continue;
            }
            let known = self
                .view
                .abbreviations
                .iter()
                .find(|(short, _)| short == word);
            let Some((_, expansion)) = known else {
                continue;
            };
            // The plural and the singular are one abbreviation: once is enough.
            for (short, _) in (self.view.abbreviations.iter()).filter(|(_, long)| long == expansion)
            {
                self.unmarked.remove(short.as_str());
            }
            self.escaped(&text[said..at]);
            self.out.push_str("<abbr title=\"");
            self.attribute(expansion);
            self.out.push_str("\">");
            self.escaped(word);
            self.out.push_str("</abbr>");
            said = at + word.len();
        }
        self.escaped(&text[said..]);
    }
}
