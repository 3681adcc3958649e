//! What the tests share: the binary, the shared data, small projects on disk.

mod case;
pub mod client;
mod project;
mod report;

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

pub use case::{CURSOR, Case, cases};
pub use project::{hex, write_files};
pub use report::{FileReport, Finding, parse_report};

/// The checkout.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The shared data, if it is there.
pub fn shared() -> Option<PathBuf> {
    let folder = match std::env::var_os("SPACEFILE_SHARED") {
        Some(folder) => PathBuf::from(folder),
        None => root().join("../shared"),
    };
    folder.join("corpus").is_dir().then_some(folder)
}

/// Runs the binary in a folder and feeds it standard input.
pub fn run(folder: &Path, arguments: &[impl AsRef<OsStr>], input: &[u8]) -> Output {
    run_in(&[], folder, arguments, input)
}

/// The same with some variables in its environment, which is otherwise that of no CI service.
pub fn run_in(
    environment: &[(&str, &str)],
    folder: &Path,
    arguments: &[impl AsRef<OsStr>],
    input: &[u8],
) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_spacefile-lsp"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("GITHUB_ACTIONS")
        .env_remove("GITHUB_WORKSPACE")
        .env_remove("CI_PROJECT_DIR")
        .envs(environment.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    let mut stdin = child.stdin.take().expect("standard input is piped");
    let input = input.to_vec();
    // A thread of its own, so that neither side waits for the other with a full pipe.
    let writer = std::thread::spawn(move || {
        // The program may end without having read everything.
        drop(stdin.write_all(&input));
    });
    let output = child.wait_with_output().expect("the binary ends");
    writer.join().expect("the input is written");
    output
}

/// What a run wrote to standard output.
pub fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("the output is text")
}

/// What a run wrote to standard error.
pub fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("the trouble is text")
}

/// Whether tests should rewrite what they expect.
pub fn updating() -> bool {
    std::env::var_os("UPDATE").is_some()
}

/// Compares with a file that holds the expected text, or rewrites it.
pub fn expect_file(path: &Path, actual: &str) -> Result<(), String> {
    if updating() {
        std::fs::write(path, actual).map_err(|error| format!("{}: {error}", path.display()))?;
        return Ok(());
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    if expected == actual {
        return Ok(());
    }
    Err(format!(
        "{} differs. If the new output is right, run the tests with UPDATE=1.\n\
         --- expected\n{expected}\n--- actual\n{actual}",
        path.display()
    ))
}
