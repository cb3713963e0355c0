//! `peerpress serve`, as a browser and an author meet it: the real program, real edits, real connections.

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use support::chance::Chance;
use support::edits::{random_edit, rounds, small_network};
use support::served::{PATIENCE, Served};
use support::{network, practice, write};

const ONE: &str = "/trusts/alder/practice/one/";

fn one(words: &str) -> String {
    practice("One", &format!("{words}\n"))
}

/// A network with a page and a picture on it.
fn content(name: &str) -> std::path::PathBuf {
    network(
        name,
        &[
            ("trusts/alder/practice/one.md", &one("First words.")),
            (
                "trusts/alder/practice/two.md",
                &practice("Two", "Other words.\n"),
            ),
            (
                "trusts/alder/practice/folder/index.md",
                &practice("Folder", "![A sign](sign.png) and [a form](a form.csv).\n")
                    .replace("a form.csv", "a%20form.csv"),
            ),
            ("trusts/alder/practice/folder/a form.csv", "a,b\n1,2\n"),
        ],
    )
}

#[test]
fn what_is_answered_is_what_a_build_writes() {
    let content = content("serve-same");
    picture(&content, 1);
    let served = Served::start(&content, &[]);
    let built = support::build(&support::project(&content));
    let files = support::site(&built);
    assert!(files.len() > 30, "{} files", files.len());
    for (path, bytes) in &files {
        if path == "404.html" {
            continue;
        }
        let answered = served.file(path);
        assert!(answered.as_ref() == Some(bytes), "{path} differs");
    }
    let missing = served.get("/nowhere/");
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("There is no page at this address"));
}

/// A picture of one colour; small, but a true PNG.
fn picture(content: &Path, shade: u8) {
    let mut png = include_bytes!("support/dot.png").to_vec();
    // The text chunk is not looked at by any viewer.
    let at = png.len() - 20;
    png[at] = shade;
    write(content, "trusts/alder/practice/folder/sign.png", png);
}

#[test]
fn headers_are_those_of_a_good_host() {
    let content = content("serve-headers");
    picture(&content, 1);
    let served = Served::start(&content, &[]);
    let page = served.get(ONE);
    assert_eq!(page.status, 200);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(page.header("cache-control"), "no-cache");
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(page.header("content-length"), page.body.len().to_string());

    let head = served.request("HEAD", ONE, &[]);
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), page.body.len().to_string());
    assert_eq!(head.header("etag"), page.header("etag"));

    let tag = page.header("etag");
    assert!(tag.starts_with('"') && tag.len() > 8, "{tag}");
    for known in [tag.to_owned(), "*".to_owned(), format!("\"x\", W/{tag}")] {
        let again = served.request("GET", ONE, &[("If-None-Match", &known)]);
        assert_eq!((again.status, again.body.len()), (304, 0), "{known}");
        assert_eq!(again.header("etag"), tag);
    }
    let other = served.request("GET", ONE, &[("If-None-Match", "\"x\"")]);
    assert_eq!(other.status, 200);

    let folder = "/trusts/alder/practice/folder";
    for (path, kind) in [
        (format!("{folder}/sign.png"), "image/png"),
        (format!("{folder}/a%20form.csv"), "text/csv; charset=utf-8"),
        ("/feed.xml".to_owned(), "text/xml; charset=utf-8"),
        (
            "/catalogue.json".to_owned(),
            "application/json; charset=utf-8",
        ),
        ("/robots.txt".to_owned(), "text/plain; charset=utf-8"),
        (
            "/_peerpress/live.js".to_owned(),
            "text/javascript; charset=utf-8",
        ),
        ("/_peerpress/live.css".to_owned(), "text/css; charset=utf-8"),
    ] {
        let answer = served.get(&path);
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, kind),
            "{path}"
        );
    }
    for path in support::site(&support::build(&support::project(&content))).keys() {
        let kind = served.get(&format!("/{}", peerpress::path::encode(path)));
        let kind = kind.header("content-type");
        let fits = match path.rsplit('.').next() {
            Some("css") => kind == "text/css; charset=utf-8",
            Some("js") => kind == "text/javascript; charset=utf-8",
            Some("svg") => kind == "image/svg+xml; charset=utf-8",
            _ => !kind.is_empty(),
        };
        assert!(fits, "{path}: {kind}");
    }
}

