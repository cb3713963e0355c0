//! `peerpress init`: the files with which a network begins and is published.

use std::path::PathBuf;

use clap::Args;

use super::out::{answer, tell};
use super::{COULD_NOT_RUN, SOUND, TO_MEND, counted, today};
use crate::path::BaseUrl;
use crate::scaffold::{self, Answer, Host, Offer, Wish};

/// What `--help` says.
pub const ABOUT: &str = "Start a network, and set up where it is published\n\n\
    Writes a small example network (content/) if there is none yet, and what a host wants to know: its pipeline, or the settings of a web \
    server. A file that is there already is never changed; it is named, and the \
    others are written.\n\n\
    No release of peerpress is published yet, so pipelines compile it from its repository: --source and --commit say which. What you \
    leave open is marked FILL-IN in the files. docs/hosting.md tells more of each host.";

/// The end of `--help`.
pub const EXAMPLES: &str = "Examples:\n  peerpress init                                    an example network in this folder\n  \
    peerpress init safety --host github-pages         the same in the folder safety, with a workflow\n  \
    peerpress init --host nginx --base-url https://safety.example.nhs.uk/\n  \
    peerpress init --host iis --dry-run               say what would be written\n\n\
    Exit codes: 0 all is written or was there, 1 some files were there with other words and stayed as they are, 2 a file could not \
    be written.";

/// What to start, and where.
#[derive(Args)]
pub struct Arguments {
    /// Folder to write to; it is made if it is not there
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// Where the site will stand
    #[arg(long, value_enum)]
    host: Option<Host>,
    /// Address where the site will stand [default: base_url in content/network.toml]
    #[arg(short, long, value_name = "ADDRESS", value_parser = BaseUrl::parse)]
    base_url: Option<BaseUrl>,
    /// Address of the repository from which pipelines get peerpress
    #[arg(long, value_name = "ADDRESS", value_parser = source)]
    source: Option<String>,
    /// Commit of that repository to use, such as the one that you have tried
    #[arg(long, value_name = "COMMIT", value_parser = commit)]
    commit: Option<String>,
    /// Say what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Goes into quotes of several languages, so it has no sign that means something there.
fn source(text: &str) -> Result<String, String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || ":/.@_-~+".contains(c);
    match text.contains(':') && text.chars().all(plain) {
        true => Ok(text.to_owned()),
        false => Err(
            "write the address as for `git clone`, such as https://code.example.org/peerpress.git"
                .to_owned(),
        ),
    }
}

fn commit(text: &str) -> Result<String, String> {
    let is_hash = (7..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_hexdigit());
    match is_hash {
        true => Ok(text.to_owned()),
        false => Err(
            "write the commit's own name, 40 letters and digits, as `git rev-parse HEAD` prints it"
                .to_owned(),
        ),
    }
}

/// Writes the files and says what became of each.
pub fn run(arguments: Arguments) -> u8 {
    let wish = Wish {
        host: arguments.host,
        base: arguments.base_url,
        source: arguments.source,
        commit: arguments.commit,
        today: today(),
    };
    let folder = arguments.folder;
    let offers = scaffold::offers(&folder, &wish);
    let mut new: Vec<&Offer> = Vec::new();
    let mut kept = 0;
    for offer in &offers {
        let became = match arguments.dry_run {
            true => offer.ask(&folder),
            false => offer.write(&folder),
        };
        let shown = folder.join(&offer.path);
        let shown = shown.strip_prefix(".").unwrap_or(&shown).display();
        match became {
            Ok(Answer::New) => {
                answer(format_args!("new: {shown}"));
                new.push(offer);
            }
            Ok(Answer::Same) => answer(format_args!("there already: {shown}")),
            Ok(Answer::Kept) => {
                answer(format_args!(
                    "there already with other words, left as it is: {shown}"
                ));
                kept += 1;
            }
            Err(error) => {
                tell(format_args!("error: {shown} could not be written: {error}"));
                return COULD_NOT_RUN;
            }
        }
    }
    let mut said = match arguments.dry_run {
        true => format!("{} would be written", counted(new.len(), "file", "files")),
        false => format!("{} written", counted(new.len(), "file", "files")),
    };
    if kept > 0 {
        said.push_str(&format!(
            ", {kept} left as it was\nTo see what peerpress would write there, run the same in an empty folder.",
        ));
    }
    tell(&said);
    if !arguments.dry_run {
        advise(&new, wish.host);
    }
    // The page for missing addresses, feeds and the site map are made for the address in the settings.
    if let (Some(wanted), Some(there)) = (&wish.base, scaffold::base_of(&folder))
        && *wanted != there
    {
        tell(format_args!(
            "content/network.toml says base_url = \"{there}\": put {wanted} there."
        ));
    }
    match kept {
        0 => SOUND,
        _ => TO_MEND,
    }
}

/// What the coordinator does next.
fn advise(new: &[&Offer], host: Option<Host>) {
    for offer in new {
        let lines: Vec<String> = offer.to_fill_in().iter().map(usize::to_string).collect();
        if !lines.is_empty() {
            tell(format_args!(
                "Fill in where peerpress comes from: {}, lines {}",
                offer.path,
                lines.join(" and ")
            ));
        }
    }
    if new.iter().any(|offer| offer.path.starts_with("content/")) {
        tell(format_args!(
            "Put your own words in content/, then run `peerpress check`."
        ));
    }
    if let Some(host) = host {
        tell(format_args!(
            "docs/hosting/{}.md of peerpress tells the rest.",
            host.name()
        ));
    }
}
