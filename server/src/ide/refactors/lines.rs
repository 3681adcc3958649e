//! Lines as they are moved about.

use std::ops::Range;

use crate::diagnostic::Edit;
use crate::document::Document;
use crate::rules::edits::{line_end, line_start, next_line};
use crate::syntax::{NodeId, NodeKind};

/// The column of an offset, in characters from 0.
pub(super) fn column(document: &Document, offset: usize) -> usize {
    document.slice(line_start(&document.text, offset)..offset).chars().count()
}

/// A text whose lines, but the first, are moved from one column to another. Empty ones stay so.
pub(super) fn shifted(text: &str, from: usize, to: usize) -> String {
    let mut shifted = String::with_capacity(text.len());
    for (number, line) in text.split_inclusive(['\n', '\r']).enumerate() {
        let words = line.trim_start_matches(' ');
        let indent = line.len() - words.len();
        match number {
            0 => shifted.push_str(line),
            // The second half of a line break.
            _ if line == "\n" || words.trim().is_empty() => shifted.push_str(words),
            _ => {
                shifted.push_str(&" ".repeat((indent + to).saturating_sub(from)));
                shifted.push_str(words);
            }
        }
    }
    shifted
}

/// Whether a list or mapping is written in brackets.
pub(super) fn is_flow(document: &Document, node: NodeId) -> bool {
    let range = document.tree().get(node).range.clone();
    document.slice(range).starts_with(['[', '{'])
}

/// Whether a node is a list or mapping.
pub(super) fn is_collection(document: &Document, node: NodeId) -> bool {
    let kind = &document.tree().get(node).kind;
    matches!(kind, NodeKind::Sequence(_) | NodeKind::Mapping(_))
}

/// Whether a comment touches a range.
pub(super) fn has_comment(document: &Document, range: &Range<usize>) -> bool {
    let comments = &document.syntax.comments;
    let next = comments.partition_point(|comment| comment.end <= range.start);
    comments.get(next).is_some_and(|comment| comment.start < range.end)
}

/// Where the lines end that follow an entry and are comments deeper than this column: they are
/// part of it.
pub(super) fn end_with_comments(text: &str, offset: usize, column: usize) -> usize {
    let mut end = line_end(text, offset);
    let mut at = end;
    while let Some(next) = next_line(text, at) {
        let line = text.get(next..line_end(text, next)).unwrap_or_default();
        let words = line.trim_start();
        if !words.starts_with('#') || line.len() - words.len() <= column {
            break;
        }
        at = next;
        end = line_end(text, next);
    }
    end
}

/// The smallest edit that makes one text of another; `None` where they are the same.
pub(super) fn difference(before: &str, after: &str) -> Option<Edit> {
    if before == after {
        return None;
    }
    let same = |one: &mut dyn Iterator<Item = char>, other: &mut dyn Iterator<Item = char>| {
        one.zip(other).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum::<usize>()
    };
    let start = same(&mut before.chars(), &mut after.chars());
    let (old, new) = (before.get(start..)?, after.get(start..)?);
    let end = same(&mut old.chars().rev(), &mut new.chars().rev());
    let text = new.get(..new.len() - end)?;
    Some(Edit::replace(start..before.len() - end, text))
}
