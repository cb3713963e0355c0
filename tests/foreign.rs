//! Content as it comes from outside: other encodings, other programs' habits, broken and hostile files.
//!
//! Nothing here may stop the program, hang it, or lead to a page that is not sound; and what cannot be read is a finding with
//! its file, line and column.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;
use std::time::{Duration, Instant};

use peerpress::pipeline::Pipeline;
use support::chance::Chance;
use support::{MEMBER, SETTINGS, html, practice};

/// Longer than any of these builds takes on the slowest machine, and far shorter than a hang.
const HANG: Duration = Duration::from_secs(300);

/// Builds what can be built, and checks all that holds whatever the content says. Returns the findings.
fn survives(content: &std::path::Path) -> Vec<String> {
    let started = Instant::now();
    let mut project = support::project(content);
    project.keep_going = true;
    let built = support::build(&project);
    let findings = support::findings(&built.checked);
    // Every printer must come through whatever the text is.
    let texts = built.checked.texts();
    let all = &built.checked.findings;
    let text_of = |path: &peerpress::path::SourcePath| texts.get(path).map(String::as_str);
    let human = peerpress::diagnostic::human::print(all, "content", false, text_of);
    let json = peerpress::diagnostic::json::print(all, text_of);
    let github = peerpress::diagnostic::github::print(all, "content", text_of);
    let parsed: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(parsed.as_array().map(Vec::len), Some(all.len()));
    assert_eq!(github.lines().count(), all.len());
    assert!(all.is_empty() || !human.is_empty());

    let files = support::site(&built);
    let faults = html::site_faults(&files);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(started.elapsed() < HANG, "took {:?}", started.elapsed());
    findings
}

/// A network of one member with one page of these bytes.
fn one_page(name: &str, bytes: impl AsRef<[u8]>) -> Vec<String> {
    let root = support::network(name, &[]);
    support::write(&root, "trusts/alder/practice/page.md", bytes);
    survives(&root)
}

#[track_caller]
fn finds(findings: &[String], place: &str, code: &str) {
    assert!(
        findings
            .iter()
            .any(|finding| finding.starts_with(place) && finding.contains(&format!("[{code}]"))),
        "no {code} at {place} in:\n{}",
        findings.join("\n")
    );
}

#[test]
fn other_encodings() {
    let sound = practice("Étude", "Café, 5 µg.\n");
    let mut marked = b"\xEF\xBB\xBF".to_vec();
    marked.extend(sound.replace('\n', "\r\n").as_bytes());
    assert_eq!(one_page("foreign-bom-crlf", marked), [""; 0]);

    let latin: Vec<u8> = sound.chars().map(|c| c as u8).collect();
    finds(
        &one_page("foreign-latin", latin),
        "trusts/alder/practice/page.md:2:9:",
        "not-utf8",
    );

    for (name, big) in [("foreign-utf16le", false), ("foreign-utf16be", true)] {
        let mut wide = if big {
            vec![0xFE, 0xFF]
        } else {
            vec![0xFF, 0xFE]
        };
        for unit in sound.encode_utf16() {
            wide.extend(if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            });
        }
        let findings = one_page(name, wide);
        finds(&findings, "trusts/alder/practice/page.md:1:1:", "not-utf8");
        assert!(
            findings.iter().any(|finding| finding.contains("UTF-16")),
            "{findings:?}"
        );
    }
    // Settings and vocabularies are read by another parser.
    let root = support::network("foreign-toml-encodings", &[]);
    support::write(
        &root,
        "network.toml",
        [b"\xEF\xBB\xBF", SETTINGS.replace('\n', "\r\n").as_bytes()].concat(),
    );
    support::write(
        &root,
        "vocabulary/glossary.toml",
        b"[[term]]\nabbreviation = \"\xC9\"\nexpansion = \"x\"\n",
    );
    finds(
        &survives(&root),
        "vocabulary/glossary.toml:2:17:",
        "not-utf8",
    );
}

