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
    let long = "word ".repeat(3000);
    let title = "Title of many words ".repeat(15);
    for text in [
        sample::INTUBATION.to_owned(),
        sample::CENTRAL_LINE.to_owned(),
        sample::NASOGASTRIC_TUBE.to_owned(),
        "- [ ] item\n".repeat(2000),
        format!(
            "- [ ] {long} {{yes/no stop}}\n  - {long}\n\n> [!NOTE]\n> {long}\n\n| a | b |\n| - | - |\n| {long} | |\n"
        ),
        "- [ ] مرحبا بالعالم 🫀 x {one=\"نعم|لا\"}\n- [ ] \n- [ ] 日本\n".to_owned(),
        format!("---\ntitle: {title}\n---\n- [ ] A {{one=\"{title}|b\" stop}}\n"),
        String::new(),
    ] {
        let view = sample::view(&text);
        let made = made(&view, accessible());
        assert!(made.is_ok(), "{:?}: {:.200}", made.err(), text);
    }
}
