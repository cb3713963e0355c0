//! Wakes when something in a folder may have changed, and says where. What has changed is found out by reading: a watcher that reports too
//! much or in the wrong order does no harm, and after each edit everything is looked at once more, in case it reports too little.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::source::Suspected;

/// An editor that saves writes several times: so long must it be quiet.
const QUIET: Duration = Duration::from_millis(25);
/// But a folder that is never quiet is looked at all the same.
const LONGEST: Duration = Duration::from_millis(400);
/// After an edit everything is looked at once more: an event can be lost between a new folder and the watch on it, and a file that is
/// written twice within the clock's step looks unchanged.
const AGAIN: Duration = Duration::from_millis(2_200);
/// How often it is looked whether the folders are still those that are watched, and whether it is another day.
const HEARTBEAT: Duration = Duration::from_millis(1_000);

/// Watches some folders.
pub struct Watch {
    folders: Vec<PathBuf>,
    woken: Receiver<Suspected>,
    waker: Sender<Suspected>,
    watcher: Option<RecommendedWatcher>,
    /// What the folders were when the watch began; a folder that is made anew must be watched anew.
    seen: Vec<Option<Identity>>,
    /// When everything is looked at once more.
    again: Option<Instant>,
    /// When something was last told.
    told: Instant,
    /// Why the system does not tell of changes, so that it is looked for them every second.
    blind: Option<notify::Error>,
}

/// What makes a folder the same folder under the same name.
type Identity = (u64, Option<std::time::SystemTime>);

impl Watch {
    /// Watches these folders, whether they are there yet or not.
    pub fn new(folders: Vec<PathBuf>) -> Self {
        let (waker, woken) = channel();
        let mut watch = Self {
            folders,
            woken,
            waker,
            watcher: None,
            seen: Vec::new(),
            again: None,
            told: Instant::now(),
            blind: None,
        };
        watch.begin();
        watch
    }

    /// Why changes are only noticed after a second, if that is so.
    pub fn blind(&self) -> Option<&notify::Error> {
        self.blind.as_ref()
    }

    fn begin(&mut self) {
        self.watcher = None;
        self.seen = self.folders.iter().map(|folder| identity(folder)).collect();
        self.blind = self.try_begin().err();
    }

    fn try_begin(&mut self) -> notify::Result<()> {
        let waker = self.waker.clone();
        let mut watcher =
            notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
                // Reading a file is no change to it. A watcher in trouble (too many events at once) is a reason to look.
                let suspected = match event {
                    Ok(event) if matches!(event.kind, EventKind::Access(_)) => return,
                    Ok(event) if !event.need_rescan() && !event.paths.is_empty() => {
                        Suspected::At(event.paths.into_iter().collect())
                    }
                    Ok(_) | Err(_) => Suspected::Anywhere,
                };
                let _ = waker.send(suspected);
            })?;
        for folder in self.folders.iter().filter(|folder| folder.is_dir()) {
            watcher.watch(folder, RecursiveMode::Recursive)?;
        }
        self.watcher = Some(watcher);
        Ok(())
    }

    /// Waits until something may have changed and it is quiet again, or until `is_time` says so.
    pub fn wait(&mut self, is_time: impl Fn() -> bool) -> Suspected {
        loop {
            let until_again = self
                .again
                .map(|again| again.saturating_duration_since(Instant::now()));
            let patience = until_again.map_or(HEARTBEAT, |again| again.min(HEARTBEAT));
            match self.woken.recv_timeout(patience) {
                Ok(suspected) => {
                    let suspected = self.settle(suspected);
                    self.told = Instant::now();
                    // Not put off by who goes on saving.
                    return match self.is_due() {
                        true => Suspected::Anywhere,
                        false => suspected,
                    };
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {}
            }
            if self.is_due() {
                return Suspected::Anywhere;
            }
            let now: Vec<_> = self.folders.iter().map(|folder| identity(folder)).collect();
            if now != self.seen {
                self.begin();
                self.told = Instant::now();
                self.again = Some(self.told + AGAIN);
                return Suspected::Anywhere;
            }
            if self.blind.is_some() || is_time() {
                return Suspected::Anywhere;
            }
        }
    }

    /// Whether everything is to be looked at now; says when it next will be.
    fn is_due(&mut self) -> bool {
        let now = Instant::now();
        let is_due = self.again.is_some_and(|again| now >= again);
        let next = self.told + AGAIN;
        if is_due || self.again.is_none() {
            self.again = (next > now).then_some(next);
        }
        is_due
    }

    /// Lets a burst pass, and says where it struck.
    fn settle(&self, mut suspected: Suspected) -> Suspected {
        let begun = Instant::now();
        while begun.elapsed() < LONGEST
            && let Ok(more) = self.woken.recv_timeout(QUIET)
        {
            suspected.add(more);
        }
        // Events that are waiting now were before what is read next.
        while let Ok(more) = self.woken.try_recv() {
            suspected.add(more);
        }
        suspected
    }
}

fn identity(folder: &Path) -> Option<Identity> {
    let meta = fs::metadata(folder).ok()?;
    #[cfg(unix)]
    let number = std::os::unix::fs::MetadataExt::ino(&meta);
    #[cfg(not(unix))]
    let number = 0;
    Some((number, meta.created().ok()))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;

    use super::*;

    #[test]
    fn who_goes_on_saving_does_not_put_off_the_look_at_everything() {
        let folder = std::env::temp_dir().join(format!("peerpress-watch-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let file = folder.join("page.md");
        let mut watch = Watch::new(vec![folder]);
        let is_over = AtomicBool::new(false);
        thread::scope(|scope| {
            scope.spawn(|| {
                while !is_over.load(Ordering::Relaxed) {
                    fs::write(&file, "saved again").expect("written");
                    thread::sleep(4 * QUIET);
                }
            });
            let begun = Instant::now();
            // Each save wakes it, so it never waits for as long as it would take to be quiet.
            let is_everything = || watch.wait(|| false) == Suspected::Anywhere;
            let found = std::iter::repeat_with(is_everything)
                .take_while(|_| begun.elapsed() < 10 * AGAIN)
                .any(|found| found);
            is_over.store(true, Ordering::Relaxed);
            assert!(found, "only the file was looked at");
        });
    }
}
