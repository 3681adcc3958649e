//! Micros that stand where no push looks for them.

use spacefile_schema::Object;

use crate::document::Document;
use crate::ide::refactors::lines::{column, is_flow, shifted};
use crate::rules::edits::{line_break, line_start, write_text};
use crate::rules::words::nearest;
use crate::syntax::{Entry, NodeId, NodeKind, Tree};

/// Keys that the Micros may stand below, besides the right one.
const NEARLY: [&str; 2] = ["micros", "micro"];

/// Keys that tell a Micro from other mappings.
const TELLING: [&str; 2] = ["src", "engine"];

fn is_micro(tree: &Tree, node: NodeId) -> bool {
    let mut keys = tree.entries(node).iter().map(|entry| tree.scalar(entry.key));
    keys.any(|key| key.is_some_and(|key| TELLING.contains(&key)))
}

/// A bare list of Micros goes below its key.
pub(super) fn list_at_root(document: &Document) -> Option<String> {
    let tree = document.tree();
    let root = tree.root()?;
    let items = match &tree.get(root).kind {
        NodeKind::Sequence(items) => items,
        _ => return None,
    };
    if !items.iter().any(|item| is_micro(tree, item.value)) {
        return None;
    }
    let newline = line_break(&document.text);
    let range = tree.get(root).range.clone();
    let start = line_start(&document.text, range.start);
    let list = document.slice(range.clone());
    let head = document.slice(0..start);
    let (rest, from) = (document.slice(range.end..document.text.len()), range.start - start);
    let list = match is_flow(document, root) {
        true => format!(" {list}"),
        false => format!("{newline}  {}", shifted(list, from, 2)),
    };
    Some(format!("{head}v: 0{newline}micros:{list}{rest}"))
}

/// One Micro, or Micros by their names, below a key like `micro`: they become items of the list.
pub(super) fn micros_elsewhere(document: &Document) -> Option<String> {
    let tree = document.tree();
    let entries = tree.entries(tree.root()?);
    let is_named =
        |entry: &&Entry| tree.scalar(entry.key).is_some_and(|key| nearest(key, NEARLY).is_some());
    let entry = entries
        .iter()
        .find(is_named)
        .filter(|_| tree.root().is_some_and(|root| tree.is_mapping(root)))?;
    let mut text = document.text.clone();
    let key = tree.get(entry.key).range.clone();
    let value = tree.get(entry.value);
    if let NodeKind::Mapping(inner) = &value.kind
        && !is_flow(document, entry.value)
    {
        let range = value.range.clone();
        let from = column(document, range.start);
        let list = match is_micro(tree, entry.value) {
            true => format!("- {}", shifted(document.slice(range.clone()), from, from + 2)),
            false => by_name(document, inner, from)?,
        };
        text.replace_range(range, &list);
    }
    text.replace_range(key, "micros");
    // What is right already is none of another shape.
    (text != document.text).then_some(text)
}

/// Micros by their names, as items from a column on.
fn by_name(document: &Document, entries: &[Entry], at: usize) -> Option<String> {
    let tree = document.tree();
    let mut list = String::new();
    let mut done = entries.first()?.range.start;
    for entry in entries {
        let value = tree.get(entry.value).range.clone();
        if !tree.is_mapping(entry.value) {
            return None;
        }
        list.push_str(document.slice(done..entry.range.start));
        let name = write_text(tree.scalar(entry.key)?);
        done = entry.range.end;
        if tree.entries(entry.value).iter().any(|it| tree.scalar(it.key) == Some("name")) {
            return None;
        }
        if is_flow(document, entry.value) {
            let inner = document.slice(value.start + 1..value.end - 1).trim();
            let between = if inner.is_empty() { "" } else { ", " };
            list.push_str(&format!("- {{name: {name}{between}{inner}}}"));
            continue;
        }
        // What stands behind the colon, such as a comment, stays there.
        let colon = tree.get(entry.key).range.end;
        let between = document.slice(colon..value.start).trim_start().strip_prefix(':')?;
        let from = column(document, value.start);
        let between = shifted(between.trim_end_matches(' '), from, at + 2);
        let lines = shifted(document.slice(value), from, at + 2);
        list.push_str(&format!("- name: {name}{between}{}{lines}", " ".repeat(at + 2)));
    }
    Some(list)
}

/// A single Micro whose keys are the file's own becomes the only item of the list.
pub(super) fn micro_at_root(document: &Document) -> Option<String> {
    let tree = document.tree();
    let root = tree.root().filter(|root| tree.is_mapping(*root) && is_micro(tree, *root))?;
    if is_flow(document, root) || tree.field(root, "micros").is_some() {
        return None;
    }
    let entries = tree.entries(root);
    let is_of_app =
        |entry: &Entry| tree.scalar(entry.key).is_some_and(|key| Object::App.key(key).is_some());
    let first = entries.iter().position(|entry| !is_of_app(entry))?;
    let last = entries.iter().rposition(|entry| !is_of_app(entry))?;
    let own = entries.get(first..=last)?;
    if own.iter().any(is_of_app) {
        return None;
    }
    let (start, end) = (own.first()?.range.start, own.last()?.range.end);
    let newline = line_break(&document.text);
    let has_version = entries.iter().any(|entry| tree.scalar(entry.key) == Some("v"));
    let version = if has_version { String::new() } else { format!("v: 0{newline}") };
    let lines = shifted(document.slice(start..end), column(document, start), 4);
    let (before, after) = (document.slice(0..start), document.slice(end..document.text.len()));
    Some(format!("{before}{version}micros:{newline}  - {lines}{after}"))
}
