//! Files that are not pages: redirects, downloads, and what hosts and search engines look for.

use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::view::{Bytes, Output, RedirectView, SiteMapEntry, View};
use super::{File, Plan, frame, headers};
use crate::diagnostic::Located;
use crate::model::alias_output;
use crate::path::OutputPath;

impl Plan<'_> {
    /// A page at every old address, which leads to the new one.
    pub(super) fn redirects(&self) -> Vec<Output> {
        let of_members = self.site.members.iter().flat_map(|member| {
            member
                .meta
                .aliases
                .iter()
                .map(|alias| (alias, &member.output, &member.meta.name.value))
        });
        let of_resources = self.site.resources.iter().flat_map(|resource| {
            let common = &resource.meta.common;
            common
                .aliases
                .iter()
                .map(|alias| (alias, &resource.output, &common.title.value))
        });
        of_members
            .chain(of_resources)
            .filter_map(|(alias, to, title)| self.redirect(alias, to, title))
            .collect()
    }

    fn redirect(&self, alias: &Located<String>, to: &OutputPath, title: &str) -> Option<Output> {
        let path = alias_output(alias)?;
        let view = RedirectView {
            root: path.to_root(),
            href: self.href(to),
            canonical: to.url(&self.settings.base),
            title: title.to_owned(),
            lang: self.site.network.lang.clone(),
            policy: frame::POLICY.to_owned(),
        };
        Some(Output {
            path,
            view: View::Redirect(view),
        })
    }

    /// The addresses of all pages that search engines may list. Several threads look at them, so that nobody notes at what.
    pub(super) fn site_map(&self, files: &[File]) -> Output {
        let days: FxHashMap<&OutputPath, Date> = (self.site.listed())
            .filter_map(|(_, resource)| {
                let reviewed = resource.meta.common.last_reviewed.as_ref()?.value;
                // Nothing was changed in the future.
                (reviewed <= *self.settings.today).then_some((&resource.output, reviewed))
            })
            .collect();
        let base = &self.settings.base;
        let url = |file: &File| match file {
            File::Planned(planned) => match &planned.view {
                View::Page(view) if view.page.indexed => view.page.canonical.clone(),
                _ => None,
            },
            File::Page { path, of } => self.is_listed(*of).then(|| path.url(base)),
        };
        let mut entries: Vec<SiteMapEntry> = (files.par_iter())
            .filter_map(|file| {
                Some(SiteMapEntry {
                    url: url(file)?,
                    changed: days.get(file.path()).map(Date::to_string),
                })
            })
            .collect();
        entries.sort_by(|a, b| a.url.cmp(&b.url));
        Output {
            path: OutputPath::new("sitemap.xml"),
            view: View::SiteMap(entries),
        }
    }

    /// What hosts and search engines look for, and every file that a page offers or shows.
    pub(super) fn files(&self) -> Vec<Output> {
        let base = &self.settings.base;
        let text = |path: &str, text: String| Output {
            path: OutputPath::new(path),
            view: View::Text(text),
        };
        let mut files = vec![
            text(
                "robots.txt",
                format!(
                    "User-agent: *\nAllow: /\nSitemap: {}\n",
                    OutputPath::new("sitemap.xml").url(base)
                ),
            ),
            // Some hosts would run the files through a generator of their own, which drops names that begin with `_`.
            text(".nojekyll", String::new()),
            text("_headers", headers::file()),
        ];
        for file in self.exported {
            files.push(Output {
                path: file.export.path.clone(),
                view: View::File {
                    sha256: file.sha256.clone(),
                    bytes: Bytes(Arc::clone(&file.bytes)),
                },
            });
        }
        for attachment in self.site.attachments.values() {
            if !attachment.held_back {
                files.push(Output {
                    path: attachment.output.clone(),
                    view: View::File {
                        sha256: attachment.facts.sha256.clone(),
                        bytes: Bytes(attachment.bytes.clone()),
                    },
                });
            }
        }
        files
    }
}
