//! Prints a text as it is: the JSON schema, completions, the manual.

use std::io::{self, Write};

use super::{Outcome, written};

/// Prints it.
#[must_use]
pub fn run(text: &[u8]) -> Outcome {
    let mut out = io::stdout().lock();
    let result = out.write_all(text).and_then(|()| out.flush());
    written(result, Outcome::Clean)
}
