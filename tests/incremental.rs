//! A build that remembers must give the same bytes as a build that does not, whatever was edited; and it must remake only what
//! the edit shows in.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use peerpress::pipeline::{Pipeline, Project};
use peerpress::render::Artifact;
use support::chance::Chance;
use support::practice;

type Artifacts = BTreeMap<String, Arc<Artifact>>;

/// Findings, and the files if there are any.
fn build(pipeline: &Pipeline, project: &Project) -> (Vec<String>, Option<Artifacts>) {
    let built = pipeline
        .build(project, &|_, _| {})
        .unwrap_or_else(|failure| panic!("{failure}"));
    let findings = support::findings(&built.checked);
    let files = built.artifacts.map(|artifacts| {
        artifacts
            .into_iter()
            .map(|artifact| (artifact.path.as_str().to_owned(), artifact))
            .collect()
    });
    (findings, files)
}

/// The files that were made anew and not remembered. The theme's own files are handed over as they are.
fn remade(before: &Artifacts, after: &Artifacts) -> BTreeSet<String> {
    after
        .iter()
        .filter(|(path, _)| !path.starts_with("assets/"))
        .filter(|(path, artifact)| {
            before
                .get(*path)
                .is_none_or(|known| !Arc::ptr_eq(known, artifact))
        })
        .map(|(path, _)| path.clone())
        .collect()
}

/// A small network with everything that files can say of each other.
fn small_network(name: &str) -> PathBuf {
    let checklist = |title: &str, extra: &str| {
        format!(
            "---\ntitle: {title}\nsummary: x\nprocedure: drain\npathway: minor\nscope: patient\nversion: \"1.0\"\nlast_reviewed: 2026-01-01\nreview_due: 2027-01-01\n{extra}---\n## Time out\n\n- [ ] CVC checked\n"
        )
    };
    let root = support::network(
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
        support::write(
            &root,
            &format!("trusts/birch/practice/extra{number}.md"),
            text,
        );
    }
    root
}

fn replace(root: &Path, path: &str, from: &str, to: &str) {
    let text = fs::read_to_string(root.join(path)).expect("a file");
    assert!(text.contains(from), "{path} has no `{from}`");
    support::write(root, path, text.replacen(from, to, 1));
}

#[test]
fn known_edits_remake_what_shows_them() {
    let root = small_network("incremental-known");
    let project = support::project(&root);
    let pipeline = Pipeline::lasting();
    let mut before = build(&pipeline, &project).1.expect("a site");
    let mut after = |edit: &dyn Fn()| {
        edit();
        let now = build(&pipeline, &project).1.expect("a site");
        let mut made = remade(&before, &now);
        before = now;
        // A word that changes anywhere changes the index; `search.rs` says how much of it.
        made.retain(|path| !path.starts_with("search-index/"));
        made
    };
    let set = |paths: &[&str]| {
        paths
            .iter()
            .map(|path| (*path).to_owned())
            .collect::<BTreeSet<_>>()
    };
    let one = "trusts/alder/practice/one.md";

    assert_eq!(after(&|| {}), set(&[]), "nothing changed");
    let body = after(&|| replace(&root, one, "Words.", "Other words."));
    assert_eq!(body, set(&["trusts/alder/practice/one/index.html"]));
    // A file that is touched and not changed wakes nothing.
    let text = fs::read(root.join(one)).expect("a file");
    assert_eq!(after(&|| support::write(&root, one, &text)), set(&[]));
    // Spaces at the end of a line show nowhere.
    assert_eq!(
        after(&|| replace(&root, one, "title: \"One\"", "title:   \"One\"  ")),
        set(&[])
    );

    let title = after(&|| replace(&root, one, "\"One\"", "\"First\""));
    assert!(title.len() < before_len(&root) / 3, "{title:?}");
    for shown in [
        "trusts/alder/practice/one/index.html",
        "practice/index.html",
        "a-to-z/index.html",
        "trusts/alder/index.html",
        "feed.xml",
        "catalogue.json",
    ] {
        assert!(title.contains(shown), "{shown} in {title:?}");
    }
    for quiet in [
        "trusts/alder/practice/two/index.html",
        "trusts/birch/index.html",
        "glossary/index.html",
        "checklists/index.html",
        "sitemap.xml",
    ] {
        assert!(!title.contains(quiet), "{quiet} in {title:?}");
    }

    let form = after(&|| support::write(&root, "trusts/alder/practice/folder/form.csv", "c,d\n"));
    assert_eq!(
        form,
        set(&["trusts/alder/practice/folder/form.csv"]),
        "as long as before, so no page changes"
    );

    let glossary = after(&|| {
        replace(
            &root,
            "vocabulary/glossary.toml",
            "Central line",
            "Central venous catheter",
        )
    });
    assert_eq!(
        glossary,
        set(&[
            "glossary/index.html",
            "trusts/alder/checklists/drain/index.html",
            "trusts/alder/practice/two/index.html",
            "trusts/birch/checklists/copy/index.html"
        ])
    );

    let all = after(&|| replace(&root, "network.toml", "Test Network", "Other Network"));
    assert!(
        all.len() > before_len(&root) / 2,
        "every page shows the name"
    );
    assert!(!all.contains("trusts/alder/practice/folder/form.csv"));
}

fn before_len(root: &Path) -> usize {
    support::site(&support::build(&support::project(root))).len()
}

