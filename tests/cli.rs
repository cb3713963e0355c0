//! The command as a coordinator meets it: exit codes, words, and what it does to a folder that already holds a site.

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use support::command::{Run, build, command, peerpress, project, says};
use support::practice;

/// All files of a folder with their times, so that even a file that is written again unchanged is noticed.
fn state(root: &Path) -> Vec<(String, Vec<u8>, std::time::SystemTime)> {
    support::files_below(root)
        .into_iter()
        .map(|(path, bytes)| {
            let meta = fs::metadata(root.join(&path)).expect("a file");
            (path, bytes, meta.modified().expect("a time"))
        })
        .collect()
}

#[test]
fn a_sound_build() {
    let root = project(
        "cli-sound",
        &[("trusts/alder/practice/one.md", &practice("One", "Words.\n"))],
    );
    let run = build(&root, &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(run.out, "", "standard output is for programs");
    says(
        &run.err,
        &[
            "pages, 0 downloads, 0 errors, 0 warnings",
            " s\npublic: ",
            "files changed",
        ],
    );
    assert!(
        !run.err.contains('\u{1b}'),
        "no colour and no bar in a pipe"
    );
    assert!(root.join("public/index.html").exists());
    assert!(root.join("public/manifest.json").exists());
    assert!(!root.join("public/.peerpress-stage").exists());

    let before = state(&root.join("public"));
    let again = build(&root, &[]);
    assert_eq!(again.code, 0);
    says(&again.err, &["public: 0 of "]);
    assert_eq!(
        state(&root.join("public")),
        before,
        "unchanged files keep their time"
    );

    let check = peerpress(&root, &["check"]);
    assert_eq!((check.code, check.out.as_str()), (0, ""));
    says(&check.err, &["3 files checked, 0 errors, 0 warnings"]);
    assert_eq!(peerpress(&root, &["check", "--quiet"]).err, "");
    assert_eq!(build(&root, &["--quiet"]).err, "");
}

#[test]
fn warnings_do_not_stop_a_build() {
    let root = project(
        "cli-warnings",
        &[(
            "trusts/alder/practice/one.md",
            &practice("One", "<b>Words</b>\n"),
        )],
    );
    let run = build(&root, &[]);
    assert_eq!(run.code, 0);
    says(
        &run.err,
        &[
            "warning[raw-html]: ",
            "content/trusts/alder/practice/one.md:8:1",
            "<b>Words</b>",
            "`peerpress explain raw-html` says more",
            "0 errors, 1 warning,",
        ],
    );
    assert!(root.join("public/index.html").exists());
}

#[test]
fn errors_leave_the_site_as_it_was() {
    let root = project(
        "cli-errors",
        &[("trusts/alder/practice/one.md", &practice("One", "Words.\n"))],
    );
    assert_eq!(build(&root, &[]).code, 0);
    let before = state(&root.join("public"));
    support::write(
        &root.join("content"),
        "trusts/alder/practice/two.md",
        practice("Two", "[gone](gone.md)\n"),
    );
    support::write(
        &root.join("content"),
        "trusts/alder/practice/three.md",
        "no front matter\n",
    );
    let run = build(&root, &[]);
    assert_eq!(run.code, 1);
    says(
        &run.err,
        &[
            "error[broken-link]: ",
            "error[no-front-matter]: ",
            "nothing written, the site stays as it was, 2 errors, 0 warnings",
        ],
    );
    assert_eq!(state(&root.join("public")), before);
    assert_eq!(peerpress(&root, &["check"]).code, 1);

    // Without a site before, not even a folder is made.
    assert_eq!(build(&root, &["-o", "fresh"]).code, 1);
    assert!(!root.join("fresh").exists());
}

#[test]
fn keep_going_publishes_what_is_sound() {
    let root = project(
        "cli-keep-going",
        &[
            (
                "trusts/alder/practice/one.md",
                &practice("One", "See [the other](two.md).\n"),
            ),
            (
                "trusts/alder/practice/two.md",
                &practice("Two", "[gone](gone.md)\n"),
            ),
        ],
    );
    let run = build(&root, &["--keep-going"]);
    assert_eq!(run.code, 1);
    says(
        &run.err,
        &[
            "error[broken-link]",
            "warning[link-left-out]",
            "one.md:8:5",
            "1 error, 1 warning,",
        ],
    );
    let one = fs::read_to_string(root.join("public/trusts/alder/practice/one/index.html"))
        .expect("a page");
    assert!(
        one.contains("See the other."),
        "its words stay, its link goes"
    );
    assert!(!root.join("public/trusts/alder/practice/two").exists());

    // Without settings nothing can be made, whatever is wished.
    fs::remove_file(root.join("content/network.toml")).expect("a file");
    let run = build(&root, &["--keep-going", "-o", "other"]);
    assert_eq!(run.code, 1);
    says(
        &run.err,
        &["error[missing-settings]", "base_url", "nothing written"],
    );
    assert!(!root.join("other").exists());
}

#[test]
fn formats() {
    let root = project(
        "cli-formats",
        &[(
            "trusts/alder/practice/o,n:e.md",
            &practice("One", "[a](b,100%.md)\n\n<b>\n"),
        )],
    );
    let json = peerpress(&root, &["check", "--format", "json", "--quiet"]);
    assert_eq!((json.code, json.err.as_str()), (1, ""));
    let found: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(found[0]["code"], "broken-link");
    assert_eq!(found[0]["severity"], "error");
    assert_eq!(found[0]["path"], "trusts/alder/practice/o,n:e.md");
    assert_eq!(
        (&found[0]["line"], &found[0]["column"]),
        (&8.into(), &1.into())
    );
    assert_eq!(
        (&found[0]["end_line"], &found[0]["end_column"]),
        (&8.into(), &15.into())
    );
    assert_eq!(found[1]["code"], "raw-html");

    let github = peerpress(&root, &["check", "--format", "github", "--quiet"]);
    assert_eq!(github.code, 1);
    assert_eq!(
        github.out.lines().next(),
        Some(
            "::error file=content/trusts/alder/practice/o%2Cn%3Ae.md,line=8,endLine=8,col=1,endColumn=15,title=broken-link::there is no page or file `b,100%25.md`"
        )
    );
    assert_eq!(github.out.lines().count(), 2);

    fs::remove_dir_all(root.join("content/trusts/alder/practice")).expect("a folder");
    assert_eq!(peerpress(&root, &["check", "--format", "json"]).out, "[]\n");
    assert_eq!(peerpress(&root, &["check", "--format", "github"]).out, "");
}

#[test]
fn stale_files_go_and_foreign_files_stay() {
    let root = project(
        "cli-stale",
        &[
            ("trusts/alder/practice/one.md", &practice("One", "Words.\n")),
            (
                "trusts/alder/practice/two/index.md",
                &practice("Two", "[form](form.csv)\n"),
            ),
            ("trusts/alder/practice/two/form.csv", "a,b\n"),
        ],
    );
    assert_eq!(build(&root, &[]).code, 0);
    let public = root.join("public");
    support::write(&public, "CNAME", "network.example\n");
    support::write(&public, "trusts/alder/practice/two/notes.txt", "by hand\n");
    fs::remove_dir_all(root.join("content/trusts/alder/practice/two")).expect("a folder");
    let run = build(&root, &[]);
    assert_eq!(run.code, 0);
    says(&run.err, &[" removed"]);
    assert!(!public.join("trusts/alder/practice/two/index.html").exists());
    assert!(!public.join("trusts/alder/practice/two/form.csv").exists());
    assert!(public.join("trusts/alder/practice/two/notes.txt").exists());
    assert!(public.join("CNAME").exists());
    fs::remove_file(root.join("content/trusts/alder/practice/one.md")).expect("a file");
    assert_eq!(build(&root, &[]).code, 0);
    assert!(
        !public.join("trusts/alder/practice/one").exists(),
        "an empty folder goes too"
    );

    // A list of files that somebody has tampered with removes nothing outside the folder.
    support::write(&root, "keep.txt", "mine\n");
    let list = fs::read_to_string(public.join("manifest.json")).expect("the list");
    let list = list.replacen(
        "\"path\": \"",
        "\"path\": \"../keep.txt\", \"bytes\": 1, \"sha256\": \"\" }, { \"path\": \"",
        1,
    );
    fs::write(public.join("manifest.json"), list).expect("a file");
    assert_eq!(build(&root, &[]).code, 0);
    assert!(root.join("keep.txt").exists());
}

#[test]
fn content_and_site_do_not_lie_in_each_other() {
    let root = project("cli-overlap", &[]);
    let before = state(&root);
    let way_round = format!(
        "../{}/content",
        root.file_name().unwrap_or_default().display()
    );
    for (content, output) in [
        ("content", "content/public"),
        ("content", "."),
        (&way_round, "content/new/public"),
        ("content", "new/../content/public"),
    ] {
        let run = build(&root, &["-c", content, "-o", output]);
        assert_eq!(run.code, 2);
        says(&run.err, &["the site cannot be written to", "--output"]);
        assert_eq!(state(&root), before);
    }
}

#[test]
fn a_cache_lies_apart_from_content_site_and_theme() {
    let root = project("cli-cache-overlap", &[]);
    support::write(&root, "theme/styles/90-own.css", ".own { color: red }\n");
    assert_eq!(build(&root, &[]).code, 0);
    // A cache of its own, into which a site is to be written.
    fs::create_dir(root.join("kept")).expect("a folder");
    assert_eq!(build(&root, &["--cache", "kept/cache"]).code, 0);
    #[cfg(unix)]
    for (to, from) in [("content", "link-to-content"), ("public", "link-to-public")] {
        std::os::unix::fs::symlink(to, root.join(from)).expect("a link");
    }
    let before = state(&root);
    for (cache, output, other) in [
        ("content/.cache", "public", "the content"),
        ("content", "public", "the content"),
        (".", "public", "the content"),
        ("public/.cache", "public", "the site"),
        ("new/../public/cache", "public", "the site"),
        ("kept/cache", "kept/cache/public", "the site"),
        ("kept/cache", "kept", "the site"),
        ("theme/cache", "public", "the theme"),
        #[cfg(unix)]
        ("link-to-content/cache", "public", "the content"),
        #[cfg(unix)]
        ("link-to-public/new/cache", "public", "the site"),
        #[cfg(unix)]
        ("public/cache", "link-to-public", "the site"),
    ] {
        let run = build(&root, &["--cache", cache, "-o", output, "--theme", "theme"]);
        assert_eq!(run.code, 2, "{cache} {output}: {}", run.err);
        let folder = format!("error: the cache cannot be kept in {cache}: ");
        says(&run.err, &[&folder, other, "beside them with --cache"]);
        assert!(state(&root) == before, "{cache} {output}");
    }
}

/// A pipe that nobody writes to lets its reader wait for ever.
#[cfg(unix)]
#[test]
fn a_pipe_in_the_content_is_told_of_and_not_read() {
    let root = project("cli-fifo", &[]);
    let pipe = root.join("content/pages/pipe.md");
    fs::create_dir_all(root.join("content/pages")).expect("a folder");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("mkfifo runs").success());
    let run = build(&root, &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    says(&run.err, &["content/pages/pipe.md", "special file"]);
}

#[test]
fn a_file_in_the_place_of_a_folder_is_said() {
    let root = project("cli-file-for-folder", &[]);
    assert_eq!(build(&root, &[]).code, 0);
    let public = root.join("public");
    support::write(&public, "trusts/alder/practice", "by hand");
    let before = state(&public);
    let one = practice("One", "Words.\n");
    support::write(&root.join("content"), "trusts/alder/practice/one.md", &one);
    let run = build(&root, &[]);
    assert_eq!(run.code, 2);
    let words = "public/trusts/alder/practice is a file, and the site needs a folder of that name";
    says(&run.err, &[words, "Move it away"]);
    assert!(!run.err.contains("os error"), "{}", run.err);
    assert!(state(&public) == before);
    let place = public.join("trusts/alder/practice");
    fs::remove_file(&place).expect("a file");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("nowhere", &place).expect("a link");
        says(&build(&root, &[]).err, &[words]);
        fs::remove_file(&place).expect("a link");
    }
    assert_eq!(build(&root, &[]).code, 0);

    // The folder of the whole site, and the one in which a build works.
    support::write(&root, "file", "x");
    for (output, file) in [("file", "file"), ("file/below/public", "file")] {
        let run = build(&root, &["-o", output]);
        assert_eq!(run.code, 2);
        let words = format!("error: {file} is a file, and the site needs a folder");
        says(&run.err, &[&words, "--output"]);
        assert!(!run.err.contains("os error"), "{}", run.err);
    }
    support::write(&public, ".peerpress-stage", "x");
    says(
        &build(&root, &[]).err,
        &["error: public/.peerpress-stage is a file"],
    );
}

