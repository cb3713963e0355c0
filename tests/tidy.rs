//! The house rules that a compiler does not know.

mod support;

use std::collections::BTreeMap;
use std::fs;

/// The order of the top-level modules: each imports only from those before it. `lib.rs` and `main.rs` name all others.
const ORDER: [&str; 20] = [
    "hash",
    "path",
    "memo",
    "cache",
    "diagnostic",
    "typeface",
    "source",
    "parse",
    "model",
    "check",
    "plan",
    "export",
    "search",
    "render",
    "emit",
    "pipeline",
    "serve",
    "scaffold",
    "cli",
    "main",
];

/// Above this many lines a file is two files.
const LONGEST: usize = 400;

/// The source files by their path below `src`, without those that are tests.
fn sources() -> BTreeMap<String, String> {
    support::files_below(&support::repository().join("src"))
        .into_iter()
        .filter(|(path, _)| path.ends_with(".rs") && !path.ends_with("tests.rs"))
        .map(|(path, bytes)| (path, String::from_utf8(bytes).expect("source is UTF-8")))
        .collect()
}

/// A source file without its tests.
fn code(text: &str) -> &str {
    text.find("\n#[cfg(test)]").map_or(text, |at| &text[..at])
}

/// A line without what is said in it: comments and texts.
fn without_words(line: &str) -> String {
    let mut out = String::new();
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if quoted => drop(chars.next()),
            '"' => quoted = !quoted,
            '/' if !quoted && chars.peek() == Some(&'/') => break,
            c if !quoted => out.push(c),
            _ => {}
        }
    }
    out
}

fn top_level(path: &str) -> &str {
    path.split('/')
        .next()
        .expect("a path has a part")
        .trim_end_matches(".rs")
}

#[test]
fn imports_look_back() {
    let place = |module: &str| ORDER.iter().position(|known| *known == module);
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let module = top_level(&path);
        if matches!(module, "lib" | "main") {
            continue;
        }
        let Some(own) = place(module) else {
            faults.push(format!("src/{path}: `{module}` has no place in the order"));
            continue;
        };
        let lines: Vec<String> = code(&text).lines().map(without_words).collect();
        let lines = lines.join("\n");
        for (at, _) in lines.match_indices("crate::") {
            let number = lines[..at].matches('\n').count() + 1;
            for named in named(&lines[at + "crate::".len()..]) {
                if named != module && place(named).is_some_and(|other| other > own) {
                    faults.push(format!(
                        "src/{path}:{number}: `{module}` imports `{named}`, which comes after it"
                    ));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The modules that a path behind `crate::` names: one, or those in braces.
fn named(rest: &str) -> Vec<&str> {
    let word = |text: &str| {
        text.find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(text.len())
    };
    match rest.strip_prefix('{') {
        Some(inner) => inner
            .split('}')
            .next()
            .unwrap_or_default()
            .split(',')
            .map(|part| part.trim())
            .map(|part| &part[..word(part)])
            .collect(),
        None => vec![&rest[..word(rest)]],
    }
}

#[test]
fn every_module_is_in_the_order() {
    let lib = fs::read_to_string(support::repository().join("src/lib.rs")).expect("lib.rs");
    for line in lib.lines() {
        if let Some(name) = line.trim_start_matches("pub ").strip_prefix("mod ") {
            let name = name.trim_end_matches(';');
            assert!(ORDER.contains(&name), "`{name}` has no place in the order");
        }
    }
}

#[test]
fn files_are_short_enough_to_read() {
    let long: Vec<String> = sources()
        .iter()
        .map(|(path, text)| (path, code(text).lines().count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(path, lines)| format!("src/{path} has {lines} lines"))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn nothing_gives_up_halfway() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        for (number, line) in code(&text).lines().enumerate() {
            let line = without_words(line);
            for word in [
                ".unwrap()",
                ".expect(",
                "todo!",
                "unimplemented!",
                "panic!",
                "dbg!",
                "unreachable!",
            ] {
                if line.contains(word) {
                    faults.push(format!("src/{path}:{}: {word}", number + 1));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn modules_are_named_for_what_they_hold() {
    for path in sources().keys() {
        for part in path.trim_end_matches(".rs").split('/') {
            assert!(
                !matches!(
                    part,
                    "prelude" | "types" | "utils" | "util" | "helpers" | "misc" | "common_types"
                ),
                "src/{path} is named for nothing"
            );
        }
    }
}

/// Every source file begins by saying what it is.
#[test]
fn files_say_what_they_are() {
    for (path, text) in sources() {
        assert!(
            text.starts_with("//! "),
            "src/{path} does not say what it is"
        );
    }
}

/// The policy of the pages forbids inline styles and scripts, so a template that has one would be broken without a word.
#[test]
fn themes_have_nothing_inline() {
    let mut faults = Vec::new();
    for (path, bytes) in support::files_below(&support::repository().join("themes")) {
        if !path.ends_with(".html") {
            continue;
        }
        let text = String::from_utf8(bytes).expect("templates are UTF-8");
        for (number, line) in text.lines().enumerate() {
            let lower = line.to_lowercase();
            let inline_script = lower.contains("<script")
                && !lower.contains("src=")
                && !lower.contains("application/ld+json");
            let handler = lower.split_whitespace().any(|word| {
                word.strip_prefix("on")
                    .and_then(|rest| rest.split_once('='))
                    .is_some_and(|(name, _)| {
                        !name.is_empty() && name.chars().all(char::is_alphabetic)
                    })
            });
            if lower.contains("<style")
                || lower.contains(" style=")
                || inline_script
                || handler
                || lower.contains("javascript:")
            {
                faults.push(format!("themes/{path}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// One rule, one file: the file is named for its code and says first what it finds.
#[test]
fn a_rule_is_a_file_of_its_name() {
    let sources = sources();
    for rule in peerpress::check::RULES {
        let path = format!("check/{}.rs", rule.code.name.replace('-', "_"));
        assert!(sources.contains_key(&path), "there is no src/{path}");
    }
    let names: Vec<_> = peerpress::check::RULES
        .iter()
        .map(|rule| rule.code.name)
        .collect();
    assert!(names.is_sorted(), "the rules are listed by name");
}

/// A manual page says what a finding means and how to mend it, in whole sentences of plain text.
#[test]
fn every_code_has_a_manual_page() {
    let codes = peerpress::check::codes();
    for pair in codes.windows(2) {
        assert!(
            pair[0].name < pair[1].name,
            "`{}` stands twice",
            pair[1].name
        );
    }
    for code in codes {
        let kebab = code
            .name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        assert!(kebab, "{}", code.name);
        assert!(
            code.manual.len() > 80 && code.manual.contains('.'),
            "{}",
            code.name
        );
    }
}
