//! Redundant lines of a `.spaceignore` are redundant whatever is in the folder.
//!
//! They are looked for in an empty folder, where nothing but the lines themselves can tell. Without
//! them, every file of a folder full of fitting names is judged as before, in both readings.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use libtest_mimic::{Failed, Trial};
use spacefile_lsp::analysis::analyse_spaceignore;
use spacefile_lsp::diagnostic::apply;
use spacefile_lsp::ide::actions::fix_all;
use spacefile_lsp::ignore::Rules;
use spacefile_lsp::ignore::tree::{Kind, Tree};
use spacefile_lsp::ignore::walk::{Inside, Options, walk};

use crate::replay::chance::Chance;

pub fn trials() -> Vec<Trial> {
    vec![Trial::test("fixes::redundant_lines_change_nothing", change_nothing)]
}

/// How many lists of lines are tried.
const LISTS: usize = 200;

fn change_nothing() -> Result<(), Failed> {
    let (empty, full) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let names = ["a", "b", "ab", "a.b", "dist", "node_modules", ".env", "c d"];
    for one in names {
        for two in names {
            fs::create_dir_all(full.path().join("x").join(one).join(two))?;
            for three in ["a", "b", "a.b", ".env"] {
                fs::write(full.path().join("x").join(one).join(two).join(three), "")?;
            }
            fs::create_dir_all(full.path().join(one))?;
            fs::write(full.path().join(one).join(two), "")?;
        }
    }
    let (nothing, everything) = (tree(empty.path()), tree(full.path()));
    let mut chance = Chance::new("spaceignore", "lines");
    let mut redundant = 0;
    for _ in 0..LISTS {
        let text = list(&mut chance);
        let found = analyse_spaceignore(text.as_bytes(), &nothing).diagnostics;
        let edits = fix_all(&found);
        redundant += edits.len();
        let without = apply(&edits, &text);
        let (before, after) = (verdicts(&everything, &text), verdicts(&everything, &without));
        let differs = before.iter().zip(&after).find(|(before, after)| before != after);
        if let Some((before, _)) = differs {
            return Err(format!("{before:?} with\n{text}and without\n{without}").into());
        }
    }
    assert!(redundant > LISTS / 2, "only {redundant} lines were redundant");
    Ok(())
}

fn tree(folder: &std::path::Path) -> Tree {
    let options = Options { inside: Inside::Listed, ..Options::default() };
    walk(folder, Arc::new(Rules::new(None)), &options, &AtomicBool::new(false)).unwrap()
}

fn verdicts(tree: &Tree, text: &str) -> Vec<(String, bool, bool)> {
    let rules = Arc::new(Rules::new(Some(text.as_bytes())));
    let judged = tree.judged(rules, &AtomicBool::new(false)).unwrap();
    let mut all = Vec::new();
    let mut items = judged.items();
    while let Some(item) = items.next() {
        if item.kind != Kind::Folder {
            let path = String::from_utf8_lossy(item.path).into_owned();
            all.push((path, item.verdict.documented.kept, item.verdict.original.kept));
        }
    }
    all
}

/// Some lines, many of which have to do with each other.
fn list(chance: &mut Chance) -> String {
    const NAMES: [&str; 14] = [
        "a",
        "b",
        "ab",
        "a.b",
        "dist",
        "node_modules",
        ".env",
        "c d",
        "*",
        "a*",
        "*.b",
        "**",
        "x",
        "[ab]",
    ];
    let mut text = String::new();
    for _ in 0..chance.below(6) + 2 {
        let starts = ["", "", "", "", "/", "**/", "!", "!/", " "];
        text.push_str(starts[chance.below(starts.len())]);
        let count = *chance.one_of(&[1, 1, 1, 2, 2, 3]);
        let names: Vec<_> = (0..count).map(|_| *chance.one_of(&NAMES)).collect();
        text.push_str(&names.join("/"));
        text.push_str(["", "", "", "/", "/**", "/*"][chance.below(6)]);
        text.push('\n');
    }
    text
}
