//! Checklists in the forms that readers take away: which there are, and what they show.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::checklist_view::{Adapted, ChecklistFacts, ChecklistView, Form, Standing};
use super::view::{Export, Format};
use super::{Plan, Settings};
use crate::model::{Resource, ResourceId, Site, Target};
use crate::parse::meta::{AdaptedFrom, Licence, Origin, Pathway, Specific, Status};

/// A file that was made of a checklist: pages say how large it is, the catalogue how to check it.
#[derive(Clone, Debug)]
pub struct Exported {
    /// What it was made of.
    pub export: Export,
    /// The file.
    pub bytes: Arc<[u8]>,
    /// Its SHA-256 in hexadecimal digits.
    pub sha256: String,
}

/// Every file to be made of a checklist. They come before the pages, which show their sizes.
pub fn exports(site: &Site, settings: &Settings) -> Vec<Export> {
    (0..site.resources.len())
        .map(ResourceId)
        .flat_map(|id| of_resource(site, settings, id))
        .collect()
}

fn of_resource(site: &Site, settings: &Settings, id: ResourceId) -> Vec<Export> {
    let resource = site.resource(id);
    let Some(written) = &*resource.written else {
        return Vec::new();
    };
    // What must not be used is not handed out either.
    if matches!(
        resource.meta.common.status,
        Status::Superseded | Status::Withdrawn
    ) {
        return Vec::new();
    }
    let may_change = licence(site, resource).is_none_or(Licence::allows_changes);
    let name = resource.output.folder();
    let name = name.rsplit('/').next().unwrap_or(name);
    let mut exports = Vec::new();
    for (form, view) in views(site, settings, resource, links(settings, resource)) {
        let suffix = match form {
            Form::Full => "",
            Form::Short => "-short",
        };
        for format in Format::ALL {
            // The Markdown holds both forms already.
            let is_second_source = format == Format::Markdown && form == Form::Short;
            if (format.is_editable() && !may_change) || is_second_source {
                continue;
            }
            let file = format!("{name}{suffix}.{}", format.extension());
            exports.push(Export {
                resource: id,
                path: resource.output.beside(&file),
                format,
                checklist: Arc::clone(&view),
                source: match format {
                    Format::Markdown => written.source.as_str().into(),
                    _ => "".into(),
                },
            });
        }
    }
    exports
}

/// The forms of a checklist: the full one, and the short one where it has both. `links` says where the links in its words lead, from
/// the target as it is written to what belongs in `href`.
pub(super) fn views(
    site: &Site,
    settings: &Settings,
    resource: &Resource,
    links: BTreeMap<String, String>,
) -> Vec<(Form, Arc<ChecklistView>)> {
    let (Some(written), Specific::Checklist(own)) = (&*resource.written, &resource.meta.specific)
    else {
        return Vec::new();
    };
    let member = resource.member.map(|id| site.member(id));
    let address = resource.output.url(&settings.base).as_str().to_owned();
    let standing = Standing {
        trust: member.map_or_else(
            || site.network.name.clone(),
            |member| member.meta.name.value.clone(),
        ),
        network: site.network.name.clone(),
        notice: site.network.notice.clone().unwrap_or_default(),
        lang: site.network.lang.clone(),
        licence: site.network.licence,
        short_address: address.clone(),
        address,
        adapted_from: adapted(site, settings, resource, own.adapted_from.as_ref()),
        links,
    };
    let mut facts = ChecklistFacts::of(&resource.meta.common, own, standing);
    if let Some(id) = resource.supersedes {
        // Front matter names the file; readers know it by its title.
        let replaced = site.resource(id);
        let version = replaced
            .version()
            .map(|version| format!(", version {version}"));
        facts.supersedes = format!(
            "{}{}",
            replaced.meta.common.title.value,
            version.unwrap_or_default()
        );
    }
    let forms = match own.pathway {
        Some(Pathway::Both) => &[Form::Full, Form::Short][..],
        _ => &[Form::Full][..],
    };
    forms
        .iter()
        .map(|form| {
            let mut view = ChecklistView::new(&written.checklist, &facts, *form);
            view.anchor(&resource.body.headings);
            (*form, Arc::new(view))
        })
        .collect()
}

fn adapted(
    site: &Site,
    settings: &Settings,
    resource: &Resource,
    adapted: Option<&AdaptedFrom>,
) -> Option<Adapted> {
    let adapted = adapted?;
    let version = adapted
        .version
        .as_ref()
        .map(|version| format!(", version {version}"))
        .unwrap_or_default();
    match (&adapted.origin, resource.adapted_from) {
        (_, Some(id)) => {
            let original = site.resource(id);
            let title = &original.meta.common.title.value;
            let owner = original
                .member
                .map(|id| format!(", {}", site.member(id).short_name()))
                .unwrap_or_default();
            Some(Adapted {
                text: format!("{title}{owner}{version}"),
                address: original.output.url(&settings.base).as_str().to_owned(),
            })
        }
        (Some(Origin::Url(url)), None) => Some(Adapted {
            text: format!(
                "{}{version}",
                adapted.title.as_deref().unwrap_or(&url.value)
            ),
            address: url.value.clone(),
        }),
        _ => adapted.title.as_ref().map(|title| Adapted {
            text: format!("{title}{version}"),
            address: String::new(),
        }),
    }
}

/// Where the links in a checklist's words lead. A file that is taken away has no neighbours, so all are whole addresses.
fn links(settings: &Settings, resource: &Resource) -> BTreeMap<String, String> {
    let base = &settings.base;
    resource
        .body
        .links
        .iter()
        .zip(&resource.links)
        .filter_map(|(link, target)| {
            let address = match target {
                Target::External => link.target.clone(),
                Target::Page { output, fragment } => match fragment {
                    Some(fragment) => format!("{}#{fragment}", output.url(base)),
                    None => output.url(base).as_str().to_owned(),
                },
                Target::File { output, .. } => output.url(base).as_str().to_owned(),
                Target::Here { fragment } => format!("{}#{fragment}", resource.output.url(base)),
                Target::LeftOut
                | Target::Missing
                | Target::MissingFragment { .. }
                | Target::Unsafe => return None,
            };
            Some((link.target.clone(), address))
        })
        .collect()
}

/// The licence of a resource: its own, else the network's.
pub(super) fn licence(site: &Site, resource: &Resource) -> Option<Licence> {
    let own = resource.meta.common.licence.as_ref();
    own.map(|licence| licence.value).or(site.network.licence)
}

impl Plan<'_> {
    /// The files made of a checklist, in the order in which readers ask for them.
    pub(super) fn exported(&self, id: ResourceId) -> impl Iterator<Item = &Exported> {
        let start = self
            .exported
            .partition_point(|file| file.export.resource < id);
        self.exported[start..]
            .iter()
            .take_while(move |file| file.export.resource == id)
    }
}
