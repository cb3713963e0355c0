//! Many short texts as one: a batch has thousands of words, which are read and kept at once.

use serde::{Deserialize, Serialize};

/// Texts in their order.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Strings {
    all: String,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Strings {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Adds one.
    pub fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends.push(self.all.len() as u32);
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(&0).chain(&self.ends);
        (starts.zip(&self.ends)).map(|(start, end)| &self.all[*start as usize..*end as usize])
    }
}
