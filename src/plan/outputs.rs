//! What is to be made: every file in its place, none at another's.

use std::sync::Arc;

use super::view::{Card, Frame, View};
use super::{Plan, Planned};
use crate::model::{Resource, ResourceId, Site};
use crate::path::OutputPath;

/// What is to be made.
pub struct Outputs<'a> {
    /// The files of the site but those of the theme and of the search.
    pub files: Vec<File>,
    plan: Plan<'a>,
}

/// A file to be made.
#[derive(Clone)]
pub enum File {
    /// It is planned already.
    Planned(Arc<Planned>),
    /// The page of a resource, which is planned when its turn comes: the views of all pages together would take as much memory as the
    /// content that they are made of.
    Page {
        /// Where it goes.
        path: OutputPath,
        /// Whose page it is.
        of: ResourceId,
    },
}

impl File {
    /// Where it goes.
    pub fn path(&self) -> &OutputPath {
        match self {
            File::Planned(planned) => &planned.path,
            File::Page { path, .. } => path,
        }
    }

    /// The resource whose page it is.
    pub fn resource(&self) -> Option<ResourceId> {
        match self {
            File::Planned(_) => None,
            File::Page { of, .. } => Some(*of),
        }
    }

    /// Whether it is a page to read, and not one that only leads on.
    pub fn is_page(&self) -> bool {
        match self {
            File::Planned(planned) => matches!(planned.view, View::Page(_)),
            File::Page { .. } => true,
        }
    }

    /// Whether it is a file to take away.
    pub fn is_download(&self) -> bool {
        matches!(self, File::Planned(planned) if matches!(planned.view, View::File { .. }))
    }

    /// The pages of all resources, by their number.
    pub(super) fn pages(site: &Site) -> Vec<Self> {
        let resources = site.resources.iter().enumerate();
        let page = |(number, resource): (usize, &Arc<Resource>)| Self::Page {
            path: resource.output.clone(),
            of: ResourceId(number),
        };
        resources.map(page).collect()
    }
}

impl<'a> Outputs<'a> {
    /// What needs no order, or is in order.
    pub(super) fn of(plan: Plan<'a>, files: Vec<File>) -> Self {
        Self { files, plan }
    }

    /// A file with all that it shows.
    pub fn planned(&self, file: &File) -> Arc<Planned> {
        match file {
            File::Planned(planned) => Arc::clone(planned),
            File::Page { of, .. } => Arc::new(Planned::new(self.plan.resource_page(*of))),
        }
    }

    /// What all pages share.
    pub fn frame(&self) -> &Arc<Frame> {
        &self.plan.shared.frame
    }

    /// The cards that lists are made of.
    pub fn cards(&self) -> &Arc<Vec<Arc<Card>>> {
        &self.plan.shared.cards
    }
}

/// Puts files in order, and adds what lists them: the site map.
pub(super) fn in_place(plan: &Plan<'_>, files: Vec<File>) -> Vec<File> {
    let mut files = one_at_each_address(files);
    add_map(plan, &mut files);
    files
}

/// Lists files anew, whose site map is no longer true.
pub(super) fn map_again(plan: &Plan<'_>, files: &mut Vec<File>) {
    files.retain(|file| match file {
        File::Planned(planned) => !matches!(planned.view, View::SiteMap(_)),
        File::Page { .. } => true,
    });
    add_map(plan, files);
}

/// Whether the site map lists what there is.
pub(super) fn is_map_true(plan: &Plan<'_>, files: &[File]) -> bool {
    let map = Planned::new(plan.site_map(files));
    files.iter().any(|file| match file {
        File::Planned(planned) => planned.digest() == map.digest(),
        File::Page { .. } => false,
    })
}

fn add_map(plan: &Plan<'_>, files: &mut Vec<File>) {
    let site_map = File::Planned(Arc::new(Planned::new(plan.site_map(files))));
    let place = files.partition_point(|file| file.path() <= site_map.path());
    files.insert(place, site_map);
}

/// Keeps the first of several files at one address, sorted by path. The content is at fault, and a finding says so; but when
/// the sound pages are made all the same, chance must not decide which of the two it is.
fn one_at_each_address(mut files: Vec<File>) -> Vec<File> {
    files.sort_by(|a, b| a.path().cmp(b.path()));
    files.dedup_by(|later, first| later.path() == first.path());
    let is_there = |path: &str| {
        let known = files.binary_search_by(|file| file.path().as_str().cmp(path));
        known.is_ok()
    };
    let is_file = |folder: &str| folder.contains('.') && is_there(folder);
    let is_below_a_file = |file: &File| {
        let path = file.path().as_str();
        path.match_indices('/').any(|(at, _)| is_file(&path[..at]))
    };
    let below_a_file: Vec<bool> = files.iter().map(is_below_a_file).collect();
    let mut below_a_file = below_a_file.into_iter();
    files.retain(|_| !below_a_file.next().unwrap_or(false));
    files
}
