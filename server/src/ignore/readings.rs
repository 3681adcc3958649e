//! A line by itself: what it is for, whatever the others say.

use super::documented::Pattern;
use super::original::{self, Program};
use super::{Line, Rules};

/// A line in both readings, ready to be compared with many paths.
#[derive(Debug)]
pub struct Readings {
    pattern: Vec<u8>,
    documented: Option<Pattern>,
    original: Option<Program>,
}

impl Readings {
    /// Reads a line.
    #[must_use]
    pub fn new(line: &Line<'_>) -> Self {
        Self {
            pattern: line.pattern.to_vec(),
            documented: line.documented(),
            original: original::program(line.full),
        }
    }

    /// Reads a text that could stand in a line of its own; `None` if no reading makes a pattern
    /// of it.
    #[must_use]
    pub fn of(text: &[u8]) -> Option<Self> {
        let rules = Rules::new(Some(text));
        let (_, line) = rules.lines().next_back()?;
        (line.source == super::Source::File).then(|| Self::new(&line))
    }

    /// Whether the line names this entry itself, by the documentation. `path` is relative to the
    /// root, with `/` between its names.
    #[must_use]
    pub fn documented(&self, path: &[u8], is_folder: bool) -> bool {
        let named = |pattern: &Pattern| pattern.matches(&self.pattern, path, is_folder);
        self.documented.as_ref().is_some_and(named)
    }

    /// Whether the Space CLI finds the line in this path: it names the entry or, mostly, something
    /// that the entry lies in.
    #[must_use]
    pub fn original(&self, path: &[u8]) -> bool {
        self.original.as_ref().is_some_and(|program| program.matches(path))
    }
}
