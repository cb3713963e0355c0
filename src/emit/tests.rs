//! A disk that says no at each step of publishing, and what a reader sees then.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicIsize, Ordering};

use walkdir::WalkDir;

use super::disk::{Disk, Local};
use super::{EmitError, Emitter, MANIFEST, STAGE, Verified, verify};
use crate::path::OutputPath;

/// Files by path.
type Files = BTreeMap<String, String>;

/// Does so many steps, then fails in the next, or in all that follow.
struct Failing {
    left: AtomicIsize,
    once: bool,
    error: fn() -> io::Error,
}

impl Failing {
    fn step<T>(&self, does: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let left = self.left.fetch_sub(1, Ordering::Relaxed);
        match left > 0 || (self.once && left < 0) {
            true => does(),
            false => Err((self.error)()),
        }
    }
}

impl Disk for Failing {
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let done = self.step(|| Local.write(path, bytes));
        if done.is_err() {
            // A full disk takes the first half.
            let _ = fs::write(path, &bytes[..bytes.len() / 2]);
        }
        done
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.step(|| Local.make_folder(path))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(|| Local.rename(from, to))
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step(|| Local.remove_file(path))
    }
}

fn scratch(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("peerpress-emit-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a scratch folder can be made");
    folder
}

/// A page that refers to these files, and says what edition it is.
fn page(edition: &str, refers: &[&str]) -> String {
    let links: Vec<String> = refers.iter().map(|path| format!("[{path}]")).collect();
    format!("{edition} {}", links.join(" "))
}

fn files(pairs: &[(&str, String)]) -> Files {
    pairs
        .iter()
        .map(|(path, text)| ((*path).to_owned(), text.clone()))
        .collect()
}

/// Two editions of a site: pages that stay, come and go, assets whose names change, a page that becomes a folder.
fn editions() -> [Files; 2] {
    let first = files(&[
        (
            "index.html",
            page(
                "first",
                &["assets/style.1.css", "old/index.html", "a.pdf", "x.html"],
            ),
        ),
        (
            "old/index.html",
            page("first", &["assets/style.1.css", "index.html"]),
        ),
        (
            "index.html.br",
            page("first", &["assets/style.1.css", "old/index.html"]),
        ),
        (
            "same.html.br",
            page("first", &["assets/style.1.css", "index.html"]),
        ),
        ("x.html", page("first", &["index.html"])),
        ("same.html", page("both", &["index.html"])),
        ("assets/style.1.css", "one".to_owned()),
        ("a.pdf", "first".to_owned()),
    ]);
    let second = files(&[
        (
            "index.html",
            page(
                "second",
                &["assets/style.2.css", "new/index.html", "a.pdf", "b.pdf"],
            ),
        ),
        (
            "new/index.html",
            page("second", &["assets/style.2.css", "index.html", "same.html"]),
        ),
        (
            "index.html.br",
            page("second", &["assets/style.2.css", "new/index.html"]),
        ),
        ("x.html/index.html", page("second", &["index.html"])),
        ("same.html", page("both", &["index.html"])),
        ("assets/style.2.css", "two".to_owned()),
        ("a.pdf", "second".to_owned()),
        ("b.pdf", "second".to_owned()),
    ]);
    [first, second]
}

fn publish(root: &Path, files: &Files, disk: Box<dyn Disk>) -> Result<(), EmitError> {
    let emitter = Emitter::on(root, disk)?;
    for (path, text) in files {
        emitter.put(&OutputPath::new(path.clone()), text.as_bytes())?;
    }
    emitter.commit().map(|_| ())
}

/// What a reader can see: everything but the list and the stage.
fn seen(root: &Path) -> Files {
    let mut files = Files::new();
    for entry in WalkDir::new(root)
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file())
    {
        let below = entry.path().strip_prefix(root).expect("below");
        let path = below.to_string_lossy().replace('\\', "/");
        if path != MANIFEST && !path.starts_with(STAGE) {
            files.insert(path, fs::read_to_string(entry.path()).expect("text"));
        }
    }
    files
}

