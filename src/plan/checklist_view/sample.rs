//! Views for tests of everything that is made from views.

use std::collections::BTreeMap;

use super::{ChecklistFacts, ChecklistView, Form, Publication};
use crate::parse::checklist::{Setting, read};
use crate::parse::front_matter;
use crate::path::SourcePath;

/// A published sample.
pub const INTUBATION: &str = include_str!("../../../tests/checklist/samples/intubation.md");
/// Another.
pub const CENTRAL_LINE: &str = include_str!("../../../tests/checklist/samples/central-line.md");
/// One with conditions.
pub const NASOGASTRIC_TUBE: &str =
    include_str!("../../../tests/checklist/samples/nasogastric-tube.md");

/// Facts of a checklist that says little about itself.
pub fn facts() -> ChecklistFacts {
    ChecklistFacts {
        title: "A".to_owned(),
        summary: String::new(),
        trust: "Trust".to_owned(),
        network: "Network".to_owned(),
        notice: "Demonstration only.".to_owned(),
        lang: "en-GB".to_owned(),
        version: "1.0".to_owned(),
        status: "Ratified".to_owned(),
        publication: Publication::Active,
        ratified_by: String::new(),
        reference: String::new(),
        per_patient: true,
        supersedes: String::new(),
        issued: None,
        reviewed: None,
        due: None,
        extended: None,
        licence: None,
        attribution: String::new(),
        adapted_from: None,
        address: "https://network.example/a/".to_owned(),
        short_address: "https://network.example/c/a/".to_owned(),
        both: true,
        links: BTreeMap::new(),
    }
}

/// The full form of a text, whose title may stand in its front matter.
pub fn view(text: &str) -> ChecklistView {
    form(text, Form::Full)
}

/// One form of a text.
pub fn form(text: &str, form: Form) -> ChecklistView {
    let mut findings = Vec::new();
    let path = SourcePath::new("x.md");
    let parts = front_matter::split(text, &path, &mut findings);
    let markdown = &text[parts.body];
    let checklist = read(markdown, 0, Setting::default(), &path, &mut findings);
    let mut facts = facts();
    let lines = text.lines();
    if let Some(title) = lines
        .into_iter()
        .find_map(|line| line.strip_prefix("title: "))
    {
        facts.title = title.to_owned();
    }
    ChecklistView::new(&checklist, &facts, form)
}

/// Texts that nobody should write, and that must become sound documents all the same.
pub fn strange() -> Vec<String> {
    let long = "word ".repeat(3000);
    let title = "Title of many words ".repeat(15);
    vec![
        "- [ ] item\n".repeat(2000),
        format!(
            "- [ ] {long} {{yes/no stop}}\n  - {long}\n\n> [!NOTE]\n> {long}\n\n| a | b |\n| - | - |\n| {long} | |\n"
        ),
        "- [ ] مرحبا بالعالم 🫀 x {one=\"نعم|لا\"}\n- [ ] \n- [ ] 日本\n".to_owned(),
        format!("---\ntitle: {title}\n---\n- [ ] A {{one=\"{title}|b\" stop}}\n"),
        "---\ntitle: <b> & \"c\" \u{1} \u{FFFE}\n---\n- [ ] a </w:t> & b {one=\"<|&\"}\n"
            .to_owned(),
        // Links with stress in them, over the end of a line, in a language written from right to left, and to nowhere.
        format!(
            "[a **b** c](https://a.example/) [{title}](mailto:x@a.example)\n\n- [ ] x\n  - مرحبا [بالعالم](https://a.example/é?\"<>) x\n\n\
            > [!WARNING]\n> [tel](tel:020) [one](one.md) [bad](https://[/) [](https://a.example/) <https://a.example/{title}>\n"
        ),
        "- [ ] {\n- [ ] }{\n## {\n### {#}\n> > - [ ] x\n- [x]\n  1. [ ] {é=\"ü\n| |\n| - |\n"
            .to_owned(),
        String::new(),
    ]
}
