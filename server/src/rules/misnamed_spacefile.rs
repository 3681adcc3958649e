//! A file that would be the Spacefile if it had the right name.

use super::words::quote;
use super::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};

/// Its name.
pub(crate) const NAME: &str = "misnamed-spacefile";

pub(super) static RULE: Rule = Rule {
    name: NAME,
    severity: Severity::Error,
    summary: "a folder has no `Spacefile`, but a file with nearly that name",
    docs: include_str!("misnamed_spacefile.md"),
    check: Check::Elsewhere,
};

/// The finding for a folder whose only candidate has this name.
#[must_use]
pub fn finding(name: &str) -> Diagnostic {
    let finding = Diagnostic::new(0..0, format!("{} is not found by a push", quote(name)))
        .help("Rename it to `Spacefile`: capital S, no ending.")
        .on_disk();
    Diagnostic { rule: RULE.name, severity: RULE.severity, ..finding }
}
