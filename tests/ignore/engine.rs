//! Random lists on random trees: the engine, and the plain references.

use libtest_mimic::{Failed, Trial};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use spacefile_lsp::ignore::Rules;

use super::tree::{self, Tree};
use super::{documented, original};

/// Pieces that both readings know in some way.
const COMMON: &[&str] = &[
    "a", "b", "c", "ab", "x", "dist", ".env", "/", "/", "/", "*", "*", "**", "?", "**/", "/**",
    "/**/", "*.", ".", "!", "#", " ", "[ab]", "[a-c]", "[^a]", "\\#", "\\!", "\\*", "\\?", "ä",
    "\u{fffd}", "-", "]", "a.b",
];

/// Pieces that only gitignore knows, or that are odd in it.
const GIT: &[&str] = &[
    "[!a]",
    "[]a]",
    "[!]a]",
    "[a-]",
    "[z-a]",
    "[a\\]b]",
    "[[:alpha:]]",
    "[[:digit:]b]",
    "[[:foo:]]",
    "[[:x]",
    "[a/b]",
    "[^/]",
    "[",
    "\\",
    "\\/",
    "\\ ",
    "\\a",
    "***",
    "\t",
    "\r",
    "{a,b}",
];

/// Pieces that are something else in an expression.
const EXPRESSIONS: &[&str] = &[
    "(a|b)",
    "(|a)",
    "a|b",
    "|",
    "+",
    "^",
    "$",
    "(",
    ")",
    "\\(",
    "\\)",
    "\\[",
    "\\+",
    "\\|",
    "\\$",
    "\\.",
    "\\d",
    "\\A",
    "\\z",
    "#$~",
    "[[:alpha:]]",
    "[a-c_]",
    "\\x61",
    "\\pL",
    "\\n",
    "~",
    "$a",
    "\r",
];

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("ignore::documented_is_as_the_plain_reference_says", || {
            holds([COMMON, GIT].concat(), |file, tree| {
                let defaults = documented::parse(tree::defaults(true).join("\n").as_bytes());
                let rules = [defaults, documented::parse(file)].concat();
                let negated: Vec<bool> = rules.iter().map(|rule| rule.negated).collect();
                let is_for =
                    |line: usize, path: &[u8], folder| rules[line - 1].is_for(path, folder);
                compare(file, tree, true, &tree::decide(tree, &negated, is_for))
            })
        }),
        Trial::test("ignore::original_is_as_the_plain_reference_says", || {
            let defaults = original::parse(tree::defaults(false).join("\n").as_bytes());
            holds([COMMON, EXPRESSIONS].concat(), |file, tree| {
                if !original::is_alike(&String::from_utf8_lossy(file)) {
                    return Ok(());
                }
                let rules = [defaults.clone(), original::parse(file)].concat();
                let negated: Vec<bool> = rules.iter().map(|rule| rule.negated).collect();
                let is_for = |line: usize, path: &[u8], _| rules[line - 1].is_for(path);
                compare(file, tree, false, &tree::decide(tree, &negated, is_for))
            })
        }),
        Trial::test("ignore::matching_lines_are_those_that_decide", || {
            holds([COMMON, GIT, EXPRESSIONS].concat(), matching)
        }),
    ]
}

fn holds(
    pieces: Vec<&'static str>,
    check: impl Fn(&[u8], &Tree) -> Result<(), TestCaseError>,
) -> Result<(), Failed> {
    let config = Config { cases: 1000, failure_persistence: None, ..Config::default() };
    let strategy = (file(pieces), tree());
    let result = TestRunner::new(config).run(&strategy, |(file, tree)| check(&file, &tree));
    result.map_err(|error| error.to_string().into())
}

/// A few lines of a few pieces.
pub fn file(pieces: Vec<&'static str>) -> impl Strategy<Value = Vec<u8>> {
    let start = prop::sample::select(vec!["", "", "", "!", "/", "!/", "\u{feff}"]);
    let pieces = prop::collection::vec(prop::sample::select(pieces), 1..5);
    let end = prop::sample::select(vec!["", "", "", "/", " ", "\r"]);
    let line = (start, pieces, end);
    let line = line.prop_map(|(start, pieces, end)| format!("{start}{}{end}", pieces.concat()));
    prop::collection::vec(line, 1..6).prop_map(|lines| lines.join("\n").into_bytes())
}

/// A few dozen entries.
fn tree() -> impl Strategy<Value = Tree> {
    let names: Vec<&[u8]> = vec![
        b"a",
        b"a",
        b"b",
        b"b",
        b"c",
        b"ab",
        b"x",
        b"dist",
        b".env",
        b"a.b",
        b"aab",
        b"[a]",
        b"a*",
        b"?",
        b"\xff",
        b"\xc3\xa4",
        b"\xef\xbf\xbd",
        b"a\nb",
        b"#a",
        b"!a",
        b"a b",
        b"-",
        b"a|b",
        b"\\a",
    ];
    let name = prop::sample::select(names);
    let path = prop::collection::vec(name, 1..5).prop_map(|names| names.join(&b'/'));
    prop::collection::vec((path, any::<bool>()), 1..24).prop_map(|paths| {
        let mut tree = Tree::new();
        for (path, is_folder) in paths {
            // A file stays one, whatever comes later.
            let is_below_file =
                (0..path.len()).any(|at| path[at] == b'/' && tree.get(&path[..at]) == Some(&false));
            if !is_below_file {
                tree::add(&mut tree, &path, is_folder);
            }
        }
        tree
    })
}

fn compare(
    file: &[u8],
    tree: &Tree,
    documented: bool,
    wanted: &std::collections::BTreeMap<Vec<u8>, tree::Said>,
) -> Result<(), TestCaseError> {
    let rules = Rules::new(Some(file));
    let defaults = tree::defaults(documented);
    for (path, verdict) in tree::judge(&rules, tree) {
        let decision = if documented { verdict.documented } else { verdict.original };
        let said = tree::said(&rules, decision, &defaults);
        let about = format!("{:?} on {:?}", file.escape_ascii(), path.escape_ascii());
        prop_assert_eq!(said, wanted[&path], "{}", about);
    }
    Ok(())
}

/// The last line that [`Rules::matching`] gives is the deciding one, unless a folder above is
/// ignored.
fn matching(file: &[u8], tree: &Tree) -> Result<(), TestCaseError> {
    let rules = Rules::new(Some(file));
    let verdicts = tree::judge(&rules, tree);
    for (path, verdict) in &verdicts {
        let above = verdicts.get(tree::parent(path));
        let lines: Vec<_> = rules.matching(path, tree[path]).collect();
        let documented = lines.iter().rev().find(|(_, it)| it.documented).map(|(id, _)| *id);
        let original = lines.iter().rev().find(|(_, it)| it.original).map(|(id, _)| *id);
        let about = format!("{:?} on {:?}", file.escape_ascii(), path.escape_ascii());
        if above.is_none_or(|above| above.documented.kept) {
            prop_assert_eq!(verdict.documented.by, documented, "{}", &about);
        }
        if above.is_none_or(|above| above.original.kept) {
            prop_assert_eq!(verdict.original.by, original, "{}", &about);
        }
    }
    Ok(())
}
