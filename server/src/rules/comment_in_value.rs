//! A `#` that turns the rest of a value into a comment.

use std::collections::HashMap;

use spacefile_schema::APP_NAME_MAX;

use super::spot::slips;
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Edit, Fix, Severity};
use crate::syntax::{NodeId, NodeKind, Style, Tree};

pub(super) static RULE: Rule = Rule {
    name: "comment-in-value",
    severity: Severity::Info,
    summary: "a ` #` cuts a value that seems to go on",
    docs: include_str!("comment_in_value.md"),
    check: Check::Document(check),
};

/// Keys whose text can be anything, and so may hold a `#`.
const FREE: &[&str] = &[
    "app_name",
    "commands",
    "default",
    "description",
    "dev",
    "icon",
    "include",
    "name",
    "path",
    "public_routes",
    "run",
    "serve",
    "src",
];

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let document = context.document;
    let tree = document.tree();
    let mut values = None;
    for comment in &document.syntax.comments {
        let text = document.slice(comment.clone()).trim_end();
        if !seems_meant(text) {
            continue;
        }
        let before = document.slice(0..comment.start).trim_end_matches([' ', '\t']);
        let values = values.get_or_insert_with(|| plain_values(tree));
        let Some((key, value)) = values.get(&before.len()) else { continue };
        let start = tree.get(*value).range.start;
        let end = comment.start + text.len();
        if slips(document, start..end).next().is_some() {
            continue;
        }
        let message = format!("{} ends before {}", quote(key), quote(text));
        let mut finding = Diagnostic::new(comment.start..end, message).help(
            "YAML reads a `#` after a space as the start of a comment. Put the value in quotes if \
             this belongs to it, or a space after the `#` if it doesn't.",
        );
        let whole = document.slice(start..end);
        // Some can't hold it anyway.
        let fits = match *key {
            "name" | "path" => false,
            "app_name" => whole.chars().count() <= APP_NAME_MAX,
            _ => true,
        };
        if fits && !whole.contains(['\n', '\r', '\t']) {
            let quoted = format!("'{}'", whole.replace('\'', "''"));
            let edits = vec![Edit::replace(start..end, quoted)];
            finding = finding.fix(Fix::likely("Put the whole in quotes", edits));
        }
        found.push(finding);
    }
}

/// Whether what follows a `#` looks like the rest of a value: it sticks to it and is no note.
pub(super) fn seems_meant(comment: &str) -> bool {
    let rest = comment.trim_start_matches('#');
    let word: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect();
    let note = ["todo", "fixme", "note", "hack", "xxx", "spacefile-lsp"];
    !rest.is_empty()
        && !rest.starts_with([' ', '\t', '!', '#', '-', '='])
        && comment.len() == rest.len() + 1
        && !note.contains(&word.to_lowercase().as_str())
}

/// The unquoted values of such keys by the byte that ends them.
fn plain_values(tree: &Tree) -> HashMap<usize, (&str, NodeId)> {
    let plain = |value: NodeId| {
        let node = tree.get(value);
        let is_plain = matches!(node.kind, NodeKind::Scalar { style: Style::Plain, .. });
        (is_plain && !node.is_missing()).then_some(node.range.end)
    };
    let mut values = HashMap::new();
    for (_, node) in tree.iter() {
        let NodeKind::Mapping(entries) = &node.kind else { continue };
        for entry in entries {
            let Some(key) = tree.scalar(entry.key).filter(|key| FREE.contains(key)) else {
                continue;
            };
            let items = match &tree.get(entry.value).kind {
                NodeKind::Sequence(items) => items.as_slice(),
                _ => &[],
            };
            let candidates = items.iter().map(|item| item.value).chain([entry.value]);
            for value in candidates {
                values.extend(plain(value).map(|end| (end, (key, value))));
            }
        }
    }
    values
}
