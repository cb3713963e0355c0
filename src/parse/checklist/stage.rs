//! The moments that checklists have in common, in the order in which they happen.

use crate::parse::fields::Choice;

/// Which of the known moments a stage is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
#[allow(missing_docs)] // The variants are the standards' own words.
pub enum StageKind {
    TeamBrief,
    Consent,
    SignIn,
    TimeOut,
    During,
    Implants,
    Reconciliation,
    SignOut,
    Handover,
    Debrief,
    /// Any other; it has no fixed place among them.
    Other,
}

impl Choice for StageKind {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("team-brief", StageKind::TeamBrief),
        ("consent", StageKind::Consent),
        ("sign-in", StageKind::SignIn),
        ("time-out", StageKind::TimeOut),
        ("during", StageKind::During),
        ("implants", StageKind::Implants),
        ("reconciliation", StageKind::Reconciliation),
        ("sign-out", StageKind::SignOut),
        ("handover", StageKind::Handover),
        ("debrief", StageKind::Debrief),
        ("other", StageKind::Other),
    ];
}

impl StageKind {
    /// The word of the grammar, such as `sign-in`.
    pub fn word(self) -> &'static str {
        Self::WORDS
            .iter()
            .find(|(_, kind)| *kind == self)
            .map_or("other", |(word, _)| word)
    }

    /// The moment that a heading's words speak of.
    pub fn guess(heading: &str) -> Self {
        const SIGNS: &[(&str, StageKind)] = &[
            ("debrief", StageKind::Debrief),
            ("brief", StageKind::TeamBrief),
            ("huddle", StageKind::TeamBrief),
            ("consent", StageKind::Consent),
            ("sign in", StageKind::SignIn),
            ("sign out", StageKind::SignOut),
            ("time out", StageKind::TimeOut),
            ("timeout", StageKind::TimeOut),
            ("implant", StageKind::Implants),
            ("prosthes", StageKind::Implants),
            ("reconcil", StageKind::Reconciliation),
            ("count", StageKind::Reconciliation),
            ("handover", StageKind::Handover),
            ("hand over", StageKind::Handover),
            ("during", StageKind::During),
            ("before the procedure", StageKind::SignIn),
            ("after the procedure", StageKind::SignOut),
        ];
        let heading = heading.to_lowercase().replace(['-', '‑', '–'], " ");
        SIGNS
            .iter()
            .find(|(sign, _)| heading.contains(sign))
            .map_or(StageKind::Other, |(_, kind)| *kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_speak_for_themselves() {
        assert_eq!(StageKind::guess("Sign-in, in the bay"), StageKind::SignIn);
        assert_eq!(StageKind::guess("Debrief"), StageKind::Debrief);
        assert_eq!(StageKind::guess("Team brief"), StageKind::TeamBrief);
        assert_eq!(StageKind::guess("Result"), StageKind::Other);
    }
}
