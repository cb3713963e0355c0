//! The search index: what is indexed, that it is the same every time, and how little an edit changes.

mod support;

use std::collections::BTreeMap;

use peerpress::pipeline::Pipeline;
use peerpress::plan::view::search::{IndexView, Label, Page, Section};
use peerpress::search::index;

/// A word that depends on a number, in pages that are all made up of such.
fn word(seed: usize) -> String {
    let stem = ["alpha", "beta", "gamma", "delta"][seed % 4];
    let letter = char::from(b'a' + (seed / 4 % 26) as u8);
    format!("w{stem}x{letter}").repeat(1 + seed % 2)
}

fn made_up() -> IndexView {
    let section = |number: usize, part: usize| {
        let words: Vec<String> = (0..30)
            .map(|at| word(number * 7 + part * 31 + at * 13))
            .collect();
        Section {
            text: format!("{}.", words.join(" ")),
            ..Section::default()
        }
    };
    let pages = (0..400)
        .map(|number| Page {
            url: format!("p/{number}/"),
            title: format!("Page {} {number}", word(number)),
            lang: "en-GB".into(),
            procedures: vec![Label {
                id: format!("p{}", number % 9),
                label: format!("Procedure {}", word(number % 9)),
            }],
            sections: (0..6).map(|part| section(number, part)).collect(),
            ..Page::default()
        })
        .collect();
    IndexView {
        pages,
        concepts: Vec::new(),
    }
}

#[test]
fn the_order_of_pages_does_not_matter() {
    let view = made_up();
    let mut other = view.clone();
    other.pages.reverse();
    assert_eq!(index(&view), index(&other));
}

#[test]
fn an_edit_changes_few_files() {
    let mut view = made_up();
    let before = index(&view);
    view.pages[7].sections[2].text.push_str(" Newword here.");
    let after = index(&view);
    let changed = after.iter().filter(|file| !before.contains(file)).count();
    assert!(changed <= 8, "{changed} of {}", after.len());
}

/// The facts that the index holds are read back where they stand plainly: in the cards before they are packed.
fn cards(view: &IndexView) -> String {
    index(view)
        .iter()
        .filter(|file| file.name.starts_with("c-"))
        .map(|file| String::from_utf8_lossy(&file.content).into_owned())
        .collect()
}

#[test]
fn a_site_is_indexed_as_its_readers_see_it() {
    let listed = support::practice("Listed page", "## Before the wire\n\nSeen by two people.\n");
    let unlisted = listed
        .replace("Listed page", "Hidden page")
        .replace("---\ntitle", "---\nvisibility: unlisted\ntitle");
    let root = support::network(
        "search-site",
        &[
            ("trusts/alder/practice/listed.md", &listed),
            ("trusts/alder/practice/hidden.md", &unlisted),
        ],
    );
    let project = support::project(&root);
    let files = |search| -> BTreeMap<String, Vec<u8>> {
        let mut project = project.clone();
        project.search = search;
        let built = Pipeline::once()
            .build(&project, &|_, _| {})
            .unwrap_or_else(|failure| panic!("{failure}"));
        let artifacts = built.artifacts.expect("a site");
        artifacts
            .iter()
            .map(|file| (file.path.as_str().to_owned(), file.bytes.clone()))
            .collect()
    };
    let with = files(true);
    assert!(with.contains_key("search-index/root.js"));
    let page = String::from_utf8_lossy(&with["index.html"]).into_owned();
    assert!(page.contains("data-search-index=\"./search-index/\""));
    let without = files(false);
    assert!(!without.keys().any(|path| path.starts_with("search-index/")));
    let page = String::from_utf8_lossy(&without["index.html"]).into_owned();
    assert!(!page.contains("data-search-index"));

    let checked = support::check(&root);
    let settings = peerpress::plan::Settings {
        today: project.today,
        base: peerpress::path::BaseUrl::parse("https://network.example/").expect("an address"),
        style: project.style,
        assets: peerpress::render::OwnFiles::read(None)
            .and_then(|own| peerpress::render::Theme::load(&own))
            .unwrap_or_else(|error| panic!("{error}"))
            .assets()
            .clone(),
        search: true,
    };
    let view = peerpress::plan::index_view(&checked.site, &settings, &[]);
    let cards = cards(&view);
    assert!(cards.contains("Listed page"));
    assert!(cards.contains("\"Before the wire\",\"before-the-wire\",\"Seen by two people.\""));
    assert!(cards.contains("Alder Trust"));
    assert!(!cards.contains("Hidden page"));
}
