//! What is said to whoever started the program. A reader that went away (`| head`) is no reason to fail.

use std::fmt::Display;
use std::io::{self, Write};

/// A line of what was asked for.
pub fn answer(line: impl Display) {
    let _ = io::stdout().write_all(format!("{line}\n").as_bytes());
}

/// A line about the run.
pub fn tell(line: impl Display) {
    let _ = io::stderr().write_all(format!("{line}\n").as_bytes());
}
