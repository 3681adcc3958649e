//! Lines that start wrongly, or have to go.

use std::iter::successors;
use std::ops::Range;

use spacefile_schema::{Kind, Object};

use super::spaces;
use crate::diagnostic::{Edit, Fix};
use crate::document::Document;
use crate::rules::edits::{line_break, line_end, line_start, next_line};
use crate::rules::quoting::{below, owner_column, quote_from, value_start};
use crate::rules::reindent::expected_column;
use crate::syntax::Slip;

/// Spaces for the tabs before a line, or before all of them.
pub(super) fn tab(document: &Document, at: usize) -> Option<Fix> {
    let text = &document.text;
    let blanks = |at: usize| {
        let line = document.slice(at..line_end(text, at));
        at..at + line.len() - line.trim_start_matches([' ', '\t']).len()
    };
    let indent = blanks(line_start(text, at));
    if indent.end == line_end(text, at) {
        return Some(Fix::safe("Remove the tab", vec![Edit::replace(indent, "")]));
    }
    let lines = || successors(Some(0), |at| next_line(text, *at)).map(blanks);
    let is_indented =
        |indent: &Range<usize>| !indent.is_empty() && indent.end < line_end(text, indent.end);
    let with_tab = |indent: Range<usize>| document.slice(indent).starts_with('\t');
    if lines().filter(is_indented).all(with_tab) {
        let spaces = |indent: Range<usize>| {
            Edit::replace(indent.clone(), document.slice(indent).replace('\t', "  "))
        };
        let edits = lines().filter(is_indented).map(spaces).collect();
        return Some(Fix::likely("Indent all lines with spaces", edits));
    }
    let column = expected_column(document, indent.end)?;
    let title = format!("Indent by {}", spaces(column));
    Some(Fix::likely(title, vec![Edit::replace(indent, " ".repeat(column))]))
}

/// A dash before the first key of an item, as deep as the lines below want it.
pub(super) fn missing_dash(document: &Document, slip: &Slip) -> Fix {
    let start = slip.range.start;
    let column = start - line_start(&document.text, start);
    let inner = below(document, start).filter(|below| *below > column + 1).unwrap_or(column + 2);
    let dash = format!("-{}", " ".repeat(inner - column - 1));
    Fix::likely("Add the `- `", vec![Edit::replace(start..start, dash)])
}

/// A list on lines of its own, a text in quotes, or a lone dash away.
pub(super) fn stray_dash(document: &Document, slip: &Slip) -> Vec<Fix> {
    let start = slip.range.start;
    let text = &document.text;
    let line = document.slice(line_start(text, start)..line_end(text, start));
    if line.trim() == "-" {
        return drop_line(document, slip).into_iter().collect();
    }
    if value_start(document, start) != Some(start) {
        return Vec::new();
    }
    let before = document.slice(line_start(text, start)..start).trim_end();
    let column = owner_column(document, start);
    let key = before.trim_start_matches([' ', '-']).trim_end_matches(':');
    let takes_list =
        Object::ALL.iter().filter_map(|kind| kind.key(key)).any(|key| key.kind == Kind::List);
    if takes_list {
        let blanks = line_start(text, start) + before.len()..start;
        let line = format!("{}{}", line_break(text), " ".repeat(column + 2));
        let edits = vec![Edit::replace(blanks, line)];
        return vec![Fix::likely("Move it to a line of its own", edits)];
    }
    quote_from(document, start).into_iter().collect()
}

/// The text after `|` or `>` on a line of its own, or without the sign.
pub(super) fn block_header(document: &Document, slip: &Slip) -> Vec<Fix> {
    let text = &document.text;
    let header = document.slice(slip.range.clone()).trim_end();
    let end = slip.range.start + header.len();
    let rest = document.slice(end..line_end(text, end));
    let start = end + rest.len() - rest.trim_start().len();
    if rest.trim().is_empty() {
        return Vec::new();
    }
    let column = owner_column(document, slip.range.start);
    let below = below(document, start).filter(|below| *below > column);
    let line = format!("{}{}", line_break(text), " ".repeat(below.unwrap_or(column + 2)));
    let mut fixes =
        vec![Fix::likely("Move the text to the next line", vec![Edit::replace(end..start, line)])];
    if below.is_none()
        && let Some(quoted) = quote_from(document, slip.range.start)
    {
        fixes.push(quoted);
    }
    fixes
}

/// Takes the line of a slip out, if it holds nothing else.
pub(super) fn drop_line(document: &Document, slip: &Slip) -> Option<Fix> {
    let edit = remove_line(document, slip.range.start, slip.range.end)?;
    Some(Fix::likely("Remove the line", vec![edit]))
}

pub(super) fn remove_line(document: &Document, start: usize, end: usize) -> Option<Edit> {
    let text = &document.text;
    let line = line_start(text, start);
    let blank = document.slice(line..start).trim().is_empty();
    blank.then(|| Edit::replace(line..next_line(text, end).unwrap_or(text.len()), ""))
}
