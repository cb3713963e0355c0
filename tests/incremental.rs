//! A build that remembers must give the same bytes as a build that does not, whatever was edited; and it must remake only what
//! the edit shows in.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use peerpress::model::noting::Today;
use peerpress::path::BaseUrl;
use peerpress::pipeline::{Pipeline, Project, Published, Report};
use peerpress::plan::{self, Prints, Settings};
use peerpress::render::{Artifact, OwnFiles, Theme};
use support::chance::Chance;
use support::edits::{random_edit, rounds, small_network};

type Artifacts = BTreeMap<String, Arc<Artifact>>;

/// Findings, and the files if there are any.
fn build(pipeline: &Pipeline, project: &Project) -> (Vec<String>, Option<Artifacts>) {
    let built = pipeline
        .build(project, &|_, _| {})
        .unwrap_or_else(|failure| panic!("{failure}"));
    let findings = support::findings(&built.checked);
    let files = built.artifacts.map(|artifacts| {
        artifacts
            .into_iter()
            .map(|artifact| (artifact.path.as_str().to_owned(), artifact))
            .collect()
    });
    (findings, files)
}

/// The files that were made anew and not remembered. The theme's own files are handed over as they are.
fn remade(before: &Artifacts, after: &Artifacts) -> BTreeSet<String> {
    after
        .iter()
        .filter(|(path, _)| !path.starts_with("assets/"))
        .filter(|(path, artifact)| {
            before
                .get(*path)
                .is_none_or(|known| !Arc::ptr_eq(known, artifact))
        })
        .map(|(path, _)| path.clone())
        .collect()
}

fn replace(root: &Path, path: &str, from: &str, to: &str) {
    let text = fs::read_to_string(root.join(path)).expect("a file");
    assert!(text.contains(from), "{path} has no `{from}`");
    support::write(root, path, text.replacen(from, to, 1));
}

#[test]
fn known_edits_remake_what_shows_them() {
    let root = small_network("incremental-known");
    let project = support::project(&root);
    let pipeline = Pipeline::lasting();
    let mut before = build(&pipeline, &project).1.expect("a site");
    let mut after = |edit: &dyn Fn()| {
        edit();
        let now = build(&pipeline, &project).1.expect("a site");
        let mut made = remade(&before, &now);
        before = now;
        // A word that changes anywhere changes the index; `search.rs` says how much of it.
        made.retain(|path| !path.starts_with("search-index/"));
        made
    };
    let set = |paths: &[&str]| {
        paths
            .iter()
            .map(|path| (*path).to_owned())
            .collect::<BTreeSet<_>>()
    };
    let one = "trusts/alder/practice/one.md";

    assert_eq!(after(&|| {}), set(&[]), "nothing changed");
    let body = after(&|| replace(&root, one, "Words.", "Other words."));
    assert_eq!(body, set(&["trusts/alder/practice/one/index.html"]));
    // A file that is touched and not changed wakes nothing.
    let text = fs::read(root.join(one)).expect("a file");
    assert_eq!(after(&|| support::write(&root, one, &text)), set(&[]));
    // Spaces at the end of a line show nowhere.
    assert_eq!(
        after(&|| replace(&root, one, "title: \"One\"", "title:   \"One\"  ")),
        set(&[])
    );

    let title = after(&|| replace(&root, one, "\"One\"", "\"First\""));
    assert!(title.len() < before_len(&root) / 3, "{title:?}");
    for shown in [
        "trusts/alder/practice/one/index.html",
        "practice/index.html",
        "a-to-z/index.html",
        "trusts/alder/index.html",
        "feed.xml",
        "catalogue.json",
    ] {
        assert!(title.contains(shown), "{shown} in {title:?}");
    }
    for quiet in [
        "trusts/alder/practice/two/index.html",
        "trusts/birch/index.html",
        "glossary/index.html",
        "checklists/index.html",
        "sitemap.xml",
    ] {
        assert!(!title.contains(quiet), "{quiet} in {title:?}");
    }

    let form = after(&|| support::write(&root, "trusts/alder/practice/folder/form.csv", "c,d\n"));
    assert_eq!(
        form,
        set(&["trusts/alder/practice/folder/form.csv"]),
        "as long as before, so no page changes"
    );

    let glossary = after(&|| {
        replace(
            &root,
            "vocabulary/glossary.toml",
            "Central line",
            "Central venous catheter",
        )
    });
    assert_eq!(
        glossary,
        set(&[
            "glossary/index.html",
            "trusts/alder/checklists/drain/index.html",
            "trusts/alder/practice/two/index.html",
            "trusts/birch/checklists/copy/index.html"
        ])
    );

    let all = after(&|| replace(&root, "network.toml", "Test Network", "Other Network"));
    assert!(
        all.len() > before_len(&root) / 2,
        "every page shows the name"
    );
    assert!(!all.contains("trusts/alder/practice/folder/form.csv"));
}

