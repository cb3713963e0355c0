//! The members: one page for all, a section for each.

use std::sync::Arc;

use super::home::contact_link;
use super::view::{
    BannerView, Content, Count, DateView, Fact, Group, Link, MemberCard, MemberView, MembersView,
    Output, Tag, Tone,
};
use super::{Head, Plan, Planned, adjust, json_ld, words};
use crate::model::{Member, MemberId, ResourceId, Section};
use crate::parse::meta::{MemberStatus, Visibility};
use crate::path::OutputPath;
use crate::source::Kind;

/// How many resources of one kind a member's page shows before it leads to a list of its own.
const SHOWN: usize = 12;

impl Plan<'_> {
    pub(super) fn member_pages(&self) -> Vec<Arc<Planned>> {
        let mut outputs = self.part("members", || vec![self.members_page()]);
        for number in 0..self.site.members.len() {
            let id = MemberId(number);
            outputs.extend(self.part(("member", number), || vec![self.member_page(id)]));
            for kind in Kind::ALL.into_iter().filter(|kind| kind.of_member()) {
                let resources = self.of_member(id, kind);
                if resources.len() > SHOWN {
                    outputs.extend(self.member_list(id, kind, resources.to_vec()));
                }
            }
        }
        outputs
    }

    fn members_page(&self) -> Output {
        let (members, former) = (0..self.site.members.len())
            .map(MemberId)
            .partition::<Vec<_>, _>(|id| self.site.member(*id).meta.status == MemberStatus::Active);
        let cards = |ids: Vec<MemberId>| ids.into_iter().map(|id| self.member_card(id)).collect();
        let view = MembersView {
            members: cards(members),
            former: cards(former),
        };
        let head = Head {
            output: Section::Members.output(),
            title: self.frame.members_label.clone(),
            description: format!("Who is in the {}.", self.site.network.name),
            section: "members".to_owned(),
            crumbs: vec![self.home_link()],
        };
        self.page(head, Content::Members(view), None)
    }

    fn member_page(&self, id: MemberId) -> Output {
        let member = self.site.member(id);
        let feed = member.output.beside("feed.xml").as_str().to_owned();
        let groups = Kind::ALL
            .into_iter()
            .filter(|kind| kind.of_member())
            .filter_map(|kind| {
                let resources = self.of_member(id, kind);
                if resources.is_empty() {
                    return None;
                }
                let total = resources.len();
                let more = (total > SHOWN).then(|| {
                    Link::inside(
                        format!("All {total} {}", words::counted(kind, total)),
                        self.href(&member_list_output(member, kind)),
                    )
                });
                Some(Group {
                    id: kind_place(kind),
                    title: words::kind_title(kind).to_owned(),
                    href: String::new(),
                    cards: resources
                        .iter()
                        .take(SHOWN)
                        .map(|id| self.card(*id))
                        .collect(),
                    total,
                    more,
                })
            })
            .collect();
        let mut reviews: Vec<ResourceId> = member
            .resources
            .iter()
            .copied()
            .filter(|id| self.is_listed(*id) && self.state(*id).needs_action())
            .collect();
        reviews.sort_by_key(|id| self.site.resource(*id).due(self.state(*id)));
        let view = MemberView {
            name: member.meta.name.value.clone(),
            short_name: member.short_name().to_owned(),
            banner: self.member_banner(member),
            summary: member.meta.summary.clone(),
            facts: self.member_facts(id),
            groups,
            reviews: reviews.into_iter().map(|id| self.card(id)).collect(),
            feed: feed.clone(),
        };
        let body = self.body(&member.output, &member.body, &member.links);
        let head = Head {
            output: member.output.clone(),
            title: member.meta.name.value.clone(),
            description: member.meta.summary.clone().unwrap_or_default(),
            section: "members".to_owned(),
            crumbs: vec![self.home_link(), self.members_link()],
        };
        let page = self.page(head, Content::Member(Box::new(view)), body);
        adjust(page, |page| {
            page.feed = Some(Link::inside(member.meta.name.value.clone(), feed));
            page.json_ld = Some(json_ld::member(member, &self.settings.base));
        })
    }

    /// All resources of one kind and member, on pages of their own.
    fn member_list(
        &self,
        id: MemberId,
        kind: Kind,
        resources: Vec<ResourceId>,
    ) -> Vec<Arc<Planned>> {
        let member = self.site.member(id);
        let output = member_list_output(member, kind);
        let title = format!("{}: {}", member.short_name(), words::kind_title(kind));
        let crumbs = vec![self.home_link(), self.members_link(), self.member_link(id)];
        self.list_pages(output.folder(), &title, kind, resources, "members", crumbs)
    }

    pub(super) fn members_link(&self) -> Link {
        Link::inside(
            self.frame.members_label.clone(),
            self.href(&Section::Members.output()),
        )
    }

    /// The listed resources of one kind and member, the last reviewed first.
    pub(super) fn of_member(&self, id: MemberId, kind: Kind) -> &[ResourceId] {
        self.by_member.get(&(id, kind)).map_or(&[], Vec::as_slice)
    }

    pub(super) fn is_listed(&self, id: ResourceId) -> bool {
        self.site.resource(id).meta.common.visibility == Visibility::Public
    }

    /// Where all resources of one kind and member are shown.
    pub(super) fn member_kind_href(&self, id: MemberId, kind: Kind) -> String {
        let member = self.site.member(id);
        if self
            .counts
            .get(&(id, kind))
            .is_some_and(|count| *count > SHOWN)
        {
            self.href(&member_list_output(member, kind))
        } else {
            format!("{}#{}", self.href(&member.output), kind_place(kind))
        }
    }

    pub(super) fn member_card(&self, id: MemberId) -> MemberCard {
        let member = self.site.member(id);
        let counts = Kind::ALL
            .into_iter()
            .filter(|kind| kind.of_member())
            .filter_map(|kind| {
                let number = self.of_member(id, kind).len();
                (number > 0).then(|| Count {
                    number,
                    text: words::counted(kind, number).to_owned(),
                    href: self.member_kind_href(id, kind),
                })
            })
            .collect();
        MemberCard {
            name: member.meta.name.value.clone(),
            short_name: member.short_name().to_owned(),
            href: self.href(&member.output),
            role: member.meta.role.map_or("", |role| role.label()).to_owned(),
            sites: member
                .meta
                .sites
                .iter()
                .map(|site| site.name.clone())
                .collect(),
            counts,
            state: match member.meta.status {
                MemberStatus::Active => None,
                MemberStatus::Left => Some("Left"),
                MemberStatus::Merged => Some("Merged"),
            }
            .map(|text| Tag {
                text: text.to_owned(),
                tone: Tone::Grey,
            }),
            state_note: self.member_banner(member).map(|banner| banner.text),
        }
    }

    /// That a member left or merged, and where to go instead.
    pub(super) fn member_banner(&self, member: &Member) -> Option<BannerView> {
        let name = member.short_name();
        match member.meta.status {
            MemberStatus::Active => None,
            MemberStatus::Left => {
                let when = member
                    .meta
                    .left
                    .map(|date| format!(" on {}", DateView::from(date).text))
                    .unwrap_or_default();
                Some(BannerView {
                    tone: Tone::Grey,
                    title: "No longer a member".to_owned(),
                    text: format!("{name} left the network{when}. Its pages are kept."),
                    link: None,
                })
            }
            MemberStatus::Merged => {
                let into = member.merged_into.map(|id| self.member_link(id));
                let into_name = into
                    .as_ref()
                    .map_or("another organisation", |link| &link.text);
                let when = member
                    .meta
                    .merged_on
                    .map(|date| format!(" on {}", DateView::from(date).text))
                    .unwrap_or_default();
                Some(BannerView {
                    tone: Tone::Blue,
                    title: format!("Now part of {into_name}"),
                    text: format!("{name} joined {into_name}{when}. Its pages are kept here."),
                    link: into,
                })
            }
        }
    }

    fn member_facts(&self, id: MemberId) -> Vec<Fact> {
        let member = self.site.member(id);
        let meta = &member.meta;
        let mut facts = Vec::new();
        let mut tell = |label: &str, values: Vec<Link>| {
            if !values.is_empty() {
                facts.push(Fact {
                    label: label.to_owned(),
                    values,
                });
            }
        };
        let words = |text: Option<&str>| text.map(Link::words).into_iter().collect::<Vec<_>>();
        let day = |date: Option<jiff::civil::Date>| {
            date.map(|date| Link::words(DateView::from(date).text))
                .into_iter()
                .collect::<Vec<_>>()
        };
        tell("Role", words(meta.role.map(|role| role.label())));
        tell("Kind", words(Some(meta.kind.label())));
        tell("Joined", day(meta.joined));
        tell("Left", day(meta.left));
        let sites = meta.sites.iter().map(|site| match &site.ods_code {
            Some(code) => Link::words(format!("{} ({code})", site.name)),
            None => Link::words(site.name.clone()),
        });
        tell("Sites", sites.collect());
        let joined_it = (0..self.site.members.len())
            .map(MemberId)
            .filter(|other| self.site.member(*other).merged_into == Some(id))
            .map(|other| self.member_link(other));
        tell("Organisations that joined it", joined_it.collect());
        tell(
            "ODS code",
            words(meta.ods_code.as_ref().map(|code| code.as_str())),
        );
        tell("Integrated care board", words(meta.icb.as_deref()));
        tell("Region", words(meta.region.as_deref()));
        tell(
            "Contact",
            meta.contact
                .iter()
                .map(|contact| contact_link(contact))
                .collect(),
        );
        tell(
            "Website",
            meta.website
                .iter()
                .map(|site| {
                    let bare = site
                        .trim_start_matches("https://")
                        .trim_start_matches("http://")
                        .trim_end_matches('/');
                    Link::outside(bare, site.value.clone())
                })
                .collect(),
        );
        facts
    }
}

/// The place of a kind on a member's page; no heading of the member's own words has a dot in its id.
fn kind_place(kind: Kind) -> String {
    format!("page.{}", kind.folder())
}

fn member_list_output(member: &Member, kind: Kind) -> OutputPath {
    OutputPath::page(&format!("{}/{}", member.output.folder(), kind.folder()))
}
