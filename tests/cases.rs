//! A test is a folder: `tests/cases/<name>/{content,expected}`.
//!
//! Content is built as on 20 November 2026. What is in `expected` says what is compared:
//!
//! - `findings.txt`: all findings, one on a line as `path:line:column: severity[code] message`, advice below it. Without
//!   this file the case must have no findings.
//! - `says.txt`: after the path of a page, lines with `has …` and `lacks …` about its HTML, or `absent` for a file that must
//!   not be there. White space between words counts as one space.
//! - `body/<path>`: the words that somebody wrote for this page, as HTML.
//! - `main/<path>`: everything inside `<main>`.
//! - `whole/<path>`: the whole file, for feeds, data and redirects.
//!
//! `options.txt` beside `content` chooses as the command line does: `drafts`, `keep-going`, `pretty-links`, `base-url …`.
//! `PEERPRESS_BLESS=1 cargo test --test cases` rewrites all of `expected` but `says.txt`; then read the difference.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use peerpress::path::{BaseUrl, LinkStyle};
use peerpress::pipeline::Project;
use support::html;

#[test]
fn cases() {
    let folder = support::repository().join("tests/cases");
    let bless = std::env::var_os("PEERPRESS_BLESS").is_some();
    let mut cases: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("the cases can be read")
        .map(|entry| entry.expect("an entry can be read").path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    assert!(!cases.is_empty(), "there are no cases");
    let mut failures = Vec::new();
    for case in &cases {
        let name = case.file_name().expect("a name").to_string_lossy();
        for failure in run(case, bless) {
            failures.push(format!("{name}: {failure}"));
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {} cases differ:\n\n{}\n\nPEERPRESS_BLESS=1 writes what is, where that is what should be.",
        failures.len(),
        cases.len(),
        failures.join("\n\n")
    );
}

/// Every code that the program can raise is raised by some case, so that its message and place are on record.
#[test]
fn every_code_has_a_case() {
    let mut raised = BTreeSet::new();
    for entry in fs::read_dir(support::repository().join("tests/cases")).expect("the cases") {
        let path = entry
            .expect("an entry")
            .path()
            .join("expected/findings.txt");
        let Ok(text) = fs::read_to_string(path) else {
            continue;
        };
        for line in text.lines().filter(|line| !line.starts_with(' ')) {
            if let Some((_, rest)) = line.split_once("error[").or(line.split_once("warning[")) {
                raised.extend(rest.split(']').next().map(str::to_owned));
            }
        }
    }
    // A name that is not Unicode, or a symbolic link, does not survive version control: `foreign.rs` makes them.
    raised.insert("unreadable-name".to_owned());
    let missing: Vec<_> = peerpress::check::codes()
        .iter()
        .map(|code| code.name)
        .filter(|name| !raised.contains(*name))
        .collect();
    assert!(missing.is_empty(), "codes without a case: {missing:?}");
}

fn run(case: &Path, bless: bool) -> Vec<String> {
    let mut failures = Vec::new();
    let built = support::build(&project(case));
    let expected = case.join("expected");

    let mut found = support::findings(&built.checked).join("\n");
    if !found.is_empty() {
        found.push('\n');
    }
    compare(&expected.join("findings.txt"), &found, bless, &mut failures);

    let Some(artifacts) = &built.artifacts else {
        for part in ["says.txt", "body", "main", "whole"] {
            if expected.join(part).exists() {
                failures.push(format!("nothing was built, but there is expected/{part}"));
            }
        }
        return failures;
    };
    let mut files = BTreeMap::new();
    for artifact in artifacts {
        let path = artifact.path.as_str().to_owned();
        if files.insert(path.clone(), artifact.bytes.clone()).is_some() {
            failures.push(format!("two files at {path}"));
        }
    }
    failures.extend(html::site_faults(&files));
    for part in ["body", "main", "whole"] {
        let folder = expected.join(part);
        if !folder.exists() {
            continue;
        }
        for path in support::files_below(&folder).keys() {
            let Some(bytes) = files.get(path) else {
                failures.push(format!("there is no file {path}"));
                continue;
            };
            let text = String::from_utf8_lossy(bytes);
            let is = match part {
                "body" => html::inside(&text, |tag| tag.attribute("class") == Some("prose")),
                "main" => html::inside(&text, |tag| tag.name == "main"),
                _ => Some(&*text),
            };
            match is {
                Some(is) => compare(
                    &folder.join(path),
                    &html::normalised(is),
                    bless,
                    &mut failures,
                ),
                None => failures.push(format!("{path} has no {part}")),
            }
        }
    }
    if let Ok(text) = fs::read_to_string(expected.join("says.txt")) {
        failures.extend(says(&text, &files));
    }
    failures
}

fn project(case: &Path) -> Project {
    let mut project = support::project(&case.join("content"));
    let options = fs::read_to_string(case.join("options.txt")).unwrap_or_default();
    for line in options.lines() {
        match line.trim().split_once(' ').unwrap_or((line.trim(), "")) {
            ("drafts", "") => project.drafts = true,
            ("keep-going", "") => project.keep_going = true,
            ("pretty-links", "") => project.style = LinkStyle::Pretty,
            ("base-url", url) => project.base = Some(BaseUrl::parse(url).expect("a base address")),
            (other, _) => panic!("{}: unknown option `{other}`", case.display()),
        }
    }
    project
}

/// Compares a text with its file; a file that is missing stands for no text.
/// A catalogue names the size and checksum of every PDF and DOCX, which change with the libraries that make them.
fn without_made_files(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let known = ["\"sha256\": \"", "\"bytes\": "]
            .into_iter()
            .find_map(|key| line.find(key).map(|at| at + key.len()));
        match known {
            Some(at) => {
                let rest = line[at..].trim_start_matches(|c: char| c.is_ascii_hexdigit());
                out.push_str(&line[..at]);
                out.push('…');
                out.push_str(rest);
            }
            None => out.push_str(line),
        }
    }
    out
}

fn compare(path: &Path, is: &str, bless: bool, failures: &mut Vec<String>) {
    let is = without_made_files(is);
    let is = is.as_str();
    let should = fs::read_to_string(path).unwrap_or_default();
    if should == is {
        return;
    }
    if bless {
        if is.is_empty() {
            fs::remove_file(path).expect("an expectation can be removed");
        } else {
            let folder = path.parent().expect("a file has a folder");
            fs::create_dir_all(folder).expect("a folder can be made");
            fs::write(path, is).expect("an expectation can be written");
        }
        return;
    }
    let name = path.file_name().expect("a name").to_string_lossy();
    let mut difference = format!("{name} differs (- should be, + is)");
    let (old, new): (Vec<_>, Vec<_>) = (should.lines().collect(), is.lines().collect());
    let same_start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - same_start;
    let same_end = (old.iter().rev().zip(new.iter().rev()))
        .take_while(|(a, b)| a == b)
        .count()
        .min(rest);
    for line in &old[same_start..old.len() - same_end] {
        difference.push_str(&format!("\n  - {line}"));
    }
    for line in &new[same_start..new.len() - same_end] {
        difference.push_str(&format!("\n  + {line}"));
    }
    failures.push(difference);
}

fn says(text: &str, files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let mut failures = Vec::new();
    let mut path = "";
    let mut page: Option<String> = None;
    let one_space = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let Some(claim) = line.strip_prefix(' ') else {
            path = line.trim();
            page = files
                .get(path)
                .map(|bytes| one_space(&String::from_utf8_lossy(bytes)));
            continue;
        };
        let (verb, words) = claim.trim().split_once(' ').unwrap_or((claim.trim(), ""));
        let words = one_space(words);
        let holds = match (verb, &page) {
            ("absent", page) => page.is_none(),
            ("has", Some(page)) => page.contains(&words),
            ("lacks", Some(page)) => !page.contains(&words),
            ("has" | "lacks", None) => {
                failures.push(format!("there is no file {path}"));
                continue;
            }
            _ => panic!("says.txt cannot say `{verb}`"),
        };
        if !holds {
            failures.push(format!("{path} should say: {}", claim.trim()));
        }
    }
    failures
}