#[test]
fn parts_of_files() {
    let content = content("serve-range");
    picture(&content, 1);
    let served = Served::start(&content, &[]);
    let path = "/trusts/alder/practice/folder/a%20form.csv";
    let whole = served.get(path);
    assert_eq!(whole.body, b"a,b\n1,2\n");
    assert_eq!(whole.header("accept-ranges"), "bytes");
    let range = |range: &str| served.request("GET", path, &[("Range", range)]);
    for (wanted, part, place) in [
        ("bytes=0-2", "a,b", "bytes 0-2/8"),
        ("bytes=4-", "1,2\n", "bytes 4-7/8"),
        ("bytes=-3", ",2\n", "bytes 5-7/8"),
        ("bytes=6-100", "2\n", "bytes 6-7/8"),
    ] {
        let answer = range(wanted);
        assert_eq!((answer.status, answer.text()), (206, part), "{wanted}");
        assert_eq!(answer.header("content-range"), place);
        assert_eq!(answer.header("content-length"), part.len().to_string());
    }
    for wanted in ["bytes=8-", "bytes=100-200"] {
        let answer = range(wanted);
        assert_eq!(answer.status, 416, "{wanted}");
        assert_eq!(answer.header("content-range"), "bytes */8");
    }
    for wanted in ["lines=1-2", "bytes=x", "bytes=0-1,3-4", "bytes=3-1x"] {
        let answer = range(wanted);
        assert_eq!((answer.status, answer.body.len()), (200, 8), "{wanted}");
    }
    let tag = whole.header("etag");
    let parts = |tag: &str| {
        let headers = [("Range", "bytes=0-2"), ("If-Range", tag)];
        served.request("GET", path, &headers).status
    };
    assert_eq!((parts(tag), parts("\"old\"")), (206, 200));
}

#[test]
fn nobody_gets_out_of_the_site() {
    let content = content("serve-outside");
    picture(&content, 1);
    let served = Served::start(&content, &[]);
    for path in [
        "/../Cargo.toml",
        "/..%2fCargo.toml",
        "/%2e%2e/network.toml",
        "/network.toml",
        "/trusts/alder/practice/one.md",
        "//etc/passwd",
        "/trusts/alder/../../feed.xml",
        "/..\\network.toml",
        "/feed.xml%00",
        "/_peerpress/../feed.xml",
        "/_peerpress/",
    ] {
        let answer = served.get(path);
        assert_eq!(answer.status, 404, "{path}: {}", answer.text());
    }
    assert_eq!(served.get("/%ff").status, 400);
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let answer = served.request(method, ONE, &[]);
        assert_eq!(
            (answer.status, answer.header("allow")),
            (405, "GET, HEAD"),
            "{method}"
        );
    }
}

#[test]
fn only_names_of_this_computer_are_answered() {
    let content = content("serve-hosts");
    picture(&content, 1);
    let served = Served::start(&content, &["--allow-host", "ward.example"]);
    for (host, status) in [
        ("localhost", 200),
        ("localhost:4000", 200),
        ("127.0.0.1", 200),
        ("[::1]:1", 200),
        ("ward.example:4000", 200),
        ("evil.example", 403),
        ("192.168.0.7:4000", 403),
        ("localhost.evil.example", 403),
        ("-", 403),
    ] {
        assert_eq!(
            served.request("GET", ONE, &[("Host", host)]).status,
            status,
            "{host}"
        );
        let events = "/_peerpress/live.js";
        assert_eq!(
            served.request("GET", events, &[("Host", host)]).status,
            status,
            "{host}"
        );
    }
    let refused = served.request(
        "GET",
        "/_peerpress/events?page=/&version=x",
        &[("Host", "evil.example")],
    );
    assert_eq!(refused.status, 403);
    assert!(refused.text().contains("--allow-host"));
}

#[test]
fn addresses_lead_where_a_host_leads() {
    let content = content("serve-addresses");
    picture(&content, 1);
    write(
        &content,
        "network.toml",
        support::SETTINGS.replace("network.example/", "network.example/sub/"),
    );
    let served = Served::start(&content, &[]);
    assert_eq!(served.prefix, "/sub/");
    let page = format!("/sub{ONE}");
    for path in [
        page.clone(),
        format!("{page}index.html"),
        format!("{page}?a=b"),
    ] {
        assert!(served.get(&path).text().contains("First words."), "{path}");
    }
    for (from, to) in [
        ("/", "/sub/"),
        ("/sub", "/sub/"),
        (
            "/sub/trusts/alder/practice/one?q=a%20b",
            "/sub/trusts/alder/practice/one/?q=a%20b",
        ),
    ] {
        let answer = served.get(from);
        assert_eq!(
            (answer.status, answer.header("location")),
            (308, to),
            "{from}"
        );
    }
    assert_eq!(served.get(ONE).status, 404, "the site does not stand there");
    assert_eq!(
        served.get("/sub/trusts/alder/practice/one/none.pdf").status,
        404
    );
}

