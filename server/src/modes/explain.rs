//! `--explain`: shows a rule's page, or the list of rules.

use std::io::{self, IsTerminal, Write};

use anstream::AutoStream;

use super::{Color, Outcome, terminal, written};
use crate::report::page;
use crate::rules::{RULES, Rule};

/// Longer lines are hard to read, however wide the terminal is.
const WIDEST: usize = 100;

/// The width where nobody can tell: of a file, of a pipe.
const USUAL: usize = 80;

/// Shows the page of the rule, or without one the list of all.
#[must_use]
pub fn run(rule: Option<&Rule>, color: Color) -> Outcome {
    let stdout = io::stdout();
    let width = stdout.is_terminal().then(terminal::width).flatten();
    let width = width.map_or(USUAL, |width| width.min(WIDEST));
    let text = match rule {
        Some(rule) => page::rule(rule, width),
        None => page::list(RULES, width),
    };
    let choice = color.choice(&stdout);
    let mut out = AutoStream::new(stdout.lock(), choice);
    let result = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    written(result, Outcome::Clean)
}
