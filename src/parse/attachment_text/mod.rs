//! Text inside attached files: bytes in, labelled text or a problem out.
//!
//! Files come from strangers. Every reader runs on a thread of its own with a time limit, inside `catch_unwind`,
//! with limits on bytes read, compression ratio, entries and nesting. A bad file is a [`Problem`], never a panic
//! or a hang.

mod office;
mod pdf;

use std::fmt;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::sync::{Once, mpsc};
use std::thread;
use std::time::{Duration, Instant};

/// Largest file that is read, bytes.
pub const LARGEST_FILE: usize = 64 << 20;

/// Longest text that is kept of a file, bytes.
pub const LONGEST_TEXT: usize = 4 << 20;

/// Time a file may take.
pub const LONGEST_TIME: Duration = Duration::from_secs(10);

/// Name of the threads that read.
const READER: &str = "attachment";

/// Label of a page, slide or sheet ("page 3"; empty if the format has none) and its text.
pub type Part = (String, String);

/// Why a file's text cannot be found by searching.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The ending names no format that is read.
    UnknownFormat,
    /// The file or what it unpacks to is larger than the limit.
    TooLarge,
    /// It took longer than the limit.
    TooSlow,
    /// It nests deeper than the limit.
    TooDeep,
    /// It is not what its ending says, or damaged; with the reader's words.
    Broken(String),
    /// It has pages but no text: a scan.
    NoText,
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownFormat => out.write_str("its format is not one that is read"),
            Self::TooLarge => out.write_str("it is too large, or unpacks to too much"),
            Self::TooSlow => out.write_str("reading it took too long"),
            Self::TooDeep => out.write_str("it is nested too deeply"),
            Self::Broken(why) => write!(out, "{why}"),
            Self::NoText => out.write_str("it has pages but no text"),
        }
    }
}

/// Reads the text of a file; its `ending` says the format (pdf, docx, pptx, xlsx, odt).
///
/// # Errors
///
/// Any [`Problem`]; a file whose pages hold no text is [`Problem::NoText`].
pub fn read(ending: &str, bytes: &[u8]) -> Result<Vec<Part>, Problem> {
    if !matches!(ending, "pdf" | "docx" | "pptx" | "xlsx" | "odt") {
        return Err(Problem::UnknownFormat);
    }
    if bytes.len() > LARGEST_FILE {
        return Err(Problem::TooLarge);
    }
    // A reader that never ends is left behind with what it reads, so it needs bytes of its own.
    let (ending, bytes) = (ending.to_owned(), bytes.to_vec());
    let parts = guarded(move |deadline| match ending.as_str() {
        "pdf" => pdf::read(&bytes, deadline),
        ending => office::read(ending, &bytes, deadline),
    })?;
    if parts.iter().all(|(_, text)| text.trim().is_empty()) {
        Err(Problem::NoText)
    } else {
        Ok(parts)
    }
}

/// Keeps the panics of readers off the standard error: a finding says what is wrong with the file. Other threads say theirs as before.
fn keep_quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |about| {
            if thread::current().name() != Some(READER) {
                usual(about);
            }
        }));
    });
}

/// Runs a reader on a thread with a large stack. One that outlives the limit is left behind: its own checks of the
/// deadline end it soon after.
fn guarded(
    work: impl FnOnce(Instant) -> Result<Vec<Part>, Problem> + Send + 'static,
) -> Result<Vec<Part>, Problem> {
    keep_quiet();
    let (send, receive) = mpsc::channel();
    let deadline = Instant::now() + LONGEST_TIME;
    thread::Builder::new()
        .name(READER.into())
        .stack_size(64 << 20)
        .spawn(move || {
            let result = catch_unwind(AssertUnwindSafe(|| work(deadline)));
            // The receiver may have given up; then nobody wants the result.
            let _ =
                send.send(result.unwrap_or_else(|_| Err(Problem::Broken("it is damaged".into()))));
        })
        .map_err(|error| Problem::Broken(error.to_string()))?;
    receive
        .recv_timeout(LONGEST_TIME + Duration::from_millis(500))
        .unwrap_or(Err(Problem::TooSlow))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::env;
    use std::process::Command;

    /// Set in the process that the test below starts of itself.
    const INNER: &str = "PEERPRESS_TEST_READER_PANICS";

    #[test]
    fn a_reader_that_panics_is_a_problem_and_prints_nothing() {
        if env::var_os(INNER).is_some() {
            let outcome = guarded(|_| panic!("a hostile file"));
            assert_eq!(outcome, Err(Problem::Broken("it is damaged".into())));
            return;
        }
        let name =
            "parse::attachment_text::tests::a_reader_that_panics_is_a_problem_and_prints_nothing";
        let this = env::current_exe().expect("a test is a program");
        let output = Command::new(this)
            .args(["--exact", name, "--nocapture"])
            .env(INNER, "1")
            .output()
            .expect("it runs");
        assert!(output.status.success());
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(said.contains("1 passed"), "the inner test ran: {said}");
        let complaints = String::from_utf8_lossy(&output.stderr);
        assert!(!complaints.contains("hostile"), "{complaints}");
    }
}
