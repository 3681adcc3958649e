//! The edits that make YAML of what is none.

use spacefile_schema::Object;

use super::lines::{block_header, drop_line, missing_dash, remove_line, stray_dash, tab};
use super::{conflict, follows_dash, glued_colon, spaces};
use crate::diagnostic::{Edit, Fix};
use crate::document::Document;
use crate::rules::edits::line_start;
use crate::rules::parts::nodes;
use crate::rules::quoting::{below, below_line, quote_around, quote_from};
use crate::rules::reindent::move_line;
use crate::rules::words::quote;
use crate::syntax::{NodeKind, Slip, SlipKind};

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
            let title = format!("Remove {}", quote(document.slice(slip.range.clone())));
            vec![Fix::likely(title, vec![Edit::replace(slip.range.clone(), "")])]
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
    let mut nodes = nodes(document);
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

/// Whether a place between brackets is right behind a key without its colon.
fn is_key(document: &Document, at: usize) -> bool {
    let tree = document.tree();
    nodes(document).any(|(_, node)| match &node.kind {
        NodeKind::Mapping(entries) => entries
            .iter()
            .any(|entry| tree.get(entry.key).range.end == at && tree.get(entry.value).is_missing()),
        _ => false,
    })
}
