//! A text with more characters than its key takes.

use super::words::quote;
use super::{Context, spot};
use crate::diagnostic::Diagnostic;
use crate::document::{Step, pointer};
use crate::structure::{Violation, ViolationKind};

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
    Some(vec![
        Diagnostic::new(spot::of(context.document, violation), message)
            .help(help(text))
            .instance(pointer(&violation.path)),
    ])
}
