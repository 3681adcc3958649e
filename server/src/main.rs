//! Arguments, one mode, an exit code.

use std::process::ExitCode;

use spacefile_lsp::{cli, modes};

fn main() -> ExitCode {
    let outcome = match cli::parse() {
        Ok(cli::Job::Check(options)) => modes::check::run(&options),
        Ok(cli::Job::Preview(options)) => modes::preview::run(&options),
        Ok(cli::Job::Format(options)) => modes::format::run(&options),
        Ok(cli::Job::Explain(rule, color)) => modes::explain::run(rule, color),
        Ok(cli::Job::Print(text)) => modes::print::run(&text),
        Ok(cli::Job::Server(log)) => modes::serve::run(log),
        Err(outcome) => outcome,
    };
    ExitCode::from(outcome.code())
}
