//! Markup with words in it that cannot break it.

use quick_xml::escape::escape;

/// Markup while it is written.
#[derive(Default)]
pub struct Xml(String);

impl Xml {
    /// Begins a part of the package.
    pub fn part() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned())
    }

    /// Adds markup as it is.
    pub fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Adds words, for content or for a value in quotes.
    pub fn words(&mut self, words: &str) -> &mut Self {
        // Letters that XML 1.0 forbids, even escaped.
        if words.contains(is_forbidden) {
            let sound: String = words
                .chars()
                .filter(|letter| !is_forbidden(*letter))
                .collect();
            self.0.push_str(&escape(&*sound));
        } else {
            self.0.push_str(&escape(words));
        }
        self
    }

    /// Adds a run of words; `properties` are those of the run, as markup.
    pub fn run(&mut self, words: &str, properties: &str) -> &mut Self {
        self.raw("<w:r>");
        if !properties.is_empty() {
            self.raw("<w:rPr>").raw(properties).raw("</w:rPr>");
        }
        self.raw("<w:t xml:space=\"preserve\">")
            .words(words)
            .raw("</w:t></w:r>")
    }

    /// Adds a paragraph of one run.
    pub fn paragraph(&mut self, style: &str, words: &str, properties: &str) -> &mut Self {
        self.begin(style).run(words, properties).raw("</w:p>")
    }

    /// Begins a paragraph.
    pub fn begin(&mut self, style: &str) -> &mut Self {
        self.raw("<w:p><w:pPr><w:pStyle w:val=\"")
            .raw(style)
            .raw("\"/></w:pPr>")
    }

    /// The finished markup.
    pub fn finish(self) -> String {
        self.0
    }
}

fn is_forbidden(letter: char) -> bool {
    matches!(letter, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

/// The same words, at most so many letters long: Word refuses longer names of controls.
pub fn shortened(words: &str, longest: usize) -> String {
    words.chars().take(longest).collect()
}
