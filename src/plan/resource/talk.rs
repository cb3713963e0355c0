//! A talk: who spoke, and where it can be watched.

use super::web::{host, is_web};
use crate::model::Resource;
use crate::parse::meta::TalkMeta;
use crate::plan::Plan;
use crate::plan::view::{Link, SpeakerView, VideoView};

impl Plan<'_> {
    pub(super) fn speaker(&self, resource: &Resource, talk: &TalkMeta) -> Option<SpeakerView> {
        let speaker = talk.speaker.as_ref()?;
        Some(SpeakerView {
            name: speaker.name.clone(),
            role: speaker.role.clone().unwrap_or_default(),
            organisation: speaker.organisation.clone().unwrap_or_default(),
            event: resource.event.map(|id| self.resource_link(id)),
        })
    }
}

/// The film of a talk.
pub(super) fn film(talk: &TalkMeta) -> Option<VideoView> {
    let url = talk.video.as_ref()?.as_str();
    is_web(&url).then(|| VideoView {
        link: Link::outside("Watch the talk", url),
        host: host(url),
        duration: String::new(),
        captions: String::new(),
        transcript: None,
    })
}
