//! Program code with its parts marked by classes, so that the stylesheet colours them and no inline style is needed.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::LazyLock;

use syntect::html::{ClassStyle, line_tokens_to_classed_spans};
use syntect::parsing::{ParseState, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

/// The grammars take 20 ms to load, so they are loaded when the first block of code asks for them.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Longer blocks stay plain: data that somebody pasted, where colours help nobody and cost seconds.
const LONGEST: usize = 64 * 1024;

/// More lines than this are not remembered: a network that writes so much code is not helped by its memory.
const REMEMBERED: usize = 4096;

thread_local! {
    static LINES: RefCell<Lines> = RefCell::default();
}

/// Code as HTML with classes that begin with `s-`; `None` for a language that is not known, or without one.
pub fn html(language: &str, code: &str) -> Option<String> {
    if language.is_empty() || code.len() > LONGEST {
        return None;
    }
    let syntax = SYNTAXES.find_syntax_by_token(language)?;
    if syntax.name == "Plain Text" {
        return None;
    }
    LINES.with_borrow_mut(|lines| lines.html(syntax, code))
}

/// Lines that were marked before, by the state in which they began. Marking a line takes up to 100 microseconds, and most lines of
/// program code on a site (a brace, a comment, the same query with another number) stand there many times.
#[derive(Default)]
struct Lines {
    states: Vec<State>,
    remembered: usize,
}

/// Where the grammar stands between two lines, and what came of the lines that began there.
struct State {
    parse: ParseState,
    scopes: ScopeStack,
    lines: HashMap<String, Marked>,
}

#[derive(Clone)]
struct Marked {
    html: String,
    /// How many more elements are open after the line than before it.
    opened: isize,
    /// The state after it.
    next: usize,
}

impl Lines {
    fn html(&mut self, syntax: &SyntaxReference, code: &str) -> Option<String> {
        if self.remembered > REMEMBERED {
            *self = Self::default();
        }
        let mut at = self.state(ParseState::new(syntax), ScopeStack::new());
        let mut html = String::with_capacity(code.len() * 4);
        let mut open = 0;
        for line in LinesWithEndings::from(code) {
            let marked = self.line(at, line)?;
            html.push_str(&marked.html);
            open += marked.opened;
            at = marked.next;
        }
        for _ in 0..open {
            html.push_str("</span>");
        }
        Some(html)
    }

    fn line(&mut self, at: usize, line: &str) -> Option<&Marked> {
        if !self.states[at].lines.contains_key(line) {
            let mut parse = self.states[at].parse.clone();
            let mut scopes = self.states[at].scopes.clone();
            let style = ClassStyle::SpacedPrefixed { prefix: "s-" };
            let ops = parse.parse_line(line, &SYNTAXES).ok()?;
            let (html, opened) =
                line_tokens_to_classed_spans(line, &ops, style, &mut scopes).ok()?;
            let next = self.state(parse, scopes);
            self.remembered += 1;
            let marked = Marked { html, opened, next };
            self.states[at].lines.insert(line.to_owned(), marked);
        }
        self.states[at].lines.get(line)
    }

    /// The number of a state; a handful per language, so looking through them is quick.
    fn state(&mut self, parse: ParseState, scopes: ScopeStack) -> usize {
        let known = self
            .states
            .iter()
            .position(|state| state.scopes == scopes && state.parse == parse);
        known.unwrap_or_else(|| {
            self.states.push(State {
                parse,
                scopes,
                lines: HashMap::new(),
            });
            self.states.len() - 1
        })
    }
}

#[cfg(test)]
mod tests {
    use syntect::html::ClassedHTMLGenerator;

    use super::*;

    #[test]
    fn remembered_lines_are_what_the_library_makes() {
        let code = "def f(x):\n    \"\"\"Text\n    more\"\"\"\n    return x + 1  # end\n\ndef f(x):\n    return \"a\"\n";
        for _ in 0..2 {
            let syntax = SYNTAXES.find_syntax_by_token("python").expect("known");
            let style = ClassStyle::SpacedPrefixed { prefix: "s-" };
            let mut library = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, style);
            for line in LinesWithEndings::from(code) {
                library
                    .parse_html_for_line_which_includes_newline(line)
                    .expect("sound");
            }
            assert_eq!(html("python", code), Some(library.finalize()));
        }
        assert_eq!(html("no-such-language", code), None);
    }
}
