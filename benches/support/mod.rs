//! What the benches of whole networks share: how many pages, and where they lie.

use std::error::Error;
use std::fs;
use std::path::Path;

/// What a measurement comes to, or why it could not be made.
pub type Outcome<T> = Result<T, Box<dyn Error>>;

/// Measures networks of as many pages as the command line says, or as `usual` says, in a folder of their own that goes again: on a
/// memory file system where there is one.
///
/// # Errors
/// When a measurement cannot be made, or the folder cannot be removed.
pub fn networks(
    name: &str,
    usual: &[usize],
    measure: impl Fn(&Path, usize) -> Outcome<()>,
) -> Outcome<()> {
    let mut sizes: Vec<usize> = std::env::args()
        .filter_map(|argument| argument.parse().ok())
        .collect();
    if sizes.is_empty() {
        sizes = usual.to_vec();
    }
    let shm = Path::new("/dev/shm");
    let base = if shm.is_dir() {
        shm.to_owned()
    } else {
        std::env::temp_dir()
    };
    let work = base.join(format!("{name}-{}", std::process::id()));
    let result = sizes.iter().try_for_each(|pages| measure(&work, *pages));
    fs::remove_dir_all(&work)?;
    result
}
