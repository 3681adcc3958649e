//! Any lines over any files.

use std::path::Path;

use libtest_mimic::{Failed, Trial};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use spacefile_lsp::analysis::analyse_spaceignore;
use spacefile_lsp::ignore::walk::SPACEIGNORE;
use spacefile_lsp::rules::Fixes;

use super::fixed::judge;
use super::{Found, Kept, is_ours, shown};
use crate::pages::{lay_out, project};

const CASES: u32 = 100;

pub(super) fn trials() -> Vec<Trial> {
    vec![Trial::test("ignore::differing::random", random)]
}

fn random() -> Result<(), Failed> {
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    let strategy = (lines(), files());
    let checked = TestRunner::new(config).run(&strategy, |(lines, files)| look(&lines, &files));
    checked.map_err(|error| error.to_string().into())
}

/// A finding if and only if the readings part; and all fixes do what they say.
fn look(lines: &str, files: &str) -> Result<(), TestCaseError> {
    let folder = tempfile::tempdir().unwrap();
    lay_out(folder.path(), files, SPACEIGNORE, lines);
    let kept = Kept::of(folder.path());
    let found = findings(folder.path());
    prop_assert_eq!(
        found.is_empty(),
        kept.apart().is_empty(),
        "apart: {:?}, found: {:?}",
        shown(&kept.apart()),
        found
    );
    let wrong = judge(folder.path(), &found, &findings);
    prop_assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    Ok(())
}

/// The same as through the program, without starting it each time.
fn findings(root: &Path) -> Vec<Found> {
    let project = project(root);
    let tree = project.upload().unwrap();
    let bytes = std::fs::read(root.join(SPACEIGNORE)).unwrap();
    let found = analyse_spaceignore(&bytes, tree, Fixes::Offered).diagnostics.into_iter();
    found
        .filter(|finding| is_ours(finding.rule))
        .map(|finding| Found {
            rule: finding.rule.to_owned(),
            message: finding.message,
            fixes: finding.fixes,
        })
        .collect()
}

/// Lines made of what makes readings part.
pub(super) fn lines() -> impl Strategy<Value = String> {
    let start = prop::sample::select(vec![
        "", "", "", "", "!", "!", "/", "!/", "**/", "!**/", "!!", "!#", " ", " !", "\\", "\u{feff}",
    ]);
    let name = prop::sample::select(vec![
        "a",
        "a",
        "b",
        "dist",
        "dist",
        "src",
        "node_modules",
        ".env",
        "*",
        "**",
        "?",
        "a?",
        "a*",
        "*.log",
        "[!a]",
        "[^a]",
        "[ab]",
        "[äé]",
        "(a)",
        "a+",
        "c++",
        "a|b",
        "$lib",
        "a{2}",
        "\\.env",
        "\\a",
        "(b",
        "a**",
        "**b",
        ".*",
        "x[^a]y",
        "é",
    ]);
    let end =
        prop::sample::select(vec!["", "", "", "/", "/*", "/**", "/**/", " ", "\\ ", "\r", "\r\r"]);
    let line = (start, prop::collection::vec(name, 0..3), end)
        .prop_map(|(start, names, end)| format!("{start}{}{end}\n", names.join("/")));
    prop::collection::vec(line, 1..5).prop_map(|lines| lines.concat())
}

/// Files whose names such lines are for.
pub(super) fn files() -> impl Strategy<Value = String> {
    let folder = prop::sample::select(vec![
        "",
        "",
        "a/",
        "a/b/",
        "b/a/",
        "dist/",
        "src/dist/",
        "src/",
        "node_modules/a/",
        "a/dist/b/",
        "(a)/",
        "c++/",
        "$lib/",
        "x/",
        "é/",
        "dist/node_modules/b/",
    ]);
    let name = prop::sample::select(vec![
        "a",
        "b",
        "dist",
        "c",
        "aa",
        "ab",
        "a+",
        ".env",
        ".env.local",
        "x.log",
        "y",
        "x-y",
        "xay",
        "é",
        "?",
        "a?",
        "(b",
        "a|b",
        "!a",
        "#a",
        "%20a",
        "b%20",
        "Discovery.md",
        "a{2}",
        "app.js",
        "odd%0aname",
        "odd%e9",
        "..env",
    ]);
    prop::collection::vec((folder, name), 1..12).prop_map(|files| {
        let paths: Vec<String> =
            files.into_iter().map(|(folder, name)| format!("{folder}{name}")).collect();
        let is_folder = |path: &String| {
            let start = format!("{path}/");
            paths.iter().any(|other| other.starts_with(&start))
        };
        paths.iter().filter(|path| !is_folder(path)).map(|path| format!("{path}\n")).collect()
    })
}
