//! Program code with its parts marked by classes, so that the stylesheet colours them and no inline style is needed.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use syntect::html::{ClassStyle, line_tokens_to_classed_spans};
use syntect::parsing::{ParseState, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

/// The grammars take 20 ms to load, so they are loaded when the first block of code asks for them.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Longer blocks stay plain: data that somebody pasted, where colours help nobody and cost seconds.
const LONGEST: usize = 64 * 1024;

/// More lines than this are not remembered: a network that writes so much code is not helped by its memory.
const REMEMBERED: usize = 4096;

static LINES: LazyLock<RwLock<Lines>> = LazyLock::new(RwLock::default);

/// Code as HTML with classes that begin with `s-`; `None` for a language that is not known, or without one.
pub fn html(language: &str, code: &str) -> Option<String> {
    if language.is_empty() || code.len() > LONGEST {
        return None;
    }
    let syntax = SYNTAXES.find_syntax_by_token(language)?;
    if syntax.name == "Plain Text" {
        return None;
    }
    marked(syntax, code)
}

/// Code as HTML, line by line. Lines are marked outside of the lock, so that no thread waits for another's grammar.
fn marked(syntax: &SyntaxReference, code: &str) -> Option<String> {
    let mut parse = ParseState::new(syntax);
    let mut scopes = ScopeStack::new();
    let mut html = String::with_capacity(code.len() * 4);
    let mut open = 0;
    for line in LinesWithEndings::from(code) {
        let known = {
            let lines = LINES.read().unwrap_or_else(PoisonError::into_inner);
            lines.line(&parse, &scopes, line)
        };
        let marked = match known {
            Some(marked) => marked,
            None => {
                let marked = Arc::new(Marked::new(&parse, &scopes, line)?);
                let mut lines = LINES.write().unwrap_or_else(PoisonError::into_inner);
                lines.remember(&parse, &scopes, line, &marked);
                marked
            }
        };
        html.push_str(&marked.html);
        open += marked.opened;
        parse.clone_from(&marked.parse);
        scopes.clone_from(&marked.scopes);
    }
    for _ in 0..open {
        html.push_str("</span>");
    }
    Some(html)
}

/// Lines that were marked before, by the state in which they began. Marking a line takes up to 100 microseconds, and most lines of
/// program code on a site (a brace, a comment, the same query with another number) stand there many times.
#[derive(Default)]
struct Lines {
    /// A handful per language, so looking through them is quick.
    states: Vec<State>,
    remembered: usize,
}

/// Where the grammar stands between two lines, and what came of the lines that began there.
struct State {
    parse: ParseState,
    scopes: ScopeStack,
    lines: HashMap<String, Arc<Marked>>,
}

struct Marked {
    html: String,
    /// How many more elements are open after the line than before it.
    opened: isize,
    /// Where the grammar stands after it.
    parse: ParseState,
    scopes: ScopeStack,
}

impl Marked {
    fn new(parse: &ParseState, scopes: &ScopeStack, line: &str) -> Option<Self> {
        let mut parse = parse.clone();
        let mut scopes = scopes.clone();
        let style = ClassStyle::SpacedPrefixed { prefix: "s-" };
        let ops = parse.parse_line(line, &SYNTAXES).ok()?;
        let (html, opened) = line_tokens_to_classed_spans(line, &ops, style, &mut scopes).ok()?;
        Some(Self {
            html,
            opened,
            parse,
            scopes,
        })
    }
}

impl Lines {
    fn line(&self, parse: &ParseState, scopes: &ScopeStack, line: &str) -> Option<Arc<Marked>> {
        let state = self.states.iter().find(|state| state.is(parse, scopes))?;
        state.lines.get(line).cloned()
    }

    fn remember(
        &mut self,
        parse: &ParseState,
        scopes: &ScopeStack,
        line: &str,
        marked: &Arc<Marked>,
    ) {
        if self.remembered > REMEMBERED {
            *self = Self::default();
        }
        self.remembered += 1;
        let known = (self.states.iter()).position(|state| state.is(parse, scopes));
        let at = known.unwrap_or_else(|| {
            self.states.push(State {
                parse: parse.clone(),
                scopes: scopes.clone(),
                lines: HashMap::new(),
            });
            self.states.len() - 1
        });
        let lines = &mut self.states[at].lines;
        lines.insert(line.to_owned(), Arc::clone(marked));
    }
}

impl State {
    fn is(&self, parse: &ParseState, scopes: &ScopeStack) -> bool {
        self.scopes == *scopes && self.parse == *parse
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
