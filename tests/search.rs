//! The search index: what is indexed, that it is the same every time, and how little an edit changes.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use peerpress::cache::Cache;
use peerpress::hash::Digest;
use peerpress::model::noting::Today;
use peerpress::pipeline::Pipeline;
use peerpress::plan::view::search::{
    Concept, ConceptKind, IndexView, Label, Page, Section, Sections, Standing,
};
use peerpress::search::{self, File, Known};

fn index(view: IndexView) -> Vec<File> {
    search::index(view, &Known::once(None))
}

/// A file as its name and content.
fn said(file: File) -> (String, Vec<u8>) {
    let content = file.content().into_owned();
    (file.name, content)
}

/// Adds words to a section of a page.
fn add(page: &mut Page, section: usize, words: &str) {
    let mut sections = page.sections.read();
    sections[section].text.push_str(words);
    page.sections = sections.into();
}

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
            sections: (0..6)
                .map(|part| section(number, part))
                .collect::<Vec<_>>()
                .into(),
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
    let said = |view| index(view).into_iter().map(said).collect::<Vec<_>>();
    assert_eq!(said(view), said(other));
}

/// Twelve hundred pages of real length, whose words are as unevenly spread as those of a language.
fn uneven() -> IndexView {
    let mut chance = support::chance::Chance::new(4);
    let mut rare = move || {
        let even = chance.below(1 << 20) as f64 / f64::from(1 << 20);
        (even.powi(4) * 9_000.0) as usize
    };
    let mut sentence = |words: usize| -> String {
        let words: Vec<String> = (0..words).map(|_| spelled(rare())).collect();
        format!("{}.", words.join(" "))
    };
    let pages = (0..1200)
        .map(|number| Page {
            url: format!("p/{number}/"),
            title: sentence(4),
            lang: "en-GB".into(),
            sections: (0..5)
                .map(|_| Section {
                    heading: sentence(3),
                    text: (0..8).map(|_| sentence(12)).collect::<Vec<_>>().join(" "),
                    ..Section::default()
                })
                .collect::<Vec<_>>()
                .into(),
            ..Page::default()
        })
        .collect();
    IndexView {
        pages,
        concepts: Vec::new(),
    }
}

/// A word that can be said, different for each number.
fn spelled(mut number: usize) -> String {
    let mut word = String::new();
    for _ in 0..4 {
        word.push(char::from(b"bdfgklmnprstv"[number % 13]));
        number /= 13;
        word.push(char::from(b"aeiou"[number % 5]));
        number /= 5;
    }
    word
}

#[test]
fn an_edit_changes_few_files() {
    let view = uneven();
    let before: BTreeSet<_> = index(view.clone()).into_iter().map(said).collect();
    let without_cards = before
        .iter()
        .filter(|file| !file.0.starts_with("c-"))
        .count();
    // What a moved length costs is paid by few edits: most must be cheap, and the mean as well.
    let mut changed: Vec<usize> = (0..12)
        .map(|turn| {
            let mut edited = view.clone();
            let from = &edited.pages[turn * 31 + 5].sections.read()[1].text;
            let added: String = from.split_inclusive(". ").take(1).collect();
            add(&mut edited.pages[turn * 47], 2, &format!(" {added}"));
            index(edited)
                .into_iter()
                .filter(|file| !before.contains(&(file.name.clone(), file.content().into_owned())))
                .count()
        })
        .collect();
    changed.sort_unstable();
    // A sentence of twelve words, the last word of the sentence before it, the page's card and those that share its mark, and the root:
    // at most one file in fifty.
    assert!(
        changed[8] * 50 <= before.len(),
        "{changed:?} of {} ({without_cards} without cards)",
        before.len()
    );
    assert!(
        changed[0] >= 2,
        "{changed:?}: an edit that changes nothing was not made"
    );
}

/// What earlier indexes left must never show: not after edits, new and removed pages, another vocabulary, or so many removed words that
/// fields are of another mean length.
#[test]
fn what_is_known_gives_the_same_index() {
    let folder = support::scratch("search-known");
    let lasting = Known::lasting();
    let mut view = uneven();
    let mut withdrawn = view.pages[3].clone();
    withdrawn.standing = Standing::Withdrawn;
    withdrawn.url = "p/withdrawn/".into();
    let concept = Concept {
        label: view.pages[9].title.clone(),
        ..Concept::default()
    };
    let edits: [&dyn Fn(&mut IndexView); 7] = [
        &|_| {},
        &|view| add(&mut view.pages[700], 2, " Haemothorax."),
        &|view| view.pages[30].title.push_str(" renamed"),
        &|view| view.pages.push(withdrawn.clone()),
        &|view| view.concepts.push(concept.clone()),
        &|view| drop(view.pages.drain(200..320)),
        &|view| {
            for page in &mut view.pages {
                page.sections = page.sections.read().drain(..2).collect::<Vec<_>>().into();
            }
        },
    ];
    for edit in edits {
        edit(&mut view);
        let fresh: Vec<_> = index(view.clone()).into_iter().map(said).collect();
        // Another program, which has nothing but the folder.
        let cache = Arc::new(Cache::open(&folder).expect("a folder"));
        for known in [&lasting, &Known::once(Some(&cache))] {
            let again: Vec<_> = search::index(view.clone(), known)
                .into_iter()
                .map(said)
                .collect();
            assert!(again == fresh);
        }
    }
}

