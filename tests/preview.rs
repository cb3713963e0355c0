//! A preview that is told where something was edited looks nowhere else, unless it takes more than that to know what is there now.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use peerpress::pipeline::{Pipeline, Project};
use peerpress::source::Suspected;
use support::edits::small_network;

/// A preview of a network that follows its edits.
struct Followed {
    root: PathBuf,
    project: Project,
    pipeline: Pipeline,
}

/// Findings, and files with their bytes.
type Made = (Vec<String>, BTreeMap<String, Vec<u8>>);

impl Followed {
    /// A preview that knows the network as it is.
    fn new(name: &str) -> Self {
        let root = small_network(name);
        let project = Project {
            search: false,
            ..support::project(&root)
        };
        let followed = Self {
            root,
            project,
            pipeline: Pipeline::lasting(),
        };
        followed.look(&Suspected::Anywhere);
        followed
    }

    fn look(&self, suspected: &Suspected) -> Made {
        let preview = self.pipeline.preview(&self.project, suspected);
        let preview = preview.unwrap_or_else(|failure| panic!("{failure}"));
        let files = preview.pages.expect("a site").into_iter();
        (
            support::findings(&preview.checked),
            files
                .map(|file| (file.path.as_str().to_owned(), file.bytes.clone()))
                .collect(),
        )
    }

    /// Edits, looks at these places, and compares what is found and shown with a fresh build.
    fn edit(&self, places: &[&str], edit: impl FnOnce(&Self)) -> Made {
        edit(self);
        let on_disk = places.iter().map(|place| self.root.join(place)).collect();
        let (findings, files) = self.look(&Suspected::At(on_disk));
        let fresh = support::build(&self.project);
        assert_eq!(findings, support::findings(&fresh.checked), "{places:?}");
        // Of what is broken a preview shows the last sound version, which a fresh build has never seen.
        let Some(fresh) = fresh.artifacts else {
            return (findings, files);
        };
        let fresh: BTreeMap<String, Vec<u8>> = fresh
            .into_iter()
            .map(|file| (file.path.as_str().to_owned(), file.bytes.clone()))
            .collect();
        assert!(files.keys().eq(fresh.keys()), "{places:?}: other files");
        for (path, bytes) in &files {
            assert!(*bytes == fresh[path], "{places:?}: {path} differs");
        }
        (findings, files)
    }

    fn write(&self, path: &str, text: &str) {
        support::write(&self.root, path, text);
    }

    fn rename(&self, from: &str, to: &str) {
        fs::rename(self.root.join(from), self.root.join(to)).expect("it can be renamed");
    }

    fn replace(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.root.join(path)).expect("a file");
        assert!(text.contains(from), "{path} has no `{from}`");
        self.write(path, &text.replacen(from, to, 1));
    }
}

const ONE: &str = "trusts/alder/practice/one.md";

#[test]
fn edits_are_found_where_they_are_told() {
    let network = Followed::new("preview-edits");
    network.edit(&[ONE], |n| n.replace(ONE, "Words.", "Other words."));
    network.edit(&[ONE], |n| n.replace(ONE, "\"One\"", "\"First\""));
    let form = "trusts/alder/practice/folder/form.csv";
    network.edit(&[form], |n| n.write(form, "c,d,e\n"));
    network.edit(&["network.toml"], |n| {
        n.replace("network.toml", "Test Network", "Other Network");
    });
    let (findings, _) = network.edit(&[ONE], |n| n.replace(ONE, "title:", "titel:"));
    let is_unknown = |finding: &String| finding.contains("titel");
    assert!(findings.iter().any(is_unknown), "{findings:?}");
    let (findings, _) = network.edit(&[ONE], |n| n.replace(ONE, "titel:", "title:"));
    assert!(!findings.iter().any(is_unknown), "{findings:?}");
    // Editors write beside the file and rename; what they leave for themselves is passed over.
    network.edit(&[ONE, "trusts/alder/practice/one.md.new"], |n| {
        n.write("trusts/alder/practice/.one.md.swp", "x");
        n.write("trusts/alder/practice/one.md.new", "---\ntitle: One\nsummary: x\nstatus: current\nlast_reviewed: 2026-01-01\nreview_due: 2027-01-01\noutcome: x\nprocedure: drain\n---\nNew.\n");
        n.rename("trusts/alder/practice/one.md.new", ONE);
    });
    network.edit(&["trusts/alder/practice/.one.md.swp"], |_| {});
}

