//! How long it takes from saving a file until the browser gets other bytes: `cargo bench --bench edit [-- 1000 10000]`.
//!
//! The program serves a made-up network as users run it, and files are edited. For each sort of edit: the time from the end of writing until
//! the answer differs, which includes the watcher's quiet time of 25 ms, and the processor time that the pages took (the search index, which
//! follows by itself, is left out by serving without one). Medians of several edits, on a memory file system where there is one. Linux only.

#[path = "site/corpus.rs"]
mod corpus;
#[path = "support/served.rs"]
mod served;
mod support;

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use served::{Served, address, first_pages};
use support::Outcome;

/// Each figure is the median of so many edits.
const EDITS: usize = 9;

fn main() -> Outcome<()> {
    support::networks("peerpress-bench-edit", &[1_000, 10_000], measure)
}

/// What it takes from an edit until an address answers with these words.
fn taken(
    served: &Served,
    path: &str,
    words: &str,
    edit: impl FnOnce() -> Outcome<()>,
) -> Outcome<(f64, f64)> {
    let cpu = served.cpu()?;
    edit()?;
    let begun = Instant::now();
    let has = |answer: Vec<u8>| {
        answer
            .windows(words.len())
            .any(|window| window == words.as_bytes())
    };
    while !has(served.get(path)?) {
        if begun.elapsed() > Duration::from_secs(60) {
            return Err(format!("{path} never said {words}").into());
        }
        thread::sleep(Duration::from_millis(1));
    }
    let time = begun.elapsed().as_secs_f64() * 1e3;
    // The server tidies up after its answer, and looks once more at everything two seconds later.
    thread::sleep(Duration::from_millis(300));
    let cpu = served.cpu()? - cpu;
    thread::sleep(Duration::from_millis(2_500));
    Ok((time, cpu))
}

fn measure(work: &Path, pages: usize) -> Outcome<()> {
    let content = work.join(pages.to_string()).join("content");
    let theme = work.join(pages.to_string()).join("theme");
    corpus::write(&content, pages)?;
    fs::create_dir_all(theme.join("templates"))?;
    let pages_of_one = first_pages(&content)?;
    let file = pages_of_one.first().ok_or("no page")?;
    let text = fs::read_to_string(file)?;
    let address = address(&content, file)?;
    let theme_folder = theme.to_string_lossy();
    let served = Served::start(&content, &["--no-search", "--theme", &theme_folder])?;
    // Until the files are older than what the server takes on trust.
    thread::sleep(Duration::from_secs(5));
    println!("{pages} pages, ms from saving until the answer differs (processor ms)");
    let show = |what: &str, mut all: Vec<(f64, f64)>| {
        all.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (time, cpu) = all[all.len() / 2];
        println!("  {what:24} {time:6.0} ({cpu:.0})");
    };
    let mut bodies = Vec::new();
    let mut titles = Vec::new();
    let mut templates = Vec::new();
    for number in 0..EDITS {
        let words = format!("Edited {number}.");
        bodies.push(taken(&served, &address, &words, || {
            Ok(fs::write(file, format!("{text}\n{words}\n"))?)
        })?);
    }
    for number in 0..EDITS {
        let words = format!("Title {number}");
        titles.push(taken(&served, &address, &words, || {
            Ok(fs::write(
                file,
                text.replacen("title: \"", &format!("title: \"{words} "), 1),
            )?)
        })?);
    }
    for number in 0..EDITS / 3 {
        let words = format!("<title>Own {number}");
        templates.push(taken(&served, &address, &words, || {
            let template = format!(
                "{{% extends \"default/resource.html\" %}}{{% block title %}}Own {number}{{% endblock title %}}"
            );
            Ok(fs::write(theme.join("templates/resource.html"), template)?)
        })?);
    }
    show("the words of a page", bodies);
    show("its title", titles);
    show("a template", templates);
    println!("  held in memory           {:6.0} MB", served.memory()?);
    Ok(())
}
