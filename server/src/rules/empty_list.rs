//! A list without items.

use super::edits::remove_entry;
use super::words::quote;
use super::{Check, Context, Rule, spot};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::document::{Step, pointer};
use crate::structure::{Violation, ViolationKind};

pub(super) static RULE: Rule = Rule {
    name: "empty-list",
    severity: Severity::Error,
    summary: "a list has no items",
    docs: include_str!("empty_list.md"),
    check: Check::Structure(word),
};

fn word(context: &Context<'_>, violation: &Violation) -> Option<Vec<Diagnostic>> {
    let ViolationKind::MinItems(_) = violation.kind else { return None };
    let document = context.document;
    let tree = document.tree();
    let place = violation.place?;
    let is_own = spot::via(document, violation).is_none();
    let range = spot::of(document, violation);
    let start = place.key.map_or(range.start, |key| tree.get(key).range.start.min(range.start));
    let end = super::edits::line_end(&document.text, range.end);
    if is_own && spot::slips(document, start..end).next().is_some() {
        // What it held was lost in a slip.
        return Some(Vec::new());
    }
    let Some(Step::Key(name)) = violation.path.last() else { return Some(Vec::new()) };
    let finding = |message: String| {
        Diagnostic::new(range.clone(), message).instance(pointer(&violation.path))
    };
    if violation.path.len() == 1 {
        let help = "List it below `micros:`, after a `- `, with `name`, `src` and `engine`.";
        return Some(vec![finding("an app needs at least one Micro".to_owned()).help(help)]);
    }
    let finding = finding(format!("{} is an empty list", quote(name)))
        .help("Remove the key: leaving it out means the same, and a push takes no empty list.");
    let key = place.key.filter(|_| is_own);
    let edit = key.and_then(|key| remove_entry(document, tree.get(key).parent?, key));
    Some(vec![match edit {
        Some(edit) => finding.fix(Fix::safe(format!("Remove `{name}`"), vec![edit])),
        None => finding,
    }])
}
