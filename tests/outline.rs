//! The outline of broken files, as the server gives it.
//!
//! `NAME.spacefile` is the file, `NAME.outline` its outline: an entry a line, deeper ones
//! indented, with the detail and the lines, from 1, that it covers and where a client goes to.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use libtest_mimic::{Failed, Trial};
use serde_json::{Value, json};

use crate::support::client::{Client, uri};
use crate::support::{expect_file, root};

pub fn trials() -> Vec<Trial> {
    let entries = std::fs::read_dir(root().join("tests/outline")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let files = paths.filter(|path| path.extension().is_some_and(|it| it == "spacefile"));
    let trial = |path: PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        Trial::test(format!("outline::{name}"), move || outline(&path))
    };
    files.map(trial).collect()
}

fn outline(path: &Path) -> Result<(), Failed> {
    let folder = tempfile::tempdir().unwrap();
    let nested = json!({"hierarchicalDocumentSymbolSupport": true});
    let capabilities = json!({"textDocument": {"documentSymbol": nested}});
    let mut client = Client::session(Client::duplex, folder.path(), &capabilities);
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, &std::fs::read_to_string(path).unwrap());
    let about = json!({"textDocument": {"uri": uri}});
    let mut shown = String::new();
    show(&client.request("textDocument/documentSymbol", about), 0, &mut shown);
    Ok(expect_file(&path.with_extension("outline"), &shown)?)
}

fn show(entries: &Value, depth: usize, shown: &mut String) {
    for entry in entries.as_array().into_iter().flatten() {
        let line = |place: &Value| place["line"].as_u64().unwrap() + 1;
        let (range, selection) = (&entry["range"], &entry["selectionRange"]);
        let detail = entry["detail"].as_str().map_or(String::new(), |it| format!(" ({it})"));
        writeln!(
            shown,
            "{:indent$}{}{detail}: {}-{}, at {}:{}",
            "",
            entry["name"].as_str().unwrap(),
            line(&range["start"]),
            line(&range["end"]),
            line(&selection["start"]),
            selection["start"]["character"].as_u64().unwrap() + 1,
            indent = 2 * depth,
        )
        .unwrap();
        show(&entry["children"], depth + 1, shown);
    }
}
