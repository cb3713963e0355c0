//! What the test programs share: scratch folders, projects, builds, and a critical look at a finished site.

// Each test program uses a part of this.
#![allow(dead_code)]

pub mod chance;
pub mod command;
pub mod edits;
pub mod html;
pub mod served;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use peerpress::diagnostic::{Diagnostic, Lines, Severity};
use peerpress::path::LinkStyle;
use peerpress::pipeline::{Built, Checked, Pipeline, Project};

/// The smallest settings that a network can have.
pub const SETTINGS: &str = "name = \"Test Network\"\nbase_url = \"https://network.example/\"\n";

/// The smallest description of a member.
pub const MEMBER: &str = "---\nname: Alder Trust\nods_code: RAA\nrole: member\n---\n";

/// The folder of this repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// An empty folder of this test's own.
pub fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("an old scratch folder can be removed");
    }
    fs::create_dir_all(&folder).expect("a scratch folder can be made");
    folder
}

/// Writes a file and the folders above it.
pub fn write(root: &Path, path: &str, bytes: impl AsRef<[u8]>) {
    let target = root.join(path);
    let folder = target.parent().expect("a file has a folder");
    fs::create_dir_all(folder).expect("a folder can be made");
    fs::write(&target, bytes).expect("a file can be written");
}

/// A content folder with settings and one member, and these files.
pub fn network(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let root = scratch(name);
    write(&root, "network.toml", SETTINGS);
    write(&root, "trusts/alder/index.md", MEMBER);
    for (path, text) in files {
        write(&root, path, text);
    }
    root
}

/// A write-up with this body.
pub fn practice(title: &str, body: &str) -> String {
    format!(
        "---\ntitle: \"{title}\"\nsummary: \"About it.\"\ndoc_type: guideline\nlast_reviewed: 2026-05-01\nreview_due: 2028-05-01\n---\n{body}"
    )
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("a folder can be read") {
        let entry = entry.expect("an entry can be read");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a file has a type").is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
}

/// All files below a folder, by their path in it.
pub fn files_below(root: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).expect("a folder can be read") {
            let path = entry.expect("an entry can be read").path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                let below = path.strip_prefix(root).expect("it lies below");
                let name = below.to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read(&path).expect("a file can be read"));
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(root, root, &mut found);
    found
}

/// A project with nothing chosen but its content and the day.
pub fn project(content: &Path) -> Project {
    Project {
        content: content.to_owned(),
        theme: None,
        base: None,
        today: "2026-11-20".parse().expect("a day"),
        drafts: false,
        style: LinkStyle::File,
        keep_going: false,
        search: true,
        compress: false,
    }
}

/// Reads and judges; a program that cannot run is a failed test.
pub fn check(content: &Path) -> Checked {
    Pipeline::once()
        .check(&project(content), &|_, _| {})
        .unwrap_or_else(|failure| panic!("the check could not run: {failure}"))
}

/// Builds in memory with a pipeline of its own.
pub fn build(project: &Project) -> Built {
    Pipeline::once()
        .build(project, &|_, _| {})
        .unwrap_or_else(|failure| panic!("the build could not run: {failure}"))
}

/// The files of a site that was built, by path.
pub fn site(built: &Built) -> BTreeMap<String, Vec<u8>> {
    let Some(artifacts) = &built.artifacts else {
        let found: Vec<_> = built.checked.findings.iter().collect();
        panic!("nothing was built: {found:#?}");
    };
    artifacts
        .iter()
        .map(|artifact| (artifact.path.as_str().to_owned(), artifact.bytes.clone()))
        .collect()
}

/// Findings, one on a line: `path:line:column: severity[code] message`, with advice on a line of its own.
pub fn findings(checked: &Checked) -> Vec<String> {
    let texts = checked.texts();
    checked
        .findings
        .iter()
        .map(|finding| line(finding, texts.get(&finding.path).map(String::as_str)))
        .collect()
}

fn line(finding: &Diagnostic, text: Option<&str>) -> String {
    let severity = match finding.code.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let place = match finding.span.zip(text) {
        Some((span, text)) => {
            let (line, column) = Lines::new(text).at(span.start as usize);
            format!(":{line}:{column}")
        }
        None => String::new(),
    };
    let mut out = format!(
        "{}{place}: {severity}[{}] {}",
        finding.path, finding.code.name, finding.message
    );
    if let Some(help) = &finding.help {
        out.push_str("\n    ");
        out.push_str(&help.replace('\n', "\n    "));
    }
    out
}

/// The names of the codes that were raised, each once and sorted.
pub fn codes(checked: &Checked) -> Vec<&'static str> {
    let mut codes: Vec<_> = checked
        .findings
        .iter()
        .map(|finding| finding.code.name)
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}
