//! The same list or mapping in brackets and in lines.

use std::ops::Range;

use super::lines::{column, end_with_comments, has_comment, is_collection, is_flow};
use super::{Draft, Kind, Scene};
use crate::diagnostic::Edit;
use crate::document::Document;
use crate::rules::edits::{line_break, line_end, line_start, write_text};
use crate::syntax::{NodeId, NodeKind, Style};

/// Columns that a line may have once something is written in brackets.
const WIDEST: usize = 100;

pub(super) fn drafts(scene: &Scene<'_>) -> Vec<Draft> {
    let document = scene.document;
    let Some(around) = innermost(scene) else { return Vec::new() };
    // What stands in brackets can hold no lines.
    let outermost = outermost_flow(document, around);
    let what = match document.tree().get(outermost.unwrap_or(around)).kind {
        NodeKind::Sequence(_) => "list",
        _ => "mapping",
    };
    let (title, edits) = match outermost {
        Some(flow) => (format!("Write this {what} in lines"), in_lines(document, flow)),
        None => (format!("Write this {what} in brackets"), in_brackets(document, around)),
    };
    let draft = |edits| Draft { title, kind: Kind::Rewrite, edits, keeps_value: true };
    edits.map(draft).into_iter().collect()
}

/// The innermost list or mapping at the selection; on the line of a key, the one it holds.
fn innermost(scene: &Scene<'_>) -> Option<NodeId> {
    let (document, tree) = (scene.document, scene.document.tree());
    let mut next = tree.root();
    let mut found = None;
    while let Some(id) = next.take() {
        match &tree.get(id).kind {
            NodeKind::Mapping(entries) => {
                let entry = entries.iter().find(|entry| scene.is_in(&entry.range));
                found = Some(id);
                let Some(entry) = entry else { continue };
                let key = tree.get(entry.key).range.clone();
                let is_on_key = scene.range.start <= line_end(&document.text, key.end);
                if is_on_key
                    && is_collection(document, entry.value)
                    && !is_flow(document, entry.value)
                {
                    return Some(entry.value);
                }
                next = Some(entry.value);
            }
            NodeKind::Sequence(items) => {
                found = Some(id);
                let item = items.iter().find(|item| scene.is_in(&item.range));
                next = item.map(|item| item.value);
            }
            NodeKind::Scalar { .. } | NodeKind::Alias(_) => {}
        }
    }
    found.filter(|found| Some(*found) != tree.root())
}

/// The outermost of the brackets that a node stands in, itself included.
fn outermost_flow(document: &Document, node: NodeId) -> Option<NodeId> {
    let parents = std::iter::successors(Some(node), |id| document.tree().get(*id).parent);
    parents.filter(|id| is_flow(document, *id)).last()
}

/// What a node belongs to: the column of its key or dash, whether that is a dash, and where the
/// words before the node end.
fn owner(document: &Document, node: NodeId) -> Option<(usize, bool, usize)> {
    let tree = document.tree();
    let parent = tree.get(node).parent?;
    let (start, is_dash) = match &tree.get(parent).kind {
        NodeKind::Sequence(items) => {
            (items.iter().find(|item| item.value == node)?.range.start, true)
        }
        NodeKind::Mapping(entries) => {
            (entries.iter().find(|entry| entry.value == node)?.range.start, false)
        }
        NodeKind::Scalar { .. } | NodeKind::Alias(_) => return None,
    };
    let before = document.slice(start..tree.get(node).range.start);
    Some((column(document, start), is_dash, start + before.trim_end().len()))
}

/// An item or entry between brackets, with the comments around it.
struct Part<'d> {
    above: Vec<&'d str>,
    words: String,
    behind: Option<&'d str>,
}

/// The edits that write brackets as lines.
fn in_lines(document: &Document, node: NodeId) -> Option<Vec<Edit>> {
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
    let all = document.syntax.comments.iter();
    let mut inside: Vec<_> =
        all.filter(|it| range.start <= it.start && it.end <= range.end).cloned().collect();
    let is_beside =
        |comment: &Range<usize>| line_start(&document.text, comment.start) <= range.start;
    if let (Some(before), Some(true)) = (before, inside.first().map(is_beside)) {
        before.behind = Some(document.slice(inside.remove(0)).trim_end());
    }
    inside.into_iter().map(|comment| document.slice(comment).trim_end()).collect()
}

/// Something that stands on one line.
fn one_line(document: &Document, range: Range<usize>) -> Option<String> {
    let words = document.slice(range);
    (!words.contains(['\n', '\r'])).then(|| words.to_owned())
}

/// The edits that write lines in brackets, if that makes a line which is not too long.
fn in_brackets(document: &Document, node: NodeId) -> Option<Vec<Edit>> {
    let text = &document.text;
    let range = document.tree().get(node).range.clone();
    let (owner, _, before) = owner(document, node)?;
    // Between the brackets there is no room for comments; one on the line above them stays there.
    let first_line = line_end(text, before).min(range.start);
    let below = end_with_comments(text, range.end, owner);
    if has_comment(document, &(first_line..range.end)) || below != line_end(text, range.end) {
        return None;
    }
    let written = format!(" {}", flow(document, node, 4)?);
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
