//! What is said to whoever started the program. A reader that went away (`| head`) is no reason to fail; a full disk is.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::process;

use super::COULD_NOT_RUN;

/// A line of what was asked for.
pub fn answer(line: impl Display) {
    hand_out(format!("{line}\n").as_bytes());
}

/// All of what was asked for, for programs.
pub fn hand_out(bytes: &[u8]) {
    let mut out = io::stdout().lock();
    let handed = out.write_all(bytes).and_then(|()| out.flush());
    if let Err(error) = handed
        && error.kind() != ErrorKind::BrokenPipe
    {
        tell(format_args!("error: the answer cannot be written: {error}"));
        // Half an answer must not pass for a whole one.
        process::exit(i32::from(COULD_NOT_RUN));
    }
}

/// A line about the run.
pub fn tell(line: impl Display) {
    let _ = io::stderr().write_all(format!("{line}\n").as_bytes());
}
