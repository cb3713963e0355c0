//! How long a whole build takes, and how much memory: `cargo bench --bench site [-- 1000 10000 50000]`.
//!
//! For each number of pages a network is made up (200 members, 400 to 900 words a page, tables, links, code; the same bytes every time),
//! built by the program as users run it, with and without its search, once more after an edit with a cache, and compared with copying its output by `cp -r`. With `hugo` on the path and the shared
//! benchmark folder beside the repository, an equal site is built by Hugo in the same run. Times are processor seconds of the whole
//! process as the kernel counts them; everything lies on a memory file system where there is one. Linux only.

mod corpus;
#[path = "../support/mod.rs"]
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use support::Outcome;

/// What one run of a command took.
struct Taken {
    /// Processor seconds, user and system.
    cpu: f64,
    /// The largest resident memory that was seen, in megabytes.
    memory: f64,
}

/// Each figure is the median of so many runs.
const RUNS: usize = 3;

fn main() -> Outcome<()> {
    support::networks("peerpress-bench", &[1_000, 10_000, 50_000], measure)
}

fn measure(work: &Path, pages: usize) -> Outcome<()> {
    let folder = work.join(pages.to_string());
    let content = folder.join("content");
    let words = corpus::write(&content, pages)?;
    println!(
        "{pages} pages, {words} words each on average, in {}",
        folder.display()
    );
    let public = folder.join("public");
    let ours = median(|| {
        fresh(&public)?;
        run(Command::new(env!("CARGO_BIN_EXE_peerpress"))
            .args(["build", "--quiet", "--date", "2026-11-20", "--content"])
            .arg(&content)
            .arg("--output")
            .arg(&public))
    })?;
    let again = median(|| {
        run(Command::new(env!("CARGO_BIN_EXE_peerpress"))
            .args(["build", "--quiet", "--date", "2026-11-20", "--content"])
            .arg(&content)
            .arg("--output")
            .arg(&public))
    })?;
    let index = folder_size(&public.join("search-index"))?;
    let without = folder.join("without-search");
    let plain = median(|| {
        fresh(&without)?;
        run(Command::new(env!("CARGO_BIN_EXE_peerpress"))
            .args(["build", "--quiet", "--no-search", "--date", "2026-11-20"])
            .arg("--content")
            .arg(&content)
            .arg("--output")
            .arg(&without))
    })?;
    let cached = edited_with_a_cache(&folder, &content, &[])?;
    let cached_plain = edited_with_a_cache(&folder, &content, &["--no-search"])?;
    let copy = folder.join("copy");
    let cp = median(|| {
        fresh(&copy)?;
        run(Command::new("cp").arg("-r").arg(&public).arg(&copy))
    })?;
    let per_page = ours.cpu * 1e6 / pages as f64;
    println!(
        "  peerpress build        {:7.2} CPU s  {:6.0} MB  {per_page:.0} us a page",
        ours.cpu, ours.memory
    );
    println!(
        "  of which the search    {:7.2} CPU s  {:6.0} MB",
        ours.cpu - plain.cpu,
        ours.memory - plain.memory
    );
    println!(
        "  search without texts   {} files, {:.1} MB; texts {} files, {:.1} MB",
        index.0.files,
        index.0.bytes as f64 / 1e6,
        index.1.files,
        index.1.bytes as f64 / 1e6
    );
    println!(
        "  the same once more     {:7.2} CPU s  {:6.0} MB",
        again.cpu, again.memory
    );
    println!(
        "  one edit, with a cache {:7.2} CPU s  {:6.0} MB; without search {:.2} CPU s",
        cached.cpu, cached.memory, cached_plain.cpu
    );
    println!("  cp -r of the output    {:7.2} CPU s", cp.cpu);
    println!("  build / cp             {:7.2}", ours.cpu / cp.cpu);
    if let Some(site) = hugo_site(&folder, pages)? {
        let out = folder.join("hugo-public");
        let hugo = median(|| {
            fresh(&out)?;
            run(Command::new("hugo")
                .args(["--quiet", "--ignoreCache", "-s"])
                .arg(&site)
                .arg("-d")
                .arg(&out))
        })?;
        println!(
            "  hugo, an equal site    {:7.2} CPU s  {:6.0} MB",
            hugo.cpu, hugo.memory
        );
        println!("  hugo / build           {:7.2}", hugo.cpu / ours.cpu);
    }
    fs::remove_dir_all(folder)?;
    Ok(())
}

