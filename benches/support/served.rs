//! The program serving a network, as users run it, and the pages of it that are edited.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use super::support::Outcome;

/// A running server; it ends with the value.
pub struct Served {
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
    /// Serves a network with these further arguments.
    ///
    /// # Errors
    /// When the program does not start, or does not say where it answers.
    pub fn start(content: &Path, arguments: &[&str]) -> Outcome<Self> {
        let mut child = Command::new(env!("CARGO_BIN_EXE_peerpress"))
            .args(["serve", "--quiet", "--port", "0", "--date", "2026-11-20"])
            .args(arguments)
            .arg("--content")
            .arg(content)
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

    /// What it answers at an address, head and all.
    ///
    /// # Errors
    /// When it does not answer.
    pub fn get(&self, path: &str) -> Outcome<Vec<u8>> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        let head = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        stream.write_all(head.as_bytes())?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(answer)
    }

    /// Processor time that it has used, in milliseconds.
    ///
    /// # Errors
    /// When the kernel does not tell.
    pub fn cpu(&self) -> Outcome<f64> {
        let mut nanoseconds = 0.0;
        for task in fs::read_dir(format!("/proc/{}/task", self.child.id()))? {
            let text = fs::read_to_string(task?.path().join("schedstat"))?;
            nanoseconds += text.split(' ').next().ok_or("no time")?.parse::<f64>()?;
        }
        Ok(nanoseconds / 1e6)
    }

    /// Memory that it holds, in megabytes.
    ///
    /// # Errors
    /// When the kernel does not tell.
    pub fn memory(&self) -> Outcome<f64> {
        let text = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let words = line.ok_or("no memory")?;
        let kilobytes: f64 = words.trim().trim_end_matches(" kB").parse()?;
        Ok(kilobytes / 1024.0)
    }
}

/// The write-ups of the first member, sorted.
///
/// # Errors
/// When there are none.
pub fn first_pages(content: &Path) -> Outcome<Vec<PathBuf>> {
    let mut members: Vec<_> = fs::read_dir(content.join("trusts"))?.collect::<Result<_, _>>()?;
    members.sort_by_key(fs::DirEntry::file_name);
    let member = members.first().ok_or("no member")?;
    let pages = fs::read_dir(member.path().join("practice"))?;
    let mut pages: Vec<PathBuf> = pages
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    pages.sort();
    Ok(pages)
}

/// Where a page of the content is answered.
///
/// # Errors
/// When it is not in the content.
pub fn address(content: &Path, page: &Path) -> Outcome<String> {
    let below = page.strip_prefix(content)?.with_extension("");
    Ok(format!("/{}/", below.to_string_lossy()))
}
