//! A path with a line break in it, in which the Space CLI finds hardly any pattern.

use super::differing::{Class, words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "line-break-in-name",
    severity: Severity::Warning,
    summary: "the Space CLI finds hardly any pattern in a path with a line break in it",
    docs: include_str!("line_break_in_name.md"),
    check: Check::Upload(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    for group in context.differing().of(Class::LineBreak) {
        let does = "finds hardly any pattern in a path with a line break in it";
        found.push(words::finding(context, group, does).help(
            "By the documentation the line break is a character like any other. Rename the file or \
             folder that has it in its name.",
        ));
    }
}
