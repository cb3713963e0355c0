//! Writes a search index of pages that are not a network's: `cargo run --release --example write_index PAGES.jsonl CONCEPTS.json OUT`.
//!
//! A line of the first file is a `Page` of `src/plan/view/search.rs` as JSON, the second file a list of `Concept`s. Prints sizes and
//! processor seconds as JSON.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;

use peerpress::plan::view::search::{IndexView, Page};
use peerpress::search::{self, Known};
use rayon::prelude::*;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, pages, concepts, out] = arguments.as_slice() else {
        return Err("usage: write_index PAGES.jsonl CONCEPTS.json OUT".into());
    };
    let pages: Vec<Page> = BufReader::new(fs::File::open(pages)?)
        .lines()
        .map(|line| Ok::<Page, Box<dyn Error>>(serde_json::from_str(&line?)?))
        .collect::<Result<_, _>>()?;
    let view = IndexView {
        pages,
        concepts: serde_json::from_str(&fs::read_to_string(concepts)?)?,
    };
    let count = view.pages.len();
    let before = (peak(), cpu());
    let files = search::index(view, &Known::once(None));
    let made = cpu();
    let packed: Vec<(String, Vec<u8>)> = files
        .par_iter()
        .map(|file| (file.path(), file.bytes()))
        .collect();
    let after = (peak(), cpu());
    if Path::new(out).exists() {
        fs::remove_dir_all(out)?;
    }
    fs::create_dir_all(out)?;
    let mut sums: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (path, bytes) in &packed {
        let kind = path.split(['-', '.']).next().unwrap_or_default();
        let sum = sums.entry(kind.to_owned()).or_default();
        sum.0 += 1;
        sum.1 += bytes.len();
        fs::write(Path::new(out).join(path), bytes)?;
    }
    println!(
        "{}",
        serde_json::json!({
            "pages": count,
            "files and bytes": sums,
            "CPU s to make": made - before.1,
            "CPU s to pack": after.1 - made,
            "MB more at the peak": after.0 - before.0,
        })
    );
    Ok(())
}

/// Processor seconds so far, as the kernel counts them; 0 where there is no such file.
fn cpu() -> f64 {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let rest = text.rsplit(')').next().unwrap_or_default();
    let ticks: f64 = rest
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<f64>().ok())
        .sum();
    ticks / 100.0
}

/// The most memory that was resident so far, in megabytes.
fn peak() -> i64 {
    let text = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().strip_suffix(" kB"))
        .and_then(|number| number.parse::<i64>().ok())
        .unwrap_or_default()
        / 1024
}
