//! The jobs of the program, one file each, and what they share.

pub mod check;
mod input;
pub mod schema;
pub(crate) mod search;
pub mod serve;
mod shown;

use std::fmt;
use std::io::{self, Write};

use crate::report::text::plain;

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

/// Something that could not be read or run.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Trouble {
    /// The path it is about, as it is shown.
    place: String,
    what: String,
}

impl Trouble {
    fn new(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self { place: place.into(), what: what.into() }
    }

    /// A failed read, in the words of people.
    fn reading(place: impl Into<String>, error: &io::Error) -> Self {
        Self::new(
            place,
            match error.kind() {
                io::ErrorKind::NotFound => "no such file or folder".to_owned(),
                io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
                _ => error.to_string(),
            },
        )
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A path may hold anything, and a terminal obeys what it is shown.
        write!(f, "spacefile-lsp: {}: {}", plain(&self.place), plain(&self.what))
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
