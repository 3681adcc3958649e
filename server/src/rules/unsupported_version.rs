//! A version of the format that doesn't exist.

use super::words::quote;
use super::{Check, Context, Rule, spot};
use crate::diagnostic::{Diagnostic, Edit, Fix, Severity};
use crate::document::{Step, pointer};
use crate::structure::{Violation, ViolationKind};
use crate::syntax::{NodeKind, Scalar};

pub(super) static RULE: Rule = Rule {
    name: "unsupported-version",
    severity: Severity::Error,
    summary: "`v` is another number than 0",
    docs: include_str!("unsupported_version.md"),
    check: Check::Structure(word),
};

fn word(context: &Context<'_>, violation: &Violation) -> Option<Vec<Diagnostic>> {
    let is_version = matches!(violation.path.as_slice(), [Step::Key(key)] if key == "v");
    if !is_version {
        return None;
    }
    let document = context.document;
    let tree = document.tree();
    let place = violation.place?;
    let Some(Scalar::Number(_)) = tree.resolve(place.value) else { return None };
    match violation.kind {
        ViolationKind::Enum(_) => {}
        // A fraction is no whole number, either.
        ViolationKind::Type(_) => return Some(Vec::new()),
        _ => return None,
    }
    let written = document.slice(tree.get(tree.follow(place.value)).range.clone());
    let range = spot::of(document, violation);
    let finding = Diagnostic::new(range.clone(), format!("there is no version {}", quote(written)))
        .help("Write `v: 0`: it numbers the format of the Spacefile, not your app.")
        .instance(pointer(&violation.path));
    let node = tree.get(place.value);
    let own = matches!(node.kind, NodeKind::Scalar { .. }) && node.tag.is_none();
    Some(vec![if own && spot::via(document, violation).is_none() {
        finding.fix(Fix::safe("Change to `0`", vec![Edit::replace(range, "0")]))
    } else {
        finding
    }])
}
