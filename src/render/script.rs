//! The theme's scripts made small: comments and indentation dropped, names of the file's own shortened.
//!
//! This is no general minifier. It relies on how the scripts are written: every statement ends in a semicolon or
//! a brace, template strings hold no line ends, and no name of the file's own is also one of the platform's that is used
//! elsewhere in it.

mod tokens;

use std::collections::{BTreeMap, BTreeSet};

use tokens::{Kind, tokens};

/// Words that are never renamed: the language's own and those of the platform the scripts use.
const RESERVED: &str = "abstract arguments async await break case catch class const constructor continue default delete do else export extends false \
    finally for from function get if import in instanceof let new null of return set static super switch this throw true try typeof \
    undefined var void while yield Array Blob Error Infinity JSON Map Math Number Object Promise Response Set String TextDecoder TextEncoder \
    URL URLSearchParams Uint8Array Uint16Array Uint32Array Float32Array document window globalThis fetch history location navigator \
    Boolean Symbol RegExp Date encodeURIComponent decodeURIComponent structuredClone matchMedia customElements console \
    parseInt performance setTimeout clearTimeout isNaN scheduler requestAnimationFrame queueMicrotask addEventListener";

/// A smaller script that does the same.
///
/// A name is shortened if it is declared in the file (after `const`, `let`, `function`, `class`, or as a parameter) and not exported.
/// Properties of the same name stay: `{ name }` becomes `{name:a}`.
pub fn minify(source: &str) -> String {
    let tokens = tokens(source);
    let solid: Vec<(Kind, &str)> = (tokens.iter().copied())
        .filter(|token| !matches!(token.0, Kind::Comment | Kind::Line))
        .collect();
    let roles = roles(&solid);
    let names = renamed(&solid, &roles);
    let mut next_role = roles.iter();
    let mut out = String::with_capacity(source.len() / 2);
    let mut before = Kind::Mark;
    let mut pending_line = false;
    for &(kind, text) in &tokens {
        match kind {
            Kind::Comment => continue,
            Kind::Line => {
                pending_line = true;
                continue;
            }
            _ => {}
        }
        let role = next_role.next().copied().unwrap_or(Role::Other);
        let wordy = |kind: Kind| matches!(kind, Kind::Name | Kind::Number);
        let ends = out.chars().last().unwrap_or(';');
        let first = text.chars().next();
        // A line end may end a statement, unless one of its neighbours shows that it does not.
        let goes_on = match ends {
            '}' => matches!(first, Some('}' | ')' | ']' | '.' | ',' | ';')),
            ';' | '{' | ',' | '(' | '[' | '?' | ':' | '=' | '&' | '|' | '+' | '.' => true,
            _ => matches!(
                first,
                Some('}' | ')' | ']' | '.' | ',' | ';' | '?' | ':' | '&' | '|' | '+' | '=')
            ),
        };
        if pending_line && !goes_on {
            out.push('\n');
        } else if wordy(before) && wordy(kind)
            || (before == Kind::Name
                && kind == Kind::Literal
                && KEYWORDS_BEFORE_LITERAL.contains(&last_word(&out)))
            || (ends == '+' && text.starts_with('+'))
            || (ends == '-' && text.starts_with('-'))
        {
            out.push(' ');
        }
        pending_line = false;
        match (names.get(text), role) {
            (Some(short), Role::Own) => out.push_str(short),
            (Some(short), Role::Both) => {
                out.push_str(text);
                out.push(':');
                out.push_str(short);
            }
            _ => out.push_str(text),
        }
        before = kind;
    }
    out
}

const KEYWORDS_BEFORE_LITERAL: [&str; 5] = ["return", "case", "of", "in", "typeof"];

fn last_word(text: &str) -> &str {
    let start = text
        .rfind(|character: char| !character.is_ascii_alphanumeric())
        .map_or(0, |at| at + 1);
    &text[start..]
}

/// The classic script made of modules in the order given (engine, results, interface): works as
/// `<script defer>`, also from `file://`, where browsers refuse modules.
pub fn bundle(modules: &[&str]) -> String {
    let mut joined = String::from("(() => {\n\"use strict\";\n");
    for line in modules
        .iter()
        .flat_map(|module| module.lines())
        .filter(|line| !line.starts_with("import "))
    {
        joined.push_str(line.strip_prefix("export ").unwrap_or(line));
        joined.push('\n');
    }
    joined.push_str("})();\n");
    minify(&joined)
}

/// What a token is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// A variable, function or class.
    Own,
    /// A property of an object, or a method.
    Property,
    /// A property and the variable that it is taken from or put in: `{ name }`.
    Both,
    /// Nothing.
    Other,
}

/// What an open bracket holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    Object,
    Class,
    Other,
}

/// What each token is the name of.
fn roles(solid: &[(Kind, &str)]) -> Vec<Role> {
    let mut open: Vec<Inside> = Vec::new();
    let text = |at: Option<usize>| {
        at.and_then(|at| solid.get(at))
            .map_or("", |token: &(Kind, &str)| token.1)
    };
    let mut roles = Vec::with_capacity(solid.len());
    for (at, &(kind, name)) in solid.iter().enumerate() {
        let (before, next) = (text(at.checked_sub(1)), text(Some(at + 1)));
        if kind == Kind::Mark {
            match name {
                "{" if text(at.checked_sub(2)) == "class" => open.push(Inside::Class),
                "{" if OBJECT_FOLLOWS.contains(&before) => open.push(Inside::Object),
                "{" | "(" | "[" => open.push(Inside::Other),
                "}" | ")" | "]" => drop(open.pop()),
                _ => {}
            }
        }
        let inside = open.last().copied().unwrap_or(Inside::Other);
        let begins = matches!(before, "{" | ",");
        roles.push(match inside {
            _ if kind != Kind::Name => Role::Other,
            _ if matches!(before, "." | "?.") => Role::Property,
            Inside::Class if next == "(" => Role::Property,
            Inside::Object if begins && matches!(next, ":" | "(") => Role::Property,
            Inside::Object if begins && matches!(next, "," | "}" | "=") => Role::Both,
            _ => Role::Own,
        });
    }
    roles
}

