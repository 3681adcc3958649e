//! The edits that make YAML of what is none.

use std::iter::successors;
use std::ops::Range;

use spacefile_schema::{Kind, Object};

use super::{conflict, follows_dash, glued_colon, spaces};
use crate::diagnostic::{Edit, Fix};
use crate::document::Document;
use crate::rules::edits::{line_break, line_end, line_start, next_line};
use crate::rules::quoting::{
    below, below_line, owner_column, quote_around, quote_from, value_start,
};
use crate::rules::reindent::{expected_column, move_line};
use crate::rules::words::quote;
use crate::syntax::{NodeKind, Slip, SlipKind};

/// Nodes that are looked at: a Spacefile has a few hundred.
const MOST_NODES: usize = 10_000;

/// The ways to mend a slip, the likeliest first.
pub(super) fn fixes(document: &Document, slip: &Slip) -> Vec<Fix> {
    let (start, end) = (slip.range.start, slip.range.end);
    let insert = |title: &str, at: usize, text: &str| {
        vec![Fix::likely(title, vec![Edit::replace(at..at, text)])]
    };
    match &slip.kind {
        SlipKind::BadIndent { expected } => {
            let edits = move_line(document, end, *expected);
            let title = format!("Indent by {}", spaces(*expected));
            if edits.is_empty() { Vec::new() } else { vec![Fix::likely(title, edits)] }
        }
        SlipKind::UnclosedQuote { quote } => {
            insert(&format!("Add the closing {quote}"), end, &quote.to_string())
        }
        SlipKind::UnclosedBracket { close } => {
            close_bracket(document, start, *close).into_iter().collect()
        }
        SlipKind::StrayBracket => {
            vec![Fix::likely("Remove it", vec![Edit::replace(slip.range.clone(), "")])]
        }
        SlipKind::TextAfterValue => text_after_value(document, slip),
        SlipKind::BadEscape => escape(document, slip),
        SlipKind::Tab if follows_dash(document, slip) => {
            vec![Fix::safe("Replace the tab by a space", vec![Edit::replace(start..end, " ")])]
        }
        SlipKind::Tab => tab(document, start).into_iter().collect(),
        SlipKind::MissingSpace | SlipKind::GluedDash => insert("Add a space", end, " "),
        SlipKind::MissingColon => missing_colon(document, slip),
        SlipKind::MissingComma if is_key(document, start) => insert("Add a colon", start, ":"),
        SlipKind::MissingComma => insert("Add a comma", start, ","),
        SlipKind::StrayComma => {
            vec![Fix::safe("Remove the comma", vec![Edit::replace(slip.range.clone(), "")])]
        }
        SlipKind::MissingDash => vec![missing_dash(document, slip)],
        SlipKind::StrayDash => stray_dash(document, slip),
        SlipKind::StrayColon | SlipKind::CollectionKey => {
            quote_around(document, start).into_iter().collect()
        }
        SlipKind::StrayQuestion | SlipKind::BadStart { .. } => {
            quote_from(document, start).into_iter().collect()
        }
        SlipKind::BadBlockHeader => block_header(document, slip),
        SlipKind::BadDirective => {
            let edits = remove_line(document, start, end).into_iter().collect::<Vec<_>>();
            edits.into_iter().map(|edit| Fix::safe("Remove the line", vec![edit])).collect()
        }
        SlipKind::MissingKey => drop_line(document, slip).into_iter().collect(),
        SlipKind::ConflictMarker => conflict::fixes(document, start),
        _ => Vec::new(),
    }
}

/// Closes a bracket, and those inside of it, where what it holds ends.
fn close_bracket(document: &Document, start: usize, close: char) -> Option<Fix> {
    let mut nodes = document.tree().iter().take(MOST_NODES);
    let is_it = |kind: &NodeKind| matches!(kind, NodeKind::Sequence(_) | NodeKind::Mapping(_));
    let (_, node) = nodes.find(|(_, node)| node.range.start == start && is_it(&node.kind))?;
    let written = document.slice(node.range.clone()).trim_end();
    let at = start + written.len();
    let title = format!("Add the closing `{close}`");
    Some(Fix::likely(title, vec![Edit::replace(at..at, close.to_string())]))
}

/// Quotes around all of it, or a comment of what is too much.
fn text_after_value(document: &Document, slip: &Slip) -> Vec<Fix> {
    let start = slip.range.start;
    let mut fixes: Vec<_> = quote_around(document, start).into_iter().collect();
    let before = document.slice(line_start(&document.text, start)..start);
    let sign = if before.ends_with([' ', '\t']) { "# " } else { " # " };
    fixes.push(Fix::likely("Make a comment of it", vec![Edit::replace(start..start, sign)]));
    fixes
}

