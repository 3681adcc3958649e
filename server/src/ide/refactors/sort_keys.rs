//! Keys in the order of the documentation.

use std::ops::Range;

use spacefile_schema::Object;

use super::lines::{column, is_flow};
use super::{Draft, Kind, Scene};
use crate::diagnostic::Edit;
use crate::document::Document;
use crate::rules::edits::{line_break, line_end, line_start};
use crate::syntax::{Entry, NodeId};

/// The mappings around the selection whose keys are in another order: the innermost one, and all
/// of the file's.
pub(super) fn drafts(scene: &Scene<'_>) -> Vec<Draft> {
    let document = scene.document;
    let known = objects(document);
    let mut around = known.iter().filter(|(id, _)| scene.is_in(&document.tree().get(*id).range));
    let draft = |title: &str, edits| Draft {
        title: title.to_owned(),
        kind: Kind::Rewrite,
        edits,
        keeps_value: true,
    };
    let mut drafts = Vec::new();
    if let Some((id, object)) = around.next_back() {
        let title = match object {
            Object::App => "Sort the app's own keys",
            Object::Micro => "Sort the keys of this Micro",
            Object::Presets => "Sort the keys of these presets",
            Object::Env => "Sort the keys of this variable",
            Object::Action => "Sort the keys of this action",
        };
        drafts.extend(sorted(document, *id, *object).map(|edit| draft(title, vec![edit])));
    }
    let unsorted = known.iter().filter(|(id, object)| order(document, *id, *object).is_some());
    if unsorted.count() > 1 {
        let edit = all_sorted(document);
        drafts.extend(edit.map(|edit| draft("Sort all keys of the file", vec![edit])));
    }
    drafts
}

/// The mappings whose keys the documentation knows, each before those it holds.
fn objects(document: &Document) -> Vec<(NodeId, Object)> {
    let tree = document.tree();
    let mut found: Vec<_> = tree.root().map(|root| (root, Object::App)).into_iter().collect();
    let mut at = 0;
    while let Some((id, object)) = found.get(at).copied() {
        at += 1;
        for entry in tree.entries(id) {
            let key = tree.scalar(entry.key).and_then(|name| object.key(name));
            let Some(child) = key.and_then(|key| key.child) else { continue };
            let items = tree.items(entry.value).iter().map(|item| item.value);
            let held = items.chain([entry.value]).filter(|id| tree.is_mapping(*id));
            found.extend(held.map(|id| (id, child)));
        }
    }
    found.retain(|(id, _)| tree.is_mapping(*id));
    found.sort_by_key(|(id, _)| *id);
    found
}

/// The positions of the entries in the order they should have; `None` where they have it.
fn order(document: &Document, mapping: NodeId, object: Object) -> Option<Vec<usize>> {
    let tree = document.tree();
    let entries = tree.entries(mapping);
    let place = |index: &usize| {
        let entry = entries.get(*index)?;
        let name = tree.scalar(entry.key)?;
        let known = object.keys().iter().position(|key| key.name == name);
        // What is merged in comes first, what nobody knows last.
        Some(if tree.is_merge(entry.key) { 0 } else { known.map_or(usize::MAX, |it| it + 1) })
    };
    let mut order: Vec<_> = (0..entries.len()).collect();
    order.sort_by_key(place);
    (!order.is_sorted()).then_some(order)
}

/// The edit that sorts one mapping.
fn sorted(document: &Document, mapping: NodeId, object: Object) -> Option<Edit> {
    let order = order(document, mapping, object)?;
    let entries = document.tree().entries(mapping);
    if is_flow(document, mapping) {
        return in_brackets(document, entries, &order);
    }
    in_lines(document, entries, &order)
}

/// Between brackets on one line, the entries change places and all else stays.
fn in_brackets(document: &Document, entries: &[Entry], order: &[usize]) -> Option<Edit> {
    let whole = entries.first()?.range.start..entries.last()?.range.end;
    let text = document.slice(whole.clone());
    if text.contains(['\n', '\r']) {
        return None;
    }
    let mut sorted = String::new();
    let mut at = whole.start;
    for (entry, index) in entries.iter().zip(order) {
        sorted.push_str(document.slice(at..entry.range.start));
        sorted.push_str(document.slice(entries.get(*index)?.range.clone()));
        at = entry.range.end;
    }
    Some(Edit::replace(whole, sorted))
}

/// An entry with what belongs to it.
struct Piece<'d> {
    /// The lines above it, up to the entry before it: comments and empty lines.
    above: &'d str,
    /// The entry to the end of its last line.
    entry: &'d str,
}

/// In lines, each entry takes the comments above it along.
fn in_lines(document: &Document, entries: &[Entry], order: &[usize]) -> Option<Edit> {
    let text = &document.text;
    let first = entries.first()?.range.start;
    let line = line_start(text, first);
    let head = text.get(line..first)?;
    let mut pieces = Vec::with_capacity(entries.len());
    let mut end = first;
    for entry in entries {
        let start = line_start(text, entry.range.start).max(end);
        let above = text.get(end..start)?;
        end = line_end(text, entry.range.end);
        // The line break that ends the entry before belongs to neither.
        let above = above.strip_prefix("\r\n").or(above.strip_prefix(['\n', '\r']));
        let entry = text.get(entry.range.start..end)?;
        pieces.push(Piece { above: above.unwrap_or_default(), entry });
    }
    let indent = " ".repeat(column(document, first));
    let newline = line_break(text);
    let is_compact = head.contains('-');
    let mut sorted = String::new();
    let mut above_all = "";
    for (position, index) in order.iter().enumerate() {
        let piece = pieces.get(*index)?;
        if position > 0 {
            sorted.push_str(newline);
            sorted.push_str(piece.above);
            sorted.push_str(&indent);
        } else {
            above_all = piece.above;
        }
        sorted.push_str(piece.entry);
    }
    // What becomes the first may stand behind a dash, and what was above it goes above that.
    let above_all = comments_only(above_all, if is_compact { head } else { &indent }, newline);
    if is_compact && head.trim() != "-" {
        return above_all.is_empty().then(|| Edit::replace(first..end, sorted));
    }
    Some(Edit::replace(line..end, format!("{above_all}{head}{sorted}")))
}

/// The comments of some lines, at the column of what `head` starts with; empty lines go.
fn comments_only(lines: &str, head: &str, newline: &str) -> String {
    let indent = " ".repeat(head.len() - head.trim_start_matches(' ').len());
    let indent = if head.trim().is_empty() { head } else { &indent };
    let comments = lines.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
    comments.map(|comment| format!("{indent}{comment}{newline}")).collect()
}

/// The edit that sorts every mapping of the file.
fn all_sorted(document: &Document) -> Option<Edit> {
    /// More have no order that anybody could see.
    const MOST: usize = 200;
    let mut sorted_text = document.text.clone();
    for _ in 0..MOST {
        let now = Document::from_text(sorted_text.clone());
        if !now.syntax.slips.is_empty() {
            return None;
        }
        let mut edits =
            objects(&now).into_iter().filter_map(|(id, object)| sorted(&now, id, object));
        let Some(edit) = edits.next() else { break };
        sorted_text.replace_range(range(&edit), &edit.text);
    }
    super::lines::difference(&document.text, &sorted_text)
}

fn range(edit: &Edit) -> Range<usize> {
    edit.offset..edit.end_offset
}