#[test]
fn folders_that_somebody_emptied_go() {
    let pages: Vec<(String, String)> = ["one", "two", "three"]
        .map(|name| {
            (
                format!("trusts/alder/practice/{name}.md"),
                practice(name, "Words.\n"),
            )
        })
        .into();
    let pages: Vec<(&str, &str)> = (pages.iter())
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let root = project("cli-emptied", &pages);
    assert_eq!(build(&root, &[]).code, 0);
    let practice = root.join("public/trusts/alder/practice");
    fs::remove_file(practice.join("one/index.html")).expect("a page");
    fs::remove_dir_all(practice.join("two")).expect("a folder");
    fs::remove_file(practice.join("three/index.html")).expect("a page");
    fs::create_dir(practice.join("three/theirs")).expect("a folder");
    fs::create_dir(root.join("public/theirs")).expect("a folder");
    fs::remove_dir_all(root.join("content/trusts/alder/practice")).expect("a folder");
    assert_eq!(build(&root, &[]).code, 0);
    let left = |path: &str| practice.join(path).exists();
    assert!(!left("one") && !left("two"), "what held our pages goes");
    assert!(left("three/theirs"), "a folder of somebody else stays");
    assert!(root.join("public/theirs").exists());
    fs::remove_dir_all(&practice).expect("a folder");
    assert_eq!(build(&root, &[]).code, 0);
    assert_eq!(peerpress(&root, &["verify", "-q"]).code, 0);
}

