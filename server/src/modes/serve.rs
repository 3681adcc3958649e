//! The language server on standard input and output.

use std::io::{self, IsTerminal};

use super::{Outcome, Trouble, say};
use crate::lsp::{End, stdio};

/// Serves until the client ends it.
#[must_use]
pub fn run() -> Outcome {
    if io::stdin().is_terminal() {
        say("spacefile-lsp: waiting for an editor to speak the language server protocol; \
             to lint Spacefiles, run `spacefile-lsp --check [PATH]...` (see --help)");
    }
    match stdio() {
        Ok(End::Orderly) => Outcome::Clean,
        Ok(End::Abrupt) => Outcome::Found,
        Err(error) => {
            say(&Trouble::new("standard input or output", error.to_string()).to_string());
            Outcome::Trouble
        }
    }
}
