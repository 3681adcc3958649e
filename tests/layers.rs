//! The arrows between the rooms of the house point down only.

use std::path::{Path, PathBuf};

use libtest_mimic::{Failed, Trial};

use crate::support::root;

/// The rooms, from the top. A file may use its own row and those below it.
const ROWS: [&[&str]; 9] = [
    &["main"],
    &["cli", "modes", "lsp"],
    &["report", "ide", "analysis"],
    &["rules"],
    &["structure", "model"],
    &["project", "ignore"],
    &["document"],
    &["encoding", "recovery"],
    &["syntax", "text", "diagnostic", "interval", "secrets", "write"],
];

/// Things that only one place may use.
const ONLY: [(&str, &[&str]); 26] = [
    // These hide what is used from this test.
    ("use crate::{", &[]),
    ("use std::{", &[]),
    ("chrono::", &["interval", "ide"]),
    ("clap::", &["cli"]),
    ("clap_complete::", &["cli"]),
    ("clap_mangen::", &["cli"]),
    ("pulldown_cmark::", &["report"]),
    ("textwrap::", &["report"]),
    ("terminal_size::", &["modes"]),
    ("yaml_rust2", &["syntax"]),
    ("jsonschema::", &["structure"]),
    ("std::fs", &["project", "ignore", "modes", "write"]),
    ("std::env", &["main", "modes"]),
    ("std::process", &["main", "modes", "lsp"]),
    ("rayon::", &["modes"]),
    ("walkdir::", &["modes"]),
    ("rustix::", &["project", "ignore", "lsp"]),
    ("annotate_snippets::", &["report"]),
    ("quick_junit::", &["report"]),
    ("tempfile::", &["write"]),
    ("fs::write", &["write"]),
    ("File::create", &["write"]),
    ("tower_lsp::", &["lsp"]),
    ("tokio::", &["lsp"]),
    ("tracing::", &["cli", "modes", "lsp"]),
    ("tracing_subscriber::", &["modes"]),
];

pub fn trials() -> Vec<Trial> {
    vec![Trial::test("layers::arrows_point_down", arrows_point_down)]
}

fn arrows_point_down() -> Result<(), Failed> {
    let source = root().join("server/src");
    let mut wrong = Vec::new();
    for file in files(&source) {
        let inside = file.strip_prefix(&source).unwrap();
        let room = inside.components().next().unwrap().as_os_str().to_string_lossy();
        let room = room.trim_end_matches(".rs");
        // What stands in a test module may look around freely.
        if room == "lib" || file.file_stem().is_some_and(|name| name == "tests") {
            continue;
        }
        let row = row_of(room).ok_or_else(|| format!("{room} is in no row of {}", file!()))?;
        let text = std::fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        for used in code.split("crate::").skip(1) {
            let used: String =
                used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if row_of(&used).is_some_and(|used| used < row) {
                wrong.push(format!("{} uses {used}, which is above it", inside.display()));
            }
        }
        for (thing, rooms) in ONLY {
            if code.contains(thing) && !rooms.contains(&room) {
                wrong.push(format!("{} uses {thing}, which is for {rooms:?}", inside.display()));
            }
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

fn row_of(room: &str) -> Option<usize> {
    ROWS.iter().position(|row| row.contains(&room))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}
