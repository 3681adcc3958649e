//! What can be folded: entries and items of several lines, and comments below each other.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::document::Document;
use crate::rules::edits::{line_end, line_start, next_line};
use crate::syntax::NodeKind;

/// Something that can be folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fold {
    /// Bytes: from the end of the line that stays to the end of the last line that goes.
    pub range: Range<usize>,
    /// Whether it is comments and nothing else.
    pub is_comment: bool,
}

/// Everything that can be folded, by its first line: of what starts on one line, the longest.
#[must_use]
pub fn folds(document: &Document) -> Vec<Fold> {
    let (text, tree) = (&document.text, document.tree());
    let mut folds: BTreeMap<usize, Fold> = BTreeMap::new();
    let mut add = |whole: Range<usize>, is_comment| {
        if !document.slice(whole.clone()).contains(['\n', '\r']) {
            return;
        }
        let (start, end) = (line_end(text, whole.start), last_line_end(text, &whole));
        if start < end {
            let fold = Fold { range: start..end, is_comment };
            let there = folds.entry(start).or_insert_with(|| fold.clone());
            if there.range.end < end {
                *there = fold;
            }
        }
    };
    for (_, node) in tree.iter() {
        match &node.kind {
            NodeKind::Mapping(entries) => {
                entries.iter().for_each(|entry| add(entry.range.clone(), false));
            }
            NodeKind::Sequence(items) => {
                items.iter().for_each(|item| add(item.range.clone(), false));
            }
            NodeKind::Scalar { .. } | NodeKind::Alias(_) => {}
        }
    }
    for run in comments(document) {
        add(run, true);
    }
    folds.into_values().collect()
}

/// The end of the last line to fold away: one that holds nothing but closing brackets stays.
fn last_line_end(text: &str, whole: &Range<usize>) -> usize {
    let start = line_start(text, whole.end);
    let words = text.get(start.max(whole.start)..whole.end).unwrap_or_default();
    let closes = !words.is_empty() && words.chars().all(|it| matches!(it, ' ' | '\t' | ']' | '}'));
    if closes && start > whole.start {
        let before = text.get(..start).unwrap_or_default();
        let line = before.strip_suffix("\r\n").or(before.strip_suffix(['\n', '\r']));
        return line.unwrap_or(before).len();
    }
    whole.end
}

/// Comments on lines of their own, one below the other.
fn comments(document: &Document) -> Vec<Range<usize>> {
    let text = &document.text;
    let mut runs: Vec<Range<usize>> = Vec::new();
    for comment in &document.syntax.comments {
        let line = line_start(text, comment.start);
        let before = text.get(line..comment.start).unwrap_or_default();
        if !before.trim().is_empty() {
            continue;
        }
        match runs.last_mut() {
            Some(run) if next_line(text, run.end) == Some(line) => run.end = comment.end,
            _ => runs.push(comment.clone()),
        }
    }
    runs
}
