//! `(app)`, `a+b` and the like, which the Space CLI reads as a regular expression.

use super::differing::Class;
use super::differing::case::{Case, each};
use super::differing::mend::with;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "regex-character",
    severity: Severity::Warning,
    summary: "the Space CLI reads a character of a pattern as a regular expression does",
    docs: include_str!("regex_character.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    each(context, Class::RegexCharacter, found, say);
}

fn say(case: &Case<'_>) -> Diagnostic {
    let does = format!("reads {} as a regular expression", case.pattern());
    let finding = case.finding(&does).help(
        "By the documentation `+`, `(`, `)`, `|`, `{`, `}`, `^` and `$` are these characters \
         themselves. With a backslash before it each of them is that in both readings.",
    );
    with(finding, [case.safely_documented()])
}
