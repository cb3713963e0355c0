//! Arguments become a project, a command and an exit code; the only printer.

mod bar;
mod explain;
mod init;
mod new;
mod out;
mod serve;
mod verify;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::diagnostic::{self, Diagnostic};
use crate::parse::day;
use crate::path::{BaseUrl, LinkStyle, SourcePath};
use crate::pipeline::{Checked, Failure, Pipeline, Project, Report};
use bar::Bar;
use out::{hand_out, tell};

/// Sound; something in the content to mend; the program could not run.
const SOUND: u8 = 0;
const TO_MEND: u8 = 1;
const COULD_NOT_RUN: u8 = 2;

/// Turns Markdown from many trusts into one searchable static site.
///
/// A peer network's checklists, best-practice write-ups and speaker notes lie as Markdown files in a content folder, one folder for each
/// trust. peerpress checks them and makes a complete website that any web host, or a shared drive, can serve.
#[derive(Parser)]
#[command(
    name = "peerpress",
    version,
    max_term_width = 100,
    after_help = "Examples:\n  peerpress init                  start a network in this folder\n  \
                  peerpress new trust Alder       begin the pages of a trust\n  \
                  peerpress build                 make the site of ./content in ./public\n  \
                  peerpress serve                 look at it while you write\n  \
                  peerpress check                 say what is wrong, and write nothing\n  \
                  peerpress explain missing-field what a finding means and how to mend it\n\n\
                  Exit codes: 0 all is well (warnings do not count), 1 something in the content needs mending, 2 the program could not run."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Start a network, and set up where it is published
    #[command(long_about = init::ABOUT, after_help = init::EXAMPLES)]
    Init(init::Arguments),
    /// Begin a page: a trust, a checklist, a write-up, speaker notes
    #[command(long_about = new::ABOUT, after_help = new::EXAMPLES)]
    New(new::Arguments),
    /// Make the site
    ///
    /// Reads the content folder, checks everything, and writes the whole site. If anything in the content is wrong, all of it is
    /// listed, nothing is written, and the site that was there before stays as it is.
    #[command(after_help = "Examples:\n  peerpress build\n  \
        peerpress build --base-url https://network.example/ipsn/\n  \
        peerpress build --keep-going          publish the sound pages although others have errors\n  \
        peerpress build --date 2027-04-01     see what will be overdue by then\n  \
        peerpress build --drafts -o preview   show drafts, in another folder")]
    Build {
        #[command(flatten)]
        project: ProjectArguments,
        /// Folder to write the site to; only files of an earlier build are ever replaced or removed there
        #[arg(short, long, default_value = "public", value_name = "FOLDER")]
        output: PathBuf,
        /// Make every sound page although others have errors; those are left out, and the exit code is still 1
        #[arg(long)]
        keep_going: bool,
        /// Folder that keeps what was understood and made for the next build: a pipeline that keeps it, and the output folder, makes
        /// only what changed; safe to delete
        #[arg(long, value_name = "FOLDER")]
        cache: Option<PathBuf>,
        /// Leave the search out; the search form then leads to lists
        #[arg(long)]
        no_search: bool,
        /// Put compressed copies (.br, .gz) beside texts, for hosts that send them as they are, such as nginx and Apache
        #[arg(long)]
        compress: bool,
        /// Print nothing but findings and errors
        #[arg(short, long)]
        quiet: bool,
    },
    /// Check the content and write nothing
    ///
    /// Finds what `build` would find: missing fields, unknown words, broken links, two pages at one address and so on. Each finding
    /// names the file, the line and how to mend it.
    #[command(after_help = "Examples:\n  peerpress check\n  \
        peerpress check --format github   show findings beside the lines of a pull request\n  \
        peerpress check --format json     for other programs")]
    Check {
        #[command(flatten)]
        project: ProjectArguments,
        /// Print nothing but findings and errors
        #[arg(short, long)]
        quiet: bool,
    },
    /// Look at the site while you write
    #[command(long_about = serve::ABOUT, after_help = serve::EXAMPLES)]
    Serve {
        #[command(flatten)]
        project: ProjectArguments,
        #[command(flatten)]
        serve: serve::ServeArguments,
    },
    /// Say what a finding means and how to mend it
    #[command(
        after_help = "Examples:\n  peerpress explain               list all findings\n  peerpress explain broken-link   explain one"
    )]
    Explain {
        /// The name in brackets behind `error` or `warning`
        code: Option<String>,
    },
    /// Prove that a copy of the site is what was published
    #[command(long_about = verify::ABOUT, after_help = verify::EXAMPLES)]
    Verify {
        /// Folder with the copy
        #[arg(default_value = "public")]
        folder: PathBuf,
        /// Name only what is missing or differs
        #[arg(short, long)]
        quiet: bool,
    },
    /// Print completions for a shell
    #[command(
        after_help = "Example:\n  peerpress completions bash > ~/.local/share/bash-completion/completions/peerpress"
    )]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    #[command(after_help = "Example:\n  peerpress man > peerpress.1")]
    Man,
}

