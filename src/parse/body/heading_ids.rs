//! The ids of headings: made from their words as code-hosting sites make them, and each once on a page.

use std::collections::HashMap;

/// The ids of headings so far, each with the number that its next namesake tries first.
#[derive(Default)]
pub struct HeadingIds(HashMap<String, usize>);

impl HeadingIds {
    /// The id of the next heading.
    pub fn next(&mut self, text: &str) -> String {
        let wanted = match heading_id(text) {
            id if id.is_empty() => "section".to_owned(),
            id => id,
        };
        let Some(next) = self.0.get(&wanted) else {
            self.0.insert(wanted.clone(), 1);
            return wanted;
        };
        let mut number = *next;
        let mut id = format!("{wanted}-{number}");
        while self.0.contains_key(&id) {
            number += 1;
            id = format!("{wanted}-{number}");
        }
        self.0.insert(wanted, number + 1);
        self.0.insert(id.clone(), 1);
        id
    }
}

/// The id that code-hosting sites give a heading: lower case, spaces to `-`, punctuation dropped.
fn heading_id(text: &str) -> String {
    let mut id = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            ' ' => id.push('-'),
            '-' | '_' => id.push(letter),
            // Nearly all are, and asking Unicode of each shows in the time of a build.
            _ if letter.is_ascii() => {
                let lower = letter.to_ascii_lowercase();
                id.extend(Some(lower).filter(char::is_ascii_alphanumeric));
            }
            _ => id.extend(letter.to_lowercase().filter(|c| c.is_alphanumeric())),
        }
    }
    id
}
