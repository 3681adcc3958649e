//! Two equal keys in one mapping.

use std::collections::HashSet;

use super::edits::{line_start, remove_entry};
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Edit, Fix, Severity};
use crate::document::Document;
use crate::syntax::{Entry, NodeId, NodeKind, Tree, duplicate_keys};

pub(super) static RULE: Rule = Rule {
    name: "duplicate-key",
    severity: Severity::Error,
    summary: "a key stands twice in the same mapping",
    docs: include_str!("duplicate_key.md"),
    check: Check::Document(check),
};

/// Of larger mappings, which no Spacefile has, nothing is taken out.
const ENOUGH: usize = 200;

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let document = context.document;
    let tree = document.tree();
    let mut mapping = None;
    let mut starts = None;
    for (first, second) in duplicate_keys(tree) {
        let parent = tree.get(second).parent;
        if parent != mapping {
            (mapping, starts) = (parent, parent.and_then(|mapping| item_starts(document, mapping)));
        }
        if is_valueless(tree, first) {
            // That is the mistake: somebody is typing the key anew.
            continue;
        }
        let name = quote(tree.scalar(second).unwrap_or_default());
        let range = tree.get(second).range.clone();
        let finding = |message| {
            Diagnostic::new(range.clone(), message)
                .related(tree.get(first).range.clone(), "first given here")
                .instance("")
        };
        found.push(match &starts {
            // The other keys of a new item follow from its first.
            Some(starts) if !starts.contains(&second) => continue,
            Some(_) => {
                let message = format!("{name} is given twice: is a `- ` missing before it?");
                let finding = finding(message).help("A new item of the list starts with `- `.");
                match mapping.and_then(|mapping| add_dash(document, mapping, second)) {
                    Some(fix) => finding.fix(fix),
                    None => finding,
                }
            }
            None if is_list(tree, first) && is_list(tree, second) => {
                finding(format!("{name} is given twice")).help(
                    "Join the items of both under one key; a push refuses the file even if they \
                     are equal.",
                )
            }
            None => finding(format!("{name} is given twice"))
                .help("Keep one of the two; a push refuses the file even if they are equal."),
        });
        if let Some(last) = found.last_mut().filter(|_| starts.is_none()) {
            last.fixes = keep_one(document, (first, second), &name);
        }
    }
}

/// The keys at which a new item seems to start in an item of a list, whose keys repeat from
/// there on; `None` if no two in a row do.
fn item_starts(document: &Document, mapping: NodeId) -> Option<HashSet<NodeId>> {
    let tree = document.tree();
    let node = tree.get(mapping);
    let in_list = matches!(tree.get(node.parent?).kind, NodeKind::Sequence(_));
    if !in_list || document.slice(node.range.clone()).starts_with('{') {
        return None;
    }
    let mut starts = HashSet::new();
    let mut seen = HashSet::new();
    let mut before = None;
    for entry in tree.entries(mapping) {
        let name = tree.scalar(entry.key)?;
        if !seen.insert(name) {
            // One key alone is no item.
            if before == Some(name) {
                return None;
            }
            starts.insert(entry.key);
            seen = HashSet::from([name]);
        }
        before = Some(name);
    }
    (seen.len() > 1).then_some(starts)
}

/// Either of the two away; only the second, where they say the same.
fn keep_one(document: &Document, (first, second): (NodeId, NodeId), name: &str) -> Vec<Fix> {
    let tree = document.tree();
    let Some(mapping) = tree.get(second).parent else { return Vec::new() };
    if tree.is_merge(second) || tree.entries(mapping).len() > ENOUGH {
        return Vec::new();
    }
    let written = |key: NodeId| {
        let entry = tree.entries(mapping).iter().find(|entry| entry.key == key)?;
        Some(document.slice(tree.get(entry.value).range.clone()))
    };
    let same = written(first) == written(second);
    let without = |key: NodeId, title: String| {
        let edits = vec![remove_entry(document, mapping, key)?];
        Some(if same { Fix::safe(title, edits) } else { Fix::likely(title, edits) })
    };
    let this = without(second, format!("Remove this {name}"));
    let other = if same { None } else { without(first, format!("Remove the first {name}")) };
    this.into_iter().chain(other).collect()
}

fn is_valueless(tree: &Tree, key: NodeId) -> bool {
    entry_of(tree, key).is_some_and(|entry| tree.get(entry.value).is_missing())
}

fn entry_of(tree: &Tree, key: NodeId) -> Option<&Entry> {
    let siblings = tree.get(key).parent.map_or(&[][..], |mapping| tree.entries(mapping));
    siblings.iter().find(|entry| entry.key == key)
}

fn is_list(tree: &Tree, key: NodeId) -> bool {
    entry_of(tree, key)
        .is_some_and(|entry| matches!(tree.get(entry.value).kind, NodeKind::Sequence(_)))
}

/// The dash of a new item before a key, where that is indented enough for it.
fn add_dash(document: &Document, mapping: NodeId, key: NodeId) -> Option<Fix> {
    let tree = document.tree();
    let mut items = tree.items(tree.get(mapping).parent?).iter();
    let dash = items.find(|item| item.value == mapping)?.range.start;
    let column = dash - line_start(&document.text, dash);
    let start = tree.get(key).range.start;
    let line = line_start(&document.text, start);
    let blank = document.slice(line..start);
    let is_dash = document.slice(dash..start).starts_with('-');
    if !is_dash || !blank.chars().all(|c| c == ' ') || blank.len() < column + 2 {
        return None;
    }
    let dash = format!("-{}", " ".repeat(blank.len() - column - 1));
    Some(Fix::likely("Start a new item", vec![Edit::replace(line + column..start, dash)]))
}
