//! A made-up network of any size: the same bytes every time, on every computer.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

const MEMBERS: usize = 200;
const TOPICS: usize = 60;

const NOUNS: &[&str] = &[
    "patient",
    "ward",
    "team",
    "drain",
    "catheter",
    "guidewire",
    "count",
    "swab",
    "needle",
    "label",
    "wristband",
    "operator",
    "assistant",
    "trolley",
    "checklist",
    "handover",
    "consent",
    "site",
    "mark",
    "ultrasound",
    "monitor",
    "trace",
    "alarm",
    "airway",
    "dose",
    "syringe",
    "dressing",
    "pack",
    "tray",
    "record",
    "chart",
    "audit",
    "brief",
    "debrief",
    "pause",
    "theatre",
    "clinic",
    "unit",
    "shift",
    "nurse",
    "doctor",
    "matron",
    "trainee",
    "lesson",
];
const VERBS: &[&str] = &[
    "checks", "counts", "marks", "reads", "signs", "asks", "stops", "confirms", "records",
    "labels", "opens", "removes", "reviews", "teaches", "measures", "reports", "agrees", "repeats",
];
const JOINS: &[&str] = &[
    "before", "after", "with", "for", "during", "at", "near", "without",
];
const ADJECTIVES: &[&str] = &[
    "clear", "second", "whole", "local", "safe", "early", "spoken", "written", "sterile", "shared",
    "new", "short",
];
const LANGUAGES: &[(&str, &str)] = &[
    (
        "python",
        "def overdue(reviews, today):\n    \"\"\"Reviews whose day has passed.\"\"\"\n    return [r for r in reviews if r.due < today - {n}]\n",
    ),
    (
        "json",
        "{\n  \"audit\": \"{w}\",\n  \"cycle\": {n},\n  \"complete\": true\n}\n",
    ),
    (
        "sql",
        "SELECT ward, COUNT(*) AS missed\nFROM {w}_audit\nWHERE signed IS NULL AND cycle = {n}\nGROUP BY ward;\n",
    ),
    (
        "bash",
        "#!/usr/bin/env bash\nset -eu\nfor f in {w}/*.csv; do\n  tail -n {n} \"$f\"\ndone\n",
    ),
];

