//! Two equal items in a list that takes each only once.

use std::collections::HashMap;

use super::edits::remove_item;
use super::words::quote;
use super::{Check, Context, Rule, spot};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::document::{Step, pointer};
use crate::structure::{Violation, ViolationKind};

/// More findings than this in one list say nothing new.
const MOST: usize = 100;

pub(super) static RULE: Rule = Rule {
    name: "duplicate-item",
    severity: Severity::Error,
    summary: "`include` or `public_routes` lists something twice",
    docs: include_str!("duplicate_item.md"),
    check: Check::Structure(word),
};

fn word(context: &Context<'_>, violation: &Violation) -> Option<Vec<Diagnostic>> {
    let ViolationKind::UniqueItems = violation.kind else { return None };
    let document = context.document;
    let tree = document.tree();
    let list = violation.place?.value;
    let via = spot::via(document, violation);
    let name = match violation.path.last() {
        Some(Step::Key(name)) => name.as_str(),
        _ => "",
    };
    let mut first = HashMap::new();
    let mut found = Vec::new();
    for (index, item) in tree.items(list).iter().enumerate() {
        // Items that aren't text are wrong in themselves.
        let Some(text) = tree.text(item.value) else { continue };
        let range = &tree.get(item.value).range;
        let before = first.entry(text).or_insert(range);
        if *before == range || found.len() >= MOST {
            continue;
        }
        let mut path = violation.path.clone();
        path.push(Step::Index(index));
        let own = via.is_none() && tree.follow(list) == list;
        let shown = if own { range } else { &tree.get(via.unwrap_or(list)).range };
        let finding =
            Diagnostic::new(shown.clone(), format!("{} stands twice in `{name}`", quote(text)))
                .help("Remove one of the two.")
                .related((*before).clone(), "first listed here")
                .instance(pointer(&path));
        let edit = if own { remove_item(document, list, index) } else { None };
        found.push(match edit {
            Some(edit) => {
                finding.fix(Fix::safe(format!("Remove the second {}", quote(text)), vec![edit]))
            }
            None => finding,
        });
    }
    Some(found)
}
