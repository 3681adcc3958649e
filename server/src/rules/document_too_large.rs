//! A document that is too large to be looked at.

use super::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};

/// The largest document that is looked at, in bytes.
pub(crate) const MAX_BYTES: usize = 4 << 20;

pub(super) static RULE: Rule = Rule {
    name: "document-too-large",
    severity: Severity::Warning,
    summary: "the file is far too large for a Spacefile and is not checked",
    docs: include_str!("document_too_large.md"),
    check: Check::Elsewhere,
};

/// The finding for such a document.
pub(crate) fn finding() -> Diagnostic {
    let message = "this file is too large for a Spacefile and was not checked";
    let help = "A Spacefile is a few kilobytes. One of more than 4 MiB, or whose aliases stand for \
                more than 64 MiB, is something else.";
    let finding = Diagnostic::new(0..0, message).help(help);
    Diagnostic { rule: RULE.name, severity: RULE.severity, ..finding }
}
