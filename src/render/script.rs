//! The theme's scripts made small: comments and indentation dropped, names and properties of their own shortened.
//!
//! This is no general minifier. It relies on how the scripts are written: every statement ends in a semicolon or
//! a brace, no loop is without a body, template strings hold no line ends, and no name of the file's own is also one of the platform's
//! that is used elsewhere in it.

mod declarations;
mod names;
mod properties;
mod tokens;

use declarations::Declarations;
use names::renamed;
use properties::shortened;
use tokens::{Kind, tokens};

/// A smaller script that does the same.
///
/// A name is shortened if it is declared in the file (after `const`, `let`, `function`, `class`, or as a parameter) and not exported.
/// A property is shortened if a comment of the script says that it is its own (see [`properties`]). Others stay: `{ name }` becomes `{name:a}`.
pub fn minify(source: &str) -> String {
    let tokens = tokens(source);
    let solid: Vec<(Kind, &str)> = (tokens.iter().copied())
        .filter(|token| !matches!(token.0, Kind::Comment | Kind::Line))
        .collect();
    let roles = roles(&solid);
    let names = renamed(&solid, &roles);
    let properties = shortened(&tokens, &solid, &roles);
    let mut next_role = roles.iter();
    let mut out = String::with_capacity(source.len() / 2);
    let mut before = Kind::Mark;
    let mut pending_line = false;
    let mut declarations = Declarations::default();
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
        let text = match (text, role) {
            // Who wrote it was told that nothing changes; a browser needs no telling.
            ("const", Role::Own) => "let",
            _ => text,
        };
        let joins = declarations.joins(text);
        if joins || text == "}" && out.ends_with(';') {
            out.pop();
        }
        if joins {
            out.push(',');
            pending_line = false;
            before = Kind::Mark;
            continue;
        }
        let wordy = |kind: Kind| matches!(kind, Kind::Name | Kind::Number);
        let ends = out.chars().last().unwrap_or(';');
        let first = text.chars().next();
        // A line end may end a statement, unless one of its neighbours shows that it does not.
        let goes_on = match ends {
            '}' => {
                matches!(first, Some('}' | ')' | ']' | '.' | ',' | ';'))
                    || BEGINNINGS.contains(&text)
            }
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
        let variable = names.get(text).map_or(text, String::as_str);
        let property = properties.get(text).map_or(text, String::as_str);
        match role {
            Role::Own => out.push_str(variable),
            Role::Property => out.push_str(property),
            Role::Both if property == variable => out.push_str(property),
            Role::Both => {
                out.push_str(property);
                out.push(':');
                out.push_str(variable);
            }
            Role::Other => out.push_str(text),
        }
        before = kind;
    }
    out
}

/// What begins a statement and goes on with none. Behind the brace of a statement that should have ended in a semicolon, a browser
/// would refuse the script, so a mistake does not stay hidden.
const BEGINNINGS: [&str; 8] = [
    "let", "if", "for", "return", "function", "class", "while", "throw",
];

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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

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
            "let e=1,a=({word:e,limit:t=e})=>f(e,t,{word:e,limit:t.word});class n{word(){return e?e:0}}"
        );
    }

    #[test]
    fn a_property_is_short_if_the_script_says_that_it_is_its_own() {
        let small = minify(
            "// Own properties: reading kept\nconst reading = { e: 1 };\nprint(reading.e, { reading, other: one?.kept }, ({ kept }) => kept);\n",
        );
        assert_eq!(small, "let e={e:1};print(e.e,{n:e,other:one?.t},({t})=>t);");
    }

    #[test]
    fn names_that_never_meet_are_shortened_alike() {
        let small = minify(
            "const first = (one) => { const two = one + 1; return two; };\nconst second = three => three + first(three);\n",
        );
        assert_eq!(small, "let t=(e)=>{let n=e+1;return n},a=e=>e+t(e);");
        // A parameter lives as long as the body, a name in the head of a loop as long as the loop, any other as long as its block.
        for apart in [
            "const f = (unused) => { const inner = 1; return inner; };",
            "for (const [key, value] of all) { const inner = key; print(inner); }",
            "{ const before = 1; print(before); const after = 2; print(after); }",
            "const outer = 1; const f = () => { const inner = 2; return inner; }; print(outer);",
        ] {
            let small = minify(apart);
            let names: Vec<&str> = small
                .split(|c: char| !c.is_ascii_alphanumeric())
                .filter(|word| word.len() == 1 && word.chars().all(char::is_alphabetic))
                .collect();
            let different: BTreeSet<&str> = names.iter().copied().collect();
            let before: BTreeSet<&str> = apart
                .split(|c: char| !c.is_ascii_alphanumeric())
                .filter(|word| {
                    [
                        "unused", "inner", "key", "value", "before", "after", "outer", "f",
                    ]
                    .contains(word)
                })
                .collect();
            assert_eq!(different.len(), before.len(), "{small}");
        }
    }

    #[test]
    fn declarations_that_follow_each_other_are_one() {
        let small = minify(
            "const a = () => { let b = [1, 2]; const c = b; return c; };\nconst d = 1;\nif (d) { let e = d; }\nconst g = 2;\nfor (let h = 0, end = g; h < end; h++) { const j = h; }\n",
        );
        assert_eq!(small.matches("let ").count(), 6, "{small}");
        assert!(!small.contains(";}") && !small.contains("const"), "{small}");
        let order: Vec<&str> = small.split("let ").skip(1).collect();
        assert!(
            order[1].contains("],"),
            "b and c are declared together: {small}"
        );
        assert!(
            order[1].contains("},"),
            "a and d are declared together: {small}"
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