#[test]
fn what_is_new_or_gone_takes_a_walk() {
    let network = Followed::new("preview-walks");
    let three = "trusts/alder/practice/three.md";
    network.edit(&[three], |n| {
        let text = fs::read_to_string(n.root.join(ONE)).expect("a file");
        n.write(three, &text.replace("One", "Three"));
    });
    network.edit(&[three], |n| {
        fs::remove_file(n.root.join(three)).expect("removed");
    });
    // A folder that moves away is named alone, without what is in it.
    let events = network.edit(&["events"], |n| n.rename("events", "_events"));
    assert!(events.0.iter().any(|finding| finding.contains("event")));
    network.edit(&["_events", "events"], |n| n.rename("_events", "events"));
    network.edit(&["trusts/birch"], |n| {
        n.rename("trusts/birch", "trusts/beech");
    });
    // What a file was replaced by may be a folder.
    network.edit(&["pages/about.md"], |n| {
        fs::remove_file(n.root.join("pages/about.md")).expect("removed");
        n.write(
            "pages/about.md/index.md",
            "---\ntitle: About\n---\nWords.\n",
        );
    });
    #[cfg(unix)]
    network.edit(&[ONE], |n| {
        let elsewhere = n.root.with_extension("elsewhere.md");
        fs::rename(n.root.join(ONE), &elsewhere).expect("moved");
        std::os::unix::fs::symlink(&elsewhere, n.root.join(ONE)).expect("linked");
    });
    // Places outside the content say nothing of it.
    network.edit(&["../elsewhere"], |n| {
        n.replace("trusts/alder/practice/two.md", "The CVC.", "That CVC.");
    });
}

#[test]
fn what_the_walk_found_goes_when_it_is_mended() {
    let network = Followed::new("preview-findings");
    let stray = "trusts/alder/stray.md";
    let (findings, _) = network.edit(&[stray], |n| n.write(stray, "x"));
    let is_stray = |finding: &String| finding.contains("stray.md");
    assert!(findings.iter().any(is_stray), "{findings:?}");
    let (findings, _) = network.edit(&[stray], |n| {
        fs::remove_file(n.root.join(stray)).expect("removed");
    });
    assert!(!findings.iter().any(is_stray), "{findings:?}");
}

#[test]
fn after_a_look_that_failed_everything_is_looked_at() {
    let network = Followed::new("preview-failed");
    let away = network.root.with_extension("away");
    fs::rename(&network.root, &away).expect("moved");
    let failed = (network.pipeline).preview(&network.project, &Suspected::Anywhere);
    assert!(failed.is_err(), "there is no content");
    fs::rename(&away, &network.root).expect("moved");
    let two = "trusts/alder/practice/two.md";
    network.edit(&[ONE], |n| n.replace(two, "The CVC.", "That CVC."));
}

#[test]
fn a_page_that_is_taken_back_goes_however_unfinished() {
    let network = Followed::new("preview-draft");
    let two = "trusts/alder/practice/two.md";
    let (findings, files) = network.edit(&[ONE, two, "index.md"], |n| {
        n.replace("index.md", "[One](trusts/alder/practice/one.md)", "Nothing");
        n.replace(two, "[One](one.md)", "");
        n.replace(ONE, "doc_type:", "status: draft\ndoc_type:");
        n.replace(ONE, "last_reviewed: 2026-05-01", "last_reviewed: soon");
    });
    assert!(
        !files.contains_key("trusts/alder/practice/one/index.html"),
        "{findings:?}"
    );
}

#[test]
fn edits_elsewhere_wait_for_the_next_whole_look() {
    let network = Followed::new("preview-elsewhere");
    let two = "trusts/alder/practice/two.md";
    network.replace(two, "The CVC.", "That CVC.");
    let places = [network.root.join(ONE)].into_iter().collect();
    let shows = |(_, files): &Made| {
        let page = &files["trusts/alder/practice/two/index.html"];
        String::from_utf8_lossy(page).contains("That")
    };
    assert!(!shows(&network.look(&Suspected::At(places))));
    assert!(shows(&network.look(&Suspected::Anywhere)));
}