/// A build after an edit of one page, by a program that finds a cache and the output of an earlier one. The first such build looks at
/// every file of the output once and is not counted.
fn edited_with_a_cache(folder: &Path, content: &Path, search: &[&str]) -> Outcome<Taken> {
    let (kept, public) = (folder.join("kept"), folder.join("cached"));
    fresh(&kept)?;
    fresh(&public)?;
    let pages = walkdir::WalkDir::new(content).sort_by_file_name();
    let mut pages = pages.into_iter().flatten().filter(|found| {
        found.path().extension().is_some_and(|end| end == "md") && found.depth() > 3
    });
    let mut build = || {
        let page = pages.next().ok_or("there are too few pages")?;
        let mut words = fs::read_to_string(page.path())?;
        words.push_str("\nOne more sentence.\n");
        fs::write(page.path(), words)?;
        run(Command::new(env!("CARGO_BIN_EXE_peerpress"))
            .args(["build", "--quiet", "--date", "2026-11-20"])
            .args(search)
            .arg("--cache")
            .arg(&kept)
            .arg("--content")
            .arg(content)
            .arg("--output")
            .arg(&public))
    };
    build()?;
    build()?;
    median(build)
}

/// An equal site for Hugo, if Hugo and the shared generator are there.
fn hugo_site(folder: &Path, pages: usize) -> Outcome<Option<PathBuf>> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/bench");
    let has_hugo = Command::new("hugo")
        .arg("version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !has_hugo || !shared.join("gen.py").exists() {
        println!("  hugo is not measured: it needs `hugo` on the path and ../shared/bench");
        return Ok(None);
    }
    let site = folder.join("hugo");
    let made = Command::new("python3")
        .arg(shared.join("gen.py"))
        .args(["--tool", "hugo", "--n", &pages.to_string(), "--out"])
        .arg(site.join("content"))
        .stdout(Stdio::null())
        .status()?;
    let copied = Command::new("cp")
        .arg("-r")
        .arg(shared.join("hugo/."))
        .arg(&site)
        .status()?;
    if !made.success() || !copied.success() {
        return Err("the site for Hugo could not be made".into());
    }
    Ok(Some(site))
}

/// Files of one kind.
#[derive(Default)]
struct Size {
    files: usize,
    bytes: u64,
}

/// The files of a search index that are not texts of results, and those that are.
fn folder_size(index: &Path) -> Outcome<(Size, Size)> {
    let (mut others, mut texts) = (Size::default(), Size::default());
    for entry in fs::read_dir(index)? {
        let entry = entry?;
        let is_text = entry.file_name().to_string_lossy().starts_with("c-");
        let size = if is_text { &mut texts } else { &mut others };
        size.files += 1;
        size.bytes += entry.metadata()?.len();
    }
    Ok((others, texts))
}

fn fresh(folder: &Path) -> Outcome<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}

fn median(mut once: impl FnMut() -> Outcome<Taken>) -> Outcome<Taken> {
    let mut taken = Vec::new();
    for _ in 0..RUNS {
        taken.push(once()?);
    }
    let mut cpu: Vec<f64> = taken.iter().map(|taken| taken.cpu).collect();
    cpu.sort_by(f64::total_cmp);
    let memory = taken.iter().map(|taken| taken.memory).fold(0.0, f64::max);
    Ok(Taken {
        cpu: cpu[RUNS / 2],
        memory,
    })
}

/// Runs a command to its end and asks the kernel what it took.
fn run(command: &mut Command) -> Outcome<Taken> {
    let before = children()?;
    let mut child = command.stdout(Stdio::null()).spawn()?;
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut memory: f64 = 0.0;
    let code = loop {
        if let Ok(text) = fs::read_to_string(&status)
            && let Some(line) = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))
            && let Some(kilobytes) = line.split_whitespace().next()
        {
            memory = memory.max(kilobytes.parse::<f64>()? / 1_000.0);
        }
        match child.try_wait()? {
            Some(code) => break code,
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    };
    if !code.success() {
        return Err(format!("{command:?} ended with {code}").into());
    }
    Ok(Taken {
        cpu: children()? - before,
        memory,
    })
}

/// Processor seconds of all children that have ended: fields 16 and 17 of `/proc/self/stat`, in hundredths of a second (proc(5)).
fn children() -> Outcome<f64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    let ticks =
        |field: usize| -> Outcome<f64> { Ok(fields.get(field - 3).ok_or("short stat")?.parse()?) };
    Ok((ticks(16)? + ticks(17)?) / 100.0)
}