#[test]
fn names_of_files() {
    let root = support::network("foreign-names", &[]);
    for name in [
        "with space.md",
        "Ünïcödé – name.md",
        "日本語.md",
        "a'b\"c.md",
        "100%.md",
        "a+b&c=d.md",
        "#1.md",
        "q?.md",
        "back`tick.md",
        "-.md",
        "😀.md",
        "a.b.c.md",
        "UPPER.MD.md",
    ] {
        support::write(
            &root,
            &format!("trusts/alder/practice/{name}"),
            practice(
                name.trim_end_matches(".md").replace('"', "”").as_str(),
                "Words.\n",
            ),
        );
    }
    support::write(
        &root,
        "trusts/Élan & Co/index.md",
        MEMBER.replace("RAA", "REE"),
    );
    support::write(
        &root,
        "trusts/Élan & Co/talks/über 100%/index.md",
        "---\ntitle: T\nsummary: x\nspeaker: {name: A}\nconsent_to_publish: true\nattachments:\n  - file: \"a b #1 100%.txt\"\n---\n[slides](<a b %231 100%25.txt>)\n",
    );
    support::write(
        &root,
        "trusts/Élan & Co/talks/über 100%/a b #1 100%.txt",
        "slides",
    );
    assert_eq!(survives(&root), [""; 0]);
}

#[cfg(unix)]
#[test]
fn links_and_names_that_are_no_text() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    let outside = support::scratch("foreign-outside");
    support::write(&outside, "secret.md", practice("A secret", "Secret.\n"));
    let root = support::network(
        "foreign-links",
        &[(
            "trusts/alder/practice/real.md",
            &practice("Real", "Words.\n"),
        )],
    );
    let folder = root.join("trusts/alder/practice");
    symlink(outside.join("secret.md"), folder.join("secret.md")).expect("a link");
    symlink(&outside, folder.join("outside")).expect("a link");
    symlink("real.md", folder.join("inside.md")).expect("a link");
    symlink("nowhere.md", folder.join("broken.md")).expect("a link");
    symlink("../..", folder.join("circle")).expect("a link");
    fs::write(folder.join(std::ffi::OsStr::from_bytes(b"caf\xE9.md")), "x").expect("a file");
    let findings = survives(&root);
    for name in [
        "secret.md",
        "outside",
        "inside.md",
        "broken.md",
        "circle",
        "caf",
    ] {
        finds(
            &findings,
            &format!("trusts/alder/practice/{name}"),
            "unreadable-name",
        );
    }
    assert_eq!(findings.len(), 6, "{findings:?}");
    let mut project = support::project(&root);
    project.keep_going = true;
    let site = support::site(&support::build(&project));
    assert!(
        site.values()
            .all(|bytes| !bytes.windows(7).any(|window| window == b"Secret."))
    );
}

#[test]
fn large_files() {
    // 100 KB of front matter: of one text, of a list, and of keys that mean nothing.
    let long = "word ".repeat(20_000);
    assert_eq!(
        one_page(
            "foreign-long-summary",
            practice("Long", "x\n").replace("About it.", long.trim())
        ),
        [""; 0]
    );
    let list: String = (0..8_000)
        .map(|number| format!("  - word{number}\n"))
        .collect();
    assert_eq!(
        one_page(
            "foreign-long-list",
            practice("Long", "x\n").replace("doc_type", &format!("keywords:\n{list}doc_type"))
        ),
        [""; 0]
    );
    let keys: String = (0..5_000)
        .map(|number| format!("key{number}: word word\n"))
        .collect();
    let findings = one_page(
        "foreign-long-keys",
        practice("Long", "x\n").replace("doc_type", &format!("{keys}doc_type")),
    );
    assert_eq!(findings.len(), 5_000);
    let same = "title: again\n".repeat(5_000);
    assert_eq!(
        one_page(
            "foreign-same-keys",
            practice("Long", "x\n").replace("doc_type", &format!("{same}doc_type"))
        )
        .len(),
        5_000
    );

    // A page of 600 KB, and one line of 2 MB.
    let page: String = (0..3_000).map(|number| format!("## Part {number}\n\nWords with *stress*, `code`, a [link](#part-1) and ABBR{number}.[^{number}]\n\n[^{number}]: Note {number}.\n\n")).collect();
    assert!(page.len() > 300_000);
    one_page("foreign-long-page", practice("Long", &page));
    one_page(
        "foreign-long-line",
        practice("Long", &"words <b> \"and\" *more* [x](y ".repeat(70_000)),
    );
}

