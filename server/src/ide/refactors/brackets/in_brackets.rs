//! From lines to brackets.

use super::{one_line, owner};
use crate::diagnostic::Edit;
use crate::document::Document;
use crate::ide::refactors::lines::{column, end_with_comments, has_comment, is_flow};
use crate::rules::edits::{line_end, write_text};
use crate::syntax::{NodeId, NodeKind, Style};

/// Columns that a line may have once something is written in brackets.
const WIDEST: usize = 100;

/// Levels that are written in brackets at once.
const DEPTH: usize = 4;

/// The edits that write lines in brackets, if that makes a line which is not too long.
pub(super) fn in_brackets(document: &Document, node: NodeId) -> Option<Vec<Edit>> {
    let text = &document.text;
    let range = document.tree().get(node).range.clone();
    let (owner, _, before) = owner(document, node)?;
    // Between the brackets there is no room for comments; one on the line above them stays there.
    let first_line = line_end(text, before).min(range.start);
    let below = end_with_comments(text, range.end, owner);
    if has_comment(document, &(first_line..range.end)) || below != line_end(text, range.end) {
        return None;
    }
    let written = format!(" {}", flow(document, node, DEPTH)?);
    let behind = match has_comment(document, &(before..first_line)) {
        true => first_line - before,
        false => line_end(text, range.end) - range.end,
    };
    let width = column(document, before) + written.chars().count() + behind;
    if width > WIDEST {
        return None;
    }
    if has_comment(document, &(before..first_line)) {
        // What stands behind the last item has no line any more.
        let is_alone = line_end(text, range.end) == range.end;
        let edits =
            [Edit::replace(before..before, written), Edit::replace(first_line..range.end, "")];
        return is_alone.then(|| edits.into());
    }
    Some(vec![Edit::replace(before..range.end, written)])
}

/// A node as it is written between brackets; `None` where it has several lines of text.
fn flow(document: &Document, node: NodeId, depth: usize) -> Option<String> {
    let tree = document.tree();
    let it = tree.get(node);
    let deeper = depth.checked_sub(1)?;
    Some(match &it.kind {
        _ if is_flow(document, node) => one_line(document, it.range.clone())?,
        NodeKind::Sequence(items) => {
            let items: Option<Vec<_>> = items
                .iter()
                .map(|item| {
                    let start = item.range.start + 1;
                    with_properties(document, start, item.value, deeper)
                })
                .collect();
            format!("[{}]", items?.join(", "))
        }
        NodeKind::Mapping(entries) => {
            let entries: Option<Vec<_>> = entries
                .iter()
                .map(|entry| {
                    let key_end = tree.get(entry.key).range.end;
                    let key = one_line(document, entry.range.start..key_end)?;
                    let gap = document.slice(key_end..entry.range.end);
                    let start = key_end + gap.find(':')? + 1;
                    let value = with_properties(document, start, entry.value, deeper)?;
                    (!key.starts_with('?')).then(|| format!("{key}: {value}").trim_end().to_owned())
                })
                .collect();
            format!("{{{}}}", entries?.join(", "))
        }
        NodeKind::Scalar { text, style: Style::Plain } if it.tag.is_none() && !text.is_empty() => {
            let words = one_line(document, it.range.clone())?;
            // What is a number or true stays one, and in brackets more signs have a meaning.
            let is_tame = !words.contains([',', '[', ']', '{', '}', '?', '#', ':']);
            if is_tame { words } else { write_text(text) }
        }
        NodeKind::Scalar { style: Style::Literal | Style::Folded, .. } => return None,
        NodeKind::Scalar { .. } | NodeKind::Alias(_) => one_line(document, it.range.clone())?,
    })
}

/// A node with its anchor and tag, which stand behind an offset.
fn with_properties(
    document: &Document,
    start: usize,
    node: NodeId,
    depth: usize,
) -> Option<String> {
    let range = document.tree().get(node).range.clone();
    let properties = document.slice(start..range.start).trim();
    let written = flow(document, node, depth)?;
    let blank = if properties.is_empty() { "" } else { " " };
    Some(format!("{properties}{blank}{written}"))
}
