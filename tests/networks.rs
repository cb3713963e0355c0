//! Whole networks: the one of this repository, a regional one whose members are integrated care systems, and large ones that are
//! made here, because nobody wants to read three hundred files.

mod support;

use std::collections::BTreeMap;

use support::{html, practice};

fn page<'a>(files: &'a BTreeMap<String, Vec<u8>>, path: &str) -> &'a str {
    let bytes = files
        .get(path)
        .unwrap_or_else(|| panic!("there is no {path}"));
    std::str::from_utf8(bytes).expect("pages are UTF-8")
}

/// The network of this repository is what a newcomer builds first: nothing in it needs mending, and no page is at fault.
#[test]
fn the_network_of_this_repository_is_sound() {
    let built = support::build(&support::project(&support::repository().join("content")));
    assert_eq!(support::findings(&built.checked), [""; 0]);
    let files = support::site(&built);
    assert_eq!(html::site_faults(&files), [""; 0]);
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let text = String::from_utf8_lossy(bytes);
        let moved = text.contains("http-equiv=\"refresh\"");
        assert!(
            moved || text.contains("Not for clinical use"),
            "{path} has no notice"
        );
    }
}

#[test]
fn members_can_be_integrated_care_systems() {
    let content = support::repository().join("tests/networks/ssip/content");
    let built = support::build(&support::project(&content));
    assert_eq!(support::findings(&built.checked), [""; 0]);
    let files = support::site(&built);
    assert_eq!(html::site_faults(&files), [""; 0]);
    let members = page(&files, "trusts/index.html");
    assert!(
        members.contains("<h1>Integrated care systems</h1>"),
        "{members}"
    );
    let home = page(&files, "index.html");
    assert!(home.contains("Integrated care systems in the network"));
    assert!(
        home.contains("National Patient Safety Improvement Programmes"),
        "the network that it is part of"
    );
    assert!(!home.contains(">Trusts<"));
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(
            String::from_utf8_lossy(bytes).contains("Not for clinical use"),
            "{path} has no notice"
        );
    }
    let essex = page(&files, "trusts/essex/index.html");
    assert!(essex.contains("D7T5G") && essex.contains("Integrated care system"));
}

/// A list of up to 100 is on one page; a longer one is cut into pages of 50, and no entry is lost or shown twice.
#[test]
fn long_lists_are_cut_into_pages() {
    for (number, pages) in [(100, 1), (101, 3)] {
        let root = support::network(&format!("networks-pages-{number}"), &[]);
        for one in 0..number {
            support::write(
                &root,
                &format!("trusts/alder/practice/p{one}.md"),
                practice(&format!("Paper {one:03}"), ""),
            );
        }
        let files = support::site(&support::build(&support::project(&root)));
        assert_eq!(html::site_faults(&files), [""; 0]);
        let mut seen = Vec::new();
        for cut in 1..=pages {
            let path = if cut == 1 {
                "practice/index.html".to_owned()
            } else {
                format!("practice/page/{cut}/index.html")
            };
            let main =
                html::inside(page(&files, &path), |tag| tag.name == "main").expect("a main part");
            seen.extend(
                main.match_indices("Paper ")
                    .map(|(at, _)| main[at..at + 9].to_owned()),
            );
            if cut > 1 {
                assert!(
                    page(&files, &path).contains(&format!("(page {cut})")),
                    "titles differ"
                );
                assert!(
                    page(&files, &path)
                        .contains(&format!("https://network.example/practice/page/{cut}/"))
                );
            }
        }
        assert_eq!(seen.len(), number);
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), number);
        assert!(!files.contains_key(&format!("practice/page/{}/index.html", pages + 1)));
        let list = page(&files, "practice/index.html");
        assert_eq!(list.contains("1 to 50 of 101"), number == 101);
        // The member's own page shows some, and leads to the rest.
        assert!(
            page(&files, "trusts/alder/index.html")
                .contains(&format!("All {number} best-practice write-ups"))
        );
    }
}

