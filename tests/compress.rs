//! Compressed copies beside texts: what is in them, which files have them, and that they come and go with their files.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::time::SystemTime;

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use peerpress::hash::sha256;
use support::command::{build, peerpress, project, says};
use support::{files_below, practice};

fn packed(path: &str) -> bool {
    path.ends_with(".br") || path.ends_with(".gz")
}

/// What is in a copy.
fn unpacked(path: &str, bytes: &[u8]) -> Vec<u8> {
    let mut held = Vec::new();
    match path.ends_with(".br") {
        true => brotli::BrotliDecompress(&mut &*bytes, &mut held).expect("it is Brotli"),
        false => drop(
            GzDecoder::new(bytes)
                .read_to_end(&mut held)
                .expect("it is gzip"),
        ),
    }
    held
}

/// When each file was written.
fn times(folder: &Path) -> BTreeMap<String, SystemTime> {
    let time = |path: &String| fs::metadata(folder.join(path)).and_then(|meta| meta.modified());
    files_below(folder)
        .into_keys()
        .map(|path| (path.clone(), time(&path).expect("a file has a time")))
        .collect()
}

fn page(name: &str) -> String {
    format!("trusts/alder/practice/{name}/index.html")
}

#[test]
fn copies_hold_what_they_stand_beside() {
    let one = practice("One", "Words.\n\n[small](small.txt) [data](data.json)\n");
    let root = project(
        "compress-copies",
        &[
            ("trusts/alder/practice/one/index.md", &one),
            ("trusts/alder/practice/one/small.txt", "few words\n"),
            (
                "trusts/alder/practice/one/data.json",
                &"[1, 2, 3]\n".repeat(500),
            ),
        ],
    );
    assert_eq!(build(&root, &["-o", "plain"]).code, 0);
    assert_eq!(build(&root, &["--compress"]).code, 0);
    let mut site = files_below(&root.join("public"));
    let listed = String::from_utf8(site.remove("manifest.json").expect("a list")).expect("UTF-8");
    let copies: Vec<&String> = site.keys().filter(|path| packed(path)).collect();
    for path in &copies {
        let original = &path[..path.len() - 3];
        assert!(listed.contains(&format!("\"{path}\"")), "{path}");
        assert!(site[original].len() >= 1024, "{path} is of a tiny file");
        assert!(site[*path].len() < site[original].len(), "{path}");
        assert_eq!(unpacked(path, &site[*path]), site[original], "{path}");
    }
    for (path, bytes) in site.iter().filter(|(path, _)| !packed(path)) {
        // What a reader loads as text; the files of the search index are packed in themselves.
        let text = ["html", "css", "js", "json", "svg", "xml"]
            .iter()
            .any(|ending| path.ends_with(&format!(".{ending}")));
        let wanted = text && bytes.len() >= 2048 && !path.starts_with("search-index/");
        for ending in [".br", ".gz"] {
            let there = site.contains_key(&format!("{path}{ending}"));
            assert!(there || !wanted, "{path} has no {ending}");
            assert!(!there || text || path.ends_with(".txt") || path.ends_with(".md"));
        }
    }
    assert!(copies.iter().any(|path| path.ends_with("one/data.json.br")));
    assert!(!copies.iter().any(|path| path.contains("small.txt")));
    assert!(!copies.iter().any(|path| path.starts_with("search-index")));
    assert_eq!(peerpress(&root, &["verify", "-q"]).code, 0);

    // The rest is the site as it is without them, and another build makes the same copies.
    assert_eq!(build(&root, &["--compress", "-o", "again"]).code, 0);
    let mut again = files_below(&root.join("again"));
    again.remove("manifest.json");
    assert_eq!(again, site);
    site.retain(|path, _| !packed(path));
    let mut plain = files_below(&root.join("plain"));
    plain.remove("manifest.json");
    assert_eq!(site, plain);
}

