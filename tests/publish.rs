//! Publishing from outside: a build that is killed at any moment, the same bytes wherever it runs, and copies that are proved.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use support::chance::Chance;
use support::command::{BUILD, build, command, peerpress, project, says};
use support::{files_below, html, practice};

/// Everything below a folder but the list and what waits beside the site.
fn site(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = files_below(folder);
    files.retain(|path, _| path != "manifest.json" && !path.starts_with(".peerpress-stage"));
    files
}

/// The second edition of the content: pages come and go, and the network's name, which stands on every page, is another.
fn edit(content: &Path) {
    let settings = support::SETTINGS.replace("Test", "Better");
    fs::write(content.join("network.toml"), settings).expect("written");
    let trust = content.join("trusts/alder/practice");
    fs::remove_file(trust.join("two.md")).expect("removed");
    for (name, title) in [
        ("one", "First, changed"),
        ("four", "Fourth"),
        ("five", "Fifth"),
    ] {
        let text = practice(title, "Words.\n\n[Three](three.md)\n");
        fs::write(trust.join(format!("{name}.md")), text).expect("written");
    }
}

/// How often the build is killed; `PEERPRESS_KILLS` in the environment says otherwise.
fn kills() -> usize {
    let wanted = std::env::var("PEERPRESS_KILLS").ok();
    wanted.and_then(|number| number.parse().ok()).unwrap_or(40)
}

#[test]
fn a_build_that_is_killed_leaves_whole_pages_and_the_next_one_mends() {
    let pages: Vec<(String, String)> = ["one", "two", "three"]
        .map(|name| {
            (
                format!("trusts/alder/practice/{name}.md"),
                practice(name, "Words.\n"),
            )
        })
        .into();
    let pages: Vec<(&str, &str)> = pages
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let root = project("publish-killed", &pages);
    assert_eq!(build(&root, &["-o", "first"]).code, 0);
    edit(&root.join("content"));
    let started = Instant::now();
    assert_eq!(build(&root, &["-o", "second"]).code, 0);
    let whole = started.elapsed();
    let editions = [site(&root.join("first")), site(&root.join("second"))];
    assert_eq!(editions.each_ref().map(html::site_faults), [[""; 0]; 2]);

    let mut chance = Chance::new(5);
    let public = root.join("public");
    let mut mixed = 0;
    for round in 0..kills() {
        if public.exists() {
            fs::remove_dir_all(&public).expect("removed");
        }
        support::copy(&root.join("first"), &public);
        // A build that takes from a cache what was there must see what was left half done.
        let options: &[&str] = match round % 4 {
            2 | 3 => &["-q", "--cache", "kept"],
            _ => &["-q"],
        };
        let mut running = command(&root, &[&BUILD[..], options].concat())
            .spawn()
            .expect("it runs");
        let after = whole.as_micros() as usize;
        // Most of a build changes nothing of the site: half of the kills wait until all is beside it.
        if round % 2 == 0 {
            sleep(Duration::from_micros(chance.below(after) as u64));
        } else {
            let list = public.join(".peerpress-stage/all.json");
            while !list.exists() && running.try_wait().expect("a child").is_none() {}
            sleep(Duration::from_micros(chance.below(2_000) as u64));
        }
        running.kill().expect("killed");
        running.wait().expect("ended");

        let seen = site(&public);
        for (path, bytes) in &seen {
            let known = editions
                .iter()
                .any(|edition| edition.get(path) == Some(bytes));
            assert!(known, "round {round}: {path} is neither edition's");
        }
        assert_eq!(html::site_faults(&seen), [""; 0], "round {round}");
        mixed += usize::from(editions.iter().all(|edition| *edition != seen));

        assert_eq!(build(&root, options).code, 0, "round {round}");
        assert_eq!(site(&public), editions[1], "round {round}");
        assert_eq!(peerpress(&root, &["verify", "-q"]).code, 0, "round {round}");
    }
    println!(
        "{} kills, {mixed} of them between the two editions",
        kills()
    );
}

#[test]
fn the_same_bytes_wherever_it_runs() {
    let first = project("publish-here", &[]);
    let network = support::repository().join("tests/networks/ssip/content");
    fs::remove_dir_all(first.join("content")).expect("removed");
    support::copy(&network, &first.join("content"));
    // Another path, and files that were made in another order.
    let second = support::scratch("publish-somewhere else, far away");
    let files = files_below(&network);
    for (path, bytes) in files.iter().rev() {
        support::write(&second, &format!("content/{path}"), bytes);
    }
    let run = |root: &Path, variables: &[(&str, &str)]| {
        let mut command = command(root, &[&BUILD[..], &["-q"]].concat());
        command.envs(variables.iter().copied());
        let output = command.output().expect("it runs");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        files_below(&root.join("public"))
    };
    let here = run(
        &first,
        &[("TZ", "UTC"), ("RAYON_NUM_THREADS", "1"), ("LC_ALL", "C")],
    );
    let there = run(
        &second,
        &[
            ("TZ", "Pacific/Kiritimati"),
            ("RAYON_NUM_THREADS", "5"),
            ("LC_ALL", "tr_TR.UTF-8"),
            ("HOME", "/nowhere"),
        ],
    );
    assert!(here.len() > 50 && here.contains_key("manifest.json"));
    let differ: Vec<&String> = (here.iter())
        .filter(|(path, bytes)| there.get(*path) != Some(bytes))
        .map(|(path, _)| path)
        .collect();
    assert!(differ.is_empty() && here.len() == there.len(), "{differ:?}");
}

