//! Putting what stands on a line in quotes.

use std::iter::successors;
use std::ops::Range;

use super::edits::{in_quotes, line_end, line_start, next_line};
use super::parts::nodes;
use super::words::quote;
use crate::diagnostic::{Edit, Fix};
use crate::document::Document;
use crate::syntax::NodeKind;

/// Puts the value that starts at `start` in quotes.
pub(super) fn quote_from(document: &Document, start: usize) -> Option<Fix> {
    Some(in_quotation(document, value_from(document, start)?))
}

/// Puts the whole value in quotes on whose line `offset` is.
pub(super) fn quote_around(document: &Document, offset: usize) -> Option<Fix> {
    let start = value_start(document, offset).filter(|start| !is_in_brackets(document, *start))?;
    let range = value_from(document, start).filter(|range| range.contains(&offset))?;
    Some(in_quotation(document, range))
}

/// What stands in a range, in quotes.
pub(super) fn in_quotation(document: &Document, range: Range<usize>) -> Fix {
    let written = document.slice(range.clone());
    let title = format!("Put {} in quotes", quote(written));
    Fix::likely(title, vec![Edit::replace(range, in_quotes(written))])
}

/// Where the value of the line's first key starts, if that is before `offset`.
pub(super) fn value_start(document: &Document, offset: usize) -> Option<usize> {
    let line = line_start(&document.text, offset);
    let mut key = line;
    let mut rest = document.slice(line..offset);
    loop {
        let content = rest.trim_start_matches(' ');
        key += rest.len() - content.len();
        match content.strip_prefix("- ") {
            Some(item) => (rest, key) = (item, key + 2),
            None => break,
        }
    }
    let line = document.slice(key..line_end(&document.text, offset));
    let colon = key + line.find(": ")? + 1;
    let value = document.slice(colon..line_end(&document.text, offset));
    let start = colon + value.len() - value.trim_start().len();
    (start <= offset).then_some(start)
}

/// The column of what a value belongs to: its key, or the dash of its item.
pub(super) fn owner_column(document: &Document, start: usize) -> usize {
    let before = document.slice(line_start(&document.text, start)..start);
    if before.trim_end().ends_with('-') {
        return before.trim_end().chars().count() - 1;
    }
    before.chars().take_while(|c| matches!(c, ' ' | '-')).count()
}

/// Whether the line below is indented so that it goes on with the value that starts here.
pub(super) fn goes_on(document: &Document, start: usize) -> bool {
    below(document, start).is_some_and(|indent| indent > owner_column(document, start))
}

/// The indent of the next line with something on it.
pub(super) fn below(document: &Document, offset: usize) -> Option<usize> {
    let line = line_below(document, offset)?;
    Some(line.len() - line.trim_start().len())
}

/// The content of the next line with something on it.
pub(super) fn below_line(document: &Document, offset: usize) -> &str {
    line_below(document, offset).unwrap_or_default().trim_start()
}

fn line_below(document: &Document, offset: usize) -> Option<&str> {
    let text = &document.text;
    let lines = successors(next_line(text, offset), |at| next_line(text, *at));
    let mut lines = lines.map(|at| document.slice(at..line_end(text, at)));
    lines.find(|line| !line.trim_start().is_empty() && !line.trim_start().starts_with('#'))
}

/// What is meant as one value from here on: up to a comment, and between brackets up to the next
/// comma or bracket.
fn value_from(document: &Document, start: usize) -> Option<Range<usize>> {
    let text = &document.text;
    let before = document.slice(line_start(text, start)..start).trim_end();
    let line = document.slice(start..line_end(text, start));
    let mut rest = line.split(" #").next().unwrap_or(line).trim_end();
    if is_in_brackets(document, start) {
        rest = rest.split([',', ']', '}']).next().unwrap_or_default().trim_end();
    } else if goes_on(document, start) || !before.ends_with([':', '-']) {
        return None;
    } else if before.ends_with('-') && (rest.ends_with(':') || rest.contains(": ")) {
        // A key, most likely.
        return None;
    }
    (!rest.is_empty()).then(|| start..start + rest.len())
}

/// Whether a place is between brackets.
pub(super) fn is_in_brackets(document: &Document, at: usize) -> bool {
    nodes(document).any(|(_, node)| {
        let is_collection = matches!(node.kind, NodeKind::Sequence(_) | NodeKind::Mapping(_));
        is_collection
            && node.range.start < at
            && at < node.range.end
            && document.slice(node.range.clone()).starts_with(['[', '{'])
    })
}