#[derive(Args, Clone)]
struct ProjectArguments {
    /// Folder with network.toml and the Markdown files
    #[arg(short, long, default_value = "content", value_name = "FOLDER")]
    content: PathBuf,
    /// Folder with a theme of your own; it needs only the files that differ from the default theme
    #[arg(short, long, value_name = "FOLDER")]
    theme: Option<PathBuf>,
    /// Address where the site will stand, in place of base_url in network.toml
    #[arg(short, long, value_name = "ADDRESS", value_parser = BaseUrl::parse)]
    base_url: Option<BaseUrl>,
    /// Day that counts as today, such as 2026-11-30: it decides what is overdue [default: today]
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    date: Option<Date>,
    /// Show drafts too
    #[arg(long)]
    drafts: bool,
    /// Leave `index.html` out of links; the host must answer a folder with its index page, so this does not work from a shared drive
    #[arg(long)]
    pretty_links: bool,
    /// How findings are printed
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people at a terminal
    Human,
    /// For GitHub: findings appear beside the lines of a pull request
    Github,
    /// One JSON array, for programs
    Json,
}

fn parse_date(text: &str) -> Result<Date, String> {
    day::date(text).ok_or_else(|| day::advice(text))
}

/// One day for the whole world, so that a build does not depend on where it runs.
fn today() -> Date {
    jiff::Timestamp::now()
        .to_zoned(jiff::tz::TimeZone::UTC)
        .date()
}

/// Runs the program with the arguments that it was started with.
pub fn run() -> ExitCode {
    // Deeply nested content is walked on these threads.
    let _ = rayon::ThreadPoolBuilder::new()
        .stack_size(16 * 1024 * 1024)
        .build_global();
    let arguments = Arguments::parse();
    let code = match arguments.command {
        Command::Init(arguments) => Ok(init::run(arguments)),
        Command::New(arguments) => Ok(new::run(&arguments)),
        Command::Build {
            project,
            output,
            keep_going,
            cache,
            no_search,
            compress,
            quiet,
        } => {
            let wanted = Project {
                keep_going,
                search: !no_search,
                compress,
                ..project.project()
            };
            build(&project, &wanted, &output, cache.as_deref(), quiet)
        }
        Command::Check { project, quiet } => check_only(&project, quiet),
        Command::Serve { project, serve } => return serve::serve(project, serve),
        Command::Explain { code } => Ok(explain::run(code.as_deref())),
        Command::Verify { folder, quiet } => Ok(verify::run(&folder, quiet)),
        Command::Completions { shell } => {
            let mut command = Arguments::command();
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut command, "peerpress", &mut script);
            hand_out(&script);
            Ok(SOUND)
        }
        Command::Man => Ok(manual()),
    };
    ExitCode::from(code.unwrap_or_else(|failure| {
        tell(format_args!("error: {failure}"));
        COULD_NOT_RUN
    }))
}

impl ProjectArguments {
    fn project(&self) -> Project {
        Project {
            content: self.content.clone(),
            theme: self.theme.clone(),
            base: self.base_url.clone(),
            today: self.date.unwrap_or_else(today),
            drafts: self.drafts,
            style: if self.pretty_links {
                LinkStyle::Pretty
            } else {
                LinkStyle::File
            },
            keep_going: false,
            search: true,
            compress: false,
        }
    }
}

