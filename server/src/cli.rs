//! The flags, and nothing else.

mod derived;
mod format;
mod preview;
mod report;
mod rule;

use std::io::{self, Write};
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{ArgGroup, Command, CommandFactory, FromArgMatches, Parser, ValueEnum};
use clap_complete::Shell;
use spacefile_schema::SCHEMA_JSON;
use tracing::level_filters::LevelFilter;

use self::rule::RuleName;
use crate::analysis::{Level, Levels};
use crate::modes::serve::LOG_VARIABLE;
use crate::modes::{self, Color, Outcome, check, written};
use crate::rules::Rule;

/// What the arguments ask for.
#[derive(Debug)]
pub enum Job {
    /// Lint Spacefiles.
    Check(check::Options),
    /// Show what a push would upload.
    Preview(modes::preview::Options),
    /// Give Spacefiles the standard layout.
    Format(modes::format::Options),
    /// Show a rule's page, or the list of rules.
    Explain(Option<&'static Rule>, Color),
    /// Print a text that is there already: the JSON schema, completions, the manual.
    Print(Vec<u8>),
    /// Speak the language server protocol, and log this much.
    Server(Option<LevelFilter>),
}

const EXIT_CODES: &str = "\
Exit codes of --check:
  0  nothing to mend
  1  an error was found (or a warning, with --deny-warnings)
  2  something could not be read or run; everything else is reported all the same

Exit codes of --preview:
  0  a push would work, as far as can be told; --list and --why don't ask
  1  it would not
  2  something could not be read or run; everything else is shown all the same

Exit codes of --format:
  0  everything has the standard layout now, or with --diff had it before
  1  with --diff, something has another layout
  2  something could not be read, formatted or written; everything else is all the same";

/// Of these only one can be done at a time.
const JOBS: [&str; 8] =
    ["check", "preview", "format", "stdio", "explain", "schema", "completions", "man"];

/// What stands under this heading in the help makes sense with `--check` only.
const FOR_CHECK: &str = "Options of --check";

/// What stands under this heading makes sense with `--preview` only.
const FOR_PREVIEW: &str = "Options of --preview";

/// What stands under this heading makes sense with either of these only.
const FOR_REPORTS: &str = "Options of --check and --preview";

/// What stands under this heading makes sense with either of these only.
const FOR_FILES: &str = "Options of --check and --format";

/// Language server and linter for the Spacefiles of Deta Space projects: tells what a push would
/// refuse, before the push.
#[derive(Debug, Parser)]
#[command(
    name = "spacefile-lsp",
    version,
    override_usage = "\
spacefile-lsp
       spacefile-lsp --check [OPTIONS] [PATH]...
       spacefile-lsp --preview [OPTIONS] [DIR]
       spacefile-lsp --format [OPTIONS] [PATH]...
       spacefile-lsp --explain [RULE]
       spacefile-lsp --schema | --completions SHELL | --man",
    group = ArgGroup::new("job").args(JOBS).multiple(false),
    group = ArgGroup::new("of_paths").args(["check", "preview", "format"]),
    group = ArgGroup::new("of_reports").args(["check", "preview"]),
    group = ArgGroup::new("of_files").args(["check", "format"]),
    after_help = EXIT_CODES
)]
struct Arguments {
    /// Lint the Spacefiles at the given PATHs
    #[arg(long, help_heading = "Jobs")]
    check: bool,

    /// Show what a push would upload from DIR, and whether it would work
    #[arg(long, help_heading = "Jobs")]
    preview: bool,

    #[command(flatten)]
    format: format::Flag,

    /// Speak with an editor on standard input and output; without any job it does the same
    #[arg(long, help_heading = "Jobs")]
    stdio: bool,