/// What costs the square of its length in a careless program: many of the same, many that differ.
#[test]
fn many_of_one_thing() {
    let many = |name: &str, piece: &dyn Fn(usize) -> String, number: usize| {
        let body: String = (0..number).map(piece).collect();
        one_page(&format!("foreign-many-{name}"), practice("Many", &body))
    };
    many("same-headings", &|_| "## Same\n\n".to_owned(), 8_000);
    many("headings", &|n| format!("# h{n}\n"), 8_000);
    many("capitals", &|n| format!("AB{n} "), 8_000);
    many("footnotes", &|n| format!("[^{n}]\n\n[^{n}]: x\n\n"), 5_000);
    many("links", &|n| format!("[a](#h{n}) "), 8_000);
    many(
        "references",
        &|n| format!("[a{n}]\n\n[a{n}]: https://fine.example/{n}\n\n"),
        4_000,
    );
    many(
        "rows",
        &|n| {
            if n == 0 {
                "|a|b|\n|-|-|\n".to_owned()
            } else {
                "|c|d|\n".to_owned()
            }
        },
        8_000,
    );
    many("tasks", &|_| "- [ ] a\n".to_owned(), 8_000);
    many("html", &|_| "<b>x</b> <!-- y --> ".to_owned(), 8_000);
    many("comments", &|_| "<!-- y -->\n\n".to_owned(), 8_000);
    many(
        "code-blocks",
        &|_| "```rust\nfn a() {}\n```\n\n".to_owned(),
        500,
    );
}

#[test]
fn deep_nesting() {
    let deep = |name: &str, body: String| {
        one_page(&format!("foreign-deep-{name}"), practice("Deep", &body))
    };
    let levels = 5_000;
    deep("quotes", format!("{} x\n", ">".repeat(levels)));
    deep("one-line-lists", format!("{} x\n", "- ".repeat(levels)));
    deep("numbers", format!("{} x\n", "1. ".repeat(levels)));
    // A list of 5,000 levels with a line for each would be 25 MB of spaces.
    deep(
        "lists",
        (0..700)
            .map(|level| format!("{}- x\n", "  ".repeat(level)))
            .collect(),
    );
    deep(
        "brackets",
        format!("{}x{}(y)\n", "[".repeat(levels), "]".repeat(levels)),
    );
    deep(
        "images",
        format!("{}x{}\n", "![".repeat(levels), "](y)".repeat(levels)),
    );
    deep(
        "links",
        format!("{}x{}\n", "[".repeat(levels), "](y)".repeat(levels)),
    );
    deep(
        "stars",
        format!("{}x{}\n", "*".repeat(levels), "*".repeat(levels)),
    );
    deep(
        "mixed-stars",
        format!("{}x{}\n", "*a _b ".repeat(levels), "_ *".repeat(levels)),
    );
    deep(
        "ticks",
        (1..400)
            .map(|number| format!("{} ", "`".repeat(number)))
            .collect::<String>(),
    );
    deep("braces", format!("## x {}\n", "{".repeat(levels)));
    deep(
        "alerts",
        (0..200)
            .map(|level| format!("{} [!NOTE]\n", "> ".repeat(level)))
            .collect(),
    );
    deep(
        "footnotes",
        (0..500)
            .map(|level| format!("[^{level}]: [^{}]\n", level + 1))
            .collect(),
    );
    deep(
        "footnotes-in-quotes",
        "> [^a]: > [^b]: > [^c]: x\n\n[^a] [^b] [^c]\n".to_owned(),
    );

    let matter = |name: &str, text: String| {
        one_page(
            &format!("foreign-deep-{name}"),
            format!("---\ntitle: {text}\n---\nx\n"),
        )
    };
    for (name, levels) in [("yaml-flow", 300), ("yaml-flow-deep", 100_000)] {
        matter(name, "[".repeat(levels));
        matter(
            &format!("{name}-closed"),
            format!("{}{}", "[".repeat(levels), "]".repeat(levels)),
        );
        matter(&format!("{name}-maps"), "{a: ".repeat(levels));
    }
    matter("yaml-dashes", format!("\n{} x", "- ".repeat(20_000)));
    matter("yaml-keys", format!("\n{} x", "? ".repeat(20_000)));
    matter(
        "yaml-blocks",
        (0..900)
            .map(|level| format!("\n{}a:", " ".repeat(level + 1)))
            .collect(),
    );
    let root = support::network("foreign-deep-toml", &[]);
    support::write(
        &root,
        "vocabulary/themes.toml",
        format!("theme = {}", "[".repeat(50_000)),
    );
    finds(&survives(&root), "vocabulary/themes.toml:1:", "toml-syntax");
}