fn before_len(root: &Path) -> usize {
    support::site(&support::build(&support::project(root))).len()
}

#[test]
fn another_day_remakes_what_the_day_changes() {
    let root = small_network("incremental-day");
    let pipeline = Pipeline::lasting();
    let mut project = support::project(&root);
    let before = build(&pipeline, &project).1.expect("a site");
    project.today = "2026-11-21".parse().expect("a day");
    let quiet = build(&pipeline, &project).1.expect("a site");
    let made = remade(&before, &quiet);
    assert_eq!(
        made.into_iter().collect::<Vec<_>>(),
        ["reviews/index.html"],
        "it says as of when"
    );
    project.today = "2027-01-02".parse().expect("a day");
    let later = build(&pipeline, &project).1.expect("a site");
    let made = remade(&quiet, &later);
    assert!(
        made.contains("trusts/alder/checklists/drain/index.html"),
        "now overdue"
    );
    assert!(!made.contains("trusts/alder/practice/one/index.html"));
}

/// What the plan of a site is made from.
fn prints(project: &Project) -> Prints {
    let theme = OwnFiles::read(None).and_then(|own| Theme::load(&own));
    let theme = theme.unwrap_or_else(|error| panic!("{error}"));
    let settings = Settings {
        today: Today::new(project.today),
        base: BaseUrl::parse("https://network.example/").expect("an address"),
        style: project.style,
        assets: theme.assets().clone(),
        search: true,
    };
    plan::begin(&support::check(&project.content).site, &settings, &[]).prints()
}

#[test]
fn prints_tell_what_an_edit_changes() {
    let root = small_network("incremental-prints");
    let mut project = support::project(&root);
    let before = prints(&project);
    let told = |project: &Project| {
        let changes = prints(project).changes_since(&before)?;
        Some((changes.has_heads(), changes.has_day()))
    };
    assert_eq!(told(&project), Some((false, false)));
    let one = "trusts/alder/practice/one.md";
    let original = fs::read_to_string(root.join(one)).expect("a page");
    support::write(&root, one, format!("{original}\nOne word more.\n"));
    assert_eq!(told(&project), Some((false, false)), "only words");
    support::write(
        &root,
        one,
        original.replacen("title: ", "title: Another ", 1),
    );
    assert_eq!(told(&project), Some((true, false)));
    support::write(&root, one, original);
    project.today = "2026-11-21".parse().expect("a day");
    assert_eq!(told(&project), Some((false, true)));
    project.today = "2027-01-02".parse().expect("a day");
    assert_eq!(told(&project), Some((true, true)), "a review is overdue");
    replace(&root, "network.toml", "name = \"", "name = \"Another ");
    assert_eq!(told(&project), None);
}

#[test]
fn with_a_cache_lists_are_planned_when_more_than_words_changed() {
    let root = small_network("cached-lists");
    let folder = support::scratch("cached-lists-kept");
    let public = support::scratch("cached-lists-output").join("public");
    let project = support::project(&root);
    let planned = || {
        let files = AtomicUsize::new(0);
        let pipeline = Pipeline::cached(&folder, &project, &public);
        let pipeline = pipeline.unwrap_or_else(|failure| panic!("{failure}"));
        let report = pipeline.publish(&project, &public, &|phase, total| {
            if phase == "Writing" {
                files.fetch_max(total, Ordering::Relaxed);
            }
        });
        let report = report.unwrap_or_else(|failure| panic!("{failure}"));
        assert!(report.published.is_some());
        (files.into_inner(), report.checked.site.resources.len())
    };
    let (all, resources) = planned();
    assert!(all > resources + 10, "{all} files, {resources} resources");
    let one = "trusts/alder/practice/one.md";
    let original = fs::read_to_string(root.join(one)).expect("a page");
    support::write(&root, one, format!("{original}\nOne word more.\n"));
    assert_eq!(planned(), (resources, resources));
    support::write(
        &root,
        one,
        original.replacen("title: ", "title: Another ", 1),
    );
    assert_eq!(planned(), (all, resources));
    fs::remove_file(public.join("glossary/index.html")).expect("removed");
    assert_eq!(planned(), (all, resources), "one is missing");
}

/// A network, and a cache and a site that a build has made of it, long enough ago that its files are known by their looks.
struct Settled {
    project: Project,
    folder: PathBuf,
    public: PathBuf,
}