    /// Show the page of a RULE, or the list of all rules
    #[arg(
        long,
        value_name = "RULE",
        num_args = 0..=1,
        value_parser = RuleName,
        hide_possible_values = true,
        conflicts_with = "paths",
        help_heading = "Jobs"
    )]
    explain: Option<Option<&'static Rule>>,

    /// Print the JSON schema of a Spacefile
    #[arg(long, exclusive = true, help_heading = "Jobs")]
    schema: bool,

    /// Print the completions for a SHELL: bash, elvish, fish, powershell or zsh
    #[arg(
        long,
        value_name = "SHELL",
        value_enum,
        exclusive = true,
        hide_possible_values = true,
        help_heading = "Jobs"
    )]
    completions: Option<Shell>,

    /// Print the manual page
    #[arg(long, exclusive = true, help_heading = "Jobs")]
    man: bool,

    /// A Spacefile, a folder to search for Spacefiles, or - for standard input; for --preview, the
    /// one folder that a push would be made from [default: .]
    ///
    /// In a folder, every file named exactly `Spacefile` is found, at any depth, but not in folders
    /// of version control, dependencies, build output and caches, nor behind links to folders.
    #[arg(value_name = "PATH", requires = "of_paths", verbatim_doc_comment)]
    paths: Vec<PathBuf>,

    /// A report to write: text (the default), json, github, gitlab, junit or sarif; of --preview
    /// text or json
    ///
    /// It goes to FILE, or to standard output. May be repeated; no two reports share a place.
    /// Without it, --check in GitHub Actions gets `github` beside the text.
    #[arg(
        long,
        value_name = "FORMAT[=FILE]",
        value_parser = report::parse,
        help_heading = FOR_REPORTS
    )]
    report: Vec<check::Report>,

    /// Where the text on standard input stands, or would stand
    ///
    /// It is shown under this path and judged together with the path's folder.
    /// Without it, the text alone is judged.
    #[arg(long, value_name = "PATH", help_heading = FOR_FILES)]
    stdin_path: Option<PathBuf>,

    /// Show the findings of this rule as errors
    #[arg(
        long,
        value_name = "RULE",
        value_parser = RuleName,
        hide_possible_values = true,
        help_heading = FOR_CHECK
    )]
    deny: Vec<&'static Rule>,

    /// Show the findings of this rule as warnings
    #[arg(
        long,
        value_name = "RULE",
        value_parser = RuleName,
        hide_possible_values = true,
        help_heading = FOR_CHECK
    )]
    warn: Vec<&'static Rule>,

    /// Don't show the findings of this rule
    #[arg(
        long,
        value_name = "RULE",
        value_parser = RuleName,
        hide_possible_values = true,
        help_heading = FOR_CHECK
    )]
    allow: Vec<&'static Rule>,

    /// Apply the fixes that nobody needs to look at, and report what remains
    ///
    /// Standard input (`-`) goes to standard output with the fixes, and nothing else does.
    #[arg(long, conflicts_with = "diff", help_heading = FOR_CHECK)]
    fix: bool,

    /// Show what --fix or --format would change, and nothing else; exit with 1 if there is anything
    #[arg(long, conflicts_with = "report", help_heading = FOR_FILES)]
    diff: bool,

    /// Let warnings fail the check, too
    #[arg(long, help_heading = FOR_CHECK)]
    deny_warnings: bool,

    /// Exit with 0 whatever is found, unless something could not be read
    #[arg(long, help_heading = FOR_CHECK)]
    exit_zero: bool,

    /// In the text report, show errors and warnings only: no infos, no summary
    #[arg(long, help_heading = FOR_FILES)]
    quiet: bool,

    /// Print the paths that go up, one a line and nothing else, in byte order
    #[arg(long, help_heading = FOR_PREVIEW)]
    list: bool,

    /// End each path with a NUL instead of a line end
    #[arg(long, requires = "list", help_heading = FOR_PREVIEW)]
    null: bool,

    /// Look into ignored folders, too, and tell what is left out, by each line
    #[arg(long, conflicts_with = "list", help_heading = FOR_PREVIEW)]
    ignored: bool,

    /// Tell why this PATH goes up or is left out; may be repeated
    ///
    /// It is relative to DIR, and need not exist; a folder that doesn't ends with `/`.
    #[arg(
        long,
        value_name = "PATH",
        conflicts_with_all = ["list", "ignored", "report"],
        help_heading = FOR_PREVIEW
    )]
    why: Vec<PathBuf>,

    /// When to colour the text report and pages: auto (on a terminal), always or never
    #[arg(
        long,
        value_name = "WHEN",
        value_enum,
        default_value = "auto",
        hide_possible_values = true,
        help_heading = "Options of --check, --preview and --explain"
    )]
    color: When,

    /// Log what the language server does to standard error: off, error, warn, info, debug or trace
    #[arg(
        long,
        value_name = "LEVEL",
        conflicts_with_all = ["check", "preview", "format", "explain"],
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
    let matches = command().try_get_matches();
    let arguments = matches.and_then(|matches| Arguments::from_arg_matches(&matches));
    arguments.and_then(job).map_err(|answer| {
        let outcome = if answer.use_stderr() { Outcome::Trouble } else { Outcome::Clean };
        written(answer.print().and_then(|()| io::stdout().flush()), outcome)
    })
}

