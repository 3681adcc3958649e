//! Adding keys to a mapping, in the style of those that are there.

use super::edits::{in_quotes, line_break, line_end, line_start};
use super::quoting::is_in_brackets;
use super::spot::slips;
use crate::diagnostic::Edit;
use crate::document::Document;
use crate::syntax::{Entry, NodeId};

/// Adds keys with their values, as YAML spells them, behind an entry or at the front. `None` where
/// nothing shows how the mapping is written, or it isn't read as written.
pub(crate) fn insert(
    document: &Document,
    mapping: NodeId,
    after: Option<&Entry>,
    fields: &[(&str, String)],
) -> Option<Edit> {
    let tree = document.tree();
    let range = tree.get(mapping).range.clone();
    let first = tree.entries(mapping).first()?;
    if document.slice(range.clone()).starts_with('{') {
        // Beside a slip, what belongs to it is in doubt.
        let outer = tree.get(mapping).parent.map_or(range, |outer| tree.get(outer).range.clone());
        if slips(document, outer).next().is_some() {
            return None;
        }
        let in_json = document.slice(tree.get(first.key).range.clone()).starts_with('"');
        let fields: Vec<_> = fields.iter().map(|field| in_flow(field, in_json)).collect();
        let fields = fields.join(", ");
        return Some(match after {
            Some(after) => Edit::replace(after.range.end..after.range.end, format!(", {fields}")),
            None => Edit::replace(first.range.start..first.range.start, format!("{fields}, ")),
        });
    }
    if is_in_brackets(document, first.range.start) {
        return None;
    }
    let newline = line_break(&document.text);
    let indent = " ".repeat(column(document, first.range.start));
    let lines = fields.iter().map(|(key, value)| format!("{key}: {value}"));
    Some(match after {
        Some(after) => {
            let end = line_end(&document.text, after.range.end);
            let lines: String = lines.map(|line| format!("{newline}{indent}{line}")).collect();
            Edit::replace(end..end, lines)
        }
        None => {
            let lines: String = lines.map(|line| format!("{line}{newline}{indent}")).collect();
            Edit::replace(first.range.start..first.range.start, lines)
        }
    })
}

/// The column of an offset, in characters from 0.
pub(super) fn column(document: &Document, offset: usize) -> usize {
    document.slice(line_start(&document.text, offset)..offset).chars().count()
}

fn in_flow((key, value): &(&str, String), in_json: bool) -> String {
    let bare = matches!(value.as_str(), "true" | "false" | "0") || value.starts_with(['"', '[']);
    match (in_json, bare) {
        (true, true) => format!("\"{key}\": {value}"),
        (true, false) => format!("\"{key}\": {}", in_quotes(value)),
        (false, _) => format!("{key}: {value}"),
    }
}