#[test]
fn an_edit_reads_the_words_of_few_pages() {
    let read = Arc::new(AtomicUsize::new(0));
    let counted = |sections: Vec<Section>| {
        let read = Arc::clone(&read);
        Sections::new(Digest::of(&sections), move || {
            read.fetch_add(1, Ordering::Relaxed);
            sections.clone()
        })
    };
    let mut view = uneven();
    for page in &mut view.pages {
        page.sections = counted(page.sections.read());
    }
    let known = Known::lasting();
    let reads = |view: &IndexView| {
        read.store(0, Ordering::Relaxed);
        search::index(view.clone(), &known);
        read.load(Ordering::Relaxed)
    };
    let all = view.pages.len();
    assert_eq!(reads(&view), all, "each once");
    assert_eq!(reads(&view), 0);
    let mut sections = view.pages[500].sections.read();
    sections[0].text.push_str(" Haemothorax.");
    view.pages[500].sections = counted(sections);
    let few = reads(&view);
    assert!(0 < few && few < all, "{few} of {all}");
    let new = Page {
        url: "p/new/".into(),
        ..view.pages[700].clone()
    };
    view.pages.push(new);
    let few = reads(&view);
    assert!(0 < few && few < all, "{few} of {all}");
    // Fields of another mean length weigh the words of every page anew, but once.
    let halves = |page: &mut Page| {
        let mut sections = page.sections.read();
        sections.truncate(1);
        page.sections = counted(sections);
    };
    // Some batches stay as they are; their lists must be made anew all the same.
    let others = view.pages.iter_mut();
    others.filter(|page| *page.url >= *"p/4").for_each(halves);
    assert!(reads(&view) >= all);
    assert_eq!(reads(&view), 0);
}

/// What a crash, an upload or a cache may leave in one folder: some files of one build, some of another. Where both have a file of one
/// name, it says the same, so whoever holds one root never reads a file that belongs to the other.
#[test]
fn files_of_two_builds_never_share_a_name() {
    let view = made_up();
    let files = |view: &IndexView| -> BTreeMap<String, Vec<u8>> {
        let all = index(view.clone());
        let count = all.len();
        let by_name: BTreeMap<_, _> = all.into_iter().map(said).collect();
        assert_eq!(by_name.len(), count, "two files have one name");
        by_name
    };
    let before = files(&view);
    let mut edited = view.clone();
    add(&mut edited.pages[17], 0, " Tigrinya.");
    let mut renamed = view.clone();
    renamed.pages[390].title.push_str(" renamed");
    let mut shorter = view.clone();
    shorter.pages.remove(0);
    let mut narrowed = view.clone();
    narrowed.pages[3]
        .facets
        .push(("Kind".into(), vec!["Talk".into()]));
    for other in [edited, renamed, shorter, narrowed] {
        let after = files(&other);
        assert_ne!(before["root"], after["root"]);
        let mut changed = 0;
        for (name, content) in &after {
            match before.get(name) {
                None => changed += 1,
                Some(old) if name != "root" => assert!(old == content, "{name} has two contents"),
                Some(_) => {}
            }
        }
        assert!(changed > 0, "nothing but the root has changed");
    }
}

/// The root names every file, in the order that `docs/search-format.md` gives.
#[test]
fn the_root_knows_all_names() {
    let files = index(uneven());
    let root: serde_json::Value = serde_json::from_slice(&files[0].content()).expect("JSON");
    let marks = root["marks"].as_str().expect("a text");
    let together = root["perMark"].as_u64().expect("a number") as usize;
    let (cards, others): (Vec<_>, Vec<_>) = files[1..]
        .iter()
        .partition(|file| file.name.starts_with("c-"));
    assert!(together > 1, "cards that share a mark are not tried");
    let of = |file: &File| file.name.rsplit('-').next().unwrap_or_default().to_owned();
    let named: String = others
        .into_iter()
        .map(of)
        .chain(cards.into_iter().step_by(together).map(of))
        .collect();
    assert_eq!(named, marks);
}