#[test]
fn broken_front_matter() {
    let page = "trusts/alder/practice/page.md";
    let cases: &[(&str, &str, &str, &str)] = &[
        ("none", "# Title\n", ":1:1:", "no-front-matter"),
        ("empty", "", ":1:1:", "no-front-matter"),
        ("only-space", " \n\n", ":1:1:", "no-front-matter"),
        ("only-dashes", "---", ":1:1:", "front-matter-open"),
        (
            "never-closed",
            "---\ntitle: x\n\nText.\n",
            ":1:1:",
            "front-matter-open",
        ),
        ("no-keys", "---\n---\nx\n", ":2:1:", "missing-field"),
        (
            "toml",
            "+++\ntitle = \"x\"\n+++\n",
            ":1:1:",
            "no-front-matter",
        ),
        (
            "nul",
            "---\ntitle: a\0b\nsummary: x\n---\n",
            ":2:9:",
            "yaml-syntax",
        ),
        ("list", "---\n- a\n- b\n---\n", ":2:1:", "wrong-type"),
        ("text", "---\nwords\n---\n", ":2:1:", "wrong-type"),
        ("number", "---\n42\n---\n", ":2:1:", "wrong-type"),
        (
            "two-documents",
            "---\ntitle: a\n...\ntitle: b\n---\n",
            ":2:1:",
            "missing-field",
        ),
        (
            "key-is-list",
            "---\n? [a, b]\n: c\ntitle: x\n---\n",
            ":",
            "unknown-key",
        ),
        (
            "merge",
            "---\n<<: {title: a}\n---\n",
            ":2:1:",
            "unknown-key",
        ),
        (
            "tag",
            "---\ntitle: !!binary aGVsbG8=\nsummary: !<tag:x> y\n---\n",
            ":2:1:",
            "missing-field",
        ),
        (
            "directive",
            "---\n%YAML 9.9\ntitle: x\n---\n",
            ":",
            "yaml-syntax",
        ),
        (
            "block-text",
            "---\ntitle: |\n  two\n  lines\nsummary: >-\n  one\n  line\n---\n",
            ":2:1:",
            "missing-field",
        ),
        (
            "date",
            "---\ntitle: x\nsummary: y\nlast_reviewed: 2026-13-45\nreview_due: tomorrow\ndoc_type: sop\n---\n",
            ":4:16:",
            "bad-date",
        ),
        (
            "year-0",
            "---\ntitle: x\nsummary: y\nlast_reviewed: 0000-01-01\nreview_due: 9999-12-31\ndoc_type: sop\nextended_to: -999-01-01\n---\n",
            ":7:",
            "bad-date",
        ),
        (
            "unclosed-list",
            "---\ntitle: x\nkeywords: [a, b\nsummary: y\n---\n",
            ":",
            "yaml-syntax",
        ),
        (
            "unclosed-map",
            "---\ntitle: {a: b\n---\n",
            ":",
            "yaml-syntax",
        ),
        (
            "tabs",
            "---\ntitle:\tx\n\tsummary: y\n---\n",
            ":",
            "yaml-syntax",
        ),
        (
            "half-indented",
            "---\ntitle: x\n  summary: y\n---\n",
            ":",
            "yaml-syntax",
        ),
        ("escape", "---\ntitle: \"\\q\"\n---\n", ":", "yaml-syntax"),
        (
            "surrogate",
            "---\ntitle: \"\\uD800\"\n---\n",
            ":",
            "yaml-syntax",
        ),
        (
            "alias",
            "---\ntitle: *nothing\n---\n",
            ":2:8:",
            "yaml-alias",
        ),
        (
            "alias-of-itself",
            "---\ntitle: &a [*a]\n---\n",
            ":2:",
            "yaml-alias",
        ),
        (
            "non-ascii",
            "---\ntitle: “é: ü: ö”\nsummary: 日本: 語\n---\n",
            ":2:",
            "yaml-syntax",
        ),
    ];
    for (name, text, place, code) in cases {
        let findings = one_page(&format!("foreign-matter-{name}"), text);
        finds(&findings, &format!("{page}{place}"), code);
    }
}

