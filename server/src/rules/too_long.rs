//! A text with more characters than its key takes.

use super::edits::write_text;
use super::words::quote;
use super::{Context, spot};
use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::document::{Step, pointer};
use crate::structure::{Violation, ViolationKind};
use crate::syntax::NodeKind;

/// Words a violation of the limit on this key.
pub(super) fn word(
    context: &Context<'_>,
    violation: &Violation,
    key: &str,
    help: fn(&str) -> String,
) -> Option<Vec<Diagnostic>> {
    let ViolationKind::MaxLength(limit) = violation.kind else { return None };
    if !matches!(violation.path.last(), Some(Step::Key(name)) if name == key) {
        return None;
    }
    let text = context.document.tree().text(violation.place?.value);
    // A tag that lies is a finding of its own.
    let Some(text) = text else { return Some(Vec::new()) };
    if spot::is_slipped(context.document, violation) {
        return Some(Vec::new());
    }
    let length = text.chars().count();
    let message = if limit < 50 {
        format!("{} has {length} characters, and `{key}` takes at most {limit}", quote(text))
    } else {
        format!("`{key}` has {length} characters, and takes at most {limit}")
    };
    let range = spot::of(context.document, violation);
    let finding =
        Diagnostic::new(range.clone(), message).help(help(text)).instance(pointer(&violation.path));
    // The line break at the end of a text on lines of its own is rarely meant.
    let short = text.trim();
    let fits = u64::try_from(short.chars().count()).is_ok_and(|length| length <= limit);
    let node = context.document.tree().get(violation.place?.value);
    let own = matches!(node.kind, NodeKind::Scalar { .. }) && node.tag.is_none();
    Some(vec![if fits && own && spot::via(context.document, violation).is_none() {
        let edits = vec![Edit::replace(range, write_text(short))];
        finding.fix(Fix::likely("Leave out what surrounds the text", edits))
    } else {
        finding
    }])
}
