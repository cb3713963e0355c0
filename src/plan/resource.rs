//! The page of a resource.

use super::view::{
    AdaptedView, BannerView, Content, DateView, Download, Group, HistoryView, Link, OutcomeView,
    Output, ResourceView, SpeakerView, Tag, TocEntry, Tone, VideoView, WhenView,
};
use super::{Head, Plan, adjust, card, exports, frame, json_ld, words};
use crate::model::{MemberId, Resource, ResourceId, State};
use crate::parse::meta::{
    AdaptedFrom, EventMeta, EventState, Origin, Specific, TalkMeta, VideoMeta, Visibility,
};
use crate::path::LinkStyle;
use crate::source::{Kind, VocabularyName};

/// How many resources at other members a page shows for one procedure.
const ELSEWHERE: usize = 8;

impl Plan<'_> {
    pub(super) fn resource_page(&self, id: ResourceId) -> Output {
        let resource = self.site.resource(id);
        let meta = &resource.meta;
        let common = &meta.common;
        let state = self.state(id);
        let card = self.card(id);
        let body = self.body(&resource.output, &resource.body, &resource.links);
        let (downloads, downloads_note) = self.downloads(id);
        let canonical = resource.output.url(&self.settings.base);
        let mut view = ResourceView {
            kind: resource_kind(resource.kind),
            kind_label: card::label(resource).to_owned(),
            member: resource.member.map(|id| self.member_link(id)),
            state: card::tag(state),
            version: card.version.clone(),
            reviewed: card.reviewed.clone(),
            due: card.due.clone(),
            date: card.date.clone(),
            banners: self.banners(resource, state),
            summary: common.summary.clone(),
            downloads,
            downloads_note,
            licence: exports::licence(self.site, resource)
                .filter(|_| resource.kind.of_member())
                .map(frame::licence),
            checklist: None,
            toc: toc(resource),
            speaker: None,
            video: None,
            when: None,
            document: None,
            outcome: None,
            evidence: Vec::new(),
            adapted_from: None,
            adapted_by: self.cards(&resource.adapted_by),
            adopted_by: self.cards(&resource.adopted_by),
            talks: self.cards(&resource.talks),
            elsewhere: self.elsewhere(id, resource),
            topics: self.topics(resource),
            control: self.control(id),
            history: Vec::new(),
            short_address: canonical.as_str().to_owned(),
            edit: self.edit_address(resource),
        };
        match &meta.specific {
            Specific::Checklist(checklist) => {
                let mut forms = exports::views(self.site, self.settings, resource).into_iter();
                view.checklist = forms.next().map(|(_, form)| form);
                view.adapted_from = self.adapted(resource, checklist.adapted_from.as_ref());
                view.history = checklist
                    .history
                    .iter()
                    .map(|entry| HistoryView {
                        version: entry.version.clone(),
                        issued: entry.issued.map(DateView::from),
                        summary: entry.summary.clone().unwrap_or_default(),
                    })
                    .collect();
            }
            Specific::Practice(practice) => {
                view.adapted_from = self.adapted(resource, practice.adapted_from.as_ref());
                view.outcome = practice.outcome.as_ref().map(|outcome| OutcomeView {
                    measure: outcome.measure.clone(),
                    before: outcome.before.clone().unwrap_or_default(),
                    after: outcome.after.clone().unwrap_or_default(),
                    period: outcome.period.clone().unwrap_or_default(),
                });
                view.evidence = practice
                    .evidence
                    .iter()
                    .map(|evidence| match evidence.url.as_deref().filter(is_web) {
                        Some(url) => Link::outside(evidence.title.clone(), url),
                        None => Link::words(evidence.title.clone()),
                    })
                    .collect();
            }
            Specific::Talk(talk) => {
                view.speaker = self.speaker(resource, talk);
                view.video = talk.video.as_ref().and_then(|video| {
                    let url = is_web(&video.as_str()).then_some(video.as_str())?;
                    Some(VideoView {
                        link: Link::outside("Watch the talk", url),
                        host: host(url),
                        duration: String::new(),
                        captions: String::new(),
                        transcript: None,
                    })
                });
            }
            Specific::Event(event) => view.when = self.when(event),
            Specific::Video(video) => view.video = self.video(resource, video),
            Specific::Resource(key) => {
                view.document = key
                    .url
                    .as_ref()
                    .filter(|url| is_web(&url.as_str()))
                    .map(|url| Link::outside(host(url), url.value.clone()));
            }
            Specific::Adoption(_) | Specific::News(_) | Specific::Page(_) => {}
        }
        let head = Head {
            output: resource.output.clone(),
            title: common.title.value.clone(),
            description: common.summary.clone(),
            section: section(resource).to_owned(),
            crumbs: self.crumbs(resource),
        };
        let page = self.page(head, Content::Resource(Box::new(view)), body);
        adjust(page, |page| {
            if let Some(lang) = &common.lang {
                page.lang.clone_from(&lang.value);
            }
            page.indexed = common.visibility == Visibility::Public;
            page.feed = resource.member.map(|id| {
                let member = self.site.member(id);
                Link::inside(
                    member.meta.name.value.clone(),
                    member.output.beside("feed.xml").as_str(),
                )
            });
            page.json_ld = Some(json_ld::resource(
                self.site,
                resource,
                self.settings,
                &canonical,
            ));
        })
    }

    fn cards(&self, ids: &[ResourceId]) -> Vec<std::sync::Arc<super::view::Card>> {
        ids.iter()
            .filter(|id| self.site.resource(**id).meta.common.visibility == Visibility::Public)
            .map(|id| self.card(*id))
            .collect()
    }

    fn crumbs(&self, resource: &Resource) -> Vec<Link> {
        let mut crumbs = vec![self.home_link()];
        match resource.member {
            Some(member) => {
                crumbs.push(self.members_link());
                crumbs.push(self.member_link(member));
                let href = self.member_kind_href(member, resource.kind);
                crumbs.push(Link::inside(words::kind_title(resource.kind), href));
            }
            None if resource.kind == Kind::Page => {}
            None => crumbs.push(self.list_link(resource.kind)),
        }
        crumbs
    }

    /// What must not be missed before anybody relies on the page.
    fn banners(&self, resource: &Resource, state: State) -> Vec<BannerView> {
        let common = &resource.meta.common;
        let mut banners = Vec::new();
        let replacement = resource.superseded_by.map(|id| self.resource_link(id));
        let in_words = match &resource.meta.specific {
            Specific::Checklist(checklist) => checklist
                .superseded_by
                .as_ref()
                .filter(|text| !text.ends_with(".md"))
                .map(|text| format!(" Use instead: {}.", text.value))
                .unwrap_or_default(),
            _ => String::new(),
        };
        let due = common
            .review_due
            .as_ref()
            .map(|date| DateView::from(date.value).text)
            .unwrap_or_default();
        let banner = match state {
            State::Superseded => Some((
                Tone::Grey,
                "This has been superseded".to_owned(),
                format!("Do not use it for patients. It is kept for the record.{in_words}"),
                replacement,
            )),
            State::Withdrawn => Some((
                Tone::Red,
                "This has been withdrawn".to_owned(),
                format!("Do not use it. It is kept for the record.{in_words}"),
                replacement,
            )),
            State::Archived => Some((
                Tone::Grey,
                "This is archived".to_owned(),
                "It is kept for the record and is not reviewed any more.".to_owned(),
                replacement,
            )),
            State::Draft => Some((
                Tone::Blue,
                "This is a draft".to_owned(),
                "It is not ready for use.".to_owned(),
                None,
            )),
            State::Overdue => Some((
                Tone::Red,
                "The review of this page is overdue".to_owned(),
                format!("It was due on {due}. Check with its owner before you rely on it."),
                None,
            )),
            State::Extended => common.extended_to.as_ref().map(|to| {
                let by = common
                    .extended_by
                    .as_ref()
                    .map(|by| format!(" by {by}"))
                    .unwrap_or_default();
                (
                    Tone::Yellow,
                    format!(
                        "Its review was extended to {}",
                        DateView::from(to.value).text
                    ),
                    format!("The review was due on {due} and was extended{by}."),
                    None,
                )
            }),
            State::UnderReview => Some((
                Tone::Yellow,
                "This is under review".to_owned(),
                "It stays in use until the review is finished.".to_owned(),
                None,
            )),
            State::Current | State::DueSoon | State::Undated => None,
        };
        banners.extend(banner.map(|(tone, title, text, link)| BannerView {
            tone,
            title,
            text,
            link,
        }));
        if let Some(member) = resource.member {
            banners.extend(self.member_banner(self.site.member(member)));
        }
        banners
    }

    /// The files to take away, and why an editable one is not among them.
    fn downloads(&self, id: ResourceId) -> (Vec<Download>, String) {
        let resource = self.site.resource(id);
        let licence = exports::licence(self.site, resource);
        let may_change = licence.is_none_or(|licence| licence.allows_changes());
        let mut held_back = resource.written.is_some() && !may_change;
        let mut downloads: Vec<Download> = self
            .exported(id)
            .map(|file| {
                let format = file.export.format;
                let form = &file.export.checklist.form_label;
                Download {
                    title: match form.as_str() {
                        "" => format.purpose().to_owned(),
                        form => format!("{}, {}", format.purpose(), form.to_lowercase()),
                    },
                    format: format.label().to_owned(),
                    size: words::size(file.bytes.len() as u64),
                    editable: format.is_editable(),
                    inaccessible: false,
                    href: file.export.path.href(LinkStyle::File),
                }
            })
            .collect();
        for file in &resource.files {
            let Some(attachment) = self.site.attachments.get(&file.path) else {
                continue;
            };
            let editable = file.is_editable(attachment);
            if attachment.held_back {
                held_back = true;
                continue;
            }
            downloads.push(Download {
                title: file
                    .title
                    .clone()
                    .unwrap_or_else(|| file.path.file_name().to_owned()),
                format: attachment.facts.format.clone(),
                size: words::size(attachment.facts.size),
                editable,
                inaccessible: file.accessible == Some(false),
                href: attachment.output.href(LinkStyle::File),
            });
        }
        let retired = matches!(self.state(id), State::Superseded | State::Withdrawn);
        let note = if resource.written.is_some() && retired {
            "It is no longer in use, so there is nothing to take away.".to_owned()
        } else if held_back {
            "The licence does not allow changes, so no editable file is offered.".to_owned()
        } else {
            String::new()
        };
        (downloads, note)
    }

    /// The same procedures at other members.
    fn elsewhere(&self, id: ResourceId, resource: &Resource) -> Vec<Group> {
        if !resource.kind.of_member() {
            return Vec::new();
        }
        resource
            .terms_of(VocabularyName::Procedures)
            .iter()
            .filter_map(|number| {
                let term = &self.site.vocabularies.terms[*number];
                let mut others: Vec<ResourceId> = term
                    .resources
                    .iter()
                    .copied()
                    .filter(|other| {
                        let other_resource = self.site.resource(*other);
                        *other != id
                            && other_resource.kind == resource.kind
                            && other_resource.member != resource.member
                            && other_resource.member.is_some()
                    })
                    .collect();
                if others.is_empty() {
                    return None;
                }
                let usable = |id: &ResourceId| {
                    matches!(
                        self.state(*id),
                        State::Superseded | State::Withdrawn | State::Archived
                    )
                };
                others.sort_by_key(|id| (usable(id), self.site.resource(*id).member));
                let total = others.len();
                others.truncate(ELSEWHERE);
                let href = self.href(&term.output);
                let address = format!("elsewhere.{}", crate::path::segment(&term.meta.id));
                let mut group = self.group(&address, &term.meta.label, others);
                group.total = total;
                group.more = (total > ELSEWHERE)
                    .then(|| Link::inside(format!("All {total} at other members"), href.clone()));
                group.href = href;
                Some(group)
            })
            .collect()
    }

    /// What it was made from, and whether the original has moved on.
    fn adapted(&self, resource: &Resource, adapted: Option<&AdaptedFrom>) -> Option<AdaptedView> {
        let adapted = adapted?;
        let version = adapted.version.clone().unwrap_or_default();
        match (&adapted.origin, resource.adapted_from) {
            (_, Some(id)) => {
                let original = self.site.resource(id);
                let now = original.version().unwrap_or_default();
                Some(AdaptedView {
                    original: self.resource_link(id),
                    member: self.member_name(original.member),
                    now: if !version.is_empty() && now != version {
                        now.to_owned()
                    } else {
                        String::new()
                    },
                    version,
                })
            }
            (Some(Origin::Url(url)), None) if is_web(&url.as_str()) => Some(AdaptedView {
                original: Link::outside(
                    adapted.title.clone().unwrap_or_else(|| host(url)),
                    url.value.clone(),
                ),
                member: String::new(),
                version,
                now: String::new(),
            }),
            _ => adapted.title.as_ref().map(|title| AdaptedView {
                original: Link::words(title.clone()),
                member: String::new(),
                version,
                now: String::new(),
            }),
        }
    }

    fn member_name(&self, member: Option<MemberId>) -> String {
        member
            .map(|id| self.site.member(id).short_name().to_owned())
            .unwrap_or_default()
    }

    fn speaker(&self, resource: &Resource, talk: &TalkMeta) -> Option<SpeakerView> {
        let speaker = talk.speaker.as_ref()?;
        Some(SpeakerView {
            name: speaker.name.clone(),
            role: speaker.role.clone().unwrap_or_default(),
            organisation: speaker.organisation.clone().unwrap_or_default(),
            event: resource.event.map(|id| self.resource_link(id)),
        })
    }

    fn video(&self, resource: &Resource, video: &VideoMeta) -> Option<VideoView> {
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
                    None => Link::words(super::resource_facts::capital(transcript)),
                }
            }),
        })
    }

    fn when(&self, event: &EventMeta) -> Option<WhenView> {
        let (starts, from) = event.starts.as_ref()?.value;
        let (ends, to) = event
            .ends
            .as_ref()
            .map_or((starts, None), |ends| ends.value);
        let time = |moment: Option<jiff::civil::DateTime>| {
            moment.map(|moment| moment.strftime("%-H:%M").to_string())
        };
        let first = DateView::from(starts);
        let text = match (starts == ends, time(from), time(to)) {
            (true, Some(from), Some(to)) => format!("{}, {from} to {to}", first.text),
            (true, Some(from), None) => format!("{}, from {from}", first.text),
            (true, None, _) => first.text.clone(),
            (false, ..) => format!("{} to {}", first.text, DateView::from(ends).text),
        };
        let past = ends < self.settings.today;
        let state = match event.state {
            Some(EventState::Cancelled) => Some(("Cancelled", Tone::Red)),
            Some(EventState::Postponed) => Some(("Postponed", Tone::Yellow)),
            _ if past => Some(("Past", Tone::Grey)),
            Some(state) => Some((state.label(), Tone::Green)),
            None => None,
        };
        Some(WhenView {
            starts: first,
            text,
            place: event.place.clone().unwrap_or_default(),
            online: event.online.as_ref().map(|online| {
                if is_web(&online.as_str()) {
                    Link::outside("Join online", online.clone())
                } else {
                    Link::words(online.clone())
                }
            }),
            host: event_host(self, event),
            booking: event
                .booking_url
                .as_ref()
                .filter(|url| {
                    !past && event.state != Some(EventState::Cancelled) && is_web(&url.as_str())
                })
                .map(|url| Link::outside("Book a place", url.clone())),
            state: state.map(|(text, tone)| Tag {
                text: text.to_owned(),
                tone,
            }),
        })
    }

    fn edit_address(&self, resource: &Resource) -> Option<String> {
        let pattern = self.site.network.edit_url.as_ref()?;
        Some(pattern.replace("{path}", &crate::path::encode(resource.path.as_str())))
    }
}

