//! More actions than the documentation allows.

use spacefile_schema::{ACTIONS_PER_APP, ACTIONS_PER_MICRO};

use super::parts::called;
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) static RULE: Rule = Rule {
    name: "too-many-actions",
    severity: Severity::Warning,
    summary: "a Micro has more than five actions",
    docs: include_str!("too_many_actions.md"),
    check: Check::Document(check),
};

/// The limit of the app is reached only where a Micro is over its own, or where there are too
/// many Micros, so what is over the Micro's limit is all there is to say.
fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let document = context.document;
    for micro in &context.app.micros {
        let owner = called(document, micro, "this Micro");
        let actions = micro.objects(document, "actions");
        for (number, action) in actions.iter().enumerate().skip(ACTIONS_PER_MICRO) {
            let name = match action.text(document, "name").or(action.text(document, "id")) {
                Some((name, _)) => quote(name),
                None => "this".to_owned(),
            };
            let number = number + 1;
            let message = format!("{name} is action number {number} of {owner}");
            let help = format!(
                "A Micro can have {ACTIONS_PER_MICRO} actions and an app {ACTIONS_PER_APP}, as the \
                 documentation says; a push doesn't count them. Move some to another Micro, or \
                 let one action do the work of several."
            );
            let range = if action.range == document.tree().get(action.node).range {
                action.title(document)
            } else {
                action.range.clone()
            };
            let finding = Diagnostic::new(range, message).help(help).instance(action.pointer());
            found.push(finding);
        }
    }
}
