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
