//! What every PDF must be, as far as it can be seen from here; other programs look closer in `tests/checklist/run`.

use super::*;
use crate::plan::checklist_view::sample;

#[test]
fn the_same_view_gives_the_same_bytes() {
    let view = sample::view(sample::INTUBATION);
    let bytes = pdf(&view);
    assert!(bytes.starts_with(b"%PDF-1.7"));
    assert_eq!(bytes, pdf(&view));
}

#[test]
fn every_document_passes_the_library_s_own_check() {
    let accessible = || {
        ConfigurationBuilder::new()
            .with_accessibility_validator(Accessibility::UA1)
            .finish()
            .expect("it is a known one")
    };
    let samples = [
        sample::INTUBATION,
        sample::CENTRAL_LINE,
        sample::NASOGASTRIC_TUBE,
    ];
    let samples = samples.into_iter().map(str::to_owned);
    for text in samples.chain(sample::strange()) {
        let view = sample::view(&text);
        let made = made(&view, accessible());
        assert!(made.is_ok(), "{:?}: {:.200}", made.err(), text);
    }
}

#[test]
fn links_can_be_followed_and_say_where_they_lead() {
    let text = "See [the guide](<https://a.example/b c>).\n\n- [ ] x\n  - Ask [the team](mailto:team@a.example)\n";
    let document = lopdf::Document::load_mem(&pdf(&sample::view(text))).expect("it is a PDF");
    let words = |dictionary: &lopdf::Dictionary, key: &[u8]| {
        let value = dictionary.get(key).and_then(lopdf::Object::as_str);
        String::from_utf8_lossy(value.expect("it says so")).into_owned()
    };
    let mut found = Vec::new();
    for page in document.page_iter() {
        for annotation in document.get_page_annotations(page).expect("it is sound") {
            let action = annotation.get(b"A").and_then(lopdf::Object::as_dict);
            let action = action.expect("it leads somewhere");
            assert!(annotation.has(b"StructParent"), "{annotation:?}");
            found.push((words(action, b"URI"), words(annotation, b"Contents")));
        }
    }
    let expected = [
        (
            "https://a.example/b%20c",
            "the guide: https://a.example/b%20c",
        ),
        ("mailto:team@a.example", "the team: mailto:team@a.example"),
    ];
    assert_eq!(
        found,
        expected.map(|(uri, words)| (uri.to_owned(), words.to_owned()))
    );
}