impl Settled {
    fn new(name: &str) -> Self {
        let settled = Self {
            project: support::project(&small_network(name)),
            folder: support::scratch(&format!("{name}-kept")),
            public: support::scratch(&format!("{name}-output")).join("public"),
        };
        Self::settle();
        settled.publish(&|_| {});
        settled
    }

    /// Waits until files are no longer too fresh to be told by their looks, where clocks step finely (see `Looks::of`).
    fn settle() {
        thread::sleep(Duration::from_millis(100));
    }

    /// Builds with the cache; `on` is told of each phase.
    fn publish(&self, on: &(dyn Fn(&str) + Sync)) -> Report {
        let pipeline = Pipeline::cached(&self.folder, &self.project, &self.public);
        let pipeline = pipeline.unwrap_or_else(|failure| panic!("{failure}"));
        let report = pipeline.publish(&self.project, &self.public, &|phase, _| on(phase));
        report.unwrap_or_else(|failure| panic!("{failure}"))
    }

    fn assert_fresh(&self, context: &str) {
        let (_, fresh) = build(&Pipeline::once(), &self.project);
        for (path, artifact) in fresh.expect("a site") {
            let there = fs::read(self.public.join(&path)).unwrap_or_default();
            assert!(there == artifact.bytes, "{context}: {path} differs");
        }
    }
}

#[test]
fn with_a_cache_a_file_of_the_same_size_and_time_is_read_if_it_is_another() {
    let site = Settled::new("cached-looks");
    let one = site.project.content.join("trusts/alder/practice/one.md");
    let text = fs::read_to_string(&one).expect("a page");
    let time = fs::metadata(&one).and_then(|meta| meta.modified());
    let time = time.expect("a time");
    let set_time = || {
        let file = fs::File::options().append(true).open(&one);
        file.and_then(|file| file.set_modified(time)).expect("set");
    };
    fs::write(&one, text.replace("Words.", "Sword.")).expect("written");
    set_time();
    site.publish(&|_| {});
    site.assert_fresh("written over");
    let beside = one.with_extension("new");
    fs::write(&beside, text.replace("Words.", "Verbs.")).expect("written");
    fs::rename(&beside, &one).expect("moved");
    set_time();
    site.publish(&|_| {});
    site.assert_fresh("another file in its place");
}

#[cfg(unix)]
#[test]
fn with_a_cache_a_file_may_change_while_others_are_read() {
    let site = Settled::new("cached-moving");
    let [one, two] = ["one", "two"].map(|name| {
        let path = format!("trusts/alder/practice/{name}.md");
        site.project.content.join(path)
    });
    let edit = |path: &Path, from: &str, to: &str| {
        let text = fs::read_to_string(path).expect("a page");
        fs::write(path, text.replacen(from, to, 1)).expect("written");
    };
    // The index reads the words of all neighbours of a page that was edited, so it comes late to the other one.
    for phase in ["Checking", "Planning", "Indexing"] {
        for often in [1, 2] {
            edit(&one, "Words.", "Words. One more.");
            let reads = AtomicUsize::new(0);
            let changes = AtomicUsize::new(0);
            site.publish(&|now| {
                reads.fetch_add(usize::from(now == "Reading"), Ordering::Relaxed);
                if now == phase && changes.fetch_add(1, Ordering::Relaxed) < often {
                    edit(&two, "title: \"", "title: \"Another ");
                }
            });
            assert_eq!(reads.into_inner(), 2, "{phase}");
            // What came after everything was read, the next build finds.
            if often == 1 {
                site.assert_fresh(phase);
            }
            Settled::settle();
            site.publish(&|_| {});
            site.assert_fresh(phase);
        }
    }
}

/// What is wrong with the whole of a file is said each time, however well its parts are known.
#[test]
fn with_a_cache_findings_are_said_again() {
    let site = Settled::new("cached-findings");
    let one = site.project.content.join("trusts/alder/practice/one.md");
    let mut bytes = fs::read(&one).expect("a page");
    bytes.extend(b"A dose in \xb5g.\n");
    fs::write(&one, bytes).expect("written");
    let mut last = None;
    for _ in 0..3 {
        let findings = support::findings(&site.publish(&|_| {}).checked);
        let is_said = |finding: &String| finding.contains("not-utf8");
        assert!(findings.iter().any(is_said), "{findings:?}");
        assert_eq!(*last.get_or_insert_with(|| findings.clone()), findings);
        Settled::settle();
    }
    // What is wrong with a place is found in no file that lies there.
    let trusts = site.project.content.join("trusts");
    fs::rename(trusts.join("alder"), trusts.join("4010232137")).expect("renamed");
    let findings = support::findings(&site.publish(&|_| {}).checked);
    let is_in = |finding: &&String| finding.contains("nhs-number");
    assert!(findings.iter().filter(is_in).count() > 5, "{findings:?}");
    assert_eq!(findings, build(&Pipeline::once(), &site.project).0);
}

