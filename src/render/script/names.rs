//! Which names of a script become short ones.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Role;
use super::tokens::Kind;

/// Words that are never renamed: the language's own and those of the platform the scripts use.
const RESERVED: &str = "abstract arguments async await break case catch class const constructor continue default delete do else export extends false \
    finally for from function get if import in instanceof let new null of return set static super switch this throw true try typeof \
    undefined var void while yield Array Blob Error Infinity JSON Map Math Number Object Promise Response Set String TextDecoder TextEncoder \
    URL URLSearchParams Uint8Array Uint16Array Uint32Array Float32Array document window globalThis fetch history location navigator \
    Boolean Symbol RegExp Date encodeURIComponent decodeURIComponent structuredClone matchMedia customElements console \
    parseInt performance setTimeout clearTimeout isNaN scheduler requestAnimationFrame queueMicrotask addEventListener";

/// The short name of each name that gets one: the names used most get the shortest.
///
/// Two names have one in common if no place of the script is in reach of both.
pub fn renamed(solid: &[(Kind, &str)], roles: &[Role]) -> BTreeMap<String, String> {
    let mut kept: BTreeSet<&str> = RESERVED.split_whitespace().collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut reach = declared(solid);
    for (at, (&(_, text), role)) in solid.iter().zip(roles).enumerate() {
        if matches!(role, Role::Own | Role::Both) {
            *counts.entry(text).or_default() += 1;
            if let Some(range) = reach.get_mut(text) {
                widen(range, at..at + 1);
            }
        }
        // `export async function name`
        let near = &solid[at.saturating_sub(3)..at];
        if near.iter().any(|token| token.1 == "export") {
            kept.insert(text);
        }
    }
    let is_own = |name: &&str| !kept.contains(name) && reach.contains_key(name);
    let mut chosen: Vec<(&str, usize)> = (counts.iter())
        .filter(|(name, _)| is_own(name))
        .map(|(name, count)| (*name, *count))
        .collect();
    chosen.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    // Enough for all, each with the reaches of those that have it.
    let mut short: Vec<(String, Vec<Range<usize>>)> = short_names()
        .filter(|name| !counts.contains_key(name.as_str()) || is_own(&name.as_str()))
        .take(chosen.len())
        .map(|name| (name, Vec::new()))
        .collect();
    let mut names = BTreeMap::new();
    for (name, _) in chosen {
        let own = &reach[name];
        let is_free = |taken: &Vec<Range<usize>>| {
            taken
                .iter()
                .all(|other| own.end <= other.start || other.end <= own.start)
        };
        if let Some((short, taken)) = short.iter_mut().find(|(_, taken)| is_free(taken)) {
            taken.push(own.clone());
            names.insert(name.to_owned(), short.clone());
        }
    }
    names
}

fn widen(range: &mut Range<usize>, other: Range<usize>) {
    range.start = range.start.min(other.start);
    range.end = range.end.max(other.end);
}

/// Names the file declares, after `const`, `let`, `function` and `class`, and in the brackets before an arrow or a body; with the
/// stretch of tokens in which no other declaration may take their place.
///
/// A name in any other brackets is an argument of a call and may be the platform's, so it does not count.
fn declared<'t>(solid: &[(Kind, &'t str)]) -> BTreeMap<&'t str, Range<usize>> {
    let ends = ends(solid);
    let mut names: BTreeMap<&str, Range<usize>> = BTreeMap::new();
    let before = |at: usize| at.checked_sub(1).map_or("", |index| solid[index].1);
    let text = |at: usize| solid.get(at).map_or("", |token| token.1);
    let binds = |at: usize| {
        solid[at].0 == Kind::Name
            && matches!(
                before(at),
                "const" | "let" | "(" | "," | "[" | "{" | "..." | ":"
            )
    };
    // From a place to the end of the body that follows another place, if one does.
    let with_body = |from: usize, at: usize| {
        let body = if text(at) == "=>" { at + 1 } else { at };
        from..if text(body) == "{" { ends[body] } else { at }
    };
    // The block of an open bracket; names declared in the head of a loop are its body's, too.
    let block = |start: Option<&usize>| match start {
        None => 0..solid.len(),
        Some(&start) if text(start) == "(" => with_body(start, ends[start]),
        Some(&start) => start..ends[start],
    };
    let mut note = |name: &'t str, range: Range<usize>| {
        widen(names.entry(name).or_insert(range.clone()), range);
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
                    for inner in (start + 1..at).filter(|inner| binds(*inner)) {
                        note(text(inner), with_body(start, at + 1));
                    }
                }
                if declaration.is_some_and(|(depth, _)| depth > open.len()) {
                    declaration = None;
                }
            }
            _ => {}
        }
        if *kind != Kind::Name {
            continue;
        }
        match declaration {
            Some((depth, false)) if binds(at) => {
                note(
                    text(at),
                    block(depth.checked_sub(1).and_then(|last| open.get(last))),
                );
            }
            _ if text(at + 1) == "=>" => note(text(at), with_body(at, at + 1)),
            _ if matches!(before(at), "function" | "class" | "*") => {
                note(text(at), block(open.last()));
            }
            _ => {}
        }
    }
    names
}

/// For each bracket that opens the place after the one that closes it; 0 for all other tokens.
fn ends(solid: &[(Kind, &str)]) -> Vec<usize> {
    let mut ends = vec![0; solid.len()];
    let mut open = Vec::new();
    for (at, &(kind, text)) in solid.iter().enumerate() {
        match text {
            "(" | "[" | "{" if kind == Kind::Mark => open.push(at),
            ")" | "]" | "}" if kind == Kind::Mark => {
                if let Some(start) = open.pop() {
                    ends[start] = at + 1;
                }
            }
            _ => {}
        }
    }
    for start in open {
        ends[start] = solid.len();
    }
    ends
}

/// Short names, the shortest first.
pub fn short_names() -> impl Iterator<Item = String> {
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