#[test]
fn a_file_of_somebody_else_is_never_replaced() {
    let one = practice("One", "Words.\n");
    let root = project("cli-in-the-way", &[]);
    assert_eq!(build(&root, &[]).code, 0);
    let public = root.join("public");
    support::write(&public, "trusts/alder/practice/one/index.html", "by hand");
    let before = state(&public);
    support::write(&root.join("content"), "trusts/alder/practice/one.md", one);
    let run = build(&root, &[]);
    assert_eq!(run.code, 2);
    says(
        &run.err,
        &[
            "error: public/trusts/alder/practice/one/index.html was not made by peerpress",
            "Move it away",
        ],
    );
    assert_eq!(state(&public), before);
    fs::remove_file(public.join("trusts/alder/practice/one/index.html")).expect("a file");
    assert_eq!(build(&root, &[]).code, 0);
}

#[test]
fn a_folder_of_somebody_else_is_refused() {
    let root = project("cli-foreign", &[]);
    support::write(&root, "photos/holiday.jpg", "mine");
    let run = build(&root, &["-o", "photos"]);
    assert_eq!(run.code, 2);
    says(
        &run.err,
        &[
            "error: photos has files that peerpress did not make, so nothing was written there",
            "--output",
        ],
    );
    assert_eq!(support::files_below(&root.join("photos")).len(), 1);
    // The content itself, and the folder above it.
    assert_eq!(build(&root, &["-o", "content"]).code, 2);
    assert_eq!(build(&root, &["-o", "."]).code, 2);
    // Another program's list of the same name.
    support::write(&root, "app/manifest.json", "{\"name\": \"an app\"}");
    assert_eq!(build(&root, &["-o", "app"]).code, 2);
    // A file where a folder should be.
    support::write(&root, "file", "x");
    let run = build(&root, &["-o", "file"]);
    assert_eq!(run.code, 2);
    says(&run.err, &["error: ", "file"]);
    // An empty folder is welcome, and what an interrupted build left is no obstacle.
    fs::create_dir(root.join("empty")).expect("a folder");
    support::write(&root, "empty/.peerpress-stage/0", "half");
    assert_eq!(build(&root, &["-o", "empty"]).code, 0);
    assert!(!root.join("empty/.peerpress-stage").exists());
}

