//! Two equal keys in one mapping.

use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::syntax::duplicate_keys;

pub(super) static RULE: Rule = Rule {
    name: "duplicate-key",
    severity: Severity::Error,
    summary: "a key stands twice in the same mapping",
    docs: include_str!("duplicate_key.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let tree = context.document.tree();
    for (first, second) in duplicate_keys(tree) {
        let name = quote(tree.scalar(second).unwrap_or_default());
        let finding =
            Diagnostic::new(tree.get(second).range.clone(), format!("{name} is given twice"))
                .help("Keep one of the two; a push refuses the file even if they are equal.")
                .related(tree.get(first).range.clone(), "first given here")
                .instance("");
        found.push(finding);
    }
}
