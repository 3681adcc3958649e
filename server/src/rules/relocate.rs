//! Moving an entry to another mapping, with its lines and comments.

use std::ops::Range;

use super::edits::{line_break, line_end, line_start, next_line, remove_entry_at};
use super::insert::column;
use super::quoting::below;
use super::spot::slips;
use crate::diagnostic::Edit;
use crate::document::Document;
use crate::syntax::{Entry, NodeId};

/// Moves the entry at this position of a mapping behind the last one of another, which doesn't
/// stand inside of it. `None` where one of them isn't written in lines of its own.
pub(super) fn move_entry(
    document: &Document,
    mapping: NodeId,
    index: usize,
    home: NodeId,
) -> Option<Vec<Edit>> {
    let tree = document.tree();
    let last = tree.entries(home).last()?;
    let to = column(document, tree.entries(home).first()?.range.start);
    if is_flow(document, home) || is_flow(document, mapping) {
        return None;
    }
    let gone = removal(document, mapping, index)?;
    let entry = tree.entries(mapping).get(index)?;
    let block = block(document, entry, gone.start, to)?;
    let text = &document.text;
    let newline = line_break(text);
    let at = line_end(text, last.range.end);
    if gone.start <= at && at <= gone.end {
        let end = if document.slice(gone.clone()).ends_with(['\n', '\r']) { newline } else { "" };
        return Some(vec![Edit::replace(gone, format!("{block}{end}"))]);
    }
    let mut edits =
        vec![Edit::replace(gone, ""), Edit::replace(at..at, format!("{newline}{block}"))];
    edits.sort_by_key(|edit| edit.offset);
    Some(edits)
}

/// Puts the entry at this position under a new key in its place.
pub(super) fn wrap_entry(
    document: &Document,
    entry: &Entry,
    outer: &str,
    name: &str,
) -> Option<Vec<Edit>> {
    let text = &document.text;
    let key = document.tree().get(entry.key).range.clone();
    let from = column(document, entry.range.start);
    let newline = line_break(text);
    let head = format!("{outer}:{newline}{}{name}", " ".repeat(from + 2));
    let mut edits = vec![Edit::replace(key, head)];
    let mut at = entry.range.start;
    while let Some(line) = next_line(text, at).filter(|line| *line < entry.range.end) {
        if !document.slice(line..line_end(text, line)).trim().is_empty() {
            edits.push(Edit::replace(line..line, "  "));
        }
        at = line;
    }
    is_whole(document, entry).then_some(edits)
}

/// What goes: the entry with its lines and the comments above it. Where it is the only one, the
/// entry that holds the mapping goes with it.
fn removal(document: &Document, mapping: NodeId, index: usize) -> Option<Range<usize>> {
    let tree = document.tree();
    let text = &document.text;
    if tree.entries(mapping).len() == 1 {
        let outer = tree.get(mapping).parent?;
        let holder = tree.entries(outer).iter().position(|entry| entry.value == mapping)?;
        let head = tree.entries(outer).get(holder)?.range.start;
        let blank = document.slice(head..tree.get(mapping).range.start);
        let edit = remove_entry_at(document, outer, holder).filter(|_| !blank.contains('#'))?;
        return Some(edit.offset..edit.end_offset);
    }
    let edit = remove_entry_at(document, mapping, index)?;
    let mut start = edit.offset;
    let entry = tree.entries(mapping).get(index)?.range.start;
    // Behind a dash, the comments above are the item's.
    while start == line_start(text, entry) || start < line_start(text, entry) {
        let Some(above) = start.checked_sub(1).map(|before| line_start(text, before)) else {
            break;
        };
        let line = document.slice(above..line_end(text, above));
        let is_comment = line.trim_start().starts_with('#');
        let indent = line.len() - line.trim_start().len();
        if !is_comment || indent != column(document, entry) || above == start {
            break;
        }
        start = above;
    }
    Some(start..edit.end_offset)
}

/// The lines of an entry as they stand at another column, comments above it included.
fn block(document: &Document, entry: &Entry, start: usize, to: usize) -> Option<String> {
    let text = &document.text;
    let from = column(document, entry.range.start);
    let end = line_end(text, entry.range.end);
    let start = start.min(entry.range.start);
    // The key that holds it, or the dash before it, is no part of it.
    let is_comment = |line: &str| line.trim_start().starts_with('#');
    let mut lines = Vec::new();
    let mut at = line_start(text, start);
    while at < line_start(text, entry.range.start) {
        let line = document.slice(at..line_end(text, at));
        lines.extend(is_comment(line).then(|| format!("{}{}", " ".repeat(to), line.trim_start())));
        at = next_line(text, at)?;
    }
    let written = document.slice(entry.range.start..end);
    for (index, line) in written.split(line_break(text)).enumerate() {
        let indent = line.len() - line.trim_start_matches(' ').len();
        lines.push(match index {
            0 => format!("{}{line}", " ".repeat(to)),
            _ if line.trim().is_empty() => line.to_owned(),
            _ if indent < from => return None,
            _ => format!("{}{}", " ".repeat(to + indent - from), line.trim_start_matches(' ')),
        });
    }
    is_whole(document, entry).then(|| lines.join(line_break(text)))
}

/// Whether an entry is read as written, with all the lines that hang on it.
fn is_whole(document: &Document, entry: &Entry) -> bool {
    let tree = document.tree();
    let here = column(document, entry.range.start);
    let siblings = tree.get(entry.key).parent.map_or(&[][..], |mapping| tree.entries(mapping));
    let first = siblings.first().map(|first| column(document, first.range.start));
    let more = below(document, entry.range.end).unwrap_or_default();
    more <= here && first == Some(here) && slips(document, entry.range.clone()).next().is_none()
}

fn is_flow(document: &Document, mapping: NodeId) -> bool {
    document.slice(document.tree().get(mapping).range.clone()).starts_with('{')
}