/// A small generator of even numbers (SplitMix64, Steele, Lea and Flood 2014): enough for made-up text, and the same everywhere.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    /// Early words come more often than late ones, as in real text.
    fn word(&mut self, words: &[&'static str]) -> &'static str {
        let (a, b) = (self.below(words.len()), self.below(words.len()));
        words[a.min(b)]
    }

    fn sentence(&mut self) -> String {
        let mut out = String::from("The ");
        let (a, b, c, d) = (
            self.word(ADJECTIVES),
            self.word(NOUNS),
            self.word(VERBS),
            self.word(NOUNS),
        );
        let _ = write!(out, "{a} {b} {c} the {d}");
        for _ in 0..1 + self.below(3) {
            let (join, adjective, noun) =
                (self.word(JOINS), self.word(ADJECTIVES), self.word(NOUNS));
            let _ = match self.below(12) {
                0 => write!(out, " {join} a **{adjective} {noun}**"),
                1 => write!(out, " {join} the *{noun}*"),
                _ => write!(out, " {join} a {adjective} {noun}"),
            };
        }
        out.push('.');
        out
    }

    fn paragraph(&mut self) -> String {
        (0..3 + self.below(4))
            .map(|_| self.sentence())
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn heading(&mut self) -> String {
        let (a, b, c) = (self.word(ADJECTIVES), self.word(NOUNS), self.word(NOUNS));
        let mut heading = format!("{a} {b} and {c}");
        heading[..1].make_ascii_uppercase();
        heading
    }
}

/// The member and name of a page; they follow from its number alone.
fn place(page: usize) -> (usize, String) {
    let member = Chance(page as u64 * 7 + 1).below(MEMBERS);
    (member, format!("write-up-{page:06}"))
}

/// Writes a network of so many pages, and returns their words on average.
pub fn write(content: &Path, pages: usize) -> io::Result<usize> {
    fs::create_dir_all(content.join("vocabulary"))?;
    fs::write(
        content.join("network.toml"),
        "name = \"Benchmark network\"\nbase_url = \"https://bench.example/\"\nlicence = \"OGL-UK-3.0\"\n",
    )?;
    fs::write(
        content.join("index.md"),
        "---\ntitle: Benchmark network\n---\n\nMade up to be measured.\n",
    )?;
    let themes: String = (0..TOPICS)
        .map(|topic| format!("[[theme]]\nid = \"topic-{topic}\"\nlabel = \"Topic {topic}\"\n\n"))
        .collect();
    fs::write(content.join("vocabulary/themes.toml"), themes)?;
    for member in 0..MEMBERS {
        let folder = content.join(format!("trusts/trust-{member:03}/practice"));
        fs::create_dir_all(&folder)?;
        fs::write(
            content.join(format!("trusts/trust-{member:03}/index.md")),
            format!(
                "---\nname: Trust {member:03}\nods_code: X{member:04}\nrole: member\n---\n\nMade up.\n"
            ),
        )?;
    }
    let mut words = 0;
    for page in 0..pages {
        let (member, name) = place(page);
        let text = text(page, pages);
        words += text.split_whitespace().count();
        fs::write(
            content.join(format!("trusts/trust-{member:03}/practice/{name}.md")),
            text,
        )?;
    }
    Ok(words / pages.max(1))
}

fn text(page: usize, pages: usize) -> String {
    let mut chance = Chance(page as u64 + 1_000_003);
    let year = 2023 + chance.below(3);
    let (month, day) = (1 + chance.below(12), 1 + chance.below(28));
    let topics: Vec<String> = (0..2 + chance.below(3))
        .map(|_| {
            let (a, b) = (chance.below(TOPICS), chance.below(TOPICS));
            format!("topic-{}", a.min(b))
        })
        .collect();
    let mut out = format!(
        "---\ntitle: \"{} {page}\"\nsummary: \"{}\"\ndoc_type: guideline\nlast_reviewed: {year}-{month:02}-{day:02}\n\
         review_due: {}-{month:02}-{day:02}\nthemes: [{}]\n---\n\n",
        chance.heading(),
        chance.sentence().replace('*', ""),
        year + 3,
        topics.join(", ")
    );
    let target = 400 + chance.below(500);
    let has_code = chance.below(10) == 0;
    let mut sections = 0;
    while out.split_whitespace().count() < target {
        sections += 1;
        let _ = write!(out, "## {}\n\n{}\n\n", chance.heading(), chance.paragraph());
        if sections <= 3 {
            let other = chance.below(pages);
            let (member, name) = place(other);
            let _ = write!(
                out,
                "See also [another write-up](../../trust-{member:03}/practice/{name}.md).\n\n"
            );
        }
        match sections {
            2 => {
                out.push_str("| Step | Who | Minutes |\n| --- | --- | ---: |\n");
                for _ in 0..4 + chance.below(4) {
                    let (a, b, n) = (chance.word(NOUNS), chance.word(NOUNS), chance.below(60));
                    let _ = writeln!(out, "| {a} | {b} | {n} |");
                }
                out.push('\n');
            }
            3 if has_code => {
                let (language, code) = LANGUAGES[chance.below(LANGUAGES.len())];
                let code = code
                    .replace("{w}", chance.word(NOUNS))
                    .replace("{n}", &chance.below(90).to_string());
                let _ = write!(out, "```{language}\n{code}```\n\n");
            }
            _ if chance.below(2) == 0 => {
                for _ in 0..3 + chance.below(4) {
                    let _ = writeln!(out, "- {}", chance.sentence());
                }
                out.push('\n');
            }
            _ => {}
        }
    }
    out
}