/// What a page shows beside its resources counts too: with the last event, the link to its A to Z goes from those of all other kinds.
#[test]
fn the_last_of_a_kind_takes_its_links_away() {
    let root = small_network("incremental-last");
    let project = support::project(&root);
    let pipeline = Pipeline::lasting();
    build(&pipeline, &project);
    let event = root.join("events/meeting.md");
    let text = fs::read_to_string(&event).expect("an event");
    let hidden = text.replacen("---\n", "---\nvisibility: unlisted\n", 1);
    for text in [hidden, text] {
        fs::write(&event, text).expect("written");
        let files = build(&pipeline, &project).1.expect("a site");
        let fresh = build(&Pipeline::once(), &project).1.expect("a site");
        let differs = |path: &&String| files[*path].bytes != fresh[*path].bytes;
        assert_eq!(fresh.keys().find(differs), None);
    }
}

/// What two pages or two terms claim is the first one's, after an edit as before.
#[test]
fn what_is_claimed_twice_stays_the_first_ones() {
    let root = small_network("incremental-twice");
    let mut project = support::project(&root);
    project.keep_going = true;
    let term = |label: &str| format!("[[procedure]]\nid = \"drain\"\nlabel = \"{label}\"\n\n");
    let terms = term("Chest drain") + &term("Second");
    support::write(&root, "vocabulary/procedures.toml", terms);
    let twin = "trusts/alder/practice/one/index.md";
    support::write(&root, twin, support::practice("Twin", "Words.\n"));
    let pipeline = Pipeline::lasting();
    build(&pipeline, &project);
    for (page, title) in [
        (twin, "Other twin"),
        ("trusts/alder/practice/two.md", "Other two"),
    ] {
        support::write(&root, page, support::practice(title, "Words.\n"));
        let files = build(&pipeline, &project).1.expect("a site");
        let fresh = build(&Pipeline::once(), &project).1.expect("a site");
        let differs = |path: &&String| files[*path].bytes != fresh[*path].bytes;
        assert_eq!(fresh.keys().find(differs), None, "{title}");
    }
}

/// Edits of every sort, one after another, sound and broken; after each one the same bytes as a fresh build. A long run is asked for by
/// `PEERPRESS_EDITS=1000`.
#[test]
fn random_edits_equal_a_fresh_build() {
    let rounds = rounds(200);
    let seed = 2_026;
    let mut chance = Chance::new(seed);
    let root = small_network("incremental-random");
    let theme = support::scratch("incremental-theme");
    let pipeline = Pipeline::lasting();
    let mut project = support::project(&root);
    let mut sound = 0;
    let original = support::files_below(&root);
    for round in 0..rounds {
        let edit = random_edit(&mut chance, &root, &theme, &mut project, &original, round);
        let (findings, files) = build(&pipeline, &project);
        let (fresh_findings, fresh) = build(&Pipeline::once(), &project);
        let context = format!("seed {seed}, round {round}: {edit}");
        assert_eq!(findings, fresh_findings, "{context}");
        assert_eq!(files.is_some(), fresh.is_some(), "{context}");
        let (Some(files), Some(fresh)) = (files, fresh) else {
            continue;
        };
        sound += 1;
        assert!(files.keys().eq(fresh.keys()), "{context}: other files");
        for (path, artifact) in &files {
            assert!(
                artifact.bytes == fresh[path].bytes,
                "{context}: {path} differs"
            );
        }
    }
    assert!(
        sound * 5 > rounds * 2,
        "only {sound} of {rounds} edits left a site to compare"
    );
}

