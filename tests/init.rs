//! `peerpress init`: what it writes is sound, and nothing that is there is ever changed.

mod support;

use std::fs;

use support::command::{build, peerpress, says};
use support::{files_below, scratch, write};

const HOSTS: [(&str, &[&str]); 9] = [
    ("github-pages", &[".github/workflows/site.yml"]),
    ("gitlab-pages", &[".gitlab-ci.yml"]),
    ("netlify", &["netlify.toml", "build-site.sh"]),
    ("cloudflare-pages", &["build-site.sh"]),
    (
        "azure",
        &[".github/workflows/site.yml", "staticwebapp.config.json"],
    ),
    ("iis", &["web.config", "publish.cmd"]),
    ("nginx", &["nginx-site.conf", "publish.sh"]),
    ("apache", &[".htaccess", "publish.sh"]),
    ("file-share", &["publish.cmd", "publish.sh"]),
];

#[test]
fn a_network_to_start_from_is_sound() {
    let root = scratch("init-start");
    let run = peerpress(&root, &["init"]);
    assert_eq!(run.code, 0, "{}", run.err);
    says(&run.out, &["new: content/network.toml", "new: .gitignore"]);
    says(&run.err, &["6 files written", "peerpress check"]);
    let found = peerpress(&root, &["check"]);
    assert_eq!(found.code, 0);
    says(&found.err, &["0 errors, 0 warnings"]);
    assert_eq!(build(&root, &[]).code, 0);
    // Nobody can publish it without seeing that it is an example.
    for page in [
        "index.html",
        "trusts/example-hospital/index.html",
        "trusts/example-hospital/checklists/chest-drain/index.html",
    ] {
        let page = fs::read_to_string(root.join("public").join(page)).expect("a page");
        let page = page.to_lowercase();
        says(&page, &["delete me"]);
    }
    // Today's, so that it is not overdue on the day it is made.
    let checklist = "content/trusts/example-hospital/checklists/chest-drain.md";
    let text = fs::read_to_string(root.join(checklist)).expect("a checklist");
    let year = |key: &str| -> i32 {
        let line = text.lines().find(|line| line.starts_with(key));
        let date = line.expect("the key is there").rsplit(' ').next();
        date.expect("a date")[..4].parse().expect("a year")
    };
    assert!(year("last_reviewed") >= 2026);
    assert_eq!(year("review_due"), year("last_reviewed") + 3);
}

