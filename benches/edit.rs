//! How long it takes from saving a file until the browser gets other bytes: `cargo bench --bench edit [-- 1000 10000]`.
//!
//! The program serves a made-up network as users run it, and files are edited. For each sort of edit: the time from the end of writing until
//! the answer differs, which includes the watcher's quiet time of 25 ms, and the processor time that the pages took (the search index, which
//! follows by itself, is left out by serving without one). Medians of several edits, on a memory file system where there is one. Linux only.

#[path = "site/corpus.rs"]
mod corpus;
mod support;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use support::Outcome;

/// Each figure is the median of so many edits.
const EDITS: usize = 9;

fn main() -> Outcome<()> {
    support::networks("peerpress-bench-edit", &[1_000, 10_000], measure)
}

/// A running server.
struct Served {
    child: Child,
    port: u16,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Served {
    fn start(content: &Path, theme: &Path) -> Outcome<Self> {
        let mut child = Command::new(env!("CARGO_BIN_EXE_peerpress"))
            .args([
                "serve",
                "--quiet",
                "--no-search",
                "--port",
                "0",
                "--date",
                "2026-11-20",
            ])
            .arg("--content")
            .arg(content)
            .arg("--theme")
            .arg(theme)
            .stderr(Stdio::piped())
            .spawn()?;
        let stderr = child.stderr.take().ok_or("no pipe")?;
        let mut lines = BufReader::new(stderr).lines();
        let port = loop {
            let line = lines.next().ok_or("the server ended")??;
            if let Some(rest) = line.strip_prefix("http://localhost:") {
                let end = rest.find('/').ok_or("no path")?;
                break rest[..end].parse()?;
            }
        };
        thread::spawn(move || lines.for_each(drop));
        Ok(Self { child, port })
    }

    fn get(&self, path: &str) -> Outcome<Vec<u8>> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        let head = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        stream.write_all(head.as_bytes())?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(answer)
    }

    /// Processor time that the server has used, in milliseconds.
    fn cpu(&self) -> Outcome<f64> {
        let mut nanoseconds = 0.0;
        for task in fs::read_dir(format!("/proc/{}/task", self.child.id()))? {
            let text = fs::read_to_string(task?.path().join("schedstat"))?;
            nanoseconds += text.split(' ').next().ok_or("no time")?.parse::<f64>()?;
        }
        Ok(nanoseconds / 1e6)
    }

    /// What it takes from an edit until an address answers with these words.
    fn taken(
        &self,
        path: &str,
        words: &str,
        edit: impl FnOnce() -> Outcome<()>,
    ) -> Outcome<(f64, f64)> {
        let cpu = self.cpu()?;
        edit()?;
        let begun = Instant::now();
        let has = |answer: Vec<u8>| {
            answer
                .windows(words.len())
                .any(|window| window == words.as_bytes())
        };
        while !has(self.get(path)?) {
            if begun.elapsed() > Duration::from_secs(60) {
                return Err(format!("{path} never said {words}").into());
            }
            thread::sleep(Duration::from_millis(1));
        }
        let time = begun.elapsed().as_secs_f64() * 1e3;
        // The server tidies up after its answer, and looks once more at everything two seconds later.
        thread::sleep(Duration::from_millis(300));
        let cpu = self.cpu()? - cpu;
        thread::sleep(Duration::from_millis(2_500));
        Ok((time, cpu))
    }
}

fn measure(work: &Path, pages: usize) -> Outcome<()> {
    let content = work.join(pages.to_string()).join("content");
    let theme = work.join(pages.to_string()).join("theme");
    corpus::write(&content, pages)?;
    fs::create_dir_all(theme.join("templates"))?;
    let file = first_page(&content)?;
    let text = fs::read_to_string(&file)?;
    let below = file.strip_prefix(&content)?.with_extension("");
    let address = format!("/{}/", below.to_string_lossy());
    let served = Served::start(&content, &theme)?;
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
        bodies.push(served.taken(&address, &words, || {
            Ok(fs::write(&file, format!("{text}\n{words}\n"))?)
        })?);
    }
    for number in 0..EDITS {
        let words = format!("Title {number}");
        titles.push(served.taken(&address, &words, || {
            Ok(fs::write(
                &file,
                text.replacen("title: \"", &format!("title: \"{words} "), 1),
            )?)
        })?);
    }
    for number in 0..EDITS / 3 {
        let words = format!("<title>Own {number}");
        templates.push(served.taken(&address, &words, || {
            let template = format!(
                "{{% extends \"default/resource.html\" %}}{{% block title %}}Own {number}{{% endblock title %}}"
            );
            Ok(fs::write(theme.join("templates/resource.html"), template)?)
        })?);
    }
    show("the words of a page", bodies);
    show("its title", titles);
    show("a template", templates);
    Ok(())
}

/// The first write-up of the first member.
fn first_page(content: &Path) -> Outcome<std::path::PathBuf> {
    let mut members: Vec<_> = fs::read_dir(content.join("trusts"))?.collect::<Result<_, _>>()?;
    members.sort_by_key(fs::DirEntry::file_name);
    let member = members.first().ok_or("no member")?;
    let mut pages: Vec<_> =
        fs::read_dir(member.path().join("practice"))?.collect::<Result<_, _>>()?;
    pages.sort_by_key(fs::DirEntry::file_name);
    Ok(pages.first().ok_or("no page")?.path())
}
