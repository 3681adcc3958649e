//! A comment that is to suppress findings, and suppresses none.

use std::ops::Range;

use super::words::{nearest, quote};
use super::{Check, RULES, Rule};
use crate::diagnostic::{Diagnostic, Edit, Fix, Severity};

/// Its name.
pub(crate) const NAME: &str = "unused-suppression";

pub(super) static RULE: Rule = Rule {
    name: NAME,
    severity: Severity::Warning,
    summary: "a comment is to suppress findings, and suppresses none",
    docs: include_str!("unused_suppression.md"),
    // It takes the findings of all others to know.
    check: Check::Afterwards,
};

/// A rule is named that found nothing there. To remove it is not `safe` if words go with it.
pub(crate) fn unused(range: Range<usize>, rule: &str, removal: Edit, safe: bool) -> Diagnostic {
    finding(range, format!("{} has no finding to suppress here", quote(rule)))
        .help("Remove it, so that it doesn't hide a finding that comes later.")
        .unnecessary()
        .fix(Fix { safe, ..Fix::safe(format!("Remove {}", quote(rule)), vec![removal]) })
}

/// No rule has this name.
pub(crate) fn unknown(range: Range<usize>, name: &str, removal: Edit) -> Diagnostic {
    let finding = finding(range.clone(), format!("there is no rule {}", quote(name)));
    let removal = Fix::likely(format!("Remove {}", quote(name)), vec![removal]);
    match nearest(name, RULES.iter().map(|rule| rule.name)) {
        Some(near) => finding.help(format!("Did you mean {}?", quote(near))).fix(Fix::likely(
            format!("Change to {}", quote(near)),
            vec![Edit::replace(range, near)],
        )),
        None => finding.help("A finding shows the name of its rule in brackets."),
    }
    .fix(removal)
}

/// The comment can't be read.
pub(crate) fn unclear(range: Range<usize>) -> Diagnostic {
    finding(range, "this comment suppresses nothing: it can't be read")
        .help("Write `# spacefile-lsp: ignore[rule-name]`, or `ignore-file[rule-name]` at the top.")
}

/// A comment for the whole file stands too far down.
pub(crate) fn misplaced(range: Range<usize>) -> Diagnostic {
    finding(range, "`ignore-file` counts only above the first key")
        .help("Move the comment to the top, or write `ignore` to suppress findings of one line.")
}

fn finding(range: Range<usize>, message: impl Into<String>) -> Diagnostic {
    Diagnostic { rule: RULE.name, severity: RULE.severity, ..Diagnostic::new(range, message) }
}
