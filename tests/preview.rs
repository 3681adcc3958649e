//! `--preview` by the real binary on real folders, and the trees it is made of.

mod answers;
mod cases;
mod command;
mod hostile;
mod kept;
mod looks;
mod projects;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Output;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use libtest_mimic::{Failed, Trial};
use serde_json::Value;

use crate::support::{err, run, shared};

type Test = fn() -> Result<(), Failed>;

pub fn trials() -> Vec<Trial> {
    let tests: [&[(&'static str, Test)]; 5] =
        [answers::TESTS, command::TESTS, hostile::TESTS, kept::TESTS, looks::TESTS];
    let own = tests.concat();
    let own = own.into_iter().map(|(name, test)| Trial::test(format!("preview::{name}"), test));
    let of_shared = [cases::TESTS, projects::TESTS].concat().into_iter().map(|(name, test)| {
        Trial::test(format!("preview::{name}"), test).with_ignored_flag(shared().is_none())
    });
    own.chain(of_shared).collect()
}

/// A path and what the JSON says of it.
pub struct Entry {
    pub kind: String,
    pub bytes: Option<u64>,
    pub kept: bool,
    pub original: bool,
    pub by: Option<(String, u64, String)>,
}

/// The JSON of a preview, read back.
pub struct Report {
    pub json: Value,
    pub entries: BTreeMap<Vec<u8>, Entry>,
}

impl Report {
    /// Those that the documentation keeps, in byte order.
    pub fn kept(&self) -> Vec<Vec<u8>> {
        self.paths(|entry| entry.kept)
    }

    /// Those that the original keeps.
    pub fn original(&self) -> Vec<Vec<u8>> {
        self.paths(|entry| entry.original)
    }

    fn paths(&self, wanted: impl Fn(&Entry) -> bool) -> Vec<Vec<u8>> {
        let paths = self.entries.iter().filter(|(_, entry)| wanted(entry));
        paths.map(|(path, _)| path.clone()).collect()
    }
}

/// Reads what `--report json` printed.
pub fn parse(output: &Output) -> Report {
    let json: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("no JSON ({error}): {}", err(output)));
    assert_eq!(json["version"], 1);
    let mut entries = BTreeMap::new();
    for entry in json["entries"].as_array().unwrap() {
        let path = match entry["path"].as_str() {
            Some(path) => path.as_bytes().to_vec(),
            None => STANDARD.decode(entry["path_base64"].as_str().unwrap()).unwrap(),
        };
        let by = &entry["by"];
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let read = Entry {
            kind: text(&entry["kind"]),
            bytes: entry["bytes"].as_u64(),
            kept: entry["kept"].as_bool().unwrap(),
            original: match entry["original"].as_str().unwrap() {
                "kept" => true,
                "ignored" => false,
                other => panic!("{other}"),
            },
            by: by
                .is_object()
                .then(|| (text(&by["source"]), by["line"].as_u64().unwrap(), text(&by["pattern"]))),
        };
        assert!(entries.insert(path, read).is_none(), "twice: {entry}");
    }
    Report { json, entries }
}

/// Runs the preview in a folder and reads its JSON.
pub fn report(folder: &Path, arguments: &[&str]) -> Report {
    let all = [&["--preview", "--report", "json"], arguments].concat();
    parse(&run(folder, &all, b""))
}

/// The paths that `--list --null` prints.
pub fn list(folder: &Path) -> Vec<Vec<u8>> {
    paths(&run(folder, &["--preview", "--list", "--null"], b""))
}

/// Paths that end with a NUL each.
pub fn paths(output: &Output) -> Vec<Vec<u8>> {
    let mut paths: Vec<_> = output.stdout.split(|byte| *byte == 0).map(<[u8]>::to_vec).collect();
    assert_eq!(paths.pop(), Some(Vec::new()), "each path ends with a NUL");
    paths
}
