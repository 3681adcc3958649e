//! The shared cases, each made on the disk.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use libtest_mimic::{Failed, Trial};
use serde_json::Value;

use super::fixed::judge;
use super::{RULES, findings};
use crate::fixes::conclude;
use crate::support::shared;

/// Cases that one trial looks at.
const CHUNK: usize = 60;

/// Where another rule than that of a case's class speaks, and why.
const OTHERS: [(&str, &str); 8] = [
    // The line takes back a folder with something below it that is left out.
    ("default-extra-06", "negation-takes-all"),
    // `+` comes before anything that a slash could be to blame for.
    ("anchor-10", "regex-character"),
    ("dirslash-04", "path-at-any-depth"),
    ("class-10", "dropped-pattern"),
    ("regex-meta-02", "dropped-pattern"),
    // It is valid, only not as a whole what it would be without the `?`.
    ("bad-regex-06", "regex-character"),
    ("escape-08", "question-mark"),
    // A class that is compared with letters, and not with bytes.
    ("bytes-08", "non-ascii-class"),
];

pub(super) fn trials() -> Vec<Trial> {
    let cases = shared().map(|folder| {
        let bytes = std::fs::read(folder.join("ignore/cases.json")).unwrap();
        let file: Value = serde_json::from_slice(&bytes).unwrap();
        file["cases"].as_array().unwrap().clone()
    });
    let skipped = cases.is_none();
    let cases = cases.unwrap_or_else(|| vec![Value::Null]);
    let chunks = cases.chunks(CHUNK).map(<[Value]>::to_vec).enumerate();
    let trial = |(at, chunk): (usize, Vec<Value>)| {
        let name = format!("ignore::differing::cases::{at}");
        Trial::test(name, move || all(&chunk)).with_ignored_flag(skipped)
    };
    chunks.map(trial).collect()
}

fn all(cases: &[Value]) -> Result<(), Failed> {
    // As root, everything can be read.
    let told = cases.iter().filter(|case| case["unprivileged"] != true);
    conclude(told.flat_map(|case| {
        let id = case["id"].as_str().unwrap();
        look(case).into_iter().map(move |wrong| format!("{id}: {wrong}"))
    }))
}

fn look(case: &Value) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    make(case, root);
    let kept = |reading: &str| &case["verdicts"][reading]["kept"];
    let part = kept("documented") != kept("cli");
    let found = findings(root);
    let class = case["class"].as_str().unwrap();
    let id = case["id"].as_str().unwrap();
    let other = OTHERS.iter().find(|(other, _)| *other == id).map(|(_, rule)| *rule);
    let is_named = found.iter().any(|finding| match other {
        Some(rule) => finding.rule == rule,
        None => RULES.contains(&(class, finding.rule.as_str())),
    });
    let rules: Vec<_> = found.iter().map(|finding| finding.rule.as_str()).collect();
    if part && !is_named {
        return vec![format!("of class {class}, but the rules that speak are {rules:?}")];
    }
    if !part && !found.is_empty() {
        return vec![format!("the readings agree, but the rules that speak are {rules:?}")];
    }
    judge(root, &found, &findings)
}

/// Makes the folder of a case.
fn make(case: &Value, root: &Path) {
    let is_bytes = case["bytes"].as_bool().unwrap();
    let bytes = |text: &str| -> Vec<u8> {
        match is_bytes {
            true => text.chars().map(|byte| u8::try_from(u32::from(byte)).unwrap()).collect(),
            false => text.as_bytes().to_vec(),
        }
    };
    for (path, entry) in case["tree"].as_object().unwrap() {
        let path = root.join(OsStr::from_bytes(&bytes(path)));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        match entry["type"].as_str().unwrap() {
            "dir" => std::fs::create_dir_all(&path).unwrap(),
            "symlink" => {
                let target = bytes(entry["target"].as_str().unwrap());
                std::os::unix::fs::symlink(OsStr::from_bytes(&target), &path).unwrap();
            }
            "fifo" => {
                let made = std::process::Command::new("mkfifo").arg(&path).status().unwrap();
                assert!(made.success());
            }
            "socket" => drop(std::os::unix::net::UnixListener::bind(&path).unwrap()),
            _ => std::fs::write(&path, entry["content"].as_str().unwrap_or("x")).unwrap(),
        }
    }
    let spaceignore = root.join(".spaceignore");
    if let Some(text) = case["ignore"].as_str().filter(|_| !spaceignore.is_symlink()) {
        std::fs::write(&spaceignore, bytes(text)).unwrap();
    }
    if !root.join("Spacefile").is_dir() {
        let text = "v: 0\nmicros: [{name: app, src: ., engine: custom, run: ./app}]\n";
        std::fs::write(root.join("Spacefile"), text).unwrap();
    }
}
