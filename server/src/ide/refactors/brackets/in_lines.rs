//! From brackets to lines.

use std::ops::Range;

use super::{one_line, owner};
use crate::diagnostic::Edit;
use crate::document::Document;
use crate::rules::edits::{line_break, line_end, line_start};
use crate::syntax::{NodeId, NodeKind};

/// An item or entry between brackets, with the comments around it.
struct Part<'d> {
    above: Vec<&'d str>,
    words: String,
    behind: Option<&'d str>,
}

/// The edits that write brackets as lines.
pub(super) fn in_lines(document: &Document, node: NodeId) -> Option<Vec<Edit>> {
    let text = &document.text;
    let range = document.tree().get(node).range.clone();
    let (owner, is_dash, before) = owner(document, node)?;
    let is_list = matches!(document.tree().get(node).kind, NodeKind::Sequence(_));
    let (parts, rest) = parts(document, node)?;
    let indent = " ".repeat(owner + 2);
    let newline = line_break(text);
    let dash = if is_list { "- " } else { "" };
    let mut lines = Vec::new();
    for part in &parts {
        lines.extend(part.above.iter().map(|comment| format!("{indent}{comment}")));
        let behind = part.behind.map(|comment| format!(" {comment}")).unwrap_or_default();
        lines.push(format!("{indent}{dash}{}{behind}", part.words));
    }
    lines.extend(rest.iter().map(|comment| format!("{indent}{comment}")));
    // Behind a dash, the first one can stand right there, unless an anchor does.
    let is_compact = is_dash
        && document.slice(before.saturating_sub(1)..before) == "-"
        && parts.first().is_some_and(|part| part.above.is_empty() && part.behind.is_none());
    let end = line_end(text, range.end);
    let mut edits = Vec::new();
    if is_compact {
        let first = lines.remove(0);
        edits.push(Edit::replace(before..range.end, format!(" {}", first.trim_start())));
    } else {
        edits.push(Edit::replace(before..range.end, ""));
    }
    let below: String = lines.iter().map(|line| format!("{newline}{line}")).collect();
    edits.push(Edit::replace(end..end, below));
    Some(edits)
}

/// What stands between brackets, and the comments behind the last of it. `None` if there is
/// nothing, or something that has no lines.
fn parts(document: &Document, node: NodeId) -> Option<(Vec<Part<'_>>, Vec<&str>)> {
    let tree = document.tree();
    let range = tree.get(node).range.clone();
    let ranges: Vec<(Range<usize>, String)> = match &tree.get(node).kind {
        NodeKind::Sequence(items) => items
            .iter()
            .map(|item| Some((item.range.clone(), one_line(document, item.range.clone())?)))
            .collect::<Option<_>>()?,
        NodeKind::Mapping(entries) => entries
            .iter()
            .map(|entry| {
                let key_end = tree.get(entry.key).range.end;
                let key = one_line(document, entry.range.start..key_end)?;
                let value = document.slice(key_end..entry.range.end).trim_start();
                let value = value.strip_prefix(':').unwrap_or(value).trim_start();
                let value = one_line(document, entry.range.end - value.len()..entry.range.end)?;
                let blank = if value.is_empty() { "" } else { " " };
                (!key.starts_with('?'))
                    .then(|| (entry.range.clone(), format!("{key}:{blank}{value}")))
            })
            .collect::<Option<_>>()?,
        NodeKind::Scalar { .. } | NodeKind::Alias(_) => return None,
    };
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut at = range.start + 1;
    for (part, words) in ranges {
        let above = comments(document, at..part.start, parts.last_mut());
        at = part.end;
        parts.push(Part { above, words, behind: None });
    }
    let rest = comments(document, at..range.end, parts.last_mut());
    (!parts.is_empty()).then_some((parts, rest))
}

/// The comments in a range; the first goes to `before` if it stands on its line.
fn comments<'d>(
    document: &'d Document,
    range: Range<usize>,
    before: Option<&mut Part<'d>>,
) -> Vec<&'d str> {
    let all = &document.syntax.comments;
    let first = all.partition_point(|comment| comment.start < range.start);
    let rest = all.iter().skip(first);
    let mut inside: Vec<_> = rest.take_while(|it| it.end <= range.end).cloned().collect();
    let is_beside =
        |comment: &Range<usize>| line_start(&document.text, comment.start) <= range.start;
    if let (Some(before), Some(true)) = (before, inside.first().map(is_beside)) {
        before.behind = Some(document.slice(inside.remove(0)).trim_end());
    }
    inside.into_iter().map(|comment| document.slice(comment).trim_end()).collect()
}