#[test]
fn what_cannot_run_says_why() {
    let root = project("cli-cannot", &[]);
    for (arguments, words) in [
        (
            &["check", "-c", "nowhere"][..],
            &["the content folder nowhere cannot be read", "--content"][..],
        ),
        (
            &["build", "-c", "content/network.toml"],
            &[
                "the content folder content/network.toml cannot be read",
                "--content",
            ],
        ),
        (
            &["build", "--date", "tomorrow"],
            &["tomorrow", "2026-11-30"],
        ),
        (
            &["build", "--date", "30/11/2026"],
            &["30/11/2026", "2026-11-30"],
        ),
        (
            &["build", "--date", "2026-02-30"],
            &[
                "2026-02-30",
                "no day 30 in February 2026, which has 28 days",
            ],
        ),
        (
            &["serve", "--date", "2026-13-01"],
            &["2026-13-01", "there is no month 13"],
        ),
        (
            &["build", "--date", "2026-11-30T13:30"],
            &["2026-11-30T13:30", "write the day alone"],
        ),
        (
            &["build", "--base-url", "network.example"],
            &["network.example", "https://"],
        ),
        (&["build", "--base-url", "https://"], &["host"]),
        (&["build", "--base-url", "https://a.example/?x"], &["query"]),
        (
            &["build", "--theme", "nowhere"],
            &["the theme cannot be read: nowhere: ", "--theme"],
        ),
        (
            &["build", "--theme", "content/network.toml"],
            &["the theme cannot be read: content/network.toml: it is a file"],
        ),
        (&["build", "--format", "xml"], &["xml", "human"]),
        (&["biuld"], &["biuld", "build"]),
        (&["build", "--ouput", "x"], &["--ouput", "--output"]),
        (
            &["explain", "brokn-link"],
            &[
                "there is no finding `brokn-link`",
                "did you mean `broken-link`?",
            ],
        ),
        (
            &["explain", "zzz"],
            &["there is no finding `zzz`", "peerpress explain"],
        ),
        (&["completions", "cmd"], &["cmd", "bash"]),
    ] {
        let run = peerpress(&root, arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.err);
        says(&run.err, words);
        assert!(run.err.starts_with("error: "), "{arguments:?}: {}", run.err);
        assert!(run.err.matches("No such file").count() <= 1, "{}", run.err);
    }
    assert!(!root.join("public").exists());
    assert_eq!(peerpress(&root, &[]).code, 2);
}

