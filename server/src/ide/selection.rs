//! What a selection grows to, step by step.

use std::ops::Range;

use crate::document::Document;
use crate::syntax::{NodeKind, Style};

/// Ranges that are given at most.
const MOST: usize = 50;

/// The ranges around an offset, the innermost first, each inside of the next: a word or text, with
/// its quotes, its entry or item, what holds that, and so on up to the whole document.
#[must_use]
pub fn ranges(document: &Document, offset: usize) -> Vec<Range<usize>> {
    let tree = document.tree();
    let holds = |range: &Range<usize>| range.start <= offset && offset <= range.end;
    let all = 0..document.text.len();
    let mut ranges = vec![all];
    let mut push = |range: Range<usize>| {
        let around = ranges.last().cloned().unwrap_or_default();
        let is_inside = around.start <= range.start && range.end <= around.end;
        if is_inside && holds(&range) && range != around && !range.is_empty() {
            ranges.push(range);
        }
    };
    let mut next = tree.root();
    while let Some(id) = next.take() {
        let node = tree.get(id);
        push(node.range.clone());
        match &node.kind {
            NodeKind::Mapping(entries) => {
                if let Some(entry) = entries.iter().find(|entry| holds(&entry.range)) {
                    push(entry.range.clone());
                    let is_in_key = holds(&tree.get(entry.key).range);
                    next = Some(if is_in_key { entry.key } else { entry.value });
                }
            }
            NodeKind::Sequence(items) => {
                if let Some(item) = items.iter().find(|item| holds(&item.range)) {
                    push(item.range.clone());
                    next = Some(item.value);
                }
            }
            NodeKind::Scalar { style: Style::Single | Style::Double, .. } => {
                push(node.range.start + 1..node.range.end.saturating_sub(1));
            }
            NodeKind::Scalar { .. } | NodeKind::Alias(_) => {}
        }
    }
    let comment = document.syntax.comments.iter().find(|comment| holds(comment));
    comment.into_iter().for_each(|comment| push(comment.clone()));
    // However deep it goes, nobody grows a selection that often.
    if let Some(between) = ranges.len().checked_sub(MOST) {
        ranges.drain(1..=between);
    }
    ranges.reverse();
    ranges
}
