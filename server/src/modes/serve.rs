//! The language server on standard input and output.

use std::env;
use std::io::{self, IsTerminal};
use std::panic;

use tracing::level_filters::LevelFilter;

use super::{Outcome, Trouble, say};
use crate::lsp::{End, stdio};

/// Sets how much is logged where no flag does.
pub const LOG_VARIABLE: &str = "SPACEFILE_LOG";

/// Serves until the client ends it. What happens is logged to standard error as far as `log` says,
/// else the environment; by default not at all.
#[must_use]
pub fn run(log: Option<LevelFilter>) -> Outcome {
    start_log(log.unwrap_or_else(level_from_environment));
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

fn level_from_environment() -> LevelFilter {
    let Ok(level) = env::var(LOG_VARIABLE) else { return LevelFilter::OFF };
    level.parse().unwrap_or_else(|_| {
        let what = format!("`{level}` is none of off, error, warn, info, debug, trace");
        say(&Trouble::new(LOG_VARIABLE, what).to_string());
        LevelFilter::OFF
    })
}

fn start_log(level: LevelFilter) {
    // Standard error belongs to the log, also where something breaks down.
    panic::set_hook(Box::new(|panic| tracing::error!(%panic, "panic")));
    if level != LevelFilter::OFF {
        tracing_subscriber::fmt()
            .with_max_level(level)
            .with_writer(io::stderr)
            .with_ansi(false)
            .init();
    }
}
