//! The arguments of `--format`.

use clap::Args;

use super::Arguments;
use crate::modes::format::Options;

/// The flag of the job.
#[derive(Debug, Args)]
pub(super) struct Flag {
    /// Give the Spacefiles at the given PATHs the standard layout; comments and values stay
    ///
    /// Standard input (`-`) goes to standard output with it.
    #[arg(long, help_heading = "Jobs")]
    pub(super) format: bool,
}

pub(super) fn options(arguments: Arguments) -> Options {
    Options {
        paths: arguments.paths,
        stdin_path: arguments.stdin_path,
        diff: arguments.diff,
        quiet: arguments.quiet,
    }
}
