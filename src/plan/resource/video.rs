//! A film: where to watch it, and its transcript.

use super::web::{host, is_web};
use crate::model::Resource;
use crate::parse::meta::VideoMeta;
use crate::path::LinkStyle;
use crate::plan::view::{Link, VideoView};
use crate::plan::{Plan, resource_facts, words};

impl Plan<'_> {
    pub(super) fn video(&self, resource: &Resource, video: &VideoMeta) -> Option<VideoView> {
        let link = match (&video.url, &video.file) {
            (Some(url), _) if is_web(&url.as_str()) => {
                Link::outside(format!("Watch on {}", host(url)), url.value.clone())
            }
            (_, Some(file)) => {
                let path = resource.path.resolve(file)?;
                let attachment = self.site.attachments.get(&path)?;
                Link::inside(
                    format!(
                        "Watch the film ({}, {})",
                        attachment.facts.format,
                        words::size(attachment.facts.size)
                    ),
                    attachment.output.href(LinkStyle::File),
                )
            }
            _ => return None,
        };
        Some(VideoView {
            host: if link.external {
                host(&link.href)
            } else {
                String::new()
            },
            link,
            duration: video.duration.clone().unwrap_or_default(),
            captions: video.captions.clone(),
            transcript: video.transcript.as_ref().map(|transcript| {
                let file = resource
                    .path
                    .resolve(transcript)
                    .and_then(|path| self.site.attachments.get(&path));
                match file {
                    Some(attachment) => {
                        Link::inside("Transcript", attachment.output.href(LinkStyle::File))
                    }
                    None if is_web(&transcript.as_str()) => {
                        Link::outside("Transcript", transcript.value.clone())
                    }
                    None => Link::words(resource_facts::capital(transcript)),
                }
            }),
        })
    }
}
