//! Facet columns: for each page, the values it has.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Value, json};

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
    let values_of = |page: &Arc<Page>| -> BTreeSet<String> {
        page.facets
            .iter()
            .filter(|facet| facet.0 == name)
            .flat_map(|facet| facet.1.iter().cloned())
            .collect()
    };
    let values: BTreeSet<String> = pages.iter().flat_map(values_of).collect();
    let place: BTreeMap<&str, usize> = values
        .iter()
        .enumerate()
        .map(|(place, value)| (value.as_str(), place))
        .collect();
    let of: Vec<Value> = pages
        .iter()
        .map(|page| {
            let some: Vec<usize> = values_of(page)
                .iter()
                .filter_map(|value| place.get(value.as_str()).copied())
                .collect();
            match some.as_slice() {
                [] => json!(-1),
                [one] => json!(one),
                more => json!(more),
            }
        })
        .collect();
    File::new(
        format!("f-{number}"),
        json!({ "values": values, "of": of }).to_string(),
    )
}