#[test]
fn an_edit_shows_and_wakes_the_pages_that_show_it() {
    let content = content("serve-edit");
    picture(&content, 1);
    let served = Served::start(&content, &[]);
    let mut page = served.listen(ONE);
    let mut list = served.listen("/practice/");
    let mut other = served.listen("/trusts/alder/practice/two/");
    let (name, data) = page.next();
    assert_eq!(name, "findings");
    assert!(data.contains("\"errors\":0"), "{data}");

    write(
        &content,
        "trusts/alder/practice/one.md",
        one("Second words."),
    );
    served.until(ONE, |answer| answer.text().contains("Second words."));
    page.next_of("reload");
    served.until_said("trusts/alder/practice/one.md: 1 page made");

    // The editor saves beside the file and renames.
    let path = content.join("trusts/alder/practice/one.md");
    fs::write(
        path.with_extension("md~"),
        one("Third words.").replace("\"One\"", "\"First\""),
    )
    .expect("written");
    fs::rename(path.with_extension("md~"), &path).expect("renamed");
    served.until(ONE, |answer| answer.text().contains("Third words."));
    list.next_of("reload");

    // A page that shows neither has been told nothing but what there is to mend.
    write(
        &content,
        "trusts/alder/practice/two.md",
        practice("Two", "Changed words.\n"),
    );
    loop {
        let (name, data) = other.next();
        if name == "reload" {
            break;
        }
        assert_eq!(name, "findings", "{data}");
    }
    assert!(
        served
            .get("/trusts/alder/practice/two/")
            .text()
            .contains("Changed words.")
    );

    // A page that missed an edit while it was loading is told at once.
    let mut late = served.listen_as(ONE, "0000000000");
    late.next_of("reload");

    // A new page appears under an address that had none, and goes again.
    let new = "/trusts/alder/practice/new/";
    let mut missing = served.listen(new);
    write(
        &content,
        "trusts/alder/practice/new.md",
        practice("New", "New words.\n"),
    );
    served.until(new, |answer| answer.status == 200);
    missing.next_of("reload");
    fs::remove_file(content.join("trusts/alder/practice/new.md")).expect("removed");
    served.until(new, |answer| answer.status == 404);

    // A folder is renamed: its pages move, and so do its files.
    fs::rename(
        content.join("trusts/alder/practice/folder"),
        content.join("trusts/alder/practice/moved"),
    )
    .expect("renamed");
    served.until("/trusts/alder/practice/moved/", |answer| {
        answer.status == 200
    });
    assert_eq!(
        served.get("/trusts/alder/practice/moved/sign.png").status,
        200
    );
    assert_eq!(served.get("/trusts/alder/practice/folder/").status, 404);
    write(
        &content,
        "trusts/alder/practice/moved/index.md",
        practice("Folder", "Moved words. ![A sign](sign.png)\n"),
    );
    served.until("/trusts/alder/practice/moved/", |answer| {
        answer.text().contains("Moved words.")
    });

    // A picture changes in its place.
    let mut shows = served.listen("/trusts/alder/practice/moved/");
    let mut png = include_bytes!("support/dot.png").to_vec();
    let at = png.len() - 20;
    png[at] = 2;
    write(&content, "trusts/alder/practice/moved/sign.png", png);
    assert_eq!(
        shows.next_of("media"),
        "[\"/trusts/alder/practice/moved/sign.png\"]"
    );
}

