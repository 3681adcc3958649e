//! Two actions of one id or name.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::parts::mark;
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) static RULE: Rule = Rule {
    name: "duplicate-action",
    severity: Severity::Warning,
    summary: "two actions of the app have the same id or name",
    docs: include_str!("duplicate_action.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let document = context.document;
    let mut firsts: HashMap<(&str, &str), Range<usize>> = HashMap::new();
    let mut marked = HashSet::new();
    for micro in &context.app.micros {
        for action in micro.objects(document, "actions") {
            for key in ["id", "name"] {
                let Some((text, _)) = action.text(document, key) else { continue };
                let mut range = mark(document, &action, key);
                let Some(first) = firsts.get(&(key, text)) else {
                    firsts.insert((key, text), range);
                    continue;
                };
                if range == *first {
                    // The same action, brought in a second time by an alias.
                    range = mark(document, micro, "actions");
                }
                if text.is_empty() || range == *first || !marked.insert(range.start) {
                    continue;
                }
                let message = format!("another action already has the {key} {}", quote(text));
                let finding = Diagnostic::new(range, message)
                    .help(format!(
                        "The {key} of an action is unique in the app, as the documentation says. \
                         A push doesn't check it, but nothing tells the two apart afterwards: \
                         change one."
                    ))
                    .related(first.clone(), format!("the first action of this {key}"))
                    .instance(action.pointer_to(key));
                found.push(finding);
            }
        }
    }
}