/// The whole index of a few pages, as bytes that another program must be able to read by `docs/search-format.md`.
#[test]
fn the_format_is_what_it_was() {
    let page = |url: &str, title: &str, text: &str| Page {
        url: url.into(),
        title: title.into(),
        lang: "en-GB".into(),
        kind: "Checklist".into(),
        procedures: vec![Label {
            id: "procedures/chest-drain".into(),
            label: "Chest drain insertion".into(),
        }],
        facets: vec![("Kind".into(), vec!["Checklist".into()])],
        sections: vec![Section {
            heading: "Time out".into(),
            anchor: "time-out".into(),
            text: text.into(),
        }]
        .into(),
        ..Page::default()
    };
    let mut withdrawn = page("w/", "Old drains", "Never shown.");
    withdrawn.standing = Standing::Withdrawn;
    let view = IndexView {
        pages: vec![
            page(
                "a/",
                "Chest drains at Alder",
                "Haemothorax? Use a 4 cm needle (LSP-0017).",
            ),
            page(
                "b/",
                "Time out",
                "Guidewires counted out loud. Patient’s name read.",
            ),
            withdrawn,
        ],
        concepts: vec![Concept {
            id: "procedures/chest-drain".into(),
            label: "Chest drain insertion".into(),
            names: vec!["ICD".into()],
            kind: ConceptKind::Procedure,
            url: "procedures/chest-drain/".into(),
            note: "1 member has a checklist".into(),
        }],
    };
    let mut written = String::new();
    for file in index(view) {
        written.push_str(&format!("== {}\n", file.name));
        for byte in file.content().iter() {
            match byte {
                b'\\' => written.push_str("\\\\"),
                b' '..=b'~' => written.push(char::from(*byte)),
                _ => written.push_str(&format!("\\{byte:02x}")),
            }
        }
        written.push('\n');
    }
    let path = support::repository().join("tests/search/golden.txt");
    if std::env::var_os("PEERPRESS_BLESS").is_some() {
        std::fs::write(&path, &written).expect("golden.txt can be written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        written, expected,
        "the format has changed: PEERPRESS_BLESS=1 writes it down, docs/search-format.md and the reader must follow"
    );
}

#[test]
fn every_file_unpacks_to_its_content() {
    for file in index(made_up()) {
        let bytes = file.bytes();
        let start = format!("peerpressShard(\"{}\",\"", file.name);
        assert!(bytes.starts_with(start.as_bytes()), "{}", file.name);
        let mut packed = Vec::new();
        let mut rest = bytes[start.len()..bytes.len() - 2].iter();
        while let Some(byte) = rest.next() {
            packed.push(match (byte, rest.as_slice()) {
                (b'\\', [b'x', b'0', b'0', ..]) => {
                    rest.nth(2);
                    0
                }
                (b'\\', [b'n', ..]) => {
                    rest.next();
                    b'\n'
                }
                (b'\\', [b'r', ..]) => {
                    rest.next();
                    b'\r'
                }
                (b'\\', [other, ..]) => {
                    rest.next();
                    *other
                }
                _ => *byte,
            });
        }
        let mut content = vec![0; file.content().len()];
        libdeflater::Decompressor::new()
            .deflate_decompress(&packed, &mut content)
            .expect("a DEFLATE stream");
        assert_eq!(content, *file.content(), "{}", file.name);
    }
}

/// The facts that the index holds are read back where they stand plainly: in the cards before they are packed.
fn cards(view: IndexView) -> String {
    index(view)
        .iter()
        .filter(|file| file.name.starts_with("c-"))
        .map(|file| String::from_utf8_lossy(&file.content()).into_owned())
        .collect()
}

#[test]
fn a_site_is_indexed_as_its_readers_see_it() {
    let listed = support::practice(
        "Listed page",
        "## Before the wire\n\nSeen by two people.\n\n## Who\n\nBy role –\n\n| Role | Seen |\n|---|---|\n| Operator | – |\n| – | – |\n| Scrub nurse | yes |\n",
    );
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
        today: Today::new(project.today),
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
    let cards = cards(view);
    assert!(cards.contains("Listed page"));
    assert!(cards.contains("\"Before the wire\",0,\"Seen by two people.\""));
    // A dash may be a result.
    assert!(cards.contains(r#""Who",0,"By role –\nRole Seen\nOperator –\nScrub nurse yes""#));
    assert!(cards.contains("Alder Trust"));
    assert!(!cards.contains("Hidden page"));
}
