//! What a coordinator needs to publish from a repository: a network to start from, and the files that their host reads. What a contributor
//! needs to begin: a page to fill in.
//!
//! The files lie beside this one as they are written. Words between `@` are filled in.

mod page;

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use clap::ValueEnum;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::path::BaseUrl;
use crate::plan::headers;

pub use page::{Begun, PageError, page};

/// Where a site can stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Host {
    /// GitHub Pages, published by GitHub Actions
    GithubPages,
    /// GitLab Pages, on gitlab.com or a GitLab of your own
    GitlabPages,
    /// Netlify
    Netlify,
    /// Cloudflare Pages
    CloudflarePages,
    /// Azure Static Web Apps, published by GitHub Actions
    Azure,
    /// Internet Information Services on Windows Server
    Iis,
    /// nginx
    Nginx,
    /// Apache 2.4
    Apache,
    /// A folder that readers open without a web server
    FileShare,
}

/// What stands where the coordinator has to put something.
pub const TO_FILL_IN: &str = "FILL-IN";

const BUILD: (&str, &str) = (
    "build-site.sh",
    include_str!("scaffold/hosts/build-site.sh"),
);
const COPY: (&str, &str) = ("publish.sh", include_str!("scaffold/hosts/publish.sh"));
const COPY_WINDOWS: (&str, &str) = ("publish.cmd", include_str!("scaffold/hosts/publish.cmd"));

/// The network to start from.
const CONTENT: [(&str, &str); 5] = [
    (
        "content/network.toml",
        include_str!("scaffold/content/network.toml"),
    ),
    (
        "content/index.md",
        include_str!("scaffold/content/index.md"),
    ),
    (
        "content/vocabulary/procedures.toml",
        include_str!("scaffold/content/vocabulary/procedures.toml"),
    ),
    (
        "content/trusts/example-hospital/index.md",
        include_str!("scaffold/content/trusts/example-hospital/index.md"),
    ),
    (
        "content/trusts/example-hospital/checklists/chest-drain.md",
        include_str!("scaffold/content/trusts/example-hospital/checklists/chest-drain.md"),
    ),
];

/// For every host that is reached through a repository.
const IGNORED: (&str, &str) = (".gitignore", include_str!("scaffold/hosts/gitignore"));

impl Host {
    /// Its name on the command line and in the manual.
    pub fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }

    /// The files that it reads, or that publish to it.
    fn files(self) -> Vec<(&'static str, &'static str)> {
        match self {
            Host::GithubPages => vec![(
                ".github/workflows/site.yml",
                include_str!("scaffold/hosts/github-pages.yml"),
            )],
            Host::GitlabPages => {
                vec![(
                    ".gitlab-ci.yml",
                    include_str!("scaffold/hosts/gitlab-ci.yml"),
                )]
            }
            Host::Netlify => vec![
                ("netlify.toml", include_str!("scaffold/hosts/netlify.toml")),
                BUILD,
            ],
            Host::CloudflarePages => vec![BUILD],
            Host::Azure => vec![
                (
                    ".github/workflows/site.yml",
                    include_str!("scaffold/hosts/azure.yml"),
                ),
                (
                    "staticwebapp.config.json",
                    include_str!("scaffold/hosts/staticwebapp.config.json"),
                ),
            ],
            Host::Iis => vec![
                ("web.config", include_str!("scaffold/hosts/web.config")),
                COPY_WINDOWS,
            ],
            Host::Nginx => vec![
                (
                    "nginx-site.conf",
                    include_str!("scaffold/hosts/nginx-site.conf"),
                ),
                COPY,
            ],
            Host::Apache => vec![
                (".htaccess", include_str!("scaffold/hosts/apache.htaccess")),
                COPY,
            ],
            Host::FileShare => vec![COPY_WINDOWS, COPY],
        }
    }

    /// What a build for it is told besides.
    fn options(self) -> &'static str {
        match self {
            // They send compressed copies that lie beside the files.
            Host::Nginx | Host::Apache => " --compress",
            // It answers `folder/index.html` with a detour to `folder/`.
            Host::CloudflarePages => " --pretty-links",
            _ => "",
        }
    }
}

/// What is wanted in a folder.
pub struct Wish {
    /// Where the site will stand.
    pub host: Option<Host>,
    /// At which address; else as the settings in the folder say.
    pub base: Option<BaseUrl>,
    /// Where pipelines get peerpress.
    pub source: Option<String>,
    /// Which commit of it.
    pub commit: Option<String>,
    /// The day on which the example was reviewed.
    pub today: Date,
}

