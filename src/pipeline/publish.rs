//! The site in a folder.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::publishing::{Publishing, Work};
use super::reader::Reader;
use super::{Failure, Pipeline, Progress, Project, Published, Report, apart, render};
use crate::plan;
use crate::source::undisturbed;

impl Pipeline {
    /// Makes the site in a folder. Everything is made before the first file is changed.
    ///
    /// # Errors
    /// When the content folder cannot be read, the theme is not sound, or the output folder cannot be written.
    pub fn publish(
        &self,
        project: &Project,
        output: &Path,
        progress: Progress<'_>,
    ) -> Result<Report, Failure> {
        apart::output(output, project)?;
        let Some(cache) = &self.cache else {
            return self.publish_read(&self.reader, project, output, progress);
        };
        // Opened here, so that nobody else gets pages that have not been read yet.
        let kept = Reader::kept(cache);
        undisturbed(
            || self.publish_read(&kept, project, output, progress),
            || self.publish_read(&Reader::Once, project, output, progress),
        )
    }

    /// Makes the site in a folder from the content as it is read by this reader.
    fn publish_read(
        &self,
        reader: &Reader,
        project: &Project,
        output: &Path,
        progress: Progress<'_>,
    ) -> Result<Report, Failure> {
        let checked = self.check_read(reader, project, progress)?;
        let Some(prepared) = self.prepare_checked(project, &checked, progress)? else {
            return Ok(Report {
                checked,
                published: None,
            });
        };
        let mut publishing = Publishing::open(output, project.compress, self.cache.as_ref())?;
        // Before the pages are planned, so that the two largest parts of a build are not in memory together.
        if let Some(view) = self.index_view(&checked.site, &prepared, progress) {
            let files = self.indexing.files(view).into_par_iter();
            files.try_for_each(|file| {
                publishing.put_packed(|| file.key(), || Ok(Arc::new(self.indexing.pack(&file))))
            })?;
        }
        let begun = plan::begin(&checked.site, &prepared.settings, &prepared.exported);
        let Work {
            outputs,
            pages,
            downloads,
        } = publishing.plan(begun, &prepared.theme, checked.is_sound());
        render(&prepared.theme, outputs, progress, |part, key, make| {
            publishing.put(part, key, make)
        })?;
        let published = Published {
            held: publishing.held(),
            written: publishing.commit()?,
            pages,
            downloads,
        };
        if let Some(cache) = &self.cache {
            cache.tidy();
        }
        Ok(Report {
            checked,
            published: Some(published),
        })
    }
}
