//! Whether `peerpress serve` holds out: `cargo bench --bench soak [-- 1000]`.
//!
//! The program serves a made-up network with its search for as many seconds as `PEERPRESS_SOAK` says (60 without it; 600 is a soak), under 50
//! requests a second for pages and an edit of a title or of words each second. Every answer must be a page, and the last edit must show.
//! Memory and processor time are printed at each tenth: memory should not grow after the first. Everything lies on a memory file system
//! where there is one, and no request leaves this computer. Linux only.

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

const REQUESTS_PER_SECOND: u32 = 50;
const TENTHS: u32 = 10;

fn main() -> Outcome<()> {
    support::networks("peerpress-bench-soak", &[1_000], soak)
}

fn soak(work: &Path, pages: usize) -> Outcome<()> {
    let seconds = std::env::var("PEERPRESS_SOAK").map_or(Ok(60), |text| text.parse())?;
    let content = work.join(pages.to_string()).join("content");
    corpus::write(&content, pages)?;
    let files = first_pages(&content)?;
    let texts: Vec<String> = files
        .iter()
        .map(fs::read_to_string)
        .collect::<Result<_, _>>()?;
    let addresses: Vec<String> = (files.iter())
        .map(|file| address(&content, file))
        .collect::<Result<_, _>>()?;
    let served = Served::start(&content, &[])?;
    println!("{pages} pages, {seconds} seconds of {REQUESTS_PER_SECOND} requests and an edit");
    println!("  start         {:6.0} MB", served.memory()?);
    let begun = Instant::now();
    let total = seconds * REQUESTS_PER_SECOND;
    let mut edits = 0;
    for number in 0..total {
        let turn = number as usize % files.len();
        if number % REQUESTS_PER_SECOND == 0 {
            let text = match edits % 2 {
                0 => texts[turn].replacen("title: \"", &format!("title: \"Edit {edits} "), 1),
                _ => format!("{}\nEdit {edits}.\n", texts[turn]),
            };
            fs::write(&files[turn], text)?;
            edits += 1;
        }
        let answer = served.get(&addresses[turn])?;
        if !answer.starts_with(b"HTTP/1.1 200") || !answer.trim_ascii_end().ends_with(b"</html>") {
            return Err(format!("{} was not answered by a page", addresses[turn]).into());
        }
        if (number + 1) % (total / TENTHS).max(1) == 0 {
            println!(
                "  {:5.0} s, {edits:4} edits {:6.0} MB, {:.0} CPU s",
                begun.elapsed().as_secs_f64(),
                served.memory()?,
                served.cpu()? / 1e3
            );
        }
        let due = Duration::from_secs(1) * (number + 1) / REQUESTS_PER_SECOND;
        thread::sleep(due.saturating_sub(begun.elapsed()));
    }
    let last = format!("{}\nThe end of the soak.\n", texts[0]);
    fs::write(&files[0], last)?;
    let begun = Instant::now();
    let shows = |answer: Vec<u8>| String::from_utf8_lossy(&answer).contains("The end of the soak.");
    while !shows(served.get(&addresses[0])?) {
        if begun.elapsed() > Duration::from_secs(30) {
            return Err("the last edit never showed".into());
        }
        thread::sleep(Duration::from_millis(5));
    }
    Ok(())
}
