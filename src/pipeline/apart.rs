//! Folders that must not lie in each other: what one holds would be taken for what belongs in the other.

use std::path::{Component, Path, PathBuf};

use super::{Failure, Project};

/// Refuses to write a site into its content, or around it.
///
/// # Errors
/// When the two folders lie in each other.
pub fn output(folder: &Path, project: &Project) -> Result<(), Failure> {
    match overlap(folder, &project.content) {
        true => Err(Failure::Overlap(folder.to_owned())),
        false => Ok(()),
    }
}

/// Refuses a cache in a folder that is read or written as something else, or around one.
///
/// # Errors
/// When the cache and another folder lie in each other.
pub fn cache(folder: &Path, project: &Project, output: &Path) -> Result<(), Failure> {
    let others = [
        ("the content", Some(&*project.content)),
        ("the site", Some(output)),
        ("the theme", project.theme.as_deref()),
    ];
    let in_the_way = others
        .into_iter()
        .find(|(_, other)| other.is_some_and(|other| overlap(folder, other)));
    match in_the_way {
        Some((what, _)) => Err(Failure::CacheOverlap(folder.to_owned(), what)),
        None => Ok(()),
    }
}

/// Whether one of two folders lies in the other, or both are the same.
fn overlap(one: &Path, other: &Path) -> bool {
    let (one, other) = (real(one), real(other));
    one.starts_with(&other) || other.starts_with(&one)
}

/// Where a path leads, through links and `..`. What is not there yet is made as it is named, so `..` behind it leads back.
fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut real = PathBuf::new();
    for part in path.components() {
        if part == Component::ParentDir {
            real.pop();
            continue;
        }
        real.push(part);
        if matches!(part, Component::Normal(_))
            && let Ok(there) = real.canonicalize()
        {
            real = there;
        }
    }
    real
}
