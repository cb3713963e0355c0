//! Plans a site again: what looked only at what has stayed as it was is taken from the plan before.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::view::View;
use super::{Exported, File, GROUPS, Outputs, Parts, Plan, Planned, Settings, Shared, outputs};
use crate::model::noting::{Noted, noting};
use crate::model::{Changes, ResourceId, Site};
use crate::path::OutputPath;

/// Remembers the last plan of a site.
#[derive(Default)]
pub struct Memory {
    last: Option<Last>,
}

/// The last plan, and what each part of it looked at.
struct Last {
    site: Arc<Site>,
    settings: Settings,
    exported: Vec<Exported>,
    shared: Arc<Shared>,
    /// The pages of resources, by their number.
    pages: Vec<(Noted, Arc<Planned>)>,
    /// What each group of other files looked at.
    groups: Vec<Noted>,
    parts: Parts,
    /// The files of those groups.
    others: Vec<Arc<Planned>>,
    /// All files in their places.
    files: Vec<File>,
}

/// A file of the last plan, and what takes its place.
type Replaced = (Arc<Planned>, Arc<Planned>);

impl Memory {
    /// The same as [`super::outputs`], with the work that an edit asks for.
    pub fn outputs<'a>(
        &mut self,
        site: &'a Arc<Site>,
        settings: &'a Settings,
        exported: &'a [Exported],
    ) -> Outputs<'a> {
        let known = self.last.take().and_then(|last| {
            let changes = last.changes(site, settings, exported)?;
            Some((last, changes))
        });
        let (shared, known) = share(site, settings, known);
        let plan = Plan {
            site,
            settings,
            exported,
            shared,
            parts: None,
        };
        let last = match known {
            Some((last, changes)) => last.renewed(&plan, changes, site),
            None => Last::new(&plan, site),
        };
        let files = last.files.clone();
        self.last = Some(last);
        Outputs::of(plan, files)
    }
}

/// What many pages share, and the last plan if it still holds where nothing has changed.
fn share(
    site: &Site,
    settings: &Settings,
    mut known: Option<(Last, Changes)>,
) -> (Arc<Shared>, Option<(Last, Changes)>) {
    if let Some((last, changes)) = &mut known
        && changes.are_listed_alike(&last.site, site)
    {
        Arc::make_mut(&mut last.shared).renew(site, settings, changes);
        debug_assert!(
            last.shared
                .shows_the_same(&Shared::new(site, settings, |_| None))
        );
        return (Arc::clone(&last.shared), known);
    }
    let same = |id: ResourceId| {
        let (last, changes) = known.as_ref()?;
        let Shared {
            cards, sort_keys, ..
        } = &*last.shared;
        (!changes.has_head(id)).then(|| (Arc::clone(&cards[id.0]), Arc::clone(&sort_keys[id.0])))
    };
    let mut shared = Shared::new(site, settings, same);
    // What every page may show must be as it was, or every page may be another one.
    known = known.filter(|(last, _)| {
        last.shared.frame == shared.frame && last.shared.counts == shared.counts
    });
    if let Some((last, changes)) = &mut known {
        shared.frame = Arc::clone(&last.shared.frame);
        if shared.is_in_other_order(&last.shared) {
            changes.reorder();
        }
    }
    (Arc::new(shared), known)
}

impl Last {
    /// Plans everything.
    fn new(plan: &Plan<'_>, site: &Arc<Site>) -> Self {
        let pages = (0..site.resources.len()).into_par_iter();
        let pages: Vec<_> = pages.map(|number| plan.noted_page(number)).collect();
        let parts = Parts::default();
        let (others, groups) = plan.noted_groups(&parts);
        let files = in_place(plan, &pages, &others);
        Self {
            site: Arc::clone(site),
            settings: plan.settings.clone(),
            exported: plan.exported.to_vec(),
            shared: Arc::clone(&plan.shared),
            pages,
            groups,
            parts,
            others,
            files,
        }
    }

