//! More than one primary Micro.

use super::parts::{called, mark};
use super::primary::{is_primary, set_primary};
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) static RULE: Rule = Rule {
    name: "several-primaries",
    severity: Severity::Error,
    summary: "more than one Micro is primary",
    docs: include_str!("several_primaries.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let document = context.document;
    let mut primaries = context.app.micros.iter().filter(|micro| is_primary(document, micro));
    let Some(first) = primaries.next() else { return };
    let first_place = mark(document, first, "primary");
    let first_name = called(document, first, "another Micro");
    for micro in primaries {
        let name = called(document, micro, "this Micro");
        let message = if name == first_name {
            format!("a second Micro {name} can't be primary too")
        } else {
            format!("{name} can't be primary too: {first_name} already is")
        };
        let finding = Diagnostic::new(mark(document, micro, "primary"), message).help(
            "Keep `primary: true` on one Micro only: the one that receives every request that is \
             under no other Micro's path.",
        )
        .related(first_place.clone(), "the first primary Micro")
        .instance(micro.pointer_to("primary"));
        found.push(match set_primary(document, micro, false) {
            Some(fix) => finding.fix(fix),
            None => finding,
        });
    }
}
