//! A document that is too large to be looked at.

use super::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};

/// The largest document that is looked at, in bytes.
pub(crate) const MAX_BYTES: usize = 4 << 20;

pub(super) static RULE: Rule = Rule {
    name: "document-too-large",
    severity: Severity::Warning,
    summary: "the file is larger than 4 MiB and is not checked",
    docs: include_str!("document_too_large.md"),
    check: Check::FileName,
};

/// The finding for such a document.
pub(crate) fn finding() -> Diagnostic {
    let message = format!("this file is larger than {} MiB and was not checked", MAX_BYTES >> 20);
    let finding =
        Diagnostic::new(0..0, message).help("A Spacefile is a few kilobytes: is this one?");
    Diagnostic { rule: RULE.name, severity: RULE.severity, ..finding }
}
