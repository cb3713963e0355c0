//! The command as it is started by hand: a project folder, a run, and what it said.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::{network, scratch};

/// A run of the command and what it said.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().expect("it ended by itself"),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }
}

/// The command in a folder, not yet started.
pub fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_peerpress"));
    command
        .args(arguments)
        .current_dir(folder)
        .env_remove("RUST_BACKTRACE");
    command
}

/// Runs the command in a folder.
pub fn peerpress(folder: &Path, arguments: &[&str]) -> Run {
    command(folder, arguments).output().expect("it runs").into()
}

/// A project folder with a `content` folder in it.
pub fn project(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let made = network(&format!("{name}-made"), files);
    let root = scratch(name);
    fs::rename(made, root.join("content")).expect("a folder can be moved");
    root
}

/// A build on the day of all tests.
pub const BUILD: [&str; 3] = ["build", "--date", "2026-11-20"];

/// Builds the project in a folder.
pub fn build(root: &Path, more: &[&str]) -> Run {
    peerpress(root, &[&BUILD, more].concat())
}

/// The text holds all these words, and no sign that the program gave up.
#[track_caller]
pub fn says(text: &str, words: &[&str]) {
    for words in words {
        assert!(text.contains(words), "no `{words}` in:\n{text}");
    }
    assert!(
        !text.contains("panicked") && !text.contains("unwrap"),
        "{text}"
    );
}