/// After these, a brace opens an object or takes one apart, and no block.
const OBJECT_FOLLOWS: [&str; 14] = [
    "(", ",", "=", ":", "?", "[", "return", "const", "let", "??", "||", "&&", "??=", "of",
];

/// The short name of each name that gets one: the names used most get the shortest.
fn renamed(solid: &[(Kind, &str)], roles: &[Role]) -> BTreeMap<String, String> {
    let mut kept: BTreeSet<&str> = RESERVED.split_whitespace().collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, (&(_, text), role)) in solid.iter().zip(roles).enumerate() {
        if matches!(role, Role::Own | Role::Both) {
            *counts.entry(text).or_default() += 1;
        }
        // `export async function name`
        let near = &solid[at.saturating_sub(3)..at];
        if near.iter().any(|token| token.1 == "export") {
            kept.insert(text);
        }
    }
    let declared = declared(solid);
    let is_own = |name: &&str| !kept.contains(name) && declared.contains(name);
    let mut chosen: Vec<(&str, usize)> = (counts.iter())
        .filter(|(name, _)| is_own(name))
        .map(|(name, count)| (*name, *count))
        .collect();
    chosen.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let mut short =
        short_names().filter(|name| !counts.contains_key(name.as_str()) || is_own(&name.as_str()));
    chosen
        .into_iter()
        .filter_map(|(name, _)| Some((name.to_owned(), short.next()?)))
        .collect()
}

/// Names the file declares: after `const`, `let`, `function` and `class`, and in the brackets before an arrow or a body.
///
/// A name in any other brackets is an argument of a call and may be the platform's, so it does not count.
fn declared<'t>(solid: &[(Kind, &'t str)]) -> BTreeSet<&'t str> {
    let mut names = BTreeSet::new();
    let before = |at: usize| at.checked_sub(1).map_or("", |index| solid[index].1);
    let text = |at: usize| solid.get(at).map_or("", |token| token.1);
    let binds = |at: usize| {
        solid[at].0 == Kind::Name
            && matches!(
                before(at),
                "const" | "let" | "(" | "," | "[" | "{" | "..." | ":"
            )
    };
    let mut open = Vec::new();
    // The depth of the declaration that is being read, and whether it is past its `=`.
    let mut declaration: Option<(usize, bool)> = None;
    for (at, (kind, _)) in solid.iter().enumerate() {
        match text(at) {
            "const" | "let" => declaration = Some((open.len(), false)),
            "=" if declaration == Some((open.len(), false)) => {
                declaration = Some((open.len(), true))
            }
            "," if declaration == Some((open.len(), true)) => {
                declaration = Some((open.len(), false))
            }
            ";" | "of" | "in" if declaration.is_some_and(|(depth, _)| depth == open.len()) => {
                declaration = None
            }
            "(" | "[" | "{" => open.push(at),
            ")" | "]" | "}" => {
                let start = open.pop().unwrap_or(0);
                let head = before(start);
                let has_body =
                    text(at + 1) == "{" && !matches!(head, "if" | "for" | "while" | "switch" | "");
                if text(at) == ")" && (text(at + 1) == "=>" || has_body) {
                    names.extend((start + 1..at).filter(|inner| binds(*inner)).map(text));
                }
                if declaration.is_some_and(|(depth, _)| depth > open.len()) {
                    declaration = None;
                }
            }
            _ => {}
        }
        let is_bound = declaration.is_some_and(|(_, past)| !past) && binds(at);
        let is_alone = text(at + 1) == "=>";
        if *kind == Kind::Name
            && (is_bound || is_alone || matches!(before(at), "function" | "class" | "*"))
        {
            names.insert(text(at));
        }
    }
    names
}

fn short_names() -> impl Iterator<Item = String> {
    let letters = "etnairoslcumdpghfbvyxwkqjzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
    let one = letters.chars().map(String::from);
    let two = letters.chars().flat_map(move |first| {
        letters
            .chars()
            .map(move |second| format!("{first}{second}"))
    });
    one.chain(two)
        .filter(|name| !RESERVED.split_whitespace().any(|word| word == name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_regexes_and_properties_stay() {
        let small = minify(
            "// note\nconst thing = { name: 1 };\nconst text = `a ${thing.name} // b`, pattern = /[/\"]+/g;\n",
        );
        assert!(!small.contains("note"));
        assert!(small.contains("{name:1}"));
        assert!(small.contains(".name} // b`"));
        assert!(small.contains("/[/\"]+/g"));
        assert!(!small.contains("thing"));
    }

    #[test]
    fn a_property_keeps_the_name_that_its_variable_loses() {
        let small = minify(
            "const word = 1;\nconst read = ({ word, limit = word }) => f(word, limit, { word, limit: limit.word });\nclass Reader { word() { return word ? word : 0; } }\n",
        );
        assert_eq!(
            small,
            "const e=1;const a=({word:e,limit:t=e})=>f(e,t,{word:e,limit:t.word});class n{word(){return e?e:0;}}"
        );
    }

    #[test]
    fn arguments_may_be_the_platforms() {
        let small = minify("const tidy = list => list.filter(Boolean).map(Number, extra);\n");
        assert!(
            small.contains(".filter(Boolean).map(Number,extra)"),
            "{small}"
        );
        assert!(!small.contains("list=>"));
    }
}
