//! A blank with a backslash at the end of a line, which the Space CLI trims off.

use super::differing::Class;
use super::differing::case::{Case, each};
use super::differing::mend::with;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "escaped-blank",
    severity: Severity::Warning,
    summary: "the Space CLI trims off a blank that has a backslash before it",
    docs: include_str!("escaped_blank.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    each(context, Class::EscapedBlank, found, say);
}

fn say(case: &Case<'_>) -> Diagnostic {
    let does = format!("trims off the last blank of {} and then drops the line", case.pattern());
    let finding = case.finding(&does).help(
        "By the documentation a blank at the end counts if it has a backslash before it. In both \
         readings `[ ]` is one.",
    );
    with(finding, [case.safely_documented()])
}