fn event_host(plan: &Plan<'_>, event: &EventMeta) -> Option<Link> {
    let id = event.host.as_ref()?;
    let number = plan
        .site
        .members
        .iter()
        .position(|member| member.id == id.value)?;
    Some(plan.member_link(MemberId(number)))
}

/// The headings of a text with three or more of them.
fn toc(resource: &Resource) -> Vec<TocEntry> {
    let shown: Vec<TocEntry> = resource
        .body
        .headings
        .iter()
        .filter(|heading| heading.level <= 3)
        .map(|heading| TocEntry {
            id: heading.id.clone(),
            text: heading.text.clone(),
            level: heading.level,
        })
        .collect();
    if shown.len() < 3 { Vec::new() } else { shown }
}

/// The menu entry of a resource.
fn section(resource: &Resource) -> &'static str {
    match resource.kind {
        Kind::Page if resource.output.as_str() == "about/index.html" => "about",
        Kind::Page => "",
        kind => kind.folder(),
    }
}

fn resource_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Checklist => "checklist",
        Kind::Practice => "practice",
        Kind::Talk => "talk",
        Kind::Adoption => "adoption",
        Kind::Event => "event",
        Kind::Video => "video",
        Kind::Resource => "resource",
        Kind::News => "news",
        Kind::Page => "page",
    }
}

/// Whether a text is an address that a page may link to.
fn is_web(text: &&str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// The host of an address.
fn host(url: &str) -> String {
    url.split("://")
        .nth(1)
        .unwrap_or(url)
        .split('/')
        .next()
        .unwrap_or_default()
        .trim_start_matches("www.")
        .to_owned()
}
