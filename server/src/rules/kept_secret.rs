//! A file that goes up, and whose name is made for secrets.

use super::words::quote;
use super::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) static RULE: Rule = Rule {
    name: "kept-secret",
    severity: Severity::Warning,
    summary: "a file that likely holds secrets goes up with a push",
    docs: include_str!("kept_secret.md"),
    check: Check::Elsewhere,
};

/// The finding for such a file, at its start.
pub(crate) fn finding(path: &str) -> Diagnostic {
    let message = format!("{} likely holds secrets, and a push uploads it", quote(path));
    let help = "Leave it out with a line in `.spaceignore`, unless nothing in it is secret.";
    let finding = Diagnostic::new(0..0, message).help(help).on_disk();
    Diagnostic { rule: RULE.name, severity: RULE.severity, ..finding }
}