/// A file that may be written.
#[derive(Debug)]
pub struct Offer {
    /// From the folder, with `/`.
    pub path: String,
    /// What would be in it.
    pub text: String,
}

/// What became of an offer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    /// There was no such file; now there is.
    New,
    /// It is there already, word for word.
    Same,
    /// Another file has the name, and keeps it.
    Kept,
}

/// The files for a folder. One that has content gets no other.
pub fn offers(folder: &Path, wish: &Wish) -> Vec<Offer> {
    let mut files = Vec::new();
    if is_empty(&folder.join("content")) {
        files.extend(CONTENT);
    }
    files.push(IGNORED);
    if let Some(host) = wish.host {
        files.extend(host.files());
    }
    let words = Words::new(folder, wish);
    files
        .into_iter()
        .map(|(path, text)| Offer {
            path: path.to_owned(),
            text: words.fill_in(path, text),
        })
        .collect()
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).map_or(!folder.exists(), |mut entries| entries.next().is_none())
}

impl Offer {
    /// What writing it would come to.
    ///
    /// # Errors
    /// When what is there cannot be read.
    pub fn ask(&self, folder: &Path) -> io::Result<Answer> {
        match fs::read(folder.join(&self.path)) {
            Ok(there) if there == self.text.as_bytes() => Ok(Answer::Same),
            Ok(_) => Ok(Answer::Kept),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Answer::New),
            Err(error) => Err(error),
        }
    }

    /// Writes it, unless there is a file of its name.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn write(&self, folder: &Path) -> io::Result<Answer> {
        let target = folder.join(&self.path);
        let answer = self.ask(folder)?;
        if answer != Answer::New {
            return Ok(answer);
        }
        if let Some(above) = target.parent() {
            fs::create_dir_all(above)?;
        }
        // Refuses a file that came since, and a link that leads to nothing.
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(target)?;
        file.write_all(self.text.as_bytes())?;
        Ok(Answer::New)
    }

    /// The lines in which something is left to fill in, counted from one.
    pub fn to_fill_in(&self) -> Vec<usize> {
        let lines = self.text.lines().enumerate();
        lines
            .filter(|(_, line)| line.contains(TO_FILL_IN))
            .map(|(at, _)| at + 1)
            .collect()
    }
}

/// What is filled in.
struct Words(Vec<(&'static str, String)>);

impl Words {
    fn new(folder: &Path, wish: &Wish) -> Self {
        let base = wish.base.clone().or_else(|| base_of(folder));
        let address = base
            .as_ref()
            .map_or("https://network.example/", BaseUrl::as_str);
        let path = base.as_ref().map_or("/", BaseUrl::path);
        let host = address.split("://").nth(1).unwrap_or_default();
        let host = host.split(['/', ':']).next().unwrap_or_default();
        let or_open = |value: &Option<String>, open: &str| {
            let open = || format!("{TO_FILL_IN}-{open}");
            value.clone().unwrap_or_else(open)
        };
        let options = wish.host.map_or("", Host::options);
        let due = wish.today.saturating_add(3.years());
        Self(vec![
            ("@BASE_URL@", address.to_owned()),
            ("@ROOT@", path.to_owned()),
            ("@HOST@", host.to_owned()),
            (
                "@ERROR_FILE@",
                format!("{path}404.html").replace('/', "\\")[1..].to_owned(),
            ),
            ("@SOURCE@", or_open(&wish.source, "ADDRESS-OF-PEERPRESS")),
            ("@COMMIT@", or_open(&wish.commit, "COMMIT")),
            ("@OPTIONS@", options.to_owned()),
            ("@TODAY@", wish.today.to_string()),
            ("@IN_THREE_YEARS@", due.to_string()),
            ("@POLICY@", headers::policy()),
            ("@REFERRER@", headers::REFERRER.to_owned()),
            ("@PERMISSIONS@", headers::PERMISSIONS.to_owned()),
            ("@FOREVER@", headers::FOREVER.to_owned()),
        ])
    }

    fn fill_in(&self, path: &str, text: &str) -> String {
        let filled = |text: String, (word, value): &(&str, String)| text.replace(word, value);
        let text = self.0.iter().fold(text.to_owned(), filled);
        // The shell of Windows loses its way in files without its own line ends.
        match path.ends_with(".cmd") {
            true => text.replace('\n', "\r\n"),
            false => text,
        }
    }
}

/// The address in the settings of a folder, if it has any.
pub fn base_of(folder: &Path) -> Option<BaseUrl> {
    let text = fs::read_to_string(folder.join("content/network.toml")).ok()?;
    let settings: toml::Table = text.parse().ok()?;
    BaseUrl::parse(settings.get("base_url")?.as_str()?).ok()
}
