//! More than one primary Micro.

use spacefile_schema::MAX_MICROS;

use super::parts::{called, mark};
use super::primary::{is_primary, set_primary};
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Edit, Fix, Severity};
use crate::document::Document;
use crate::model::Object;

pub(super) static RULE: Rule = Rule {
    name: "several-primaries",
    severity: Severity::Error,
    summary: "more than one Micro is primary",
    docs: include_str!("several_primaries.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let document = context.document;
    let primaries = context.app.micros.iter().filter(|micro| is_primary(document, micro));
    let primaries: Vec<_> = primaries.collect();
    let [first, others @ ..] = primaries.as_slice() else { return };
    let first_place = mark(document, first, "primary");
    let first_name = called(document, first, "another Micro");
    for micro in others {
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
        let finding = match set_primary(document, micro, false) {
            Some(fix) => finding.fix(fix),
            None => finding,
        };
        found.push(match only_this(document, micro, &primaries) {
            Some(fix) => finding.fix(fix),
            None => finding,
        });
    }
}

/// Makes all others not primary; `None` where one of them isn't written out at its place, or there
/// are more than an app may have.
fn only_this(document: &Document, micro: &Object, primaries: &[&Object]) -> Option<Fix> {
    // One that comes by a merge may go with the other's.
    let own = micro.field(document, "primary").is_some_and(|field| !field.inherited);
    if primaries.len() > MAX_MICROS || !own {
        return None;
    }
    let others = primaries.iter().filter(|other| other.path != micro.path);
    let edits = others.map(|other| Some(set_primary(document, other, false)?.edits));
    let edits: Option<Vec<_>> = edits.collect();
    let mut edits: Vec<_> = edits?.into_iter().flatten().collect();
    edits.sort_by_key(|edit| edit.offset);
    edits.dedup();
    let own = mark(document, micro, "primary");
    let apart = |edit: &Edit| edit.end_offset <= own.start || own.end <= edit.offset;
    let name = called(document, micro, "this");
    edits.iter().all(apart).then(|| Fix::likely(format!("Make {name} the primary Micro"), edits))
}
