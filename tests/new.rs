//! `peerpress new`: a page to fill in, and what a check says until it is.

mod support;

use std::fs;
use std::path::Path;

use support::command::{build, peerpress, project, says};

/// What a check says of the content, by place and message.
fn findings(root: &Path) -> Vec<String> {
    let run = peerpress(root, &["check", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    let found = found.as_array().expect("a list").iter();
    found
        .map(|one| format!("{} {}", one["path"], one["message"]).replace('"', ""))
        .collect()
}

/// Writes behind keys that are empty.
fn fill_in(file: &Path, values: &[(&str, &str)]) {
    let mut text = fs::read_to_string(file).expect("the new page");
    for (key, value) in values {
        let empty = format!("{key}:\n");
        assert!(text.contains(&empty), "no empty `{key}` in {text}");
        text = text.replacen(&empty, &format!("{key}: {value}\n"), 1);
    }
    fs::write(file, text).expect("written");
}

#[test]
fn a_check_asks_for_what_is_empty_and_for_nothing_else() {
    let root = project("new-pages", &[]);
    let vocabulary = "[[procedure]]\nid = \"chest-drain\"\nlabel = \"Chest drain insertion\"\n";
    support::write(&root, "content/vocabulary/procedures.toml", vocabulary);
    let reviewed = [
        ("last_reviewed", "2026-11-01"),
        ("review_due", "2028-11-01"),
    ];
    let one = ("summary", "About it.");
    for (arguments, path, values) in [
        (
            &["trust", "St", "Elsewhere’s \"Hospital\""][..],
            "st-elsewheres-hospital/index.md",
            &[("ods_code", "RAB")][..],
        ),
        (
            &[
                "checklist",
                "st-elsewheres-hospital",
                "Chest",
                "drain",
                "insertion",
            ],
            "st-elsewheres-hospital/checklists/chest-drain-insertion.md",
            &[
                one,
                ("pathway", "minor"),
                ("scope", "patient"),
                reviewed[0],
                reviewed[1],
            ],
        ),
        (
            &["practice", "alder", "counting-guide-wires"],
            "alder/practice/counting-guide-wires.md",
            &[one, ("doc_type", "guideline"), reviewed[0], reviewed[1]],
        ),
        (
            &["talk", "alder", "What a wire taught us"],
            "alder/talks/what-a-wire-taught-us.md",
            &[
                one,
                ("name", "Theatre matron"),
                ("consent_to_publish", "true"),
            ],
        ),
    ] {
        let run = peerpress(&root, &[&["new"], arguments].concat());
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.err);
        let path = format!("trusts/{path}");
        let shown = Path::new("content").join(&path);
        assert_eq!(run.out, format!("new: {}\n", shown.display()));
        let mut wanted: Vec<String> = (values.iter())
            .map(|(key, _)| format!("{path} `{key}` is empty"))
            .collect();
        let mut found = findings(&root);
        found.sort();
        wanted.sort();
        assert_eq!(found, wanted);
        fill_in(&root.join(&shown), values);
        assert_eq!(findings(&root), [""; 0], "{path}");

        // What somebody has written there is never lost.
        let before = fs::read(root.join(&shown)).expect("there");
        let run = peerpress(&root, &[&["new"], arguments].concat());
        assert_eq!(run.code, 2);
        says(
            &run.err,
            &["error: ", "is there already, and stays as it is"],
        );
        assert_eq!(fs::read(root.join(&shown)).expect("there"), before);
    }
    // Titles are what was written, or words made of a file's name.
    assert_eq!(build(&root, &["--drafts"]).code, 0);
    let page = |path: &str| {
        let path = root.join("public/trusts").join(path).join("index.html");
        fs::read_to_string(path).expect("a page")
    };
    says(
        &page("st-elsewheres-hospital"),
        &["St Elsewhere’s &quot;Hospital&quot;"],
    );
    says(
        &page("alder/practice/counting-guide-wires"),
        &["Counting guide wires</h1>", "draft"],
    );
    says(
        &page("st-elsewheres-hospital/checklists/chest-drain-insertion"),
        &["procedures/chest-drain/index.html"],
    );
    // Nobody reads a draft by accident.
    assert_eq!(build(&root, &[]).code, 0);
    assert!(!root.join("public/trusts/alder/practice").exists());
}

/// Who begins a page on Monday does not keep the others from publishing on Tuesday.
#[test]
fn a_page_that_is_begun_stops_no_build() {
    let root = project("new-draft", &[]);
    for kind in ["checklist", "practice", "talk"] {
        let run = peerpress(&root, &["new", kind, "alder", "Half", "of", kind]);
        assert_eq!(run.code, 0, "{}", run.err);
        says(
            &run.err,
            &[
                "`peerpress check` lists it",
                "the site is made without the page",
                "`peerpress serve --drafts` then shows",
            ],
        );
    }
    let run = build(&root, &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    says(&run.err, &["warning[unfinished-draft]", "0 errors"]);
    assert!(root.join("public/index.html").exists());
    assert!(!root.join("public/trusts/alder/checklists").exists());
    // Who wants to see it is told what it lacks.
    let run = build(&root, &["--drafts", "-o", "preview"]);
    assert_eq!(run.code, 1, "{}", run.err);
    says(&run.err, &["error[missing-field]"]);
}

#[test]
fn advice_names_the_folder_that_was_named() {
    let root = project("new-elsewhere", &[]);
    for (folder, named) in [
        ("words", "--content words"),
        ("our words", "--content \"our words\""),
    ] {
        fs::create_dir_all(root.join(folder)).expect("a folder");
        fs::copy(
            root.join("content/network.toml"),
            root.join(folder).join("network.toml"),
        )
        .expect("a copy");
        let run = peerpress(&root, &["new", "trust", "Elm", "-c", folder]);
        assert_eq!(run.code, 0, "{}", run.err);
        says(&run.err, &[&format!("`peerpress check {named}`")]);
        let run = peerpress(&root, &["new", "talk", "elm", "Two", "--content", folder]);
        assert_eq!(run.code, 0, "{}", run.err);
        says(
            &run.err,
            &[
                &format!("`peerpress check {named}`"),
                &format!("`peerpress serve --drafts {named}`"),
            ],
        );
    }
}

#[test]
fn a_page_without_a_place_is_refused() {
    let root = project("new-refused", &[]);
    support::write(
        &root,
        "content/trusts/alder/talks/two/index.md",
        "---\ntitle: Two\nsummary: x\nspeaker: {name: A}\nconsent_to_publish: true\n---\n",
    );
    let before = support::files_below(&root);
    for (arguments, words) in [
        (
            &["checklist", "aldr", "One"][..],
            &["there is no trust `aldr`", "did you mean `alder`?"][..],
        ),
        (
            &["checklist", "../../..", "One"],
            &[
                "there is no trust",
                "There are: alder.",
                "peerpress new trust",
            ],
        ),
        (&["talk", "alder", "../.."], &["no letter or digit"]),
        (&["talk", "alder", "Two"], &["is there already"]),
        (&["trust", "Alder"], &["is there already"]),
        (
            &["trust", "Elm", "-c", "nowhere"],
            &["no network in nowhere", "peerpress init"],
        ),
        (&["talk", "alder"], &["TITLE"]),
        (&["chekclist", "alder", "One"], &["chekclist", "checklist"]),
    ] {
        let run = peerpress(&root, &[&["new"], arguments].concat());
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.err);
        assert!(run.err.starts_with("error: "), "{}", run.err);
        says(&run.err, words);
    }
    assert_eq!(support::files_below(&root), before);
}