/// The same, by one program after another that share a cache and an output folder, in which somebody changes, removes and touches files.
#[test]
fn random_edits_with_a_cache_equal_a_fresh_build() {
    let rounds = rounds(60);
    let seed = 11;
    let mut chance = Chance::new(seed);
    let root = small_network("cached-random");
    let theme = support::scratch("cached-theme");
    let folder = support::scratch("cached-kept");
    let public = support::scratch("cached-output").join("public");
    let mut project = support::project(&root);
    let (mut held, mut made) = (0, 0);
    let original = support::files_below(&root);
    for round in 0..rounds {
        let mut edit = random_edit(&mut chance, &root, &theme, &mut project, &original, round);
        project.compress = chance.below(8) == 0;
        edit.push_str(&meddle(&mut chance, &public));
        let context = format!("seed {seed}, round {round}: {edit}");
        let cached = Pipeline::cached(&folder, &project, &public);
        let cached = cached.unwrap_or_else(|failure| panic!("{failure}"));
        let report = cached.publish(&project, &public, &|_, _| {});
        let report = report.unwrap_or_else(|failure| panic!("{context}: {failure}"));
        let (findings, fresh) = build(&Pipeline::once(), &project);
        assert_eq!(support::findings(&report.checked), findings, "{context}");
        assert_eq!(report.published.is_some(), fresh.is_some(), "{context}");
        let (Some(published), Some(fresh)) = (report.published, fresh) else {
            continue;
        };
        let plain = support::scratch("cached-plain");
        let plain = Pipeline::once().publish(&project, &plain, &|_, _| {});
        let plain = plain.ok().and_then(|report| report.published);
        let told = |one: &Published| (one.pages, one.downloads, one.written.files);
        assert_eq!(
            plain.as_ref().map(told),
            Some(told(&published)),
            "{context}"
        );
        held += published.held;
        made += fresh.len() - published.held;
        let mut files = support::files_below(&public);
        files.remove("manifest.json");
        files.retain(|path, _| !(path.ends_with(".br") || path.ends_with(".gz")));
        assert!(files.keys().eq(fresh.keys()), "{context}: other files");
        for (path, bytes) in &files {
            assert!(*bytes == fresh[path].bytes, "{context}: {path} differs");
        }
        let verified = peerpress::emit::verify(&public).expect("readable");
        assert!(verified.expect("a list").is_sound(), "{context}");
    }
    assert!(held > made, "{held} files were held, {made} made");
}

/// What may happen to an output folder between two builds.
fn meddle(chance: &mut Chance, public: &Path) -> String {
    if !public.exists() {
        return String::new();
    }
    let mut files = support::files_below(public);
    files.remove("manifest.json");
    let Some((path, bytes)) = files.iter().nth(chance.below(files.len().max(1))) else {
        return String::new();
    };
    let file = public.join(path);
    match chance.below(12) {
        0 => {
            let mut bytes = bytes.clone();
            if let Some(last) = bytes.last_mut() {
                *last ^= 1;
            }
            fs::write(&file, bytes).expect("written");
            format!(", and one byte of {path} is another")
        }
        1 => {
            fs::remove_file(&file).expect("removed");
            format!(", and {path} is gone")
        }
        2 => {
            fs::write(&file, bytes).expect("written");
            format!(", and {path} is written again")
        }
        3 => {
            fs::remove_dir_all(public).expect("removed");
            ", and the output is gone".to_owned()
        }
        #[cfg(unix)]
        4 => {
            let elsewhere = public.with_file_name("elsewhere");
            fs::write(&elsewhere, bytes).expect("written");
            fs::remove_file(&file).expect("removed");
            std::os::unix::fs::symlink(elsewhere, &file).expect("linked");
            format!(", and {path} is a link to a copy")
        }
        _ => String::new(),
    }
}

/// The same bytes from another place, in another time zone and language, by one thread and by many.
#[test]
fn nothing_but_the_content_decides() {
    let content = small_network("determinism-content");
    let elsewhere = support::scratch("determinism content – ü");
    support::copy(&content, &elsewhere);
    let run = |name: &str, content: &Path, set: &[(&str, &str)]| {
        let output = support::scratch(name).join("public");
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_peerpress"));
        command.args(["build", "--quiet", "--date", "2026-11-20", "--content"]);
        command.arg(content).arg("--output").arg(&output);
        command.envs(set.iter().copied());
        let out = command.output().expect("it runs");
        assert!(
            out.status.success(),
            "{}",
            String::from_utf8_lossy(&out.stderr)
        );
        support::files_below(&output)
    };
    let first = run(
        "determinism-first",
        &content,
        &[("TZ", "UTC"), ("RAYON_NUM_THREADS", "1")],
    );
    assert!(first.len() > 60);
    let others = [
        run(
            "determinism-threads",
            &content,
            &[
                ("RAYON_NUM_THREADS", "7"),
                ("LC_ALL", "tr_TR.UTF-8"),
                ("LANG", "tr_TR.UTF-8"),
            ],
        ),
        run(
            "determinism-place",
            &elsewhere,
            &[("TZ", "Pacific/Kiritimati"), ("LC_ALL", "C")],
        ),
    ];
    for other in others {
        assert!(first.keys().eq(other.keys()));
        for (path, bytes) in &first {
            assert!(*bytes == other[path], "{path} differs");
        }
    }
}
