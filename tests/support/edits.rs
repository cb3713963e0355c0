//! A small network, and edits of every sort.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use peerpress::pipeline::Project;

use super::chance::Chance;
use super::practice;

/// How many random edits are made: so many, or as `PEERPRESS_EDITS` asks.
pub fn rounds(usual: usize) -> usize {
    std::env::var("PEERPRESS_EDITS").map_or(usual, |text| text.parse().expect("a number"))
}

/// A small network with everything that files can say of each other.
pub fn small_network(name: &str) -> PathBuf {
    let checklist = |title: &str, extra: &str| {
        format!(
            "---\ntitle: {title}\nsummary: x\nprocedure: drain\npathway: minor\nscope: patient\nversion: \"1.0\"\nlast_reviewed: 2026-01-01\nreview_due: 2027-01-01\n{extra}---\n## Time out\n\n- [ ] CVC checked\n"
        )
    };
    let root = super::network(
        name,
        &[
            (
                "index.md",
                "---\ntitle: Welcome\n---\n[One](trusts/alder/practice/one.md)\n",
            ),
            (
                "vocabulary/procedures.toml",
                "[[procedure]]\nid = \"drain\"\nlabel = \"Chest drain\"\n",
            ),
            (
                "vocabulary/glossary.toml",
                "[[term]]\nabbreviation = \"CVC\"\nexpansion = \"Central line\"\n",
            ),
            (
                "trusts/alder/practice/one.md",
                &practice("One", "Words. [Two](two.md)\n"),
            ),
            (
                "trusts/alder/practice/two.md",
                &practice("Two", "## Part\n\nThe CVC. [One](one.md)\n"),
            ),
            (
                "trusts/alder/practice/folder/index.md",
                &practice("Folder", "[form](form.csv)\n"),
            ),
            ("trusts/alder/practice/folder/form.csv", "a,b\n"),
            ("trusts/alder/checklists/drain.md", &checklist("Drain", "")),
            (
                "trusts/birch/index.md",
                "---\nname: Birch Trust\nods_code: RBB\nrole: member\n---\n",
            ),
            (
                "trusts/birch/checklists/copy.md",
                &checklist(
                    "Copy",
                    "adapted_from: {resource: trusts/alder/checklists/drain.md, version: \"1.0\"}\n",
                ),
            ),
            (
                "trusts/birch/talks/talk.md",
                "---\ntitle: Talk\nsummary: x\nspeaker: {name: Matron}\nconsent_to_publish: true\nevent: meeting\n---\nWords.\n",
            ),
            (
                "events/meeting.md",
                "---\ntitle: Meeting\nsummary: x\nplace: Here\nstarts: 2026-12-01\n---\n",
            ),
            ("pages/about.md", "---\ntitle: About\n---\nWords.\n"),
        ],
    );
    for number in 0..6 {
        let text = practice(&format!("Extra {number}"), "Words.\n");
        super::write(
            &root,
            &format!("trusts/birch/practice/extra{number}.md"),
            text,
        );
    }
    root
}