#[test]
fn another_day_remakes_what_the_day_changes() {
    let root = small_network("incremental-day");
    let pipeline = Pipeline::lasting();
    let mut project = support::project(&root);
    let before = build(&pipeline, &project).1.expect("a site");
    project.today = "2026-11-21".parse().expect("a day");
    let quiet = build(&pipeline, &project).1.expect("a site");
    let made = remade(&before, &quiet);
    assert_eq!(
        made.into_iter().collect::<Vec<_>>(),
        ["reviews/index.html"],
        "it says as of when"
    );
    project.today = "2027-01-02".parse().expect("a day");
    let later = build(&pipeline, &project).1.expect("a site");
    let made = remade(&quiet, &later);
    assert!(
        made.contains("trusts/alder/checklists/drain/index.html"),
        "now overdue"
    );
    assert!(!made.contains("trusts/alder/practice/one/index.html"));
}

/// Some hundreds of edits of every sort, one after another, sound and broken; after each one the same bytes as a fresh build.
#[test]
fn random_edits_equal_a_fresh_build() {
    let seed = 2_026;
    let mut chance = Chance::new(seed);
    let root = small_network("incremental-random");
    let theme = support::scratch("incremental-theme");
    let pipeline = Pipeline::lasting();
    let mut project = support::project(&root);
    let mut sound = 0;
    let original = support::files_below(&root);
    for round in 0..200 {
        let edit = random_edit(&mut chance, &root, &theme, &mut project, &original, round);
        let (findings, files) = build(&pipeline, &project);
        let (fresh_findings, fresh) = build(&Pipeline::once(), &project);
        let context = format!("seed {seed}, round {round}: {edit}");
        assert_eq!(findings, fresh_findings, "{context}");
        assert_eq!(files.is_some(), fresh.is_some(), "{context}");
        let (Some(files), Some(fresh)) = (files, fresh) else {
            continue;
        };
        sound += 1;
        assert!(files.keys().eq(fresh.keys()), "{context}: other files");
        for (path, artifact) in &files {
            assert!(
                artifact.bytes == fresh[path].bytes,
                "{context}: {path} differs"
            );
        }
    }
    assert!(
        sound > 80,
        "only {sound} of 200 edits left a site to compare"
    );
}

fn random_edit(
    chance: &mut Chance,
    root: &Path,
    theme: &Path,
    project: &mut Project,
    original: &BTreeMap<String, Vec<u8>>,
    round: usize,
) -> String {
    let files: Vec<String> = support::files_below(root).into_keys().collect();
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
        support::write(root, &page, changed.join("\n") + "\n");
    };
    let dates = ["2020-01-01", "2026-11-20", "2026-12-24", "2028-02-29"];
    match chance.below(22) {
        0..=2 => {
            support::write(
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
            let path = format!("trusts/alder/practice/new{}.md", chance.below(8));
            support::write(
                root,
                &path,
                practice(&format!("New {round}"), "See [one](one.md).\n"),
            );
            format!("new {path}")
        }
        12 => {
            let label = format!(
                "[[procedure]]\nid = \"drain\"\nlabel = \"Drain {round}\"\nsynonyms = [\"s{round}\"]\n\n[[procedure]]\nid = \"p{}\"\nlabel = \"P\"\n",
                chance.below(3)
            );
            support::write(root, "vocabulary/procedures.toml", label);
            "vocabulary".to_owned()
        }
        13 => {
            support::write(
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
            support::write(root, "network.toml", settings);
            "settings".to_owned()
        }
        15 => {
            if project.theme.is_none() || chance.below(3) > 0 {
                // Never both at once: a new stylesheet has a new name, which would hide that a template was forgotten.
                if chance.below(2) == 0 {
                    support::write(theme, "styles/90-own.css", format!("/* {round} */"));
                } else {
                    let own = format!(
                        "{{% extends \"default/glossary.html\" %}}{{% block title %}}Own {round}{{% endblock title %}}"
                    );
                    support::write(theme, "templates/glossary.html", own);
                }
                project.theme = Some(theme.to_owned());
            } else {
                project.theme = None;
            }
            "theme".to_owned()
        }
        16 | 17 => {
            support::write(
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
                support::write(root, path, bytes);
            }
            "all as it was".to_owned()
        }
    }
}

/// The same bytes from another place, in another time zone and language, by one thread and by many.
#[test]
fn nothing_but_the_content_decides() {
    let content = small_network("determinism-content");
    let elsewhere = support::scratch("determinism content – ü");
    support::copy(&content, &elsewhere);
    let run = |name: &str, content: &Path, set: &[(&str, &str)]| {
        let output = support::scratch(name).join("public");
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_peerpress"));
        command.args(["build", "--quiet", "--date", "2026-11-20", "--content"]);
        command.arg(content).arg("--output").arg(&output);
        command.envs(set.iter().copied());
        let out = command.output().expect("it runs");
        assert!(
            out.status.success(),
            "{}",
            String::from_utf8_lossy(&out.stderr)
        );
        support::files_below(&output)
    };
    let first = run(
        "determinism-first",
        &content,
        &[("TZ", "UTC"), ("RAYON_NUM_THREADS", "1")],
    );
    assert!(first.len() > 60);
    let others = [
        run(
            "determinism-threads",
            &content,
            &[
                ("RAYON_NUM_THREADS", "7"),
                ("LC_ALL", "tr_TR.UTF-8"),
                ("LANG", "tr_TR.UTF-8"),
            ],
        ),
        run(
            "determinism-place",
            &elsewhere,
            &[("TZ", "Pacific/Kiritimati"), ("LC_ALL", "C")],
        ),
    ];
    for other in others {
        assert!(first.keys().eq(other.keys()));
        for (path, bytes) in &first {
            assert!(*bytes == other[path], "{path} differs");
        }
    }
}