#[test]
fn one_build_waits_for_no_other() {
    let root = project("publish-busy", &[]);
    assert_eq!(build(&root, &[]).code, 0);
    let stage = root.join("public/.peerpress-stage");
    fs::create_dir(&stage).expect("made");
    let lock = fs::File::create(stage.join("lock")).expect("made");
    lock.lock().expect("locked");
    let run = build(&root, &[]);
    assert_eq!(run.code, 2);
    says(
        &run.err,
        &[
            "error: another build is writing to public just now",
            "Wait until",
        ],
    );
    drop(lock);
    // A lock that nobody holds, because its build was cut off, is none.
    assert_eq!(build(&root, &[]).code, 0);
    assert!(!stage.exists());
}

#[test]
fn a_copy_is_proved() {
    let root = project(
        "publish-copy",
        &[("trusts/alder/practice/one.md", &practice("One", "Words.\n"))],
    );
    assert_eq!(build(&root, &[]).code, 0);
    let run = peerpress(&root, &["verify"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    says(
        &run.err,
        &["public: all ", " files are as they were published"],
    );

    support::copy(&root.join("public"), &root.join("copy"));
    support::write(&root, "copy/CNAME", "network.example");
    assert_eq!(
        peerpress(&root, &["verify", "copy"]).out,
        "not ours: CNAME\n"
    );
    support::write(&root, "copy/404.html", "hello");
    fs::remove_file(root.join("copy/robots.txt")).expect("removed");
    let run = peerpress(&root, &["verify", "copy"]);
    assert_eq!(run.code, 1);
    assert_eq!(
        run.out,
        "missing: robots.txt\nchanged: 404.html\nnot ours: CNAME\n"
    );
    says(
        &run.err,
        &[
            "copy: of ",
            "1 missing and 1 changed",
            "delete the changed files",
        ],
    );
    fs::remove_file(root.join("copy/404.html")).expect("removed");
    let run = peerpress(&root, &["verify", "copy"]);
    says(
        &run.err,
        &["2 missing and 0 changed\nBuild or copy the site"],
    );

    // The advice helps a build with a cache too, which does not look into a file that looks as it did.
    let kept = &["--cache", "kept"];
    for _ in 0..2 {
        assert_eq!(build(&root, kept).code, 0);
    }
    fs::remove_file(root.join("public/404.html")).expect("removed");
    assert_eq!(peerpress(&root, &["verify"]).code, 1);
    assert_eq!(build(&root, kept).code, 0);
    assert_eq!(peerpress(&root, &["verify"]).code, 0);

    for (folder, words) in [
        ("content", "has no manifest.json of peerpress"),
        ("nowhere", "could not be read"),
    ] {
        let run = peerpress(&root, &["verify", folder]);
        assert_eq!(run.code, 2);
        says(&run.err, &["error: ", folder, words]);
    }
}

#[test]
fn a_cache_gives_the_same_bytes_and_may_go_or_rot() {
    let root = project("publish-cache", &[]);
    fs::remove_dir_all(root.join("content")).expect("removed");
    support::copy(
        &support::repository().join("content"),
        &root.join("content"),
    );
    let built = |more: &[&str]| {
        let run = build(&root, &[&["-q"], more].concat());
        assert_eq!(run.code, 0, "{}", run.err);
        let files = files_below(&root.join("public"));
        fs::remove_dir_all(root.join("public")).expect("removed");
        files
    };
    let without = built(&[]);
    let entries = || {
        let mut entries = files_below(&root.join("kept"));
        entries.remove("CACHEDIR.TAG");
        entries
    };
    assert!(built(&["--cache", "kept"]) == without);
    let kept = entries();
    assert!(kept.len() > 60, "{} entries", kept.len());
    assert!(built(&["--cache", "kept"]) == without);
    assert!(entries() == kept, "nothing is made again");
    // One entry in four is damaged: cut off, emptied, changed, or it is a folder.
    for (number, path) in kept.keys().enumerate() {
        let path = root.join("kept").join(path);
        let bytes = fs::read(&path).expect("readable");
        match number % 16 {
            0 => fs::write(&path, &bytes[..bytes.len() / 2]).expect("written"),
            4 => fs::write(&path, "").expect("written"),
            8 => fs::write(&path, [&bytes[..], b" "].concat()).expect("written"),
            12 => {
                fs::remove_file(&path).expect("removed");
                fs::create_dir(&path).expect("made");
            }
            _ => {}
        }
    }
    assert!(built(&["--cache", "kept"]) == without);
    // What lies there of the same input is not made again, unless somebody has changed it.
    let not_made_again = || -> usize {
        let run = build(&root, &["--cache", "kept"]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(files_below(&root.join("public")) == without);
        let said = run.err.trim_end().split(", ");
        let mut numbers = said.filter_map(|part| part.strip_suffix(" not made again"));
        numbers
            .next()
            .map_or(0, |number| number.parse().expect("a number"))
    };
    assert_eq!(not_made_again(), 0);
    let all = not_made_again();
    assert_eq!(all, without.len() - 1, "all but the list of files");
    let public = |path: &str| root.join("public").join(path);
    let page = public("glossary/index.html");
    let other = fs::read_to_string(&page)
        .expect("a page")
        .replacen('e', "a", 1);
    fs::write(&page, other).expect("written");
    fs::remove_file(public("404.html")).expect("removed");
    assert_eq!(not_made_again(), all - 2);
    // A copy of the folder looks different and says the same.
    fs::rename(root.join("public"), root.join("was")).expect("moved");
    support::copy(&root.join("was"), &root.join("public"));
    assert_eq!(not_made_again(), all);
    // What is kept and then cut off, emptied or made a folder costs only time.
    let table = |name: &str| {
        let mut paths = files_below(&root.join("kept")).into_keys();
        let path = paths.find(|path| path.contains(name)).expect("a table");
        root.join("kept").join(path)
    };
    for name in ["/site-", "/seen", "/heads", "/lists", "/cards"] {
        let held = if name == "/site-" { 0 } else { all };
        let path = table(name);
        let bytes = fs::read(&path).expect("readable");
        fs::write(&path, &bytes[..bytes.len() / 2]).expect("written");
        assert_eq!(not_made_again(), held);
        fs::write(table(name), "").expect("written");
        assert_eq!(not_made_again(), held);
        fs::remove_file(&path).expect("removed");
        fs::create_dir(&path).expect("made");
        assert_eq!(not_made_again(), held);
        assert!(path.is_file(), "what is empty makes room");
    }
    // A link that is as long as the file, to a copy of it, is no page.
    #[cfg(unix)]
    {
        let page = public("robots.txt");
        let length = fs::metadata(&page).expect("a file").len() as usize;
        let far = root.join("x".repeat(length.saturating_sub(root.as_os_str().len() + 1)));
        fs::rename(&page, &far).expect("moved");
        std::os::unix::fs::symlink(&far, &page).expect("linked");
        assert_eq!(not_made_again(), all - 1);
        let there = fs::symlink_metadata(&page).expect("there");
        assert!(there.is_file(), "a file again");
    }
    // An empty folder makes room for the page.
    fs::remove_file(public("404.html")).expect("removed");
    fs::create_dir(public("404.html")).expect("made");
    assert_eq!(not_made_again(), all - 1);
    // A folder of somebody's files is no cache.
    support::write(&root, "photos/holiday.jpg", "mine");
    let run = build(&root, &["--cache", "photos"]);
    assert_eq!(run.code, 2);
    says(
        &run.err,
        &["the cache folder photos cannot be used", "other files"],
    );
    // A folder that cannot be made is said; the site stays.
    support::write(&root, "file", "x");
    let run = build(&root, &["--cache", "file/below"]);
    assert_eq!(run.code, 2);
    says(
        &run.err,
        &[
            "error: the cache folder file/below cannot be used",
            "--cache",
        ],
    );
}

/// A program that was replaced while it runs, as an update does, has no file any more.
#[cfg(target_os = "linux")]
#[test]
fn a_program_that_cannot_read_itself_builds_without_a_cache() {
    let root = project("publish-no-program", &[]);
    fs::copy(env!("CARGO_BIN_EXE_peerpress"), root.join("program")).expect("copied");
    let run = |more: &str| {
        let lines = format!(
            "cp program gone && exec 3<gone && rm gone && exec /proc/self/fd/3 {} --cache kept {more}",
            BUILD.join(" ")
        );
        let mut shell = std::process::Command::new("sh");
        let output = shell.args(["-c", &lines]).current_dir(&root).output();
        support::command::Run::from(output.expect("it runs"))
    };
    let said = run("");
    assert_eq!(said.code, 0, "{}", said.err);
    let words = "warning: built without --cache, because the program's own file cannot be read: ";
    says(&said.err, &[words]);
    assert!(root.join("public/index.html").exists() && !root.join("kept").exists());
    let said = run("-q");
    assert_eq!((said.code, said.err.as_str()), (0, ""));
}