/// A long list of what is overdue shows those due first, and leads to pages with all of them.
#[test]
fn long_reviews_are_cut_into_pages() {
    let root = support::network("networks-reviews", &[]);
    let overdue = |one: usize| {
        let path = format!("trusts/alder/practice/p{one}.md");
        let text = practice(&format!("Paper {one:03}"), "");
        let due = format!("review_due: 2023-{:02}-01", 1 + one % 12);
        let text = text.replace("review_due: 2028-05-01", &due);
        support::write(&root, &path, text.replace("2026-05-01", "2020-01-01"));
    };
    (0..100).for_each(overdue);
    let files = support::site(&support::build(&support::project(&root)));
    let all_here = page(&files, "reviews/index.html");
    assert_eq!(all_here.matches("class=\"card\"").count(), 100);
    assert!(!files.contains_key("reviews/overdue/index.html"));

    overdue(100);
    let files = support::site(&support::build(&support::project(&root)));
    assert_eq!(html::site_faults(&files), [""; 0]);
    let reviews = page(&files, "reviews/index.html");
    assert_eq!(reviews.matches("class=\"card\"").count(), 50);
    assert!(reviews.contains("All 101"));
    let mut seen = Vec::new();
    for path in ["", "page/2/", "page/3/"] {
        let text = page(&files, &format!("reviews/overdue/{path}index.html")).to_owned();
        let titles = text.match_indices(">Paper ");
        seen.extend(titles.map(|(at, _)| text[at + 7..at + 10].to_owned()));
    }
    assert_eq!(seen[0], "000", "due in January");
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 101);
}

/// Up to 300 entries stand under their letters on one page; more are split, a page for each letter.
#[test]
fn a_long_a_to_z_is_split_by_letter() {
    let root = support::network("networks-letters", &[]);
    let titles: Vec<String> = (0..301)
        .map(|one| {
            let first = ["Alpha", "émile", "5 steps", "“Zulu”", "Жук"][one % 5];
            format!("{first} {one:03}")
        })
        .collect();
    for (one, title) in titles.iter().enumerate().skip(1) {
        support::write(
            &root,
            &format!("trusts/alder/practice/p{one}.md"),
            practice(title, ""),
        );
    }
    let whole = support::site(&support::build(&support::project(&root)));
    assert!(!whole.contains_key("a-to-z/a/index.html"));
    assert!(page(&whole, "a-to-z/index.html").contains("id=\"letter-a\""));

    support::write(
        &root,
        "trusts/alder/practice/p0.md",
        practice(&titles[0], ""),
    );
    let files = support::site(&support::build(&support::project(&root)));
    assert_eq!(html::site_faults(&files), [""; 0]);
    for (letter, first) in [
        ("a", "Alpha"),
        ("e", "émile"),
        ("0-9", "5 steps"),
        ("z", "“Zulu”"),
        ("ж", "Жук"),
    ] {
        let text = page(&files, &format!("a-to-z/{letter}/index.html"));
        let main = html::inside(text, |tag| tag.name == "main").expect("a main part");
        let should = titles
            .iter()
            .filter(|title| title.starts_with(first))
            .count();
        assert_eq!(
            main.matches(&format!(">{first} ")).count(),
            should,
            "{letter}"
        );
    }
    assert!(
        !files.contains_key("a-to-z/b/index.html"),
        "a letter without entries has no page"
    );
    assert!(
        page(&files, "feed.xml").matches("<entry>").count() == 50,
        "a feed has the newest only"
    );
}

/// With more members than a screen is wide, coverage is told without the table.
#[test]
fn many_members() {
    let root = support::network(
        "networks-members",
        &[(
            "vocabulary/procedures.toml",
            "[[procedure]]\nid = \"drain\"\nlabel = \"Chest drain\"\n",
        )],
    );
    for one in 0..40 {
        let member = support::MEMBER
            .replace("Alder", &format!("Trust {one}"))
            .replace("RAA", &format!("R{one:02}"));
        support::write(&root, &format!("trusts/t{one}/index.md"), member);
        let text = practice(&format!("Drains {one}"), "")
            .replace("doc_type", "procedures: [drain]\ndoc_type");
        support::write(&root, &format!("trusts/t{one}/practice/p.md"), text);
    }
    let built = support::build(&support::project(&root));
    assert_eq!(support::findings(&built.checked), [""; 0]);
    let files = support::site(&built);
    assert_eq!(html::site_faults(&files), [""; 0]);
    let term = page(&files, "procedures/drain/index.html");
    assert!(term.contains("Trust 39 Trust"));
}

/// Nothing at all but settings is a site too.
#[test]
fn an_empty_network_is_a_site() {
    let root = support::scratch("networks-empty");
    support::write(&root, "network.toml", support::SETTINGS);
    let built = support::build(&support::project(&root));
    assert_eq!(support::findings(&built.checked), [""; 0]);
    assert_eq!(html::site_faults(&support::site(&built)), [""; 0]);
}