/// Every page is one edition's, whole, and what it refers to is there. A page that turns into a folder is the one thing that no
/// order of moves can keep in its place.
fn is_whole(root: &Path, editions: &[Files; 2]) -> Result<(), String> {
    let seen = seen(root);
    for (path, text) in &seen {
        if !editions
            .iter()
            .any(|edition| edition.get(path) == Some(text))
        {
            return Err(format!("{path} is neither edition's: {text:?}"));
        }
        for (at, _) in text.match_indices('[') {
            let target = text[at + 1..].split(']').next().unwrap_or_default();
            if !seen.contains_key(target) && target != "x.html" {
                return Err(format!("{path} refers to {target}, which is not there"));
            }
        }
    }
    Ok(())
}

#[test]
fn whatever_step_fails_readers_see_whole_pages_and_the_next_build_mends() {
    let editions = editions();
    let errors: [fn() -> io::Error; 3] = [
        || io::ErrorKind::StorageFull.into(),
        || io::ErrorKind::PermissionDenied.into(),
        || io::Error::from_raw_os_error(5),
    ];
    let starts = [Some(&editions[0]), None];
    for (error, once) in errors.into_iter().zip([true, false, false]) {
        for start in starts {
            let mut failures = 0;
            for step in 0.. {
                let root = scratch("steps");
                if let Some(first) = start {
                    publish(&root, first, Box::new(Local)).expect("the first edition");
                }
                let disk = Failing {
                    left: AtomicIsize::new(step),
                    once,
                    error,
                };
                let done = publish(&root, &editions[1], Box::new(disk));
                let about = format!("step {step}, from {:?}", start.map(Files::len));
                if let Some(first) = start {
                    if let Err(broken) = is_whole(&root, &editions) {
                        panic!("{about}: {broken}");
                    }
                    // Until all is made, nothing changes.
                    assert!(step > 9 || seen(&root) == *first, "{about}");
                }
                let all_done = seen(&root) == editions[1];
                publish(&root, &editions[1], Box::new(Local)).expect("the next build");
                assert_eq!(seen(&root), editions[1], "{about}");
                assert!(!root.join(STAGE).exists(), "{about}");
                let verified = verify(&root).expect("readable").expect("a list");
                let sound = Verified {
                    files: 8,
                    ..Verified::default()
                };
                assert_eq!(verified, sound);
                match done {
                    Err(EmitError::Io(..)) => failures += 1,
                    Err(other) => panic!("{about}: {other}"),
                    Ok(()) => {
                        assert!(all_done, "{about}: it said that all was well");
                        break;
                    }
                }
            }
            assert!(failures > 10, "the disk was asked {failures} times");
        }
    }
}

/// The build that failed made folders for pages which the next one does not want. Where no file is in another's way, the folders are made
/// before the list stands in its place; where one is, after it.
#[test]
fn a_build_that_failed_leaves_no_empty_folder_for_ever() {
    let [first, second] = editions();
    let mut out_of_the_way = second.clone();
    out_of_the_way.retain(|path, _| !path.starts_with("x.html/"));
    assert_ne!(out_of_the_way, second);
    for (name, second) in [("folders", second), ("folders-plain", out_of_the_way)] {
        for step in 0.. {
            let root = scratch(name);
            publish(&root, &first, Box::new(Local)).expect("the first edition");
            fs::create_dir(root.join("theirs")).expect("made");
            let disk = Failing {
                left: AtomicIsize::new(step),
                once: false,
                error: || io::ErrorKind::StorageFull.into(),
            };
            let done = publish(&root, &second, Box::new(disk));
            publish(&root, &first, Box::new(Local)).expect("the first edition again");
            assert_eq!(seen(&root), first, "{name}, step {step}");
            assert_eq!(
                empty_folders(&root),
                [root.join("theirs")],
                "{name}, step {step}"
            );
            if done.is_ok() {
                break;
            }
        }
    }
}

