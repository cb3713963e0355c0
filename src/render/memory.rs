//! Renders a site again: a file that follows from what it followed from before is not made again.

use std::sync::Arc;

use rayon::prelude::*;

use super::shelf::Shelf;
use super::{Artifact, Press, Theme, ThemeError, artifact};
use crate::hash::Digest;
use crate::plan::{Outputs, Planned};

/// Remembers the files of the last site.
#[derive(Default)]
pub struct Memory {
    last: Option<Last>,
}

struct Last {
    theme: Digest,
    shelf: Arc<Shelf>,
    /// Sorted by path.
    files: Vec<Rendered>,
}

/// What a file follows from beside the theme, and the file.
type Rendered = (Arc<Planned>, Arc<Artifact>);

impl Memory {
    /// Makes the files of a plan, which are sorted by path, and those of the theme among them.
    ///
    /// # Errors
    /// When a template of the theme asks for something that its view does not have: the theme is broken, not the content.
    pub fn render(
        &mut self,
        theme: &Theme,
        mut outputs: Outputs<'_>,
    ) -> Result<Vec<Arc<Artifact>>, ThemeError> {
        let last = (self.last.as_mut()).filter(|last| last.theme == theme.digest());
        let (shelf, known) = match last {
            Some(Last { shelf, files, .. }) => {
                let is_renewed = Arc::get_mut(shelf).is_some_and(|shelf| shelf.renew(&outputs));
                let known = is_renewed.then(|| Arc::clone(shelf));
                (known, &**files)
            }
            None => (None, &[][..]),
        };
        let shelf = shelf.unwrap_or_else(|| Arc::new(Shelf::new(theme, &outputs)));
        let press = Press::beside(Arc::clone(&shelf), theme);
        let mut known = known.iter().peekable();
        let mut before = |file: &Arc<Planned>| {
            // What is remembered is the same value; nearly all is.
            if let Some(same) = known.next_if(|(before, _)| Arc::ptr_eq(before, file)) {
                return Some(same);
            }
            while known
                .next_if(|(before, _)| before.path < file.path)
                .is_some()
            {}
            known.next_if(|(before, _)| before.path == file.path)
        };
        let files: Vec<(Arc<Planned>, Option<&Rendered>)> = (std::mem::take(&mut outputs.files))
            .iter()
            .map(|file| {
                let file = outputs.planned(file);
                let before = before(&file);
                (file, before)
            })
            .collect();
        let rendered = files.into_par_iter().map(|(file, before)| {
            let same = before.filter(|(before, _)| {
                Arc::ptr_eq(before, &file) || before.digest() == file.digest()
            });
            let artifact = match same {
                Some((_, artifact)) => Arc::clone(artifact),
                None => Arc::new(artifact(&file, &press)?),
            };
            Ok((file, artifact))
        });
        let files: Vec<Rendered> = rendered.collect::<Result<_, _>>()?;
        let mut artifacts: Vec<_> = (files.iter())
            .map(|(_, artifact)| Arc::clone(artifact))
            .collect();
        for asset in theme.artifacts() {
            let place = artifacts.partition_point(|artifact| artifact.path <= asset.path);
            artifacts.insert(place, asset);
        }
        drop(press);
        self.last = Some(Last {
            theme: theme.digest(),
            shelf,
            files,
        });
        Ok(artifacts)
    }
}
