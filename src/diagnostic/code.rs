//! The stable name of a kind of finding.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use super::Severity;

/// A kind of finding: declared once, beside the code that raises it.
#[derive(Debug)]
pub struct Code {
    /// Its stable name, words joined by `-`, as printed in brackets and understood by `peerpress explain`.
    pub name: &'static str,
    /// Whether it stops publishing.
    pub severity: Severity,
    /// Its manual page: what it means, why it matters, how to mend it.
    pub manual: &'static str,
}

// Two codes are the same code if they have the same name: the name is the identity that users see.
impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Code {}

impl PartialOrd for Code {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Code {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name.cmp(other.name)
    }
}

impl Hash for Code {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}
