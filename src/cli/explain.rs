//! `peerpress explain`: what a finding means and how to mend it.

use super::{COULD_NOT_RUN, SOUND};
use crate::check;
use crate::diagnostic::{self, Severity};

/// Prints the manual page of a finding, or the names of all.
pub fn run(name: Option<&str>) -> u8 {
    let codes = check::codes();
    let Some(name) = name else {
        let width = codes.iter().map(|code| code.name.len()).max().unwrap_or(0);
        for code in codes {
            let first = code.manual.split(['.', ':']).next().unwrap_or_default();
            println!("{:width$}  {}", code.name, first.replace('\n', " "));
        }
        return SOUND;
    };
    match codes.iter().find(|code| code.name == name) {
        Some(code) => {
            let level = match code.severity {
                Severity::Error => "error: the site is not published until it is mended",
                Severity::Warning => "warning: the site is published all the same",
            };
            println!("{} ({level})\n\n{}", code.name, code.manual);
            SOUND
        }
        None => {
            let near = diagnostic::did_you_mean(name, codes.iter().map(|code| code.name));
            let hint = near.unwrap_or_else(|| "`peerpress explain` lists them all".to_owned());
            eprintln!("error: there is no finding `{name}`\n{hint}");
            COULD_NOT_RUN
        }
    }
}
