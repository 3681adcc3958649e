//! What holds for any text: no crash, and ranges that are ranges.

use std::ops::Range;

use libtest_mimic::{Failed, Trial};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use spacefile_lsp::analysis::analyse;
use spacefile_lsp::syntax::{NodeId, NodeKind, Tree, parse};

const CASES: u32 = 2000;

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("properties::texts_that_once_broke_are_sound", broke),
        Trial::test("properties::any_text_gives_a_tree_with_sound_ranges", || {
            holds(&spacefile_like(), |text| sound_tree(&text))
        }),
        Trial::test("properties::any_bytes_give_sound_findings", || {
            holds(&any_bytes(), |bytes| sound_findings(&bytes))
        }),
        Trial::test("properties::spacefile_like_texts_give_sound_findings", || {
            holds(&spacefile_like(), |text| sound_findings(text.as_bytes()))
        }),
    ]
}

fn holds<S: Strategy>(
    strategy: &S,
    check: impl Fn(S::Value) -> Result<(), TestCaseError>,
) -> Result<(), Failed> {
    // Failures are printed whole and become fixtures; a file of seeds would say less.
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    TestRunner::new(config).run(strategy, check).map_err(|error| error.to_string().into())
}

/// Texts made of what Spacefiles are made of, in any order.
fn spacefile_like() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "v: 0",
        "micros:",
        "- ",
        "name: a",
        "src: .",
        "engine: python3.9",
        "primary: true",
        "\n",
        "\n",
        "\n",
        "\n  ",
        "\n    ",
        "\n      ",
        "\r\n",
        "\r",
        "\t",
        " ",
        ": ",
        ":",
        "-",
        "[",
        "]",
        "{",
        "}",
        ",",
        "'",
        "\"",
        "\\",
        "\\n",
        "&a ",
        "*a",
        "<<: *a",
        "!!int ",
        "!t ",
        "|\n",
        ">-\n",
        "# note",
        " #x",
        "? ",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "@",
        "`",
        "é",
        "\u{1f680}",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "\u{300}",
        "<<<<<<< a\n",
        "commands:",
        "actions:",
        "default_interval: 1 hour",
        "public_routes: [/a, /a]",
        "2023-01-01",
        "~",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn any_bytes() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..200)
}

fn sound(text: &str, range: &Range<usize>) -> Result<(), TestCaseError> {
    prop_assert!(range.start <= range.end, "{range:?} is turned round in {text:?}");
    prop_assert!(text.get(range.clone()).is_some(), "{range:?} is no range of {text:?}");
    Ok(())
}

/// Texts that once gave a tree with unsound ranges.
const BROKE: [&str; 1] = ["\r\n? |\n\\\n  ? |\n: v: 0v: 0"];

fn broke() -> Result<(), Failed> {
    Ok(BROKE.into_iter().try_for_each(sound_tree).map_err(|error| error.to_string())?)
}

fn sound_tree(text: &str) -> Result<(), TestCaseError> {
    let syntax = parse(text);
    for slip in &syntax.slips {
        sound(text, &slip.range)?;
    }
    for comment in &syntax.comments {
        sound(text, comment)?;
        prop_assert!(text[comment.clone()].starts_with('#'));
    }
    for (id, node) in syntax.tree.iter() {
        sound(text, &node.range)?;
        match &node.kind {
            NodeKind::Mapping(entries) => {
                for entry in entries {
                    inside(text, &syntax.tree, id, &entry.range, &[entry.key, entry.value])?;
                }
            }
            NodeKind::Sequence(items) => {
                for item in items {
                    inside(text, &syntax.tree, id, &item.range, &[item.value])?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// An entry lies in its collection, and its parts lie in the entry, in order.
fn inside(
    text: &str,
    tree: &Tree,
    collection: NodeId,
    entry: &Range<usize>,
    parts: &[NodeId],
) -> Result<(), TestCaseError> {
    sound(text, entry)?;
    let outer = &tree.get(collection).range;
    let within = |inner: &Range<usize>, outer: &Range<usize>| {
        outer.start <= inner.start && inner.end <= outer.end
    };
    prop_assert!(within(entry, outer), "{entry:?} is not inside {outer:?} of {text:?}");
    let mut at = entry.start;
    for part in parts {
        let node = tree.get(*part);
        let part = &node.range;
        prop_assert!(within(part, entry), "{part:?} is not inside {entry:?} of {text:?}");
        prop_assert!(at <= part.start, "{part:?} overlaps what is before it in {text:?}");
        prop_assert_eq!(node.parent, Some(collection));
        at = part.end;
    }
    Ok(())
}

fn sound_findings(bytes: &[u8]) -> Result<(), TestCaseError> {
    let analysis = analyse(bytes, None);
    for finding in &analysis.diagnostics {
        sound(&analysis.document.text, &finding.range)?;
        prop_assert!(!finding.message.is_empty() && !finding.message.ends_with('.'));
        for related in &finding.related {
            sound(&analysis.document.text, &related.range)?;
        }
        for edit in finding.fixes.iter().flat_map(|fix| &fix.edits) {
            sound(&analysis.document.text, &(edit.offset..edit.end_offset))?;
        }
    }
    let sorted = analysis.diagnostics.is_sorted_by_key(|finding| finding.range.start);
    prop_assert!(sorted, "findings are out of order");
    Ok(())
}
