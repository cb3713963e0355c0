//! `peerpress new`: a page to fill in.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::out::{answer, tell};
use super::{COULD_NOT_RUN, SOUND};
use crate::scaffold::{self, Answer, Begun};

/// What `--help` says.
pub const ABOUT: &str = "Begin a page: a file at its place, with what has to be filled in\n\n\
    Writes one Markdown file, with every key that its kind needs and a word on each. What is left empty is listed by `peerpress check`. \
    A file that is there already is never changed. Pages begin as drafts: they are not published, and the site is made without them \
    until they are ready.";

/// The end of `--help`.
pub const EXAMPLES: &str = "Examples:\n  peerpress new trust St Elsewhere\n  \
    peerpress new checklist st-elsewhere Ascitic drain\n  \
    peerpress new practice st-elsewhere Counting guide wires\n  \
    peerpress new talk st-elsewhere What a wire taught us\n\n\
    The second writes content/trusts/st-elsewhere/checklists/ascitic-drain.md.\n\n\
    Exit codes: 0 the file is written, 2 it is not.";

/// The folder that every command takes when none is named.
const CONTENT: &str = "content";

/// What to begin, and where.
#[derive(Args)]
pub struct Arguments {
    /// What to begin
    #[command(subcommand)]
    what: What,
    /// Folder with network.toml and the Markdown files
    #[arg(
        short,
        long,
        default_value = CONTENT,
        value_name = "FOLDER",
        global = true
    )]
    content: PathBuf,
}

#[derive(Subcommand)]
enum What {
    /// A trust or another member of the network
    Trust {
        /// Its name; the folder and the address are made of it
        #[arg(required = true)]
        name: Vec<String>,
    },
    /// A checklist
    Checklist(Page),
    /// A best-practice write-up
    Practice(Page),
    /// Speaker notes
    Talk(Page),
}

#[derive(Args)]
struct Page {
    /// Whose it is: the trust's folder in content/trusts
    trust: String,
    /// Its title; the file and the address are made of it
    #[arg(required = true)]
    title: Vec<String>,
}

/// Writes the file and says what comes next.
pub fn run(arguments: &Arguments) -> u8 {
    let (begun, title) = match &arguments.what {
        What::Trust { name } => (Begun::Trust, name),
        What::Checklist(page) => (Begun::Checklist(&page.trust), &page.title),
        What::Practice(page) => (Begun::Practice(&page.trust), &page.title),
        What::Talk(page) => (Begun::Talk(&page.trust), &page.title),
    };
    match write(&arguments.content, begun, &title.join(" ")) {
        Ok(path) => {
            answer(format_args!("new: {path}"));
            tell(advice(begun, &arguments.content));
            SOUND
        }
        Err(why) => {
            tell(format_args!("error: {why}"));
            COULD_NOT_RUN
        }
    }
}

/// What comes next, in commands for this folder.
fn advice(begun: Begun<'_>, content: &Path) -> String {
    let option = match content.to_string_lossy() {
        usual if usual == CONTENT => String::new(),
        folder if folder.contains(' ') => format!(" --content \"{folder}\""),
        folder => format!(" --content {folder}"),
    };
    let check = format!("`peerpress check{option}`");
    match begun {
        Begun::Trust => format!(
            "Fill in what stands empty, then run {check}. The site is not made until the trust has its code."
        ),
        Begun::Checklist(_) | Begun::Practice(_) | Begun::Talk(_) => format!(
            "Fill in what stands empty: {check} lists it. Until you take `status: draft` away, the site is made without the page.\n\
             `peerpress serve --drafts{option}` then shows the page while you write."
        ),
    }
}

fn write(content: &Path, begun: Begun<'_>, title: &str) -> Result<String, String> {
    let offer = scaffold::page(content, begun, title).map_err(|error| error.to_string())?;
    let shown = content.join(&offer.path).display().to_string();
    match offer.write(content) {
        Ok(Answer::New) => Ok(shown),
        Ok(Answer::Same | Answer::Kept) => Err(format!(
            "{shown} is there already, and stays as it is\nChoose another title, or write in that file."
        )),
        Err(error) => Err(format!("{shown} could not be written: {error}")),
    }
}
