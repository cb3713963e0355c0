//! Facet columns: for each page, the values it has.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use super::file::File;
use crate::plan::view::search::Page;

/// One file for each facet, `f-0`, `f-1`, …, and the names in order of first occurrence.
pub struct Facets {
    /// Names as shown.
    pub names: Vec<String>,
    /// Files in the same order.
    pub files: Vec<File>,
}

/// Writes `{"values": […], "of": […]}`; `of` has for each page a value's number, a list of them, or -1.
pub fn facets(pages: &[Arc<Page>]) -> Facets {
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in pages.iter().flat_map(|page| &page.facets) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    // What no page has is nothing to choose from.
    let has_value = |name: &str| {
        let mut facets = pages.iter().flat_map(|page| &page.facets);
        facets.any(|facet| facet.0 == name && !facet.1.is_empty())
    };
    names.retain(|name| has_value(name));
    let files = names
        .iter()
        .enumerate()
        .map(|(number, name)| column(pages, number, name))
        .collect();
    Facets {
        names: names.into_iter().map(str::to_owned).collect(),
        files,
    }
}

fn column(pages: &[Arc<Page>], number: usize, name: &str) -> File {
    let values_of = |page: usize| {
        let own = pages[page].facets.iter().filter(|facet| facet.0 == name);
        own.flat_map(|facet| facet.1.iter().map(String::as_str))
    };
    let all = 0..pages.len();
    let different: FxHashSet<&str> = all.clone().flat_map(values_of).collect();
    let mut values: Vec<&str> = different.into_iter().collect();
    values.sort_unstable();
    let place: FxHashMap<&str, i32> = values.iter().copied().zip(0..).collect();
    let of = all.map(|page| {
        let mut some: Vec<i32> = values_of(page).map(|value| place[value]).collect();
        some.sort_unstable();
        some.dedup();
        match some.as_slice() {
            [] => Values::One(-1),
            [one] => Values::One(*one),
            _ => Values::Some(some),
        }
    });
    let column = Column {
        of: of.collect(),
        values,
    };
    // Texts and numbers always serialise.
    let column = serde_json::to_vec(&column).unwrap_or_default();
    File::new(format!("f-{number}"), column)
}

/// What stands in a facet's file.
#[derive(Serialize)]
struct Column<'a> {
    values: Vec<&'a str>,
    of: Vec<Values>,
}

/// The numbers of a page's values.
#[derive(Serialize)]
#[serde(untagged)]
enum Values {
    /// One, or -1 for none.
    One(i32),
    Some(Vec<i32>),
}
