//! `peerpress verify`: whether a copy of a site is what was published.

use std::path::Path;

use super::out::{answer, tell};
use super::{COULD_NOT_RUN, SOUND, TO_MEND, counted};
use crate::emit::verify;

/// What `--help` says.
pub const ABOUT: &str = "Prove that a copy of the site is what was published\n\n\
    Every site carries a list of its files with their SHA-256 checksums, manifest.json. This compares a copy with its list: what a web \
    host holds, what came back from a backup, what lies on a shared drive. Files that the host added are named and do no harm.";

/// The end of `--help`.
pub const EXAMPLES: &str = "Examples:\n  peerpress verify                   the site in ./public\n  \
    peerpress verify /mnt/ward/safety  a copy on a shared drive\n\n\
    Exit codes: 0 every file is there as it was made, 1 files are missing or differ, 2 the folder could not be read or has no list.";

/// Compares a folder with its list and says what differs.
pub fn run(folder: &Path, quiet: bool) -> u8 {
    let shown = folder.display();
    let verified = match verify(folder) {
        Ok(Some(verified)) => verified,
        Ok(None) => {
            tell(format_args!(
                "error: {shown} has no manifest.json of peerpress, so there is nothing to compare it with\n\
                 Name the folder that the site was published to."
            ));
            return COULD_NOT_RUN;
        }
        Err(error) => {
            tell(format_args!("error: {shown} could not be read: {error}"));
            return COULD_NOT_RUN;
        }
    };
    for (what, paths) in [
        ("missing", &verified.missing),
        ("changed", &verified.changed),
        ("not ours", &verified.extra),
    ] {
        if quiet && what == "not ours" {
            continue;
        }
        for path in paths {
            answer(format_args!("{what}: {path}"));
        }
    }
    let files = counted(verified.files, "file", "files");
    if verified.is_sound() {
        if !quiet {
            tell(format_args!(
                "{shown}: all {files} are as they were published"
            ));
        }
        return SOUND;
    }
    tell(format_args!(
        "{shown}: of {files}, {} missing and {} changed\n{}",
        verified.missing.len(),
        verified.changed.len(),
        // Neither a build with a cache nor most programs that copy look into a file whose size and times are as they were.
        match verified.changed.as_slice() {
            [] => "Build or copy the site to this folder again: what is missing is put back.",
            _ =>
                "Look who or what changed it; then delete the changed files here and build or copy the site to this folder again: what is \
                 missing is put back.",
        }
    ));
    TO_MEND
}
