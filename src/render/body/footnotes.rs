//! Footnotes: the marks in the text, and the notes at its end with a way back.

use super::Writer;

impl Writer<'_> {
    pub(super) fn mark(&mut self, number: u32) {
        if self.alt.is_some() {
            return;
        }
        let count = &mut self.marks[number as usize];
        *count += 1;
        let id = mark_id(number, *count);
        let shown = number + 1;
        self.out.push_str(&format!(
            "<sup class=\"footnote-mark\"><a id=\"{id}\" href=\"#footnote.{shown}\"><span class=\"visually-hidden\">Footnote </span>{shown}</a></sup>"
        ));
    }

    pub(super) fn finish(mut self) -> String {
        self.notes.sort_by_key(|(number, _)| *number);
        if self.notes.is_empty() {
            return self.out;
        }
        let mut out = std::mem::take(&mut self.out);
        out.push_str("<section class=\"footnotes\" aria-label=\"Footnotes\">\n<ol>\n");
        // Two notes of one name are one note, or its id would stand twice.
        let mut notes: Vec<(u32, String)> = Vec::new();
        for (number, html) in self.notes {
            match notes.last_mut() {
                Some((last, known)) if *last == number => known.push_str(&html),
                _ => notes.push((number, html)),
            }
        }
        for (number, html) in &notes {
            out.push_str(&format!("<li id=\"footnote.{}\">", number + 1));
            // The way back stands at the end of the last paragraph, not on a line of its own.
            let (text, end) = match html.trim_end().strip_suffix("</p>") {
                Some(text) => (text, "</p>"),
                None => (html.trim_end(), ""),
            };
            out.push_str(text);
            for count in 1..=self.marks[*number as usize] {
                let id = mark_id(*number, count);
                let which = if count == 1 {
                    String::new()
                } else {
                    format!(" ({count})")
                };
                out.push_str(&format!(
                    " <a class=\"footnote-back\" href=\"#{id}\"><span aria-hidden=\"true\">↩</span><span class=\"visually-hidden\">Back to the text{which}</span></a>"
                ));
            }
            out.push_str(end);
            out.push_str("</li>\n");
        }
        out.push_str("</ol>\n</section>\n");
        out
    }
}

/// No heading has a dot in its id, so that these ids are never a heading's too.
fn mark_id(number: u32, count: u32) -> String {
    match count {
        1 => format!("footnote-mark.{}", number + 1),
        count => format!("footnote-mark.{}.{count}", number + 1),
    }
}
