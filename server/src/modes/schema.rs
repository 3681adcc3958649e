//! `--schema`: prints the JSON schema of a Spacefile.

use std::io::{self, Write};

use super::{Outcome, written};

/// Prints it.
#[must_use]
pub fn run() -> Outcome {
    let mut out = io::stdout().lock();
    let result = out.write_all(spacefile_schema::SCHEMA_JSON.as_bytes()).and_then(|()| out.flush());
    written(result, Outcome::Clean)
}
