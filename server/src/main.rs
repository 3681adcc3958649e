//! Arguments, one mode, an exit code.

use std::process::ExitCode;

use spacefile_lsp::{cli, modes};

fn main() -> ExitCode {
    let outcome = match cli::parse() {
        cli::Job::Check(options) => modes::check::run(&options),
        cli::Job::Schema => modes::schema::run(),
        cli::Job::Server => modes::no_server(),
    };
    ExitCode::from(outcome.code())
}
