//! The jobs of the program, one file each, and what they share.

pub mod check;
mod ci;
mod diff;
pub mod explain;
pub mod format;
mod input;
pub mod preview;
pub mod print;
pub(crate) mod search;
pub mod serve;
mod shown;
mod terminal;

use std::io::{self, Write};

use anstream::stream::RawStream;
use anstream::{AutoStream, ColorChoice};
use rayon::prelude::*;

use crate::report::Trouble;

/// How a job ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It ran, and nothing was found that matters.
    Clean,
    /// It ran, and found what it looks for.
    Found,
    /// Something could not be read or run.
    Trouble,
}

impl Outcome {
    /// The exit code that says so.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Found => 1,
            Self::Trouble => 2,
        }
    }

    /// The worse of two.
    fn and(self, other: Self) -> Self {
        if self.code() < other.code() { other } else { self }
    }
}

/// When to colour what goes to the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Color {
    /// On a terminal that takes it, unless the environment objects.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// What this comes to for a stream.
    fn choice(self, stream: &impl RawStream) -> ColorChoice {
        match self {
            Self::Auto => AutoStream::choice(stream),
            Self::Always => ColorChoice::Always,
            Self::Never => ColorChoice::Never,
        }
    }
}

/// Does the same to all items, at once if there are several: a pool of threads costs more than one.
fn each<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Send + Sync) -> Vec<R> {
    match items {
        [one] => vec![work(one)],
        items => items.par_iter().map(work).collect(),
    }
}

/// One line to the standard error stream. There is nobody to tell if that fails.
fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// What a job's end means, given how writing its output went.
///
/// A reader that went away (`| head`) is no trouble: it has seen what it wanted.
pub(crate) fn written(result: io::Result<()>, outcome: Outcome) -> Outcome {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            say(&Trouble::new("standard output", error.to_string()).to_string());
            Outcome::Trouble
        }
        _ => outcome,
    }
}