/// The one table of flags.
fn command() -> Command {
    // To require one job is not enough: clap forgives that where another job is given.
    Arguments::command().mut_args(|option| match option.get_help_heading() {
        Some(FOR_CHECK) => {
            option.requires("check").conflicts_with_all(["preview", "format", "explain"])
        }
        Some(FOR_PREVIEW) => {
            option.requires("preview").conflicts_with_all(["check", "format", "explain"])
        }
        Some(FOR_REPORTS) => {
            option.requires("of_reports").conflicts_with_all(["format", "explain"])
        }
        Some(FOR_FILES) => option.requires("of_files").conflicts_with_all(["preview", "explain"]),
        _ => option,
    })
}

fn job(arguments: Arguments) -> Result<Job, clap::Error> {
    let color = match arguments.color {
        When::Auto => Color::Auto,
        When::Always => Color::Always,
        When::Never => Color::Never,
    };
    if arguments.schema {
        return Ok(Job::Print(SCHEMA_JSON.as_bytes().to_vec()));
    }
    if let Some(shell) = arguments.completions {
        return Ok(Job::Print(derived::completions(shell, command())));
    }
    if arguments.man {
        return Ok(Job::Print(derived::manual(command())?));
    }
    if let Some(rule) = arguments.explain {
        return Ok(Job::Explain(rule, color));
    }
    if arguments.preview {
        return Ok(Job::Preview(preview::options(arguments, color)?));
    }
    if arguments.stdio || !(arguments.check || arguments.format.format) {
        return Ok(Job::Server(arguments.log));
    }
    if arguments.stdin_path.is_some() && !arguments.paths.iter().any(|path| path.as_os_str() == "-")
    {
        return Err(command().error(
            ErrorKind::MissingRequiredArgument,
            "--stdin-path says where standard input stands: give `-` as a PATH, too",
        ));
    }
    if arguments.format.format {
        return Ok(Job::Format(format::options(arguments)));
    }
    let levels = levels(&arguments)?;
    report::no_shared_place(&arguments.report)
        .map_err(|mistake| command().error(ErrorKind::ArgumentConflict, mistake))?;
    Ok(Job::Check(check::Options {
        levels,
        paths: arguments.paths,
        stdin_path: arguments.stdin_path,
        reports: arguments.report,
        color,
        quiet: arguments.quiet,
        fixing: match (arguments.fix, arguments.diff) {
            (true, _) => check::Fixing::Apply,
            (_, true) => check::Fixing::Show,
            _ => check::Fixing::No,
        },
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
            if !levels.set(rule.name, level) {
                let message =
                    format!("--allow, --warn, --deny: `{}` can have only one of them", rule.name);
                return Err(command().error(ErrorKind::ArgumentConflict, message));
            }
        }
    }
    Ok(levels)
}

#[cfg(test)]
mod tests;
