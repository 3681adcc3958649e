//! `--check`: judges Spacefiles and reports what is found.

mod fix;
mod judge;
mod output;
mod uploads;

use std::path::PathBuf;

use super::search::search;
use super::shown::Shown;
use super::{Color, Outcome, ci, print, say};
use crate::analysis::Levels;
use crate::report::{Checked, Counts, Run, Trouble, text};
use crate::rules::words::count;

/// What to judge, and how to tell.
#[derive(Debug)]
pub struct Options {
    /// Spacefiles, folders to search, `-` for standard input; none means `.`.
    pub paths: Vec<PathBuf>,
    /// Where standard input stands.
    pub stdin_path: Option<PathBuf>,
    /// The reports to write; none means what fits the place where we run.
    pub reports: Vec<Report>,
    /// When to colour the text report.
    pub color: Color,
    /// Whether the text report leaves out infos and the summary.
    pub quiet: bool,
    /// How much the findings of some rules matter.
    pub levels: Levels,
    /// What to do about safe fixes.
    pub fixing: Fixing,
    /// Whether warnings count as failures.
    pub deny_warnings: bool,
    /// Whether findings do not count as failures.
    pub exit_zero: bool,
}

/// What to do about safe fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixing {
    /// Nothing.
    No,
    /// Apply them. Standard input goes to standard output with them, and nothing else does.
    Apply,
    /// Show what they would change, and nothing else.
    Show,
}

/// A report to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Its kind.
    pub format: Format,
    /// Where it goes, if not to standard output.
    pub file: Option<PathBuf>,
}

/// A kind of report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// Workflow commands of GitHub Actions.
    Github,
    /// GitLab's Code Quality.
    Gitlab,
    /// JUnit's XML.
    Junit,
    /// SARIF 2.1.0.
    Sarif,
}

/// Judges everything that the options name.
#[must_use]
pub fn run(options: &Options) -> Outcome {
    let shown = Shown::new();
    let found = search(&options.paths, options.stdin_path.as_deref(), &shown);
    let mut troubles = found.troubles;
    let judged = judge::all(found.inputs, options, &shown, &mut troubles);
    troubles.sort();

    let mut counts = Counts::default();
    let (mut files, mut output) = (Vec::new(), Vec::new());
    for mut judged in judged {
        counts += judged.checked.counts();
        counts.fixes += judged.fixes;
        output.append(&mut judged.output);
        files.push(judged.checked);
    }
    let outcome = outcome(options, counts, &troubles);
    let takes_output = options.fixing != Fixing::No && options.paths.iter().any(|it| it == "-");
    let run = Run {
        files: &files,
        counts,
        troubles: &troubles,
        root: &ci::root(&shown),
        deny_warnings: options.deny_warnings,
        exit_code: outcome.code(),
    };
    let mut reports = output::wanted(options);
    let mut written = Outcome::Clean;
    if options.fixing == Fixing::Show || takes_output {
        // Standard output holds the diff or the text, and nothing else.
        reports.retain(|report| report.file.is_some());
        written = print::run(&output);
        if !options.quiet {
            say(&match options.fixing {
                Fixing::Show => format!("{} would be applied", count(counts.fixes, "fix", "fixes")),
                _ => text::summary(&files, counts, text::Style::default()),
            });
        }
    }
    let written = written.and(output::write(&run, &reports, options));
    for trouble in &troubles {
        say(&trouble.to_string());
    }
    written.and(outcome)
}

fn outcome(options: &Options, counts: Counts, troubles: &[Trouble]) -> Outcome {
    let fails = counts.errors > 0
        || options.deny_warnings && counts.warnings > 0
        || options.fixing == Fixing::Show && counts.fixes > 0;
    if !troubles.is_empty() || counts.not_checked > 0 {
        Outcome::Trouble
    } else if fails && !options.exit_zero {
        Outcome::Found
    } else {
        Outcome::Clean
    }
}
