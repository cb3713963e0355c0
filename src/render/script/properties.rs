//! Which properties of a script become short ones.

use std::collections::{BTreeMap, BTreeSet};

use super::Role;
use super::names::short_names;
use super::tokens::Kind;

/// A comment that begins so names properties, parted by spaces, that only the script itself reads: no others of such a name come from the
/// platform or from JSON. Only its author can know.
const OWN: &str = "// Own properties: ";

/// The short name of each property that the script calls its own: those used most get the shortest.
pub fn shortened<'t>(
    tokens: &[(Kind, &'t str)],
    solid: &[(Kind, &'t str)],
    roles: &[Role],
) -> BTreeMap<&'t str, String> {
    let own: BTreeSet<&str> = tokens
        .iter()
        .filter(|(kind, _)| *kind == Kind::Comment)
        .filter_map(|(_, text)| text.strip_prefix(OWN))
        .flat_map(str::split_whitespace)
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    for (&(_, name), role) in solid.iter().zip(roles) {
        match role {
            Role::Property | Role::Both if own.contains(name) => {
                *counts.entry(name).or_default() += 1;
            }
            Role::Property | Role::Both => drop(taken.insert(name)),
            Role::Own | Role::Other => {}
        }
    }
    let mut chosen: Vec<(&str, usize)> = counts.into_iter().collect();
    chosen.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let free = short_names().filter(|short| !taken.contains(short.as_str()));
    chosen.into_iter().map(|(name, _)| name).zip(free).collect()
}