#[test]
fn what_is_broken_is_told_and_what_was_sound_stays() {
    let content = content("serve-broken");
    picture(&content, 1);
    let served = Served::start(&content, &[]);
    let mut page = served.listen(ONE);
    page.next_of("findings");
    let sound = served.get(ONE).body;

    let broken = one("Broken words.").replace("summary: \"About it.\"\n", "");
    write(&content, "trusts/alder/practice/one.md", &broken);
    let told = page.next_of("findings");
    for words in [
        "\"errors\":1",
        "missing-field",
        "trusts/alder/practice/one.md",
        "summary",
    ] {
        assert!(told.contains(words), "no {words} in {told}");
    }
    served.until_said("error[missing-field]");
    assert!(served.get(ONE).body == sound, "the last sound page stays");
    assert!(
        served.get("/practice/").text().contains("About it."),
        "in lists too"
    );

    // What was just saved is told first.
    let broken = practice("Two", "").replace("summary:", "sumary:");
    write(&content, "trusts/alder/practice/two.md", &broken);
    let told = page.next_of("findings");
    let place = |path: &str| told.find(path).expect("it is told");
    assert!(
        place("practice/two.md") < place("practice/one.md"),
        "{told}"
    );

    // Other pages go on.
    write(
        &content,
        "trusts/alder/practice/two.md",
        practice("Two", "Changed words.\n"),
    );
    served.until("/trusts/alder/practice/two/", |answer| {
        answer.text().contains("Changed words.")
    });
    assert!(page.next_of("findings").contains("\"errors\":1"));
    assert!(served.get(ONE).body == sound);

    write(
        &content,
        "trusts/alder/practice/one.md",
        one("Mended words."),
    );
    let told = page.next_of("findings");
    assert!(told.contains("\"errors\":0"), "{told}");
    served.until(ONE, |answer| answer.text().contains("Mended words."));
    served.until_said("1 mended");

    // Settings and vocabularies that cannot be read take nothing away.
    let all = served.get("/practice/").body;
    for path in ["network.toml", "trusts/alder/index.md"] {
        let kept = fs::read(content.join(path)).expect("a file");
        write(&content, path, "[[[");
        assert!(!page.next_of("findings").contains("\"errors\":0"));
        assert!(served.get("/practice/").body == all, "{path}");
        write(&content, path, kept);
        assert!(page.next_of("findings").contains("\"errors\":0"), "{path}");
    }

    // The whole folder goes, as a checkout of another branch may do for a moment, and comes back.
    let away = content.with_extension("away");
    let _ = fs::remove_dir_all(&away);
    fs::rename(&content, &away).expect("renamed");
    served.until_said("cannot be read");
    assert!(served.get("/practice/").body == all);
    fs::rename(&away, &content).expect("renamed");
    write(
        &content,
        "trusts/alder/practice/one.md",
        one("Words after all."),
    );
    served.until(ONE, |answer| answer.text().contains("Words after all."));
}

#[test]
fn a_network_that_is_broken_from_the_start() {
    let content = content("serve-broken-start");
    write(
        &content,
        "trusts/alder/practice/one.md",
        "No front matter.\n",
    );
    picture(&content, 1);
    let served = Served::start(&content, &[]);
    assert_eq!(served.get(ONE).status, 404, "it was never sound");
    assert_eq!(
        served.get("/trusts/alder/practice/two/").status,
        200,
        "others are"
    );
    assert!(
        served.said().contains("no-front-matter"),
        "{}",
        served.said()
    );

    // Without settings there is no site at all, but a page that says why, and waits.
    let bare = support::scratch("serve-bare");
    fs::create_dir_all(bare.join("content")).expect("made");
    let served = Served::start(&bare.join("content"), &[]);
    let nothing = served.get("/");
    assert_eq!(nothing.status, 503);
    assert!(nothing.text().contains("Nothing to show yet"));
    let mut page = served.listen("/");
    assert!(page.next_of("findings").contains("missing-settings"));
    write(&bare.join("content"), "network.toml", support::SETTINGS);
    page.next_of("reload");
    assert_eq!(served.get("/").status, 200);
}

#[test]
fn a_theme_is_watched_too() {
    let content = content("serve-theme");
    picture(&content, 1);
    let theme = support::scratch("serve-theme-folder");
    write(&theme, "styles/90-own.css", "h1 { color: red }\n");
    let served = Served::start(&content, &["--theme", theme.to_str().expect("UTF-8")]);
    let mut page = served.listen(ONE);
    page.next_of("findings");
    write(&theme, "styles/90-own.css", "h1 { color: blue }\n");
    let told = page.next_of("style");
    assert!(told.contains("assets/style."), "{told}");
    write(
        &theme,
        "templates/resource.html",
        "{% extends \"default/resource.html\" %}{% block title %}Own title{% endblock title %}",
    );
    page.next_of("reload");
    assert!(served.get(ONE).text().contains("<title>Own title"));

    write(
        &theme,
        "templates/resource.html",
        "{% extends \"nowhere\" %}",
    );
    let told = page.next_of("findings");
    assert!(told.contains("\"trouble\":\""), "{told}");
    assert!(
        served.get(ONE).text().contains("<title>Own title"),
        "the last sound site stays"
    );
    fs::remove_file(theme.join("templates/resource.html")).expect("removed");
    assert!(page.next_of("findings").contains("\"trouble\":null"));
    served.until(ONE, |answer| !answer.text().contains("<title>Own title"));
}

