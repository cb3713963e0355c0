//! Plans a site again: what looked only at what has stayed as it was is taken from the plan before.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Exported, File, GROUPS, Outputs, Parts, Plan, Planned, Settings, Shared};
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
    files: Vec<File>,
}

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
        let known = match known {
            Some((last, changes)) if !changes.has_heads() => {
                match last.with_other_words(site, settings, exported, &changes) {
                    Ok((last, outputs)) => {
                        self.last = Some(last);
                        return outputs;
                    }
                    Err(last) => Some((*last, changes)),
                }
            }
            known => known,
        };
        let same = |id: ResourceId| {
            let (last, changes) = known.as_ref()?;
            let Shared {
                cards, sort_keys, ..
            } = &*last.shared;
            (!changes.has_head(id))
                .then(|| (Arc::clone(&cards[id.0]), Arc::clone(&sort_keys[id.0])))
        };
        let mut shared = Shared::new(site, settings, same);
        // What every page may show must be as it was, or every page may be another one.
        let known = known.filter(|(last, _)| {
            last.shared.frame == shared.frame && last.shared.counts == shared.counts
        });
        if let Some((last, _)) = &known {
            shared.frame = Arc::clone(&last.shared.frame);
        }
        let plan = Plan {
            site,
            settings,
            exported,
            shared: Arc::new(shared),
            parts: None,
        };
        let (pages, parts): (Vec<(Noted, Arc<Planned>)>, Parts) = match known {
            Some((last, mut changes)) => {
                if plan.is_in_other_order(&last.shared) {
                    changes.reorder();
                }
                let pages =
                    (last.pages.into_par_iter().enumerate()).map(|(number, page)| {
                        match page.0.is_as_before(&changes) {
                            true => page,
                            false => plan.noted_page(number),
                        }
                    });
                (pages.collect(), last.parts.next(changes))
            }
            None => {
                let pages = (0..site.resources.len()).into_par_iter();
                let pages = pages.map(|number| plan.noted_page(number));
                (pages.collect(), Parts::default())
            }
        };
        let noting_plan = Plan {
            shared: Arc::clone(&plan.shared),
            parts: Some(&parts),
            ..plan
        };
        let groups: Vec<(Vec<Arc<Planned>>, Noted)> = GROUPS
            .par_iter()
            .map(|group| noting(|| group(&noting_plan)))
            .collect();
        let (others, groups): (Vec<_>, Vec<Noted>) = groups.into_iter().unzip();
        let files = pages
            .iter()
            .map(|(_, page)| File::Planned(Arc::clone(page)));
        let shared = Arc::clone(&plan.shared);
        let outputs = Outputs::new(plan, files.collect(), others.into_iter().flatten());
        self.last = Some(Last {
            site: Arc::clone(site),
            settings: settings.clone(),
            exported: exported.to_vec(),
            shared,
            pages,
            groups,
            parts,
            files: outputs.files.clone(),
        });
        outputs
    }
}

impl Last {
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

    /// The plan where only words of resources differ: their pages take the places of the old ones. Gives itself back if anything but
    /// those pages looked at the words.
    fn with_other_words<'a>(
        mut self,
        site: &'a Arc<Site>,
        settings: &'a Settings,
        exported: &'a [Exported],
        changes: &Changes,
    ) -> Result<(Self, Outputs<'a>), Box<Self>> {
        if (self.groups.iter()).any(|noted| !noted.is_as_before(changes)) {
            return Err(Box::new(self));
        }
        let plan = Plan {
            site,
            settings,
            exported,
            shared: Arc::clone(&self.shared),
            parts: None,
        };
        for number in 0..self.pages.len() {
            if self.pages[number].0.is_as_before(changes) {
                continue;
            }
            let new = plan.noted_page(number);
            let (_, old) = std::mem::replace(&mut self.pages[number], new);
            let place = self.files.partition_point(|file| *file.path() < old.path);
            // Of two pages at one address, only the first is made.
            if let Some(file) = self
                .files
                .get_mut(place)
                .filter(|file| matches!(file, File::Planned(file) if Arc::ptr_eq(file, &old)))
            {
                *file = File::Planned(Arc::clone(&self.pages[number].1));
            }
        }
        let outputs = Outputs::of(plan, self.files.clone());
        self.site = Arc::clone(site);
        self.exported = exported.to_vec();
        Ok((self, outputs))
    }
}

impl Plan<'_> {
    fn noted_page(&self, number: usize) -> (Noted, Arc<Planned>) {
        let (page, noted) = noting(|| self.resource_page(ResourceId(number)));
        (noted, Arc::new(Planned::new(page)))
    }
}
