//! More goes up than fits.

use super::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) static RULE: Rule = Rule {
    name: "large-upload",
    severity: Severity::Warning,
    summary: "more goes up with a push than fits",
    docs: include_str!("large_upload.md"),
    check: Check::Elsewhere,
};

/// The finding for all of an upload, in the words of whoever knows how large it is.
pub(crate) fn finding(message: String) -> Diagnostic {
    let help = "Leave out what isn't needed with lines in `.spaceignore`.";
    let finding = Diagnostic::new(0..0, message).help(help).on_disk();
    Diagnostic { rule: RULE.name, severity: RULE.severity, ..finding }
}
