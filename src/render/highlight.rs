//! Program code with its parts marked by classes, so that the stylesheet colours them and no inline style is needed.

use std::sync::LazyLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

/// The grammars take 20 ms to load, so they are loaded when the first block of code asks for them.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Longer blocks stay plain: data that somebody pasted, where colours help nobody and cost seconds.
const LONGEST: usize = 64 * 1024;

/// Code as HTML with classes that begin with `s-`; `None` for a language that is not known, or without one.
pub fn html(language: &str, code: &str) -> Option<String> {
    if language.is_empty() || code.len() > LONGEST {
        return None;
    }
    let syntax = SYNTAXES.find_syntax_by_token(language)?;
    if syntax.name == "Plain Text" {
        return None;
    }
    let style = ClassStyle::SpacedPrefixed { prefix: "s-" };
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, style);
    for line in LinesWithEndings::from(code) {
        generator
            .parse_html_for_line_which_includes_newline(line)
            .ok()?;
    }
    Some(generator.finalize())
}
