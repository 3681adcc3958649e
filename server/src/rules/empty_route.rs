//! A public route without a character.

use super::edits::{line_end, line_start, remove_item};
use super::{Check, Context, Rule, spot};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::document::{Step, pointer};
use crate::structure::{Violation, ViolationKind};

pub(super) static RULE: Rule = Rule {
    name: "empty-route",
    severity: Severity::Error,
    summary: "a public route is empty",
    docs: include_str!("empty_route.md"),
    check: Check::Structure(word),
};

fn word(context: &Context<'_>, violation: &Violation) -> Option<Vec<Diagnostic>> {
    let ViolationKind::MinLength(_) = violation.kind else { return None };
    let document = context.document;
    // A slip on the line may have cost the text its beginning.
    let start = spot::of(document, violation).start;
    let line = line_start(&document.text, start)..line_end(&document.text, start);
    if spot::slips(document, line).next().is_some() {
        return Some(Vec::new());
    }
    let finding = Diagnostic::new(spot::of(document, violation), "this public route is empty")
        .help("Write the route, `\"/\"` for the Micro's start page, or remove the item.")
        .instance(pointer(&violation.path));
    let edit = match (violation.path.last(), violation.place) {
        (Some(Step::Index(index)), Some(place)) if spot::via(document, violation).is_none() => {
            document
                .tree()
                .get(place.value)
                .parent
                .and_then(|list| remove_item(document, list, *index))
        }
        _ => None,
    };
    Some(vec![match edit {
        Some(edit) => finding.fix(Fix::likely("Remove the empty route", vec![edit])),
        None => finding,
    }])
}