/// A few lines that would grow to gigabytes if names were followed.
#[test]
fn alias_bombs() {
    let mut bomb = "---\na0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let refers = vec![format!("*a{}", level - 1); 9].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{refers}]\n"));
    }
    bomb.push_str("title: *a11\n---\n");
    let findings = one_page("foreign-bomb", bomb);
    finds(&findings, "trusts/alder/practice/page.md:2:", "yaml-alias");
}

#[test]
fn what_is_no_text() {
    let mut chance = Chance::new(7);
    let junk: Vec<u8> = (0..50_000).map(|_| chance.below(256) as u8).collect();
    let findings = one_page("foreign-junk", &junk);
    finds(&findings, "trusts/alder/practice/page.md:", "not-utf8");
    let mut half = practice("Half", "Words.\n").into_bytes();
    half.extend(&junk);
    finds(
        &one_page("foreign-half-junk", half),
        "trusts/alder/practice/page.md:9:",
        "not-utf8",
    );
    one_page(
        "foreign-nul",
        practice("Nul", "a\0b [c\0](d\0.md) `\0`\n\n## \0\n"),
    );
    one_page(
        "foreign-controls",
        practice(
            "Controls",
            &(0..0xA0_u8)
                .map(|byte| format!("x{}y ", char::from(byte)))
                .collect::<String>(),
        ),
    );
    one_page(
        "foreign-strange",
        practice(
            "Strange \u{202E} \u{FEFF} \u{2028}",
            "\u{202E}right to left\u{202C} \u{FEFF}\u{FFFD}\u{2028}x\u{FFFE}\u{FFFF} \u{1F468}\u{200D}\u{1F469}\n",
        ),
    );
}

#[test]
fn habits_of_other_programs() {
    let body = "{{< shortcode >}} {{ site.title }} {% include x %} {% raw %} <%= x %> ${y} #{z}\n\n\
        ![[embed.png]] [[A page|shown]] [[A page#part]] ==marked== ^block\n\n\
        ::: warning\ndirective\n:::\n\n$$\\frac{1}{2}$$ and $x$\n\n<details><summary>x</summary>y</details>\n\n\
        | not | a |\n| table\n\n[TOC]\n\n{: .class}\n\n## Heading {#id .class}\n\n[^none] and [undefined][ref]\n\n<br/>\n<br>\n&nbsp;&copy;&#x1F600;&bogus;\n";
    let findings = one_page("foreign-habits", practice("Habits", body));
    finds(&findings, "trusts/alder/practice/page.md:10:", "wikilink");
    finds(&findings, "trusts/alder/practice/page.md:", "raw-html");
    // The same titles and names everywhere are a warning, and every page is there.
    let root = support::network("foreign-duplicates", &[]);
    for number in 0..20 {
        support::write(
            &root,
            &format!("trusts/alder/practice/p{number}.md"),
            practice("Same", "## Same\n"),
        );
    }
    assert_eq!(survives(&root).len(), 19);
}