#[test]
fn help_is_for_a_coordinator() {
    let root = support::scratch("cli-help");
    for command in [
        "init",
        "new",
        "build",
        "check",
        "explain",
        "completions",
        "man",
    ] {
        let run = peerpress(&root, &[command, "--help"]);
        assert_eq!(run.code, 0);
        says(&run.out, &["Usage: peerpress", "Example"]);
        assert!(
            run.out.lines().all(|line| line.chars().count() <= 160),
            "{}",
            run.out
        );
    }
    let run = peerpress(&root, &["--help"]);
    says(
        &run.out,
        &["build", "check", "explain", "Examples:", "Exit codes: 0"],
    );
    assert_eq!(
        peerpress(&root, &["--version"]).out,
        concat!("peerpress ", env!("CARGO_PKG_VERSION"), "\n")
    );
}

#[test]
fn every_finding_is_explained() {
    let root = support::scratch("cli-explain");
    let list = peerpress(&root, &["explain"]);
    assert_eq!(list.code, 0);
    for line in list.out.lines() {
        // A file's name or a key with a colon does not end what is said.
        let words = line.split_once("  ").unwrap_or_default().1.trim();
        assert!(
            words.contains(' ') && words.matches('`').count() % 2 == 0,
            "{line}"
        );
    }
    for code in peerpress::check::codes() {
        assert!(
            list.out
                .lines()
                .any(|line| line.starts_with(&format!("{} ", code.name))),
            "{}",
            code.name
        );
        let one = peerpress(&root, &["explain", code.name]);
        assert_eq!(one.code, 0);
        says(&one.out, &[code.name, code.manual]);
    }
}

#[test]
fn completions_and_the_manual_come_from_the_same_definition() {
    let root = support::scratch("cli-completions");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = peerpress(&root, &["completions", shell]);
        assert_eq!(run.code, 0);
        says(&run.out, &["peerpress", "keep-going", "explain"]);
    }
    let man = peerpress(&root, &["man"]);
    assert_eq!(man.code, 0);
    says(&man.out, &[".TH peerpress", "build"]);
}

