//! A document with more findings than anybody reads.

use super::words::count;
use super::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) static RULE: Rule = Rule {
    name: "too-many-findings",
    severity: Severity::Info,
    summary: "the file has more than a thousand findings, and the rest is not shown",
    docs: include_str!("too_many_findings.md"),
    check: Check::Elsewhere,
};

/// The finding that stands for all that are left out, at the end of the text.
pub(crate) fn finding(more: usize, end: usize) -> Diagnostic {
    let message = format!("{} left out here", count(more, "more finding is", "more findings are"));
    let help = "Mend what is shown first; most of the rest probably has the same cause.";
    let finding = Diagnostic::new(end..end, message).help(help);
    Diagnostic { rule: RULE.name, severity: RULE.severity, ..finding }
}
