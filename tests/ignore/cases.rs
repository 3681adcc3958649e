//! The shared cases: both readings of each, on its tree.

use std::collections::{BTreeMap, BTreeSet};

use libtest_mimic::{Failed, Trial};
use serde_json::Value;
use spacefile_lsp::ignore::{Rules, Scope, Verdict};

use crate::support::shared;

pub fn trials() -> Vec<Trial> {
    let is_there = shared().is_some();
    vec![Trial::test("ignore::shared_cases", all).with_ignored_flag(!is_there)]
}

fn all() -> Result<(), Failed> {
    let file = shared().ok_or("no shared data")?.join("ignore/cases.json");
    let cases: Value = serde_json::from_slice(&std::fs::read(file)?)?;
    let cases = cases["cases"].as_array().ok_or("no cases")?;
    assert!(cases.len() >= 227, "only {} cases", cases.len());
    let wrong: Vec<String> = cases.iter().filter_map(|case| judge(case).err()).collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

/// What stands in a case as text or as bytes.
fn bytes(text: &str, is_bytes: bool) -> Vec<u8> {
    if is_bytes {
        text.chars().map(|byte| u8::try_from(u32::from(byte)).unwrap()).collect()
    } else {
        text.as_bytes().to_vec()
    }
}

/// What one reading makes of a tree.
#[derive(Default, Debug, PartialEq, Eq)]
struct Outcome {
    kept: Vec<Vec<u8>>,
    ignored: Vec<Vec<u8>>,
    pruned: Vec<Vec<u8>>,
}

fn judge(case: &Value) -> Result<(), String> {
    let is_bytes = case["bytes"].as_bool().unwrap();
    // It may be a link to a file.
    let target = case["tree"][".spaceignore"]["target"].as_str();
    let linked = target.and_then(|target| case["tree"][target]["content"].as_str());
    let spaceignore = case["ignore"].as_str().or(linked).map(|text| bytes(text, is_bytes));
    // Folders by name, so that the walk goes by bytes.
    let mut entries: BTreeMap<Vec<u8>, bool> = BTreeMap::new();
    for (path, entry) in case["tree"].as_object().unwrap() {
        let path = bytes(path, is_bytes);
        let slashes = path.iter().enumerate().filter(|(_, byte)| **byte == b'/');
        for (at, _) in slashes {
            entries.insert(path[..at].to_vec(), true);
        }
        entries.insert(path, entry["type"] == "dir");
    }
    let rules = Rules::new(spaceignore.as_deref());
    let mut outcomes = [Outcome::default(), Outcome::default()];
    walk(&rules, &rules.top(), b"", &entries, &mut outcomes);
    let mut wrong = String::new();
    for (outcome, reading) in outcomes.iter().zip(["documented", "cli"]) {
        let list = |name: &str| {
            let paths = case["verdicts"][reading][name].as_array().unwrap();
            paths.iter().map(|path| bytes(path.as_str().unwrap(), is_bytes)).collect()
        };
        let wanted =
            Outcome { kept: list("kept"), ignored: list("ignored"), pruned: list("pruned") };
        for (got, wanted, what) in [
            (&outcome.kept, &wanted.kept, "kept"),
            (&outcome.ignored, &wanted.ignored, "ignored"),
            (&outcome.pruned, &wanted.pruned, "pruned"),
        ] {
            let got: BTreeSet<_> = got.iter().collect();
            let wanted: BTreeSet<_> = wanted.iter().collect();
            for path in got.symmetric_difference(&wanted) {
                let path = String::from_utf8_lossy(path);
                let how = if wanted.iter().any(|it| **it == path.as_bytes()) {
                    "missing"
                } else {
                    "wrong"
                };
                wrong += &format!("{}: {reading}: {path} {how} among {what}\n", case["id"]);
            }
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// Goes through a folder with what is below it, ignored folders too.
fn walk(
    rules: &Rules,
    scope: &Scope,
    folder: &[u8],
    entries: &BTreeMap<Vec<u8>, bool>,
    outcomes: &mut [Outcome; 2],
) {
    for (path, &is_folder) in entries {
        let is_here = path.strip_prefix(folder).is_some_and(|name| {
            let name = if folder.is_empty() { Some(name) } else { name.strip_prefix(b"/") };
            name.is_some_and(|name| !name.contains(&b'/'))
        });
        if !is_here {
            continue;
        }
        let verdict = rules.judge(scope, path, is_folder);
        let Verdict { documented, original } = verdict;
        for (decision, outcome) in [documented, original].into_iter().zip(outcomes.iter_mut()) {
            let lists = if is_folder {
                let above = outcome
                    .pruned
                    .iter()
                    .any(|pruned| path.starts_with(&[pruned.as_slice(), b"/"].concat()));
                if !decision.kept && !above {
                    outcome.pruned.push(path.clone());
                }
                continue;
            } else if decision.kept {
                &mut outcome.kept
            } else {
                &mut outcome.ignored
            };
            lists.push(path.clone());
        }
        if is_folder {
            walk(rules, &rules.enter(scope, path, verdict), path, entries, outcomes);
        }
    }
}