    /// Plans what looked at anything that differs now.
    fn renewed(mut self, plan: &Plan<'_>, changes: Changes, site: &Arc<Site>) -> Self {
        let is_mapped_alike = changes.are_mapped_alike(&self.site, site);
        let mut replaced = self.renew_pages(plan, &changes);
        let mut is_in_place = true;
        if (self.groups.iter()).any(|noted| !noted.is_as_before(&changes)) {
            self.parts = self.parts.next(changes);
            let others;
            (others, self.groups) = plan.noted_groups(&self.parts);
            let before = std::mem::replace(&mut self.others, others);
            is_in_place = before.len() == self.others.len();
            let pairs = before.into_iter().zip(self.others.iter().cloned());
            replaced.extend(pairs.filter(|(before, now)| !Arc::ptr_eq(before, now)));
        }
        is_in_place &= replaced.iter().all(|(before, now)| before.path == now.path);
        if is_in_place {
            self.put(&replaced);
            if !is_mapped_alike || !replaced.iter().all(is_same_in_map) {
                outputs::map_again(plan, &mut self.files);
            }
            debug_assert!(outputs::is_map_true(plan, &self.files));
        } else {
            self.files = in_place(plan, &self.pages, &self.others);
        }
        self.site = Arc::clone(site);
        self.exported = plan.exported.to_vec();
        self.shared = Arc::clone(&plan.shared);
        self
    }

    /// What differs now; `None` if it is more than some resources.
    fn changes(&self, site: &Site, settings: &Settings, exported: &[Exported]) -> Option<Changes> {
        if self.settings != *settings {
            return None;
        }
        let mut changes = site.changes_since(&self.site)?;
        let by_path = |files: &'_ [Exported]| -> BTreeMap<OutputPath, (ResourceId, String)> {
            (files.iter())
                .map(|file| {
                    let made = (file.export.resource, file.sha256.clone());
                    (file.export.path.clone(), made)
                })
                .collect()
        };
        let (now, before) = (by_path(exported), by_path(&self.exported));
        let differ = |one: &BTreeMap<_, _>, other: &BTreeMap<_, (ResourceId, String)>| {
            (other.iter())
                .filter(|(path, made)| one.get(*path) != Some(*made))
                .map(|(_, (resource, _))| *resource)
                .collect::<Vec<_>>()
        };
        // Lists and the catalogue tell of the files that were made of a checklist.
        for id in differ(&now, &before)
            .into_iter()
            .chain(differ(&before, &now))
        {
            changes.add(id);
        }
        Some(changes)
    }

    /// Plans the pages again that looked at what differs now.
    fn renew_pages(&mut self, plan: &Plan<'_>, changes: &Changes) -> Vec<Replaced> {
        let pages = self.pages.par_iter_mut().enumerate();
        pages
            .filter(|(_, (noted, _))| !noted.is_as_before(changes))
            .map(|(number, page)| {
                let (_, before) = std::mem::replace(page, plan.noted_page(number));
                (before, Arc::clone(&page.1))
            })
            .collect()
    }

    /// Puts files in the places of others.
    fn put(&mut self, replaced: &[Replaced]) {
        for (before, now) in replaced {
            let place = (self.files).partition_point(|file| *file.path() < before.path);
            // Of two files at one address, only the first is made.
            let file = self.files.get_mut(place);
            let is_there =
                |file: &&mut File| matches!(file, File::Planned(file) if Arc::ptr_eq(file, before));
            if let Some(file) = file.filter(is_there) {
                *file = File::Planned(Arc::clone(now));
            }
        }
    }
}

/// All files in their places.
fn in_place(
    plan: &Plan<'_>,
    pages: &[(Noted, Arc<Planned>)],
    others: &[Arc<Planned>],
) -> Vec<File> {
    let pages = pages.iter().map(|(_, page)| page);
    let files = pages.chain(others).cloned().map(File::Planned);
    outputs::in_place(plan, files.collect())
}

/// Whether the site map says the same of two files at one address.
fn is_same_in_map((one, other): &Replaced) -> bool {
    match (&one.view, &other.view) {
        (View::Page(one), View::Page(other)) => {
            let (one, other) = (&one.page, &other.page);
            one.indexed == other.indexed && one.canonical == other.canonical
        }
        (View::Page(_), _) | (_, View::Page(_)) => false,
        _ => true,
    }
}

impl Plan<'_> {
    fn noted_page(&self, number: usize) -> (Noted, Arc<Planned>) {
        let (page, noted) = noting(|| self.resource_page(ResourceId(number)));
        (noted.packed(), Arc::new(Planned::new(page)))
    }

    /// All files but the pages of resources, and what each group of them looked at.
    fn noted_groups(&self, parts: &Parts) -> (Vec<Arc<Planned>>, Vec<Noted>) {
        let plan = Plan {
            shared: Arc::clone(&self.shared),
            parts: Some(parts),
            ..*self
        };
        let groups = GROUPS.par_iter().map(|group| {
            let (files, noted) = noting(|| group(&plan));
            (files, noted.packed())
        });
        let (files, noted): (Vec<Vec<_>>, Vec<_>) = groups.unzip();
        (files.into_iter().flatten().collect(), noted)
    }
}