fn build(
    arguments: &ProjectArguments,
    project: &Project,
    output: &Path,
    cache: Option<&Path>,
    quiet: bool,
) -> Result<u8, Failure> {
    let started = Instant::now();
    let bar = Bar::new(quiet);
    let pipeline = match cache.map(|folder| Pipeline::cached(folder, project, output)) {
        Some(Err(Failure::NoCache(error))) => {
            // It costs time only.
            if !quiet {
                tell(format_args!(
                    "warning: built without --cache, because {error}"
                ));
            }
            Pipeline::once()
        }
        Some(pipeline) => pipeline?,
        None => Pipeline::once(),
    };
    let report = pipeline.publish(project, output, &|phase, total| {
        bar.step(phase, total);
    });
    bar.finish();
    let Report { checked, published } = report?;
    print_findings(&checked.findings, &checked, arguments);
    let mut said = Vec::new();
    match &published {
        Some(site) => {
            said.push(counted(site.pages, "page", "pages"));
            said.push(counted(site.downloads, "download", "downloads"));
        }
        None => said.push("nothing written, the site stays as it was".to_owned()),
    }
    let mut summary = summary(&checked, said, started);
    if let Some(site) = &published {
        let written = &site.written;
        summary.push_str(&format!(
            "\n{}: {} of {} files changed",
            output.display(),
            written.changed,
            written.files
        ));
        if written.removed > 0 {
            summary.push_str(&format!(", {} removed", written.removed));
        }
        if site.held > 0 {
            summary.push_str(&format!(", {} not made again", site.held));
        }
    }
    if !quiet {
        tell(&summary);
    }
    let code = exit_code(&checked);
    // The program ends here: the system takes the memory of a large network back at once, page by page it takes longer.
    std::mem::forget(checked);
    Ok(code)
}

fn check_only(arguments: &ProjectArguments, quiet: bool) -> Result<u8, Failure> {
    let started = Instant::now();
    let checked = Pipeline::once().check(&arguments.project(), &|_, _| {})?;
    print_findings(&checked.findings, &checked, arguments);
    if !quiet {
        let files = counted(checked.documents.len(), "file", "files");
        tell(format_args!(
            "{}",
            summary(&checked, vec![format!("{files} checked")], started)
        ));
    }
    Ok(exit_code(&checked))
}

fn exit_code(checked: &Checked) -> u8 {
    if checked.findings.iter().any(Diagnostic::is_error) {
        TO_MEND
    } else {
        SOUND
    }
}

/// One line: what was made, what was found, how long it took.
fn summary(checked: &Checked, mut said: Vec<String>, started: Instant) -> String {
    said.push(found(checked));
    said.push(format!("{:.2} s", started.elapsed().as_secs_f64()));
    said.join(", ")
}

fn found(checked: &Checked) -> String {
    let findings = checked.findings.len();
    let errors = checked.findings.iter().filter(|finding| finding.is_error());
    let errors = errors.count();
    let warnings = counted(findings - errors, "warning", "warnings");
    format!("{}, {warnings}", counted(errors, "error", "errors"))
}

fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Findings go to standard output for programs, to standard error for people.
fn print_findings(findings: &[Diagnostic], checked: &Checked, arguments: &ProjectArguments) {
    let texts = checked.texts_of(findings);
    let text_of = |path: &SourcePath| texts.get(path).map(String::as_str);
    let folder = arguments.content.to_string_lossy().replace('\\', "/");
    let folder = folder.trim_end_matches('/');
    match arguments.format {
        Format::Human => {
            let colour = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            let text = diagnostic::human::print(findings, folder, colour, text_of);
            let _ = io::stderr().write_all(text.as_bytes());
        }
        Format::Github => {
            hand_out(diagnostic::github::print(findings, folder, text_of).as_bytes());
        }
        Format::Json => {
            hand_out(diagnostic::json::print(findings, text_of).as_bytes());
        }
    }
}

fn manual() -> u8 {
    let page = clap_mangen::Man::new(Arguments::command());
    match page.render(&mut io::stdout()) {
        Ok(()) => SOUND,
        Err(_) => COULD_NOT_RUN,
    }
}
