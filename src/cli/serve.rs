//! `peerpress serve`: its arguments, and what it prints while it runs.

use std::net::IpAddr;
use std::process::ExitCode;

use clap::Args;

use super::out::tell;
use super::{COULD_NOT_RUN, ProjectArguments, SOUND, counted, found, print_findings};
use crate::path::SourcePath;
use crate::pipeline::Project;
use crate::serve::{self, Build, Change, News, Place};

pub(super) const ABOUT: &str = "\
Look at the site while you write

Makes the site in memory, writes nothing, and answers at http://localhost:4000/. Whenever you save a file, the pages that show it are made \
again and the open browser follows. What is wrong is listed here and in a panel on the page, and goes when it is mended; a page with an \
error stays as it was when it was last sound.

Only this computer can see the site. What is served is what `build` writes, and a script that loads the page again.";

pub(super) const EXAMPLES: &str = "Examples:
  peerpress serve --open                 and show it in the browser
  peerpress serve --drafts               with drafts
  peerpress serve --theme my-theme       edits of the theme show at once, too
  peerpress serve --date 2027-04-01      see what will be overdue by then
  peerpress serve --address 0.0.0.0      let others in the same network look on

Ctrl-C ends it.";

/// How many changed files a line names.
const NAMED: usize = 3;

#[derive(Args)]
pub(super) struct ServeArguments {
    /// Port to answer at [default: 4000, or the next that is free]
    #[arg(short, long, value_name = "NUMBER")]
    port: Option<u16>,
    /// Address to answer at, such as 0.0.0.0 to let other computers look on [default: this computer only]
    #[arg(long, value_name = "ADDRESS")]
    address: Option<IpAddr>,
    /// Another name that browsers may call this server by; can be given again
    #[arg(long, value_name = "NAME")]
    allow_host: Vec<String>,
    /// Show the site in the browser
    #[arg(long)]
    open: bool,
    /// Leave the search out; the search form then leads to lists
    #[arg(long)]
    no_search: bool,
    /// Print nothing but findings, errors and the address
    #[arg(short, long)]
    quiet: bool,
}

/// Serves until it is ended.
pub(super) fn serve(project: ProjectArguments, arguments: ServeArguments) -> ExitCode {
    let ServeArguments {
        port,
        address,
        allow_host,
        open,
        no_search,
        quiet,
    } = arguments;
    let place = Place {
        address,
        port,
        names: allow_host,
    };
    let printer = project.clone();
    let served = serve::serve(
        move || Project {
            search: !no_search,
            ..project.project()
        },
        &place,
        move |news| match news {
            News::Open(address) => {
                tell(format_args!("{address}  (Ctrl-C ends it)"));
                if open && let Err(error) = open::that_detached(address) {
                    tell(format_args!(
                        "warning: no browser could be started: {error}"
                    ));
                }
            }
            News::Blind(why) => tell(format_args!(
                "warning: the system does not tell of edits ({why}), so it is looked for them every second"
            )),
            News::Failed(failure) => tell(format_args!("error: {failure}")),
            News::Built(build) => {
                print_findings(&build.new, build.checked, &printer);
                if !quiet {
                    tell(format_args!("{}", line(&build)));
                }
            }
        },
    );
    match served {
        Ok(()) => ExitCode::from(SOUND),
        Err(error) => {
            tell(format_args!("error: {error}"));
            ExitCode::from(COULD_NOT_RUN)
        }
    }
}

/// One line for a build: what changed, what was made, what is to mend, how long it took.
fn line(build: &Build<'_>) -> String {
    let mut said = Vec::new();
    if build.shown {
        said.push(format!("{} made", counted(build.pages, "page", "pages")));
    } else {
        said.push("the last sound site stays".to_owned());
    }
    if build.mended > 0 {
        said.push(format!("{} mended", build.mended));
    }
    said.push(found(build.checked));
    said.push(format!("{} ms", build.took.as_millis()));
    let said = said.join(", ");
    if build.changed.is_empty() {
        return said;
    }
    let mut named: Vec<String> = build.changed.iter().take(NAMED).map(change).collect();
    if build.changed.len() > NAMED {
        named.push(format!("{} more", build.changed.len() - NAMED));
    }
    format!("{}: {said}", named.join(", "))
}

fn change(change: &Change) -> String {
    let (path, what): (&SourcePath, _) = match change {
        Change::Edited(path) => (path, ""),
        Change::Added(path) => (path, " (new)"),
        Change::Removed(path) => (path, " (gone)"),
    };
    format!("{path}{what}")
}
