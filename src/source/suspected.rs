//! Where to look again.

use std::collections::BTreeSet;
use std::path::PathBuf;

/// Where the content may differ from what it was when it was last looked at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Suspected {
    /// Anywhere.
    Anywhere,
    /// At these places and no others.
    At(BTreeSet<PathBuf>),
}

impl Suspected {
    /// Takes in other places.
    pub fn add(&mut self, more: Self) {
        match (&mut *self, more) {
            (Self::At(places), Self::At(more)) => places.extend(more),
            _ => *self = Self::Anywhere,
        }
    }
}