#[test]
fn every_host_gets_its_files_and_a_page_of_the_manual() {
    for (host, wanted) in HOSTS {
        let root = scratch(&format!("init-{host}"));
        let plan = peerpress(&root, &["init", "site", "--host", host, "--dry-run"]);
        assert_eq!(plan.code, 0, "{}", plan.err);
        says(&plan.err, &["would be written"]);
        assert!(files_below(&root).is_empty(), "a plan wrote something");

        let run = peerpress(&root, &["init", "site", "--host", host]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert_eq!(run.out, plan.out);
        says(&run.err, &[&format!("docs/hosting/{host}.md")]);
        let page = support::repository().join(format!("docs/hosting/{host}.md"));
        assert!(page.exists(), "{host} has no page in the manual");
        let files = files_below(&root.join("site"));
        let others: Vec<&str> = files
            .keys()
            .map(String::as_str)
            .filter(|path| !path.starts_with("content/") && *path != ".gitignore")
            .collect();
        let mut wanted = wanted.to_vec();
        wanted.sort_unstable();
        assert_eq!(others, wanted, "{host}");
        let manual = fs::read_to_string(page).expect("UTF-8");
        for path in wanted {
            assert!(
                manual.contains(path),
                "docs/hosting/{host}.md does not name {path}"
            );
        }
        for (path, bytes) in &files {
            let text = String::from_utf8_lossy(bytes);
            for word in [
                "@POLICY@",
                "@ROOT@",
                "@BASE_URL@",
                "@SOURCE@",
                "@OPTIONS@",
                "@HOST@",
            ] {
                assert!(!text.contains(word), "{host}: {path} has {word}");
            }
        }
    }
}

#[test]
fn what_is_left_open_is_said_with_its_lines() {
    let root = scratch("init-open");
    let run = peerpress(&root, &["init", "--host", "gitlab-pages"]);
    let text = fs::read_to_string(root.join(".gitlab-ci.yml")).expect("a pipeline");
    let lines: Vec<String> = (text.lines().enumerate())
        .filter(|(_, line)| line.contains("FILL-IN"))
        .map(|(at, _)| (at + 1).to_string())
        .collect();
    assert_eq!(lines.len(), 2);
    says(
        &run.err,
        &[&format!(".gitlab-ci.yml, lines {}", lines.join(" and "))],
    );

    let root = scratch("init-filled");
    let commit = "0123456789abcdef0123456789abcdef01234567";
    let source = "https://code.example.org/peerpress.git";
    let run = peerpress(
        &root,
        &[
            "init",
            "--host",
            "gitlab-pages",
            "--source",
            source,
            "--commit",
            commit,
        ],
    );
    assert!(!run.err.contains("Fill in"), "{}", run.err);
    let text = fs::read_to_string(root.join(".gitlab-ci.yml")).expect("a pipeline");
    says(&text, &[commit, source]);

    for (option, value) in [
        ("--source", "https://a.example/\"; rm -rf /"),
        ("--source", "$(touch x):"),
        ("--source", "peerpress"),
        ("--commit", "main"),
        ("--commit", "0123456 && x"),
        ("--host", "geocities"),
        ("--base-url", "network.example"),
    ] {
        let run = peerpress(&root, &["init", "other", option, value]);
        assert_eq!(run.code, 2, "{option} {value}");
        assert!(run.err.starts_with("error: "), "{}", run.err);
    }
    assert!(!root.join("other").exists());
}

#[test]
fn the_address_of_the_site_reaches_the_server() {
    let root = scratch("init-address");
    let base = "https://safety.example.nhs.uk:8443/ipsn";
    for (host, path, words) in [
        (
            "nginx",
            "nginx-site.conf",
            &[
                "server_name safety.example.nhs.uk;",
                "error_page 404 /ipsn/404.html;",
            ][..],
        ),
        (
            "apache",
            ".htaccess",
            &["ErrorDocument 404 /ipsn/404.html", "^/ipsn/(assets/"],
        ),
        ("iis", "web.config", &["path=\"ipsn\\404.html\""]),
    ] {
        let run = peerpress(&root, &["init", host, "--host", host, "--base-url", base]);
        assert_eq!(run.code, 0, "{}", run.err);
        let folder = root.join(host);
        let text = fs::read_to_string(folder.join(path)).expect("settings");
        says(&text, words);
        let settings = fs::read_to_string(folder.join("content/network.toml")).expect("settings");
        says(&settings, &[&format!("base_url = \"{base}/\"")]);
        // From then on the settings say it; another wish is pointed out.
        fs::remove_file(folder.join(path)).expect("removed");
        assert_eq!(peerpress(&root, &["init", host, "--host", host]).code, 0);
        assert_eq!(
            fs::read_to_string(folder.join(path)).expect("settings"),
            text
        );
    }
    let run = peerpress(
        &root,
        &["init", "iis", "--base-url", "https://other.example/"],
    );
    says(
        &run.err,
        &[
            "content/network.toml says base_url",
            "https://other.example/",
        ],
    );
}

/// Browsers may keep for ever what is named by its content, and nothing else: an index whose root is old finds nothing.
#[test]
fn only_files_named_by_their_content_are_kept_for_ever() {
    let root = scratch("init-for-ever");
    assert_eq!(peerpress(&root, &["init"]).code, 0);
    assert_eq!(build(&root, &[]).code, 0);
    let site = files_below(&root.join("public"));
    let headers = String::from_utf8_lossy(&site["_headers"]).into_owned();
    let lasting: Vec<&str> = headers
        .split("\n  Cache-Control: public, max-age=31536000, immutable\n")
        .filter_map(|before| before.lines().last()?.strip_suffix('*'))
        .collect();
    for path in site.keys() {
        let named = path.starts_with("assets/")
            || (path.starts_with("search-index/") && path != "search-index/root.js");
        let kept = lasting
            .iter()
            .any(|start| format!("/{path}").starts_with(start));
        assert_eq!(kept, named, "{path}");
        // As nginx and Apache are told to know them.
        let marked = path
            .strip_suffix(".js")
            .and_then(|name| name.rsplit_once('-'))
            .is_some_and(|(_, mark)| {
                mark.len() == 5 && mark.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'v'))
            });
        assert!(
            marked || !path.starts_with("search-index/") || !named,
            "{path}"
        );
    }
    assert!(site.keys().any(|path| path.starts_with("search-index/t-")));

    let base = "https://safety.example.nhs.uk/ipsn";
    for (host, path, words) in [
        (
            "nginx",
            "nginx-site.conf",
            &[
                "~^/ipsn/assets/ \"public, max-age=31536000, immutable\";",
                "\"~^/ipsn/search-index/[^/]+-[0-9a-v]{5}\\.js$\" \"public, max-age=31536000, immutable\";",
                "default \"no-cache\";",
            ][..],
        ),
        (
            "apache",
            ".htaccess",
            &["m#^/ipsn/(assets/|search-index/[^/]+-[0-9a-v]{5}\\.js$)#"],
        ),
        (
            "iis",
            "web.config",
            &[
                "<location path=\"assets\">",
                "<location path=\"search-index\">",
                "<location path=\"search-index/root.js\">",
            ],
        ),
        (
            "azure",
            "staticwebapp.config.json",
            &[
                "\"/assets/*\"",
                "\"route\": \"/search-index/root.js\",\n      \"headers\": { \"Cache-Control\": \"no-cache\" }\n    },\n    {\n      \
                 \"route\": \"/search-index/*\",",
            ],
        ),
    ] {
        let run = peerpress(&root, &["init", host, "--host", host, "--base-url", base]);
        assert_eq!(run.code, 0, "{}", run.err);
        let text = fs::read_to_string(root.join(host).join(path)).expect("settings");
        says(&text, words);
    }
}

