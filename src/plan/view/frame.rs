//! What all pages of a site share.

use serde::Serialize;

use super::{LicenceView, Link};

/// What all pages of a site share. Templates know it as `site`.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Frame {
    /// The network's name.
    pub name: String,
    /// The name that people use; the full name where there is none.
    pub short_name: String,
    /// One or two sentences.
    pub summary: Option<String>,
    /// A sentence that stands on every page.
    pub notice: Option<String>,
    /// Where facts on the pages come from.
    pub attribution: Option<String>,
    /// The network's licence.
    pub licence: Option<LicenceView>,
    /// The main menu; `id` is what [`Page::section`] names.
    pub menu: Vec<MenuEntry>,
    /// The links at the foot.
    pub footer: Vec<Link>,
    /// The home page.
    pub home: String,
    /// The search page: the target of the search form.
    pub search: String,
    /// The list of everything by first letter.
    pub a_to_z: String,
    /// The whole site's feed.
    pub feed: String,
    /// The stylesheet.
    pub style: String,
    /// The script.
    pub script: String,
    /// What the search is made of; `None` for a site without one.
    pub searching: Option<Searching>,
    /// The icon of the site.
    pub icon: String,
    /// The content security policy of every page.
    pub policy: String,
    /// Where a reader can say something about a page.
    pub feedback: Option<String>,
    /// The page of all members.
    pub members: String,
    /// How the members are called together: "Trusts", "Integrated care systems" or "Members".
    pub members_label: String,
}

/// What the search is made of.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Searching {
    /// Its script.
    pub script: String,
    /// What that script loads in browsers that cannot unpack its files by themselves.
    pub inflate: String,
    /// The folder of the index; ends with `/`.
    pub index: String,
}

/// An entry of the main menu.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct MenuEntry {
    /// Its name in [`Page::section`].
    pub id: String,
    /// Its words.
    pub text: String,
    /// Where it leads.
    pub href: String,
}