/// Changes something in a network, its theme or the options of its build, and says what.
pub fn random_edit(
    chance: &mut Chance,
    root: &Path,
    theme: &Path,
    project: &mut Project,
    original: &BTreeMap<String, Vec<u8>>,
    round: usize,
) -> String {
    let files: Vec<String> = super::files_below(root).into_keys().collect();
    let pages: Vec<&String> = files.iter().filter(|path| path.ends_with(".md")).collect();
    let page = (*chance.one_of(&pages)).clone();
    let read = |path: &str| fs::read_to_string(root.join(path)).expect("a file");
    let line = |from: &str, to: String| {
        let text = read(&page);
        let changed: Vec<String> = text
            .lines()
            .map(|line| {
                if line.starts_with(from) {
                    to.clone()
                } else {
                    line.to_owned()
                }
            })
            .collect();
        super::write(root, &page, changed.join("\n") + "\n");
    };
    let dates = ["2020-01-01", "2026-11-20", "2026-12-24", "2028-02-29"];
    match chance.below(22) {
        0..=2 => {
            super::write(
                root,
                &page,
                read(&page) + &format!("\nMore {round}, a CVC.\n"),
            );
            format!("body of {page}")
        }
        3 | 4 => {
            line("title:", format!("title: Title {}", chance.below(5)));
            format!("title of {page}")
        }
        5 => {
            line(
                "review_due:",
                format!("review_due: {}", chance.one_of(&dates)),
            );
            format!("review of {page}")
        }
        6 => {
            line("starts:", format!("starts: {}", chance.one_of(&dates)));
            format!("day of {page}")
        }
        7 => {
            line(
                "summary:",
                format!(
                    "summary: Summary {round}\nstatus: {}",
                    chance.one_of(&["draft", "published", "superseded", "withdrawn"])
                ),
            );
            format!("status of {page}")
        }
        8 => {
            line(
                "summary:",
                format!(
                    "summary: x\nvisibility: {}",
                    chance.one_of(&["unlisted", "excluded", "public"])
                ),
            );
            format!("visibility of {page}")
        }
        9 if page != "index.md" => {
            fs::remove_file(root.join(&page)).expect("it can be removed");
            format!("without {page}")
        }
        10 if page != "index.md" && !page.ends_with("/index.md") => {
            let to = page.replace(".md", "-moved.md");
            fs::rename(root.join(&page), root.join(&to)).expect("it can be renamed");
            format!("{page} to {to}")
        }
        11 => {
            // Now and then one that stands at another's address.
            let path = match chance.below(9) {
                8 => "trusts/alder/practice/one/index.md".to_owned(),
                number => format!("trusts/alder/practice/new{number}.md"),
            };
            super::write(
                root,
                &path,
                practice(&format!("New {round}"), "See [one](one.md).\n"),
            );
            format!("new {path}")
        }
        12 => {
            let label = format!(
                "[[procedure]]\nid = \"drain\"\nlabel = \"Drain {round}\"\nsynonyms = [\"s{round}\"]\n\n[[procedure]]\nid = \"{}\"\nlabel = \"P\"\n",
                chance.one_of(&["p0", "p1", "p2", "drain"])
            );
            super::write(root, "vocabulary/procedures.toml", label);
            "vocabulary".to_owned()
        }
        13 => {
            super::write(
                root,
                "vocabulary/glossary.toml",
                format!("[[term]]\nabbreviation = \"CVC\"\nexpansion = \"Line {round}\"\n"),
            );
            "glossary".to_owned()
        }
        14 => {
            let settings = format!(
                "name = \"Network {}\"\nbase_url = \"https://{}.example/\"\nnotice = \"N{round}\"\n[review]\ndue_soon_days = {}\n",
                chance.below(3),
                chance.one_of(&["a", "b"]),
                chance.below(100)
            );
            super::write(root, "network.toml", settings);
            "settings".to_owned()
        }
        15 => {
            if project.theme.is_none() || chance.below(3) > 0 {
                // Never both at once: a new stylesheet has a new name, which would hide that a template was forgotten.
                if chance.below(2) == 0 {
                    super::write(theme, "styles/90-own.css", format!("/* {round} */"));
                } else {
                    let own = format!(
                        "{{% extends \"default/glossary.html\" %}}{{% block title %}}Own {round}{{% endblock title %}}"
                    );
                    super::write(theme, "templates/glossary.html", own);
                }
                project.theme = Some(theme.to_owned());
            } else {
                project.theme = None;
            }
            "theme".to_owned()
        }
        16 | 17 => {
            super::write(
                root,
                "trusts/alder/practice/folder/form.csv",
                "a,b\n".repeat(1 + chance.below(4)),
            );
            "attachment".to_owned()
        }
        18 => {
            project.today = chance.one_of(&dates).parse().expect("a day");
            format!("today is {}", project.today)
        }
        19 => {
            match chance.below(3) {
                0 => project.drafts = !project.drafts,
                1 => project.keep_going = !project.keep_going,
                _ => {
                    use peerpress::path::LinkStyle;
                    project.style = if project.style == LinkStyle::File {
                        LinkStyle::Pretty
                    } else {
                        LinkStyle::File
                    };
                }
            }
            "options".to_owned()
        }
        20 => {
            line(
                "name:",
                format!("name: Trust {round}\nshort_name: T{round}"),
            );
            format!("name of {page}")
        }
        _ => {
            // Back to the beginning, so that breakage does not pile up.
            for path in &files {
                if !original.contains_key(path) {
                    fs::remove_file(root.join(path)).expect("it can be removed");
                }
            }
            for (path, bytes) in original {
                super::write(root, path, bytes);
            }
            "all as it was".to_owned()
        }
    }
}