#[test]
fn nothing_that_is_there_is_changed() {
    let root = scratch("init-there");
    write(&root, "content/network.toml", support::SETTINGS);
    write(&root, "web.config", "<mine/>");
    let run = peerpress(&root, &["init", "--host", "iis"]);
    assert_eq!(run.code, 1);
    says(
        &run.out,
        &[
            "there already with other words, left as it is: web.config",
            "new: publish.cmd",
            "new: .gitignore",
        ],
    );
    says(&run.err, &["2 files written, 1 left as it was"]);
    let files = files_below(&root);
    assert_eq!(files["web.config"], b"<mine/>");
    assert_eq!(
        files
            .keys()
            .filter(|path| path.starts_with("content/"))
            .count(),
        1,
        "a network of one's own gets no example"
    );
    // What it wrote itself is no obstacle the second time.
    fs::remove_file(root.join("web.config")).expect("removed");
    assert_eq!(peerpress(&root, &["init", "--host", "iis"]).code, 0);
    let run = peerpress(&root, &["init", "--host", "iis"]);
    assert_eq!(run.code, 0);
    says(&run.out, &["there already: web.config"]);
    // The shell of Windows wants its own line ends.
    let script = fs::read_to_string(root.join("publish.cmd")).expect("a script");
    assert!(
        script.lines().count() > 10 && script.matches("\r\n").count() == script.lines().count()
    );
}

#[test]
fn what_cannot_be_written_is_said() {
    let root = scratch("init-cannot");
    write(&root, "file", "x");
    let run = peerpress(&root, &["init", "file"]);
    assert_eq!(run.code, 2);
    says(&run.err, &["error: file", "could not be written"]);

    // A folder, or a link that leads to nothing, where a file should be.
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(root.join("elsewhere"), root.join("netlify.toml"))
            .expect("a link");
        let run = peerpress(&root, &["init", "--host", "netlify"]);
        assert_eq!(run.code, 2);
        says(&run.err, &["error: netlify.toml could not be written"]);
        assert!(!root.join("elsewhere").exists());
    }
}