#[test]
fn a_thousand_files_at_once() {
    let content = content("serve-burst");
    picture(&content, 1);
    let served = Served::start(&content, &[]);
    for number in 0..1_000 {
        let path = format!("trusts/alder/practice/deep/er/page{number}.md");
        let path = if number % 2 == 0 {
            path.replace("deep/er/", "")
        } else {
            path.replace("/deep/er/", "/")
        };
        write(
            &content,
            &path,
            practice(&format!("Page {number}"), "Words.\n"),
        );
    }
    served.until("/trusts/alder/practice/page999/", |answer| {
        answer.status == 200
    });
    for number in [0, 1, 500, 998] {
        let path = format!("/trusts/alder/practice/page{number}/");
        served.until(&path, |answer| answer.status == 200);
    }
    let builds = served.said().matches(" made, ").count();
    assert!(builds < 50, "a burst is one edit, not {builds}");
}

#[test]
fn ports_and_ends() {
    let content = content("serve-port");
    picture(&content, 1);
    let served = Served::start(&content, &[]);
    let port = served.port.to_string();
    let run = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_peerpress"))
            .args(["serve", "--content"])
            .arg(&content)
            .args(arguments)
            .output()
            .expect("it runs")
    };
    let taken = run(&["--port", &port]);
    assert_eq!(taken.status.code(), Some(2));
    let words = String::from_utf8_lossy(&taken.stderr).into_owned();
    assert!(
        words.contains(&format!("port {port}")) && words.contains("Leave --port out"),
        "{words}"
    );
    let nowhere = run(&["--content", "nowhere"]);
    assert_eq!(nowhere.status.code(), Some(2));

    let asked = Command::new("kill")
        .args(["-INT", &served.process().to_string()])
        .status();
    assert!(asked.expect("kill runs").success());
    assert_eq!(served.ended(), Some(0), "Ctrl-C is a good end");
}

/// Edits of every sort, one after another, sound and broken; after each, every answer is what a fresh build writes. A long run is asked
/// for by `PEERPRESS_EDITS=1000`.
#[test]
fn after_any_edit_the_answers_are_those_of_a_fresh_build() {
    let rounds = rounds(40);
    let seed = 2_027;
    let mut chance = Chance::new(seed);
    let root = small_network("serve-random");
    let theme = support::scratch("serve-random-theme");
    let original = support::files_below(&root);
    let served = Served::start(&root, &["--theme", theme.to_str().expect("UTF-8")]);
    let mut known = std::collections::BTreeSet::new();
    let mut sound = 0;
    for round in 0..rounds {
        // Options are chosen when the server starts, so only what lies in folders is edited.
        let mut project = support::project(&root);
        project.theme = Some(theme.clone());
        let edit = random_edit(&mut chance, &root, &theme, &mut project, &original, round);
        if project.theme.is_none() {
            fs::remove_dir_all(&theme).expect("removed");
            fs::create_dir_all(&theme).expect("made");
        }
        let mut project = support::project(&root);
        project.theme = Some(theme.clone());
        let built = support::build(&project);
        let context = format!("seed {seed}, round {round}: {edit}");
        let errors = built
            .checked
            .findings
            .iter()
            .filter(|finding| finding.is_error());
        let found = format!(
            "\"errors\":{},\"warnings\":{},",
            errors.clone().count(),
            built.checked.findings.len() - errors.count()
        );
        let files = built.artifacts.is_some().then(|| support::site(&built));
        let begun = Instant::now();
        while let Some(fault) = fault(&served, &found, files.as_ref(), &known) {
            assert!(
                begun.elapsed() < PATIENCE,
                "{context}: {fault}\n{}",
                served.said()
            );
            thread::sleep(Duration::from_millis(20));
        }
        if let Some(files) = files {
            sound += 1;
            known.extend(files.into_keys());
        }
    }
    assert!(
        sound * 3 > rounds,
        "only {sound} of {rounds} edits left a site to compare"
    );
}

/// What is not yet as it should be: the findings, or any file; files that were there once must be gone.
fn fault(
    served: &Served,
    found: &str,
    files: Option<&std::collections::BTreeMap<String, Vec<u8>>>,
    known: &std::collections::BTreeSet<String>,
) -> Option<String> {
    let told = served.listen_as("/", "none").next_of("findings");
    if !told.contains(found) {
        return Some(format!("{told} has no {found}"));
    }
    let files = files?;
    for (path, bytes) in files {
        // The page for missing addresses is compared by the status it comes with.
        if path != "404.html" && served.file(path).as_ref() != Some(bytes) {
            return Some(format!("{path} differs"));
        }
    }
    let gone = known
        .iter()
        .find(|path| !files.contains_key(*path) && served.file(path).is_some());
    gone.map(|path| format!("{path} is still there"))
}
