//! A byte order mark before the first pattern, which belongs to it for the Space CLI.

use super::differing::Class;
use super::differing::case::{Case, each};
use super::differing::mend::{Meaning, with};
use crate::diagnostic::{Diagnostic, Severity};
use crate::diagnostic::{Edit, Fix};
use crate::rules::edits::line_break;
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "mark-before-pattern",
    severity: Severity::Warning,
    summary: "the Space CLI takes a byte order mark for a part of the first pattern",
    docs: include_str!("mark_before_pattern.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    each(context, Class::ByteOrderMark, found, say);
}

fn say(case: &Case<'_>) -> Diagnostic {
    let does = format!("takes the byte order mark before {} for a part of it", case.pattern());
    let finding = case.finding(&does).help(
        "The file starts with three bytes that nobody sees. Save it as UTF-8 without a byte order \
         mark, or leave its first line empty.",
    );
    let line_break = line_break(&case.context.document.text);
    let fix = Fix::safe("Put an empty line above", vec![Edit::replace(0..0, line_break)]);
    with(finding, [case.proven(Meaning::Documented, fix)])
}