#[test]
fn a_theme_replaces_one_template_and_inherits_the_rest() {
    let root = project(
        "cli-theme",
        &[("trusts/alder/practice/one.md", &practice("One", "Words.\n"))],
    );
    support::write(
        &root,
        "theme/templates/not-found.html",
        "{% extends \"default/not-found.html\" %}{% block title %}Lost{% endblock title %}",
    );
    support::write(&root, "theme/styles/90-own.css", ".own { color: red }\n");
    // What editors leave behind is no part of it.
    support::write(&root, "theme/styles/.90-own.css.swp", [0xff, 0xfe]);
    support::write(&root, "theme/templates/home.html~", "{% broken");
    let run = build(&root, &["--theme", "theme"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let page = |path: &str| fs::read_to_string(root.join("public").join(path)).expect("a page");
    assert!(page("404.html").contains("<title>Lost</title>"));
    assert!(
        page("404.html").contains("Main menu"),
        "the rest of the page is inherited"
    );
    assert!(page("index.html").contains("Test Network"));
    let styles = support::files_below(&root.join("public/assets"));
    let style = styles
        .iter()
        .find(|(name, _)| name.ends_with(".css"))
        .expect("a stylesheet");
    let style = String::from_utf8_lossy(style.1);
    assert!(style.contains(".own") && style.len() > 5_000);
}

#[test]
fn a_broken_theme_says_where() {
    let root = project("cli-broken-theme", &[]);
    assert_eq!(build(&root, &[]).code, 0);
    let before = state(&root.join("public"));
    for (text, words) in [
        ("{% if %}", &["glossary.html", "1:"][..]),
        (
            "{{ view.no_such_thing.deeper }}",
            &["glossary.html", "no_such_thing"],
        ),
        ("{% extends \"no-such.html\" %}", &["no-such.html"]),
        ("{% include \"../../etc/passwd\" %}", &["glossary.html"]),
    ] {
        support::write(&root, "theme/templates/glossary.html", text);
        let run = build(&root, &["--theme", "theme"]);
        assert_eq!(run.code, 2, "{text}: {}", run.err);
        says(&run.err, words);
        assert!(run.err.starts_with("error: "), "{}", run.err);
        assert_eq!(state(&root.join("public")), before, "{text}");
    }
    support::write(&root, "theme/templates/glossary.html", b"\xFF\xFE");
    let run = build(&root, &["--theme", "theme"]);
    assert_eq!(run.code, 2);
    says(&run.err, &["glossary.html is not saved as UTF-8"]);
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    use std::process::Stdio;
    let body: String = (0..3_000)
        .map(|number| format!("[a](gone{number}.md)\n"))
        .collect();
    let root = project(
        "cli-pipe",
        &[("trusts/alder/practice/one.md", &practice("One", &body))],
    );
    let mut child = Command::new(env!("CARGO_BIN_EXE_peerpress"))
        .args(["check", "--format", "github"])
        .current_dir(&root)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    drop(child.stdout.take());
    let run: Run = child.wait_with_output().expect("it ends").into();
    assert_eq!(run.code, 1);
    says(&run.err, &["3000 errors"]);
    // Of other commands too, and of what is said beside the answer (`2>&1 | head`).
    fs::remove_dir_all(root.join("content/trusts/alder/practice")).expect("a folder");
    assert_eq!(build(&root, &[]).code, 0);
    support::write(&root, "public/CNAME", "network.example");
    for (arguments, code) in [
        (&["explain"][..], 0),
        (&["explain", "broken-link"], 0),
        (&["explain", "brokn-link"], 2),
        (&["verify"], 0),
        (&["check"], 0),
        (&["check", "-c", "nowhere"], 2),
        (&["init", "new"], 0),
        (&["completions", "bash"], 0),
    ] {
        let mut command = command(&root, arguments);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it runs");
        drop((child.stdout.take(), child.stderr.take()));
        let ended = child.wait().expect("it ends");
        assert_eq!(ended.code(), Some(code), "{arguments:?}");
    }
}

#[test]
fn settings_from_the_command_line_win() {
    let root = project(
        "cli-settings",
        &[(
            "trusts/alder/practice/one.md",
            &practice("One", "Words.\n").replace("summary", "status: draft\nsummary"),
        )],
    );
    assert_eq!(
        build(
            &root,
            &[
                "--base-url",
                "https://host.example/ipsn",
                "--drafts",
                "--pretty-links"
            ]
        )
        .code,
        0
    );
    let page = fs::read_to_string(root.join("public/trusts/alder/practice/one/index.html"))
        .expect("a draft");
    says(
        &page,
        &[
            "https://host.example/ipsn/trusts/alder/practice/one/",
            "This is a draft",
        ],
    );
    assert!(!page.contains("index.html"));
}

/// Half an answer must not pass for a whole one.
#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_said() {
    for command in [&["explain"][..], &["completions", "bash"]] {
        let full = std::fs::File::options().write(true).open("/dev/full");
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_peerpress"))
            .args(command)
            .stdout(full.expect("a full disk"))
            .output()
            .expect("it starts");
        assert_eq!(run.status.code(), Some(2), "{command:?}");
        let said = String::from_utf8_lossy(&run.stderr);
        assert!(said.contains("cannot be written"), "{said}");
    }
}
