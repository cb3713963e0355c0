//! Every public resource with its metadata, for programs: `catalogue.json`.

use std::sync::Arc;

use super::part::planned;
use super::view::{
    CatalogueDownload, CatalogueEntry, CatalogueMember, CatalogueResource, CatalogueView, Output,
    View,
};
use super::{Plan, Planned, exports, resource_facts};
use crate::model::{ResourceId, Section};
use crate::parse::meta::MemberStatus;
use crate::path::OutputPath;
use crate::source::VocabularyName;

/// The version of the catalogue's schema. It grows when a field changes its meaning or goes; new fields do not change it.
const SCHEMA: &str = "peerpress-catalogue-1";

impl Plan<'_> {
    pub(super) fn catalogue(&self) -> Vec<Arc<Planned>> {
        let site = self.site;
        let base = &self.settings.base;
        let members = site
            .members
            .iter()
            .map(|member| CatalogueMember {
                id: member.id.clone(),
                name: member.meta.name.value.clone(),
                ods_code: member.meta.ods_code.as_ref().map(|code| code.value.clone()),
                status: match member.meta.status {
                    MemberStatus::Active => "active",
                    MemberStatus::Left => "left",
                    MemberStatus::Merged => "merged",
                },
                merged_into: member.merged_into.map(|id| site.member(id).id.clone()),
                url: member.output.url(base),
            })
            .collect();
        let view = CatalogueView {
            schema: SCHEMA,
            network: site.network.name.clone(),
            url: Section::Home.output().url(base),
            members,
            resources: site
                .listed()
                .map(|(id, _)| self.entry(id, || CatalogueEntry::new(&self.catalogue_resource(id))))
                .collect(),
        };
        planned(vec![Output {
            path: OutputPath::new("catalogue.json"),
            view: View::Catalogue(Arc::new(view)),
        }])
    }

    fn catalogue_resource(&self, id: ResourceId) -> CatalogueResource<'_> {
        let site = self.site;
        let resource = site.resource(id);
        let common = &resource.meta.common;
        let licence = exports::licence(site, resource);
        let ids = |vocabulary: VocabularyName| {
            resource
                .terms_of(vocabulary)
                .iter()
                .map(|number| site.vocabularies.terms[*number].meta.id.as_str())
                .collect::<Vec<_>>()
        };
        let day = |date: &Option<crate::diagnostic::Located<jiff::civil::Date>>| {
            date.as_ref().map(|date| date.value.to_string())
        };
        CatalogueResource {
            url: resource.output.url(&self.settings.base),
            source: resource.path.as_str(),
            kind: resource.kind.folder(),
            title: &common.title.value,
            summary: &common.summary,
            member: resource.member.map(|id| &*site.member(id).id),
            status: resource_facts::status_id(common.status),
            version: resource.version(),
            last_reviewed: day(&common.last_reviewed),
            review_due: day(&common.review_due),
            extended_to: day(&common.extended_to),
            licence: licence.map(|licence| licence.id()),
            lang: common
                .lang
                .as_ref()
                .map_or(&site.network.lang, |lang| &lang.value),
            procedures: ids(VocabularyName::Procedures),
            standards: ids(VocabularyName::Standards),
            specialties: ids(VocabularyName::Specialties),
            settings: ids(VocabularyName::Settings),
            themes: ids(VocabularyName::Themes),
            audience: ids(VocabularyName::Audiences),
            keywords: &common.keywords,
            downloads: self
                .exported(id)
                .map(|file| CatalogueDownload {
                    url: file.export.path.url(&self.settings.base),
                    title: file.export.format.purpose(),
                    media_type: file.export.format.media_type(),
                    bytes: file.bytes.len() as u64,
                    sha256: &file.sha256,
                    editable: file.export.format.is_editable(),
                })
                .chain(resource.files.iter().filter_map(|file| {
                    let attachment = site.attachments.get(&file.path)?;
                    let editable = file.is_editable(attachment);
                    (!attachment.held_back).then(|| CatalogueDownload {
                        url: attachment.output.url(&self.settings.base),
                        title: file
                            .title
                            .as_deref()
                            .unwrap_or_else(|| file.path.file_name()),
                        media_type: attachment.facts.media_type,
                        bytes: attachment.facts.size,
                        sha256: &attachment.facts.sha256,
                        editable,
                    })
                }))
                .collect(),
        }
    }
}
