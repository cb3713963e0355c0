//! How many files one processor makes in a second: `cargo bench --bench checklist`.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use peerpress::export::{docx, fhir, pdf};
use peerpress::hash::Digest;
use peerpress::parse::checklist::{Checklist, Setting, read};
use peerpress::parse::front_matter;
use peerpress::path::SourcePath;
use peerpress::plan::checklist_view::{ChecklistFacts, ChecklistView, Form, Publication};

/// The published samples: one, two and three pages.
const SAMPLES: [&str; 3] = [
    include_str!("../tests/checklist/samples/central-line.md"),
    include_str!("../tests/checklist/samples/intubation.md"),
    include_str!("../tests/checklist/samples/nasogastric-tube.md"),
];

fn main() {
    let view = |text: &&str| ChecklistView::new(&checklist(text), &facts(), Form::Full);
    let views: Vec<ChecklistView> = SAMPLES.iter().map(view).collect();
    measure("read the Markdown", &mut |at| {
        checklist(SAMPLES[at % 3]).stages.len()
    });
    measure("make the view", &mut |at| {
        let checklist = checklist(SAMPLES[at % 3]);
        ChecklistView::new(&checklist, &facts(), Form::Full)
            .stages
            .len()
    });
    measure("digest of the view", &mut |at| {
        Digest::of(&views[at % 3]).short().len()
    });
    type Make = fn(&ChecklistView) -> Vec<u8>;
    let formats: [(&str, Make); 3] = [
        ("PDF", pdf::pdf),
        ("DOCX", docx::docx),
        ("FHIR", fhir::fhir),
    ];
    for (name, make) in formats {
        measure(name, &mut |at| make(&views[at % 3]).len());
    }
}

/// Repeats something for two seconds on this thread and prints how often it went in one.
fn measure(name: &str, work: &mut dyn FnMut(usize) -> usize) {
    let mut bytes = 0;
    for at in 0..3 {
        bytes += work(at);
    }
    let begun = processor_time();
    let mut count = 0;
    while count % 8 != 0 || processor_time() - begun < Duration::from_secs(2) {
        std::hint::black_box(work(count));
        count += 1;
    }
    let spent = (processor_time() - begun).as_secs_f64();
    println!(
        "{name:20} {:>9.0} per CPU second   (mean result {})",
        count as f64 / spent,
        bytes / 3
    );
}

/// The time that this thread has had a processor: other programs on a shared machine do not count.
fn processor_time() -> Duration {
    // The kernel's own count in nanoseconds; elsewhere the clock on the wall has to do.
    let kernel = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = kernel.and_then(|text| text.split(' ').next()?.parse().ok());
    match nanoseconds {
        Some(nanoseconds) => Duration::from_nanos(nanoseconds),
        None => {
            static BEGUN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
            BEGUN.get_or_init(Instant::now).elapsed()
        }
    }
}

fn checklist(text: &str) -> Checklist {
    let path = SourcePath::new("x.md");
    let mut findings = Vec::new();
    let body = front_matter::split(text, &path, &mut findings).body;
    read(
        &text[body.clone()],
        body.start,
        Setting::default(),
        &path,
        &mut findings,
    )
}

fn facts() -> ChecklistFacts {
    ChecklistFacts {
        title: "Emergency intubation outside theatre".to_owned(),
        summary: "Two-person checks before, at and after tracheal intubation.".to_owned(),
        trust: "A Hospital NHS Foundation Trust".to_owned(),
        network: "Network".to_owned(),
        notice: String::new(),
        lang: "en-GB".to_owned(),
        version: "1.2".to_owned(),
        status: "Ratified".to_owned(),
        publication: Publication::Active,
        ratified_by: "Critical Care Governance Group".to_owned(),
        reference: "X-1".to_owned(),
        per_patient: true,
        supersedes: String::new(),
        issued: None,
        reviewed: None,
        due: None,
        extended: None,
        licence: None,
        attribution: String::new(),
        adapted_from: None,
        address: "https://network.example/trusts/a/checklists/b/".to_owned(),
        short_address: "https://network.example/c/b/".to_owned(),
        both: false,
        links: BTreeMap::new(),
    }
}
