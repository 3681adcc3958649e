//! An action's trigger that doesn't exist.

use super::words::quote;
use super::{Check, Context, Rule, spot};
use crate::diagnostic::{Diagnostic, Edit, Fix, Severity};
use crate::document::{Step, pointer};
use crate::structure::{Violation, ViolationKind};
use crate::syntax::NodeKind;

pub(super) static RULE: Rule = Rule {
    name: "unknown-trigger",
    severity: Severity::Error,
    summary: "an action's `trigger` is something else than `schedule`",
    docs: include_str!("unknown_trigger.md"),
    check: Check::Structure(word),
};

fn word(context: &Context<'_>, violation: &Violation) -> Option<Vec<Diagnostic>> {
    let is_trigger = matches!(violation.path.last(), Some(Step::Key(key)) if key == "trigger");
    if !is_trigger || !matches!(violation.kind, ViolationKind::Enum(_)) {
        return None;
    }
    let document = context.document;
    let tree = document.tree();
    let place = violation.place?;
    let typed = tree.text(place.value)?;
    if spot::is_slipped(document, violation) {
        return Some(Vec::new());
    }
    let range = spot::of(document, violation);
    let message = match typed {
        "" => "`trigger` is empty".to_owned(),
        _ => format!("there is no trigger {}", quote(typed)),
    };
    let finding = Diagnostic::new(range.clone(), message)
        .help("The only trigger is `schedule`; when it fires is up to `default_interval`.")
        .instance(pointer(&violation.path));
    let node = tree.get(place.value);
    let own = matches!(node.kind, NodeKind::Scalar { .. }) && node.tag.is_none();
    Some(vec![if own && spot::via(document, violation).is_none() {
        let edits = vec![Edit::replace(range, "schedule")];
        finding.fix(Fix::likely("Change to `schedule`", edits))
    } else {
        finding
    }])
}
