//! What kept the program from its work.

use std::fmt;
use std::io;

use super::text::plain;

/// Something that could not be read, written or run.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Trouble {
    /// The path it is about, as it is shown.
    pub place: String,
    /// What is the matter with it.
    pub what: String,
}

impl Trouble {
    /// Some trouble, in our own words.
    #[must_use]
    pub fn new(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self { place: place.into(), what: what.into() }
    }

    /// A failed read, in the words of people.
    #[must_use]
    pub fn reading(place: impl Into<String>, error: &io::Error) -> Self {
        Self::new(place, in_words(error))
    }

    /// A failed change of a file, which is as it was.
    #[must_use]
    pub fn changing(place: impl Into<String>, error: &io::Error) -> Self {
        Self::new(place, format!("cannot be changed: {}", in_words(error)))
    }
}

fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A path may hold anything, and a terminal obeys what it is shown.
        write!(f, "spacefile-lsp: {}: {}", plain(&self.place), plain(&self.what))
    }
}