#[test]
fn copies_come_and_go_with_their_files() {
    let root = project(
        "compress-pruned",
        &[
            ("trusts/alder/practice/one.md", &practice("One", "Words.\n")),
            ("trusts/alder/practice/two.md", &practice("Two", "Words.\n")),
        ],
    );
    let public = root.join("public");
    assert_eq!(build(&root, &["--compress"]).code, 0);
    let before = times(&public);
    let run = build(&root, &["--compress"]);
    says(&run.err, &[": 0 of "]);
    assert_eq!(times(&public), before, "nothing is written twice");

    fs::remove_file(root.join("content/trusts/alder/practice/two.md")).expect("removed");
    let text = practice("One", "Other words.\n");
    support::write(&root, "content/trusts/alder/practice/one.md", text);
    assert_eq!(build(&root, &["--compress"]).code, 0);
    assert!(!public.join("trusts/alder/practice/two").exists());
    let site = files_below(&public);
    for ending in [".br", ".gz"] {
        let copy = page("one") + ending;
        assert_eq!(unpacked(&copy, &site[&copy]), site[&page("one")]);
    }
    assert_eq!(peerpress(&root, &["verify", "-q"]).code, 0);

    let run = build(&root, &[]);
    says(&run.err, &[" removed"]);
    let left = files_below(&public);
    assert!(!left.keys().any(|path| packed(path)));
    assert_eq!(peerpress(&root, &["verify", "-q"]).code, 0);
}

#[test]
fn a_copy_of_last_time_is_kept_only_if_it_holds_the_page() {
    let root = project(
        "compress-kept",
        &[("trusts/alder/practice/one.md", &practice("One", "Words.\n"))],
    );
    let public = root.join("public");
    assert_eq!(build(&root, &["--compress"]).code, 0);
    let site = files_below(&public);
    let path = public.join(page("one") + ".gz");

    // Packed otherwise, and known so by the list: it is kept, not made again.
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(1));
    encoder.write_all(&site[&page("one")]).expect("packed");
    let other = encoder.finish().expect("packed");
    assert_ne!(other, site[&(page("one") + ".gz")]);
    fs::write(&path, &other).expect("written");
    let list = fs::read_to_string(public.join("manifest.json")).expect("a list");
    let [known, now] = [&site[&(page("one") + ".gz")], &other].map(|bytes| sha256(bytes));
    fs::write(public.join("manifest.json"), list.replace(&known, &now)).expect("written");
    assert_eq!(build(&root, &["--compress"]).code, 0);
    assert_eq!(fs::read(&path).expect("a copy"), other);

    // Another version of the program makes its own.
    let list = fs::read_to_string(public.join("manifest.json")).expect("a list");
    let list = list.replacen("\"peerpress ", "\"peerpress 0.0.1-", 1);
    fs::write(public.join("manifest.json"), list).expect("written");
    assert_eq!(build(&root, &["--compress"]).code, 0);
    assert_eq!(
        fs::read(&path).expect("a copy"),
        site[&(page("one") + ".gz")]
    );

    // Cut short, with more behind it, of another page, no archive at all: each is mended.
    let good = site[&(page("one") + ".gz")].clone();
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(&site[&page("one")]).expect("packed");
    encoder.write_all(b"<p>more").expect("packed");
    for bad in [
        good[..good.len() / 2].to_vec(),
        [&good[..], b"more"].concat(),
        encoder.finish().expect("packed"),
        site["index.html.gz"].clone(),
        b"words".to_vec(),
        Vec::new(),
    ] {
        fs::write(&path, bad).expect("written");
        assert_eq!(build(&root, &["--compress"]).code, 0);
        assert_eq!(fs::read(&path).expect("a copy"), good);
    }
    for bad in [site["index.html.br"].clone(), b"words".to_vec()] {
        let path = public.join(page("one") + ".br");
        fs::write(&path, bad).expect("written");
        assert_eq!(build(&root, &["--compress"]).code, 0);
        assert_eq!(
            fs::read(&path).expect("a copy"),
            site[&(page("one") + ".br")]
        );
    }
}
