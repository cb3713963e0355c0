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
    /// The number of the device and the file, and when anything about it last changed, where the system tells.
    node: Option<(u64, u64, Duration)>,
}

impl Looks {
    /// How a file looks at a moment; `None` if that says nothing, because it was written or changed just before.
    pub fn of(meta: &Metadata, now: SystemTime) -> Option<Self> {
        let modified = meta.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        #[cfg(unix)]
        let node = {
            use std::os::unix::fs::MetadataExt;
            let seconds = u64::try_from(meta.ctime()).ok()?;
            let changed = Duration::new(seconds, u32::try_from(meta.ctime_nsec()).ok()?);
            // Who sets the time of a file, as programs that copy do, writes it at another.
            Some((meta.dev(), meta.ino(), settled(changed, now)?))
        };
        #[cfg(not(unix))]
        let node = None;
        Some(Self {
            length: meta.len(),
            modified: settled(modified, now)?,
            node,
        })
    }

    /// Whether the system tells this file from another of the same name.
    pub fn knows_node(&self) -> bool {
        self.node.is_some()
    }
}

/// A time, unless the same may still come of what is done after this moment.
fn settled(time: Duration, now: SystemTime) -> Option<Duration> {
    let fresh = match time.subsec_nanos() % FINE {
        0 => FRESH,
        _ => FRESH_BY_TICKS,
    };
    // A time in the future says nothing either.
    let age = now.duration_since(UNIX_EPOCH + time).ok()?;
    (age > fresh).then_some(time)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_fresh_time_tells_nothing() {
        let tells =
            |time: Duration, after: Duration| settled(time, UNIX_EPOCH + time + after).is_some();
        let whole = Duration::from_secs(1_000_000_000);
        assert!(
            !tells(whole, Duration::ZERO) && !tells(whole, FRESH),
            "it may come again within the clock's step"
        );
        assert!(tells(whole, Duration::from_secs(3)));
        let odd = whole + Duration::from_nanos(123_456_700);
        assert!(!tells(odd, Duration::ZERO) && !tells(odd, FRESH_BY_TICKS));
        assert!(tells(odd, Duration::from_millis(51)));
        assert!(
            settled(whole, UNIX_EPOCH + whole - FRESH).is_none(),
            "a clock that went back says nothing"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_was_changed_just_now_is_fresh_whatever_its_time_says() {
        let path = std::env::temp_dir().join(format!("peerpress-looks-{}", std::process::id()));
        let file = fs::File::create(&path).expect("written");
        file.set_modified(UNIX_EPOCH + Duration::from_secs(1_000_000_000))
            .expect("set");
        let meta = fs::metadata(&path).expect("there");
        let now = SystemTime::now();
        assert!(Looks::of(&meta, now).is_none());
        assert!(Looks::of(&meta, now + Duration::from_secs(3)).is_some());
        let _ = fs::remove_file(&path);
    }
}
