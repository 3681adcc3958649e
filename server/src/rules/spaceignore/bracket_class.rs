//! `[!a]` and other classes that the Space CLI reads differently.

use super::differing::Class;
use super::differing::case::{Case, each};
use super::differing::mend::with;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "bracket-class",
    severity: Severity::Warning,
    summary: "the Space CLI reads a class such as `[!a]` differently",
    docs: include_str!("bracket_class.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    each(context, Class::Bracket, found, say);
}

fn say(case: &Case<'_>) -> Diagnostic {
    let has = |start: &[u8; 2]| case.line.pattern.windows(2).any(|pair| pair == start);
    let (does, help) = if has(b"[!") {
        (
            format!("takes `!` in {} for one of the characters", case.pattern()),
            "By the documentation it makes the class one of all other characters. In both readings \
             `^` does.",
        )
    } else if has(b"[^") {
        (
            format!("lets the class in {} be a slash", case.pattern()),
            "By the documentation no class is a slash. List it among what the class is not for.",
        )
    } else {
        (
            format!("reads the class in {} differently", case.pattern()),
            "By the documentation a class is one of its characters, and never a slash.",
        )
    };
    with(case.finding(&does).help(help), [case.safely_documented()])
}