fn empty_folders(root: &Path) -> Vec<PathBuf> {
    let found = WalkDir::new(root).into_iter().flatten();
    found
        .filter(|entry| entry.file_type().is_dir())
        .map(walkdir::DirEntry::into_path)
        .filter(|folder| fs::read_dir(folder).is_ok_and(|mut inside| inside.next().is_none()))
        .collect()
}

/// Does so many steps; before the next, the program is gone, and nothing is tidied up.
struct Killed(AtomicIsize);

impl Killed {
    fn step(&self) {
        if self.0.fetch_sub(1, Ordering::Relaxed) == 0 {
            std::process::exit(KILLED);
        }
    }
}

impl Disk for Killed {
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.step();
        Local.write(path, bytes)
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.step();
        Local.make_folder(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step();
        Local.rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step();
        Local.remove_file(path)
    }
}

/// How a program ends that is killed here.
const KILLED: i32 = 9;

/// Set in the process that is to be killed: the step, and the folder.
const KILLED_AT: &str = "PEERPRESS_TEST_KILLED_AT";

/// A mistake is published, the program is killed, and the mistake is taken back.
#[test]
fn a_build_that_was_killed_leaves_no_empty_folder_for_ever() {
    let [first, mut second] = editions();
    // Where a file must make room for a folder, the list stands in its place before any folder is made.
    second.remove("x.html/index.html");
    if let Ok(told) = std::env::var(KILLED_AT) {
        let (step, root) = told.split_once(' ').expect("a step and a folder");
        let left = AtomicIsize::new(step.parse().expect("a step"));
        publish(Path::new(root), &second, Box::new(Killed(left))).expect("published");
        return;
    }
    let this = std::env::current_exe().expect("a test is a program");
    let name = "emit::tests::a_build_that_was_killed_leaves_no_empty_folder_for_ever";
    for step in 0.. {
        let root = scratch("killed");
        publish(&root, &first, Box::new(Local)).expect("the first edition");
        fs::create_dir(root.join("theirs")).expect("made");
        let ended = std::process::Command::new(&this)
            .args(["--exact", name])
            .env(KILLED_AT, format!("{step} {}", root.display()))
            .output()
            .expect("it runs");
        publish(&root, &first, Box::new(Local)).expect("the first edition again");
        assert_eq!(seen(&root), first, "step {step}");
        assert_eq!(empty_folders(&root), [root.join("theirs")], "step {step}");
        if ended.status.code() != Some(KILLED) {
            assert!(ended.status.success() && step > 10, "step {step}");
            break;
        }
    }
}

#[test]
fn one_build_at_a_time() {
    let root = scratch("lock");
    let first = Emitter::open(&root).expect("nobody is here");
    assert!(matches!(Emitter::open(&root), Err(EmitError::Busy(_))));
    drop(first);
    assert!(Emitter::open(&root).is_ok());
}

#[test]
fn a_copy_is_proved_file_by_file() {
    let root = scratch("verify");
    assert!(verify(&root.join("nowhere")).is_err());
    assert_eq!(verify(&root).expect("a folder"), None);
    let [first, _] = editions();
    publish(&root, &first, Box::new(Local)).expect("published");
    fs::write(root.join("a.pdf"), "fIrst").expect("written");
    fs::remove_file(root.join("x.html")).expect("removed");
    fs::write(root.join("CNAME"), "network.example").expect("written");
    let verified = verify(&root).expect("readable").expect("a list");
    let expected = Verified {
        files: 8,
        missing: vec!["x.html".to_owned()],
        changed: vec!["a.pdf".to_owned()],
        extra: vec!["CNAME".to_owned()],
    };
    assert_eq!(verified, expected);
    assert!(!verified.is_sound());
}
