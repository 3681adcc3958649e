//! Arguments, one mode, an exit code.

use std::process::ExitCode;

use spacefile_lsp::{cli, modes};

fn main() -> ExitCode {
    let outcome = match cli::parse() {
        Ok(cli::Job::Check(options)) => modes::check::run(&options),
        Ok(cli::Job::Schema) => modes::schema::run(),
        Ok(cli::Job::Server(log)) => modes::serve::run(log),
        Err(outcome) => outcome,
    };
    ExitCode::from(outcome.code())
}