/// The character that a pair of `\uXXXX` stands for elsewhere, or a backslash as such.
fn escape(document: &Document, slip: &Slip) -> Vec<Fix> {
    let start = slip.range.start;
    let unit = |at: usize| {
        let written = document.slice(at..at + 6).strip_prefix("\\u")?;
        u16::from_str_radix(written, 16).ok()
    };
    if let (Some(high), Some(low)) = (unit(start), unit(start + 6))
        && let Ok(character) = String::from_utf16(&[high, low])
    {
        let title = format!("Write {}", quote(&character));
        return vec![Fix::likely(title, vec![Edit::replace(start..start + 12, character)])];
    }
    let title = format!("Write {}", quote(&format!("\\{}", document.slice(slip.range.clone()))));
    vec![Fix::likely(title, vec![Edit::replace(start..start, "\\")])]
}

/// Spaces for the tabs before a line, or before all of them.
fn tab(document: &Document, at: usize) -> Option<Fix> {
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
    let with_tabs = |indent: Range<usize>| document.slice(indent).bytes().all(|byte| byte == b'\t');
    if lines().filter(is_indented).all(with_tabs) {
        let spaces =
            |indent: Range<usize>| Edit::replace(indent.clone(), "  ".repeat(indent.len()));
        let edits = lines().filter(is_indented).map(spaces).collect();
        return Some(Fix::likely("Indent all lines with spaces", edits));
    }
    let column = expected_column(document, indent.end)?;
    let title = format!("Indent by {}", spaces(column));
    Some(Fix::likely(title, vec![Edit::replace(indent, " ".repeat(column))]))
}

/// The colon or the space; else the line away.
fn missing_colon(document: &Document, slip: &Slip) -> Vec<Fix> {
    let start = slip.range.start;
    let written = document.slice(slip.range.clone());
    if let Some(colon) = glued_colon(written) {
        let at = start + colon + 1;
        return vec![Fix::likely("Add a space", vec![Edit::replace(at..at, " ")])];
    }
    let word = written.split([' ', '\t']).next().unwrap_or_default();
    if Object::ALL.iter().any(|kind| kind.key(word).is_some()) {
        let column = start - line_start(&document.text, start);
        let is_list = || below_line(document, start).starts_with("- ");
        let has_lines =
            below(document, start).is_some_and(|it| it > column || it == column && is_list());
        let at = start + word.len();
        let fix = Fix::likely("Add a colon", vec![Edit::replace(at..at, ":")]);
        return if word != written || has_lines { vec![fix] } else { Vec::new() };
    }
    drop_line(document, slip).into_iter().collect()
}

/// A dash before the first key of an item, as deep as the lines below want it.
fn missing_dash(document: &Document, slip: &Slip) -> Fix {
    let start = slip.range.start;
    let column = start - line_start(&document.text, start);
    let inner = below(document, start).filter(|below| *below > column + 1).unwrap_or(column + 2);
    let dash = format!("-{}", " ".repeat(inner - column - 1));
    Fix::likely("Add the `- `", vec![Edit::replace(start..start, dash)])
}

/// A list on lines of its own, a text in quotes, or a lone dash away.
fn stray_dash(document: &Document, slip: &Slip) -> Vec<Fix> {
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
fn block_header(document: &Document, slip: &Slip) -> Vec<Fix> {
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

/// Whether a place between brackets is right behind a key without its colon.
fn is_key(document: &Document, at: usize) -> bool {
    let tree = document.tree();
    tree.iter().take(MOST_NODES).any(|(_, node)| match &node.kind {
        NodeKind::Mapping(entries) => entries
            .iter()
            .any(|entry| tree.get(entry.key).range.end == at && tree.get(entry.value).is_missing()),
        _ => false,
    })
}

/// Takes the line of a slip out, if it holds nothing else.
fn drop_line(document: &Document, slip: &Slip) -> Option<Fix> {
    let edit = remove_line(document, slip.range.start, slip.range.end)?;
    Some(Fix::likely("Remove the line", vec![edit]))
}

fn remove_line(document: &Document, start: usize, end: usize) -> Option<Edit> {
    let text = &document.text;
    let line = line_start(text, start);
    let blank = document.slice(line..start).trim().is_empty();
    blank.then(|| Edit::replace(line..next_line(text, end).unwrap_or(text.len()), ""))
}