/// Real pages with random damage: whatever the damage, a list of findings and a sound site.
#[test]
fn random_damage() {
    let seed = 20_261_120;
    let mut chance = Chance::new(seed);
    let content = support::repository().join("content");
    let originals: Vec<(String, Vec<u8>)> = support::files_below(&content)
        .into_iter()
        .filter(|(path, _)| path.ends_with(".md") || path.ends_with(".toml"))
        .collect();
    let scraps: &[&str] = &[
        "---\n",
        "\n",
        ": ",
        "\"",
        "'",
        "[",
        "]",
        "{",
        "}",
        "(",
        ")",
        "<",
        ">",
        "`",
        "```\n",
        "*",
        "_",
        "|",
        "\n| - |\n",
        "# ",
        "- ",
        "\t",
        "\0",
        "\u{FEFF}",
        "é",
        "\r",
        "&",
        "*a",
        "!",
        "%",
        "@",
        "\\",
        "[^1]",
        "[^1]: ",
        "![",
        "](",
        "javascript:",
        "2026-99-99",
        "<!--",
        "-->",
        "<script>",
        "{{ x }}",
        "{%",
        "\n\n    ",
        "title: ",
        "1. ",
        "~~",
        ":\n",
        "> [!NOTE]\n",
        "\u{1F600}",
        "[[",
        "]]",
        "=",
        "~",
    ];
    let root = support::scratch("foreign-damage");
    support::copy(&content, &root);
    // What was not damaged is remembered, so that a round costs little more than its damage.
    let pipeline = Pipeline::lasting();
    let mut project = support::project(&root);
    project.keep_going = true;
    let mut sound = BTreeMap::new();
    for round in 0..12 {
        // Many files are damaged in one round, because a build costs more than a file.
        let mut damaged = Vec::new();
        for _ in 0..35 {
            let (path, bytes) = chance.one_of(&originals);
            let mut bytes = bytes.clone();
            for _ in 0..=chance.below(6) {
                damage(&mut chance, &mut bytes, scraps);
            }
            support::write(&root, path, &bytes);
            damaged.push(path);
        }
        // A panic names the round by what was printed before it.
        println!("seed {seed}, round {round}: {damaged:?}");
        let built = pipeline
            .build(&project, &|_, _| {})
            .unwrap_or_else(|failure| panic!("{failure}"));
        support::findings(&built.checked);
        for file in built.artifacts.into_iter().flatten() {
            let path = file.path.as_str().to_owned();
            let is_known = (sound.get(&path)).is_some_and(|known| Arc::ptr_eq(known, &file));
            if path.ends_with(".html") && !is_known {
                let text = std::str::from_utf8(&file.bytes).expect("pages are UTF-8");
                let faults = html::faults(text);
                assert!(
                    faults.is_empty(),
                    "seed {seed}, round {round}: {path}\n{}",
                    faults.join("\n")
                );
            }
            sound.insert(path, file);
        }
        for path in damaged {
            let (_, bytes) = originals
                .iter()
                .find(|(known, _)| known == path)
                .expect("an original");
            support::write(&root, path, bytes);
        }
    }
}

fn damage(chance: &mut Chance, bytes: &mut Vec<u8>, scraps: &[&str]) {
    let at = chance.below(bytes.len() + 1);
    let end = (at + chance.below(40)).min(bytes.len());
    match chance.below(6) {
        0 => drop(bytes.drain(at..end)),
        1 => drop(bytes.splice(at..at, bytes[at..end].to_vec())),
        2 => bytes.truncate(at),
        3 if at < bytes.len() => bytes[at] = chance.below(256) as u8,
        _ => drop(bytes.splice(at..at, chance.one_of(scraps).bytes())),
    }
}
