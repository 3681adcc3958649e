//! `--preview`: shows what a push would upload, before it does.

mod list;
mod look;
mod progress;
mod report;
mod spacefile;
mod why;

use std::path::PathBuf;

use super::check::Report;
use super::{Color, Outcome};

/// What to preview, and how to tell.
#[derive(Debug)]
pub struct Options {
    /// The folder that a push would be made from.
    pub folder: PathBuf,
    /// What is wanted.
    pub job: Job,
    /// When to colour the text.
    pub color: Color,
}

/// What is wanted of a preview.
#[derive(Debug)]
pub enum Job {
    /// The paths that go up, and nothing else.
    List {
        /// Whether each ends with a NUL instead of a line end.
        null: bool,
    },
    /// The lines that decide on these paths, relative to the folder.
    Why(Vec<PathBuf>),
    /// Everything that there is to say.
    Report {
        /// The reports to write; none means text.
        reports: Vec<Report>,
        /// Whether to look into ignored folders.
        ignored: bool,
    },
}

/// Does what the options ask for.
#[must_use]
pub fn run(options: &Options) -> Outcome {
    match &options.job {
        Job::List { null } => list::run(&options.folder, *null),
        Job::Why(paths) => why::run(&options.folder, paths, options.color),
        Job::Report { reports, ignored } => report::run(options, reports, *ignored),
    }
}
