//! What is known of a file without reading it.

use std::fs::Metadata;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// A file that was written so shortly before it was looked at can be written again without looking different: the clocks of some file
/// systems step in whole seconds or two.
const FRESH: Duration = Duration::from_secs(2);

/// The same where clocks step with the system's ticks, of which the longest are 16 ms.
const FRESH_BY_TICKS: Duration = Duration::from_millis(50);

/// Times with anything below this come from a clock that steps finely.
const FINE: u32 = 1_000_000;

/// What is known of a file without reading it. A file that looks the same as it did is the same.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Looks {
    length: u64,
    /// Since 1970.
    modified: Duration,
    /// The number of the file and when anything about it last changed, where the system tells.
    node: Option<(u64, u64, i64, i64)>,
}

impl Looks {
    /// How a file looks at a moment; `None` if that says nothing, because it was written just before.
    pub fn of(meta: &Metadata, now: SystemTime) -> Option<Self> {
        let modified = meta.modified().ok()?;
        let since = modified.duration_since(UNIX_EPOCH).ok()?;
        let fresh = match since.subsec_nanos() % FINE {
            0 => FRESH,
            _ => FRESH_BY_TICKS,
        };
        // A time in the future says nothing either.
        (now.duration_since(modified).ok()).filter(|age| *age > fresh)?;
        #[cfg(unix)]
        let node = {
            use std::os::unix::fs::MetadataExt;
            Some((meta.dev(), meta.ino(), meta.ctime(), meta.ctime_nsec()))
        };
        #[cfg(not(unix))]
        let node = None;
        Some(Self {
            length: meta.len(),
            modified: since,
            node,
        })
    }

    /// Whether the system tells this file from another of the same name.
    pub fn knows_node(&self) -> bool {
        self.node.is_some()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_fresh_file_is_not_told_by_its_looks() {
        let path = std::env::temp_dir().join(format!("peerpress-looks-{}", std::process::id()));
        let file = fs::File::create(&path).expect("written");
        let looks = |written: Duration, after: Duration| {
            let written = UNIX_EPOCH + written;
            file.set_modified(written).expect("set");
            let meta = fs::metadata(&path).expect("there");
            Looks::of(&meta, written + after).is_some()
        };
        let whole = Duration::from_secs(1_000_000_000);
        assert!(
            !looks(whole, Duration::ZERO) && !looks(whole, FRESH),
            "it may be written again within the clock's step"
        );
        assert!(looks(whole, Duration::from_secs(3)));
        let odd = whole + Duration::from_nanos(123_456_700);
        assert!(!looks(odd, Duration::ZERO) && !looks(odd, FRESH_BY_TICKS));
        assert!(looks(odd, Duration::from_millis(51)));
        let meta = fs::metadata(&path).expect("there");
        assert!(
            Looks::of(&meta, UNIX_EPOCH + whole - FRESH).is_none(),
            "a clock that went back says nothing"
        );
        let _ = fs::remove_file(&path);
    }
}
