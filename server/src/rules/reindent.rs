//! Putting lines at the column they were meant for.

use std::iter::successors;

use super::edits::{line_end, line_start, next_line};
use super::parts::nodes;
use crate::diagnostic::Edit;
use crate::document::Document;
use crate::syntax::{NodeId, NodeKind};

/// Lines that move with the one they hang on; a block in a Spacefile is never so long.
const MOST_LINES: usize = 200;

/// A line with something on it.
struct Line {
    /// Where its content starts.
    start: usize,
    /// Blanks before that.
    indent: usize,
    /// Whether it starts a list item.
    dash: bool,
}

/// Puts the line of `offset` at a column, and with it what hangs on it.
pub(super) fn move_line(document: &Document, offset: usize, column: usize) -> Vec<Edit> {
    let text = &document.text;
    let Some(first) = line_at(text, offset) else { return Vec::new() };
    let own_slip = |line: &Line| {
        let slips = &document.syntax.slips;
        let index = slips.partition_point(|slip| slip.range.end < line.start);
        slips.get(index).is_some_and(|slip| slip.range.start <= line.start)
    };
    let shift = |indent: usize| (indent + column).saturating_sub(first.indent);
    let mut edits = vec![set_indent(&first, column)];
    let inner = content_column(text, &first);
    let mut with = None;
    for line in lines_below(text, first.start).take(MOST_LINES) {
        if line.indent < first.indent || own_slip(&line) {
            break;
        }
        if line.indent == first.indent {
            if line.dash != first.dash {
                break;
            }
            // A sibling was misplaced in the same way.
            edits.push(set_indent(&line, column));
            with = None;
            continue;
        }
        if line.indent == column && (line.dash || !first.dash) {
            break;
        }
        let moves = *with.get_or_insert_with(|| match first.dash {
            true => line.indent != shift(inner),
            false => line.indent <= column,
        });
        if moves {
            edits.push(set_indent(&line, shift(line.indent)));
        }
    }
    edits.retain(|edit| document.slice(edit.offset..edit.end_offset) != edit.text);
    edits
}

/// The column of the siblings of the entry or item that starts at `offset`, or two deeper than
/// what holds it.
pub(super) fn expected_column(document: &Document, offset: usize) -> Option<usize> {
    let tree = document.tree();
    let starts = |id: NodeId| -> Vec<usize> {
        match &tree.get(id).kind {
            NodeKind::Mapping(entries) => entries.iter().map(|entry| entry.range.start).collect(),
            NodeKind::Sequence(items) => items.iter().map(|item| item.range.start).collect(),
            _ => Vec::new(),
        }
    };
    let holds = |id: NodeId| starts(id).contains(&offset);
    let (id, _) = nodes(document).find(|(id, _)| holds(*id))?;
    let spaced = |start: &usize| {
        let before = document.slice(line_start(&document.text, *start)..*start);
        (!before.contains('\t')).then(|| before.chars().count())
    };
    starts(id).iter().find_map(spaced).or_else(|| {
        let outer = tree.get(id).parent?;
        let end = |start: &&usize| **start <= tree.get(id).range.start;
        let outer = starts(outer).iter().rev().find(end).copied()?;
        Some(spaced(&outer)? + 2)
    })
}

/// The column at which what stands on a line starts, behind the dash if there is one.
fn content_column(text: &str, line: &Line) -> usize {
    let content = text.get(line.start..line_end(text, line.start)).unwrap_or_default();
    line.indent + content.len() - content.strip_prefix('-').unwrap_or(content).trim_start().len()
}

fn set_indent(line: &Line, column: usize) -> Edit {
    Edit::replace(line.start - line.indent..line.start, " ".repeat(column))
}

/// The lines with something on them below an offset; comments count as nothing.
fn lines_below(text: &str, offset: usize) -> impl Iterator<Item = Line> {
    successors(next_line(text, offset), |at| next_line(text, *at))
        .take(MOST_LINES)
        .filter_map(|at| line_at(text, at))
}

fn line_at(text: &str, offset: usize) -> Option<Line> {
    let start = line_start(text, offset);
    let line = text.get(start..line_end(text, offset))?;
    let content = line.trim_start_matches([' ', '\t']);
    let indent = line.len() - content.len();
    let dash = content == "-" || content.starts_with("- ");
    let counts = !content.is_empty() && !content.starts_with('#');
    counts.then_some(Line { start: start + indent, indent, dash })
}
