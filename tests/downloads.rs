//! The files to take away, as a whole build makes them: what they say about the network around them.

mod support;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

const CHECKLIST: &str = "\
---
title: Chest drain
summary: Before and after.
pathway: minor
procedure: chest-drain
scope: patient
version: \"1.0\"
last_reviewed: 2026-05-01
review_due: 2028-05-01
---

Read [our write-up](../practice/drains.md#who) and [the standards](https://standards.example/drains) first.

- Patient label {label}
- Date: ____ {date}

## Sign in

- [ ] Side marked {yes/no stop}
  - As in [the same part](#sign-in)
- Operator: ____ {signature}
";

const PROCEDURES: &str = "[[procedure]]\nid = \"chest-drain\"\nlabel = \"Chest drain\"\n";

fn files(name: &str) -> BTreeMap<String, Vec<u8>> {
    let write_up = support::practice("Drains", "## Who\n\nWe.\n");
    let root = support::network(
        name,
        &[
            ("trusts/alder/checklists/drain.md", CHECKLIST),
            ("trusts/alder/practice/drains.md", &write_up),
            ("vocabulary/procedures.toml", PROCEDURES),
        ],
    );
    support::site(&support::build(&support::project(&root)))
}

fn part(docx: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).expect("it is a package");
    let mut text = String::new();
    let mut part = archive.by_name(name).expect("the part is there");
    part.read_to_string(&mut text).expect("it is UTF-8");
    text
}

/// A file that is taken away has no neighbours: whoever follows its links must land on the network's site.
#[test]
fn links_within_the_network_are_whole_addresses() {
    let files = files("downloads-links");
    let folder = "trusts/alder/checklists/drain";
    let page = "https://network.example/trusts/alder";
    let expected = [
        format!("{page}/practice/drains/#who"),
        "https://standards.example/drains".to_owned(),
        format!("{page}/checklists/drain/#sign-in"),
    ];

    let word = &files[&format!("{folder}/drain.docx")];
    let relations = part(word, "word/_rels/document.xml.rels");
    let external = relations.split("TargetMode=\"External\" Target=\"").skip(1);
    let found: Vec<_> = external.filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(found, expected);
    // Paper shows where the words lead that leave the network, and no address that the footer leads to anyway.
    let words = part(word, "word/document.xml");
    assert!(
        words.contains("> (standards.example/drains)</w:t>"),
        "{words}"
    );
    assert!(!words.contains("(network.example"), "{words}");

    let document =
        lopdf::Document::load_mem(&files[&format!("{folder}/drain.pdf")]).expect("a PDF");
    let mut found = Vec::new();
    for page in document.page_iter() {
        for annotation in document.get_page_annotations(page).expect("it is sound") {
            let action = annotation
                .get(b"A")
                .and_then(lopdf::Object::as_dict)
                .expect("it acts");
            let uri = action
                .get(b"URI")
                .and_then(lopdf::Object::as_str)
                .expect("it leads on");
            found.push(String::from_utf8_lossy(uri).into_owned());
        }
    }
    assert_eq!(found, expected);

    let html = String::from_utf8_lossy(&files[&format!("{folder}/index.html")]).into_owned();
    for href in [
        "../../../../trusts/alder/practice/drains/index.html#who",
        "https://standards.example/drains",
        "#sign-in",
    ] {
        assert!(
            html.contains(&format!("href=\"{href}\"")),
            "{href} is not in\n{html}"
        );
    }
}
