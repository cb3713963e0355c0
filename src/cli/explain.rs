//! `peerpress explain`: what a finding means and how to mend it.

use super::out::{answer, tell};
use super::{COULD_NOT_RUN, SOUND};
use crate::check;
use crate::diagnostic::{self, Severity};

/// Prints the manual page of a finding, or the names of all.
pub fn run(name: Option<&str>) -> u8 {
    let codes = check::codes();
    let Some(name) = name else {
        let width = codes.iter().map(|code| code.name.len()).max().unwrap_or(0);
        for code in codes {
            let first = first_words(code.manual);
            answer(format_args!(
                "{:width$}  {}",
                code.name,
                first.replace('\n', " ")
            ));
        }
        return SOUND;
    };
    match codes.iter().find(|code| code.name == name) {
        Some(code) => {
            let level = match code.severity {
                Severity::Error => "error: the site is not published until it is mended",
                Severity::Warning => "warning: the site is published all the same",
            };
            answer(format_args!("{} ({level})\n\n{}", code.name, code.manual));
            SOUND
        }
        None => {
            let near = diagnostic::did_you_mean(name, codes.iter().map(|code| code.name));
            let hint = near.unwrap_or_else(|| "`peerpress explain` lists them all".to_owned());
            tell(format_args!("error: there is no finding `{name}`\n{hint}"));
            COULD_NOT_RUN
        }
    }
}

/// The first sentence of a manual page, or what stands before its colon; dots and colons of file names and keys end nothing.
fn first_words(manual: &str) -> &str {
    let mut is_code = false;
    let end = manual.char_indices().find(|(at, sign)| {
        is_code ^= *sign == '`';
        let behind = manual[at + sign.len_utf8()..].chars().next();
        matches!(sign, '.' | ':') && !is_code && behind.is_none_or(char::is_whitespace)
    });
    end.map_or(manual, |(at, _)| &manual[..at])
}
