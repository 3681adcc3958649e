//! The flags, and nothing else.

use std::collections::HashSet;
use std::io::{self, Write};
use std::path::{PathBuf, absolute};

use clap::builder::PossibleValuesParser;
use clap::error::ErrorKind;
use clap::{ArgGroup, CommandFactory, Parser, ValueEnum};
use tracing::level_filters::LevelFilter;

use crate::analysis::{Level, Levels};
use crate::modes::serve::LOG_VARIABLE;
use crate::modes::{Color, Outcome, check, written};
use crate::rules::RULES;

/// What the arguments ask for.
#[derive(Debug)]
pub enum Job {
    /// Lint Spacefiles.
    Check(check::Options),
    /// Print the JSON schema.
    Schema,
    /// Speak the language server protocol, and log this much.
    Server(Option<LevelFilter>),
}

const EXIT_CODES: &str = "\
Exit codes of --check:
  0  nothing to mend
  1  an error was found (or a warning, with --deny-warnings)
  2  something could not be read or run; everything else is reported all the same";

/// Language server and linter for the Spacefiles of Deta Space projects: tells what a push would
/// refuse, before the push.
#[derive(Debug, Parser)]
#[command(
    name = "spacefile-lsp",
    version,
    override_usage = "spacefile-lsp\n       spacefile-lsp --check [OPTIONS] [PATH]...\n       spacefile-lsp --schema",
    group = ArgGroup::new("job").args(["check", "schema", "stdio"]).multiple(false),
    after_help = EXIT_CODES
)]
struct Arguments {
    /// Lint the Spacefiles at the given PATHs
    #[arg(long, help_heading = "Jobs")]
    check: bool,

    /// Speak with an editor on standard input and output; without any job it does the same
    #[arg(long, help_heading = "Jobs")]
    stdio: bool,

    /// Print the JSON schema of a Spacefile
    #[arg(long, exclusive = true, help_heading = "Jobs")]
    schema: bool,

    /// A Spacefile, a folder to search for Spacefiles, or - for standard input [default: .]
    ///
    /// In a folder, every file named exactly `Spacefile` is found, at any depth, but not in folders
    /// of version control, dependencies, build output and caches, nor behind links to folders.
    #[arg(value_name = "PATH", requires = "check", verbatim_doc_comment)]
    paths: Vec<PathBuf>,

    /// A report to write: text (the default), json, github, gitlab, junit or sarif
    ///
    /// It goes to FILE, or to standard output. May be repeated; no two reports share a place.
    /// Without it, GitHub Actions gets `github` beside the text.
    #[arg(
        long,
        value_name = "FORMAT[=FILE]",
        value_parser = report,
        requires = "check",
        help_heading = "Options of --check"
    )]
    report: Vec<check::Report>,

    /// Where the text on standard input stands, or would stand
    ///
    /// It is shown under this path and judged together with the path's folder.
    /// Without it, the text alone is judged.
    #[arg(long, value_name = "PATH", requires = "check", help_heading = "Options of --check")]
    stdin_path: Option<PathBuf>,

    /// Show the findings of this rule as errors
    #[arg(long, value_name = "RULE", value_parser = rule_names(), hide_possible_values = true,
        requires = "check", help_heading = "Options of --check")]
    deny: Vec<String>,

    /// Show the findings of this rule as warnings
    #[arg(long, value_name = "RULE", value_parser = rule_names(), hide_possible_values = true,
        requires = "check", help_heading = "Options of --check")]
    warn: Vec<String>,

    /// Don't show the findings of this rule
    #[arg(long, value_name = "RULE", value_parser = rule_names(), hide_possible_values = true,
        requires = "check", help_heading = "Options of --check")]
    allow: Vec<String>,

    /// Let warnings fail the check, too
    #[arg(long, requires = "check", help_heading = "Options of --check")]
    deny_warnings: bool,

    /// Exit with 0 whatever is found, unless something could not be read
    #[arg(long, requires = "check", help_heading = "Options of --check")]
    exit_zero: bool,

    /// In the text report, show errors and warnings only: no infos, no summary
    #[arg(long, requires = "check", help_heading = "Options of --check")]
    quiet: bool,

    /// When to colour the text report: auto (on a terminal), always or never
    #[arg(
        long,
        value_name = "WHEN",
        value_enum,
        default_value = "auto",
        hide_possible_values = true,
        help_heading = "Options of --check"
    )]
    color: When,

    /// Log what the language server does to standard error: off, error, warn, info, debug or trace
    #[arg(
        long,
        value_name = "LEVEL",
        conflicts_with_all = ["check", "schema"],
        help_heading = "Options of the language server",
        long_help = format!(
            "Log what the language server does to standard error: off (the default), error, warn, \
             info, debug or trace. The environment variable {LOG_VARIABLE} does the same."
        )
    )]
    log: Option<LevelFilter>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum When {
    Auto,
    Always,
    Never,
}

/// Reads the process's arguments.
///
/// # Errors
/// Where there is no job to do: after a mistake in the arguments, `--help` and `--version`, whose
/// words are printed by then.
pub fn parse() -> Result<Job, Outcome> {
    Arguments::try_parse().and_then(job).map_err(|answer| {
        let outcome = if answer.use_stderr() { Outcome::Trouble } else { Outcome::Clean };
        written(answer.print().and_then(|()| io::stdout().flush()), outcome)
    })
}

