//! What others may do with a resource.

use serde::{Deserialize, Serialize};

use crate::parse::fields::Choice;

/// A licence; it decides which downloads exist.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[allow(missing_docs)] // The variants are the licences' own short names.
pub enum Licence {
    OglUk3,
    Cc0,
    CcBy,
    CcBySa,
    CcByNc,
    CcByNcSa,
    CcByNd,
    PublicDomain,
    AllRightsReserved,
    PermissionGiven,
}

impl Choice for Licence {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("OGL-UK-3.0", Licence::OglUk3),
        ("CC0-1.0", Licence::Cc0),
        ("CC-BY-4.0", Licence::CcBy),
        ("CC-BY-SA-4.0", Licence::CcBySa),
        ("CC-BY-NC-4.0", Licence::CcByNc),
        ("CC-BY-NC-SA-4.0", Licence::CcByNcSa),
        ("CC-BY-ND-4.0", Licence::CcByNd),
        ("public-domain", Licence::PublicDomain),
        ("all-rights-reserved", Licence::AllRightsReserved),
        ("permission-given", Licence::PermissionGiven),
    ];
}

impl Licence {
    /// The identifier as written in front matter: SPDX where SPDX has one.
    pub fn id(self) -> &'static str {
        Self::WORDS
            .iter()
            .find(|(_, licence)| *licence == self)
            .map_or("", |(word, _)| word)
    }

    /// The name that readers know.
    pub fn label(self) -> &'static str {
        match self {
            Licence::OglUk3 => "Open Government Licence v3.0",
            Licence::Cc0 => "CC0 1.0 (no rights reserved)",
            Licence::CcBy => "Creative Commons Attribution 4.0",
            Licence::CcBySa => "Creative Commons Attribution-ShareAlike 4.0",
            Licence::CcByNc => "Creative Commons Attribution-NonCommercial 4.0",
            Licence::CcByNcSa => "Creative Commons Attribution-NonCommercial-ShareAlike 4.0",
            Licence::CcByNd => "Creative Commons Attribution-NoDerivatives 4.0",
            Licence::PublicDomain => "Public domain",
            Licence::AllRightsReserved => "All rights reserved",
            Licence::PermissionGiven => "Used with permission",
        }
    }

    /// The licence's own text, where it has an address.
    pub fn url(self) -> Option<&'static str> {
        match self {
            Licence::OglUk3 => {
                Some("https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/")
            }
            Licence::Cc0 => Some("https://creativecommons.org/publicdomain/zero/1.0/"),
            Licence::CcBy => Some("https://creativecommons.org/licenses/by/4.0/"),
            Licence::CcBySa => Some("https://creativecommons.org/licenses/by-sa/4.0/"),
            Licence::CcByNc => Some("https://creativecommons.org/licenses/by-nc/4.0/"),
            Licence::CcByNcSa => Some("https://creativecommons.org/licenses/by-nc-sa/4.0/"),
            Licence::CcByNd => Some("https://creativecommons.org/licenses/by-nd/4.0/"),
            Licence::PublicDomain | Licence::AllRightsReserved | Licence::PermissionGiven => None,
        }
    }

    /// What a reader may do, in one sentence.
    pub fn meaning(self) -> &'static str {
        match self {
            Licence::OglUk3 | Licence::CcBy => {
                "You may use and adapt this if you say where it came from."
            }
            Licence::Cc0 | Licence::PublicDomain => "You may use and adapt this freely.",
            Licence::CcBySa => {
                "You may use and adapt this if you say where it came from and share your version under the same licence."
            }
            Licence::CcByNc => {
                "You may use and adapt this, not for profit, if you say where it came from."
            }
            Licence::CcByNcSa => {
                "You may use and adapt this, not for profit, if you say where it came from and share your version under the same licence."
            }
            Licence::CcByNd => "You may use this unchanged if you say where it came from.",
            Licence::AllRightsReserved => {
                "You may read this here. Ask its owner before you use or change it."
            }
            Licence::PermissionGiven => {
                "Its owner let the network show this. Ask before you use or change it."
            }
        }
    }

    /// Whether a reader may change it, so that an editable file may be offered.
    pub fn allows_changes(self) -> bool {
        !matches!(
            self,
            Licence::CcByNd | Licence::AllRightsReserved | Licence::PermissionGiven
        )
    }
}