fn job(arguments: Arguments) -> Result<Job, clap::Error> {
    if arguments.schema {
        return Ok(Job::Schema);
    }
    if arguments.stdio || !arguments.check {
        return Ok(Job::Server(arguments.log));
    }
    if arguments.stdin_path.is_some() && !arguments.paths.iter().any(|path| path.as_os_str() == "-")
    {
        return Err(Arguments::command().error(
            ErrorKind::MissingRequiredArgument,
            "--stdin-path says where standard input stands: give `-` as a PATH, too",
        ));
    }
    let levels = levels(&arguments)?;
    if let Some(twice) = shared_place(&arguments.report) {
        let place = match &twice.file {
            Some(file) => format!("`{}`", file.display()),
            None => "standard output: give all but one a file, as in `--report json=FILE`".into(),
        };
        let mistake = format!("two reports cannot both go to {place}\n");
        return Err(Arguments::command().error(ErrorKind::ArgumentConflict, mistake));
    }
    Ok(Job::Check(check::Options {
        levels,
        paths: arguments.paths,
        stdin_path: arguments.stdin_path,
        reports: arguments.report,
        color: match arguments.color {
            When::Auto => Color::Auto,
            When::Always => Color::Always,
            When::Never => Color::Never,
        },
        quiet: arguments.quiet,
        deny_warnings: arguments.deny_warnings,
        exit_zero: arguments.exit_zero,
    }))
}

/// What the arguments say of single rules.
fn levels(arguments: &Arguments) -> Result<Levels, clap::Error> {
    let mut levels = Levels::default();
    let Arguments { allow, warn, deny, .. } = arguments;
    for (rules, level) in [(allow, Level::Allow), (warn, Level::Warn), (deny, Level::Deny)] {
        for rule in rules {
            if !levels.set(rule, level) {
                let message =
                    format!("--allow, --warn, --deny: `{rule}` can have only one of them");
                return Err(Arguments::command().error(ErrorKind::ArgumentConflict, message));
            }
        }
    }
    Ok(levels)
}

fn rule_names() -> PossibleValuesParser {
    RULES.iter().map(|rule| rule.name).collect::<Vec<_>>().into()
}

/// Reads `FORMAT[=FILE]`.
fn report(text: &str) -> Result<check::Report, String> {
    let (format, file) = match text.split_once('=') {
        Some((_, "")) => return Err("no file is named after the `=`".to_owned()),
        Some((format, file)) => (format, Some(PathBuf::from(file))),
        None => (text, None),
    };
    let format = match format {
        "text" => check::Format::Text,
        "json" => check::Format::Json,
        "github" => check::Format::Github,
        "gitlab" => check::Format::Gitlab,
        "junit" => check::Format::Junit,
        "sarif" => check::Format::Sarif,
        _ => return Err("the formats are text, json, github, gitlab, junit and sarif".to_owned()),
    };
    Ok(check::Report { format, file })
}

/// A report that goes where another goes.
fn shared_place(reports: &[check::Report]) -> Option<&check::Report> {
    // The same file may be spelled in several ways.
    let place = |report: &check::Report| report.file.as_ref().map(|file| absolute(file).ok());
    let mut seen = HashSet::new();
    reports.iter().find(|report| !seen.insert(place(report)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_is_sound() {
        Arguments::command().debug_assert();
    }

    fn parsed(arguments: &[&str]) -> Result<Job, ErrorKind> {
        let all = std::iter::once("spacefile-lsp").chain(arguments.iter().copied());
        Arguments::try_parse_from(all).and_then(job).map_err(|error| error.kind())
    }

    #[test]
    fn jobs_exclude_each_other_and_own_their_options() {
        assert!(matches!(parsed(&["--check", "app", "-"]), Ok(Job::Check(_))));
        assert!(matches!(parsed(&["--schema"]), Ok(Job::Schema)));
        assert!(matches!(parsed(&[]), Ok(Job::Server(None))));
        assert!(matches!(parsed(&["--stdio"]), Ok(Job::Server(None))));
        assert!(matches!(parsed(&["--check", "--schema"]), Err(ErrorKind::ArgumentConflict)));
        for owned in ["app", "-", "--quiet", "--exit-zero", "--report=json"] {
            let mixed = parsed(&["--schema", owned]);
            assert!(matches!(mixed, Err(ErrorKind::ArgumentConflict)), "{owned}");
        }
        assert!(matches!(parsed(&["app"]), Err(ErrorKind::MissingRequiredArgument)));
        for shared in [["json", "sarif"], ["json=a", "junit=./a"]] {
            let [one, other] = shared;
            let both = parsed(&["--check", "--report", one, "--report", other]);
            assert!(matches!(both, Err(ErrorKind::ArgumentConflict)), "{shared:?}");
        }
        let orphan = parsed(&["--check", "--stdin-path", "app/Spacefile"]);
        assert!(matches!(orphan, Err(ErrorKind::MissingRequiredArgument)));
    }
}
