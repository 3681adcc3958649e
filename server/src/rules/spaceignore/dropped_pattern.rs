//! `c++`, `(foo`: what the Space CLI can't read, and drops.

use super::differing::Class;
use super::differing::case::{Case, each};
use super::differing::mend::with;
use crate::diagnostic::{Diagnostic, Severity};
use crate::ignore::{Dropped, Fault};
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "dropped-pattern",
    severity: Severity::Warning,
    summary: "the Space CLI drops a line that it can't read as a regular expression",
    docs: include_str!("dropped_pattern.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    each(context, Class::Dropped, found, say);
}

fn say(case: &Case<'_>) -> Diagnostic {
    let does = match case.line.dropped() {
        Some(Dropped::Invalid(fault)) => {
            format!("drops {} without a word ({})", case.pattern(), why(fault))
        }
        _ => format!("drops {} without a word", case.pattern()),
    };
    let finding = case.finding(&does).help(
        "The Space CLI reads a line as a regular expression, and says nothing if it is none. With a \
         backslash before it, a character stands for itself in both readings.",
    );
    match case.line.dropped() {
        // What is written stands for its first letter, which nobody can have meant.
        Some(Dropped::Invalid(Fault::BackwardsRange)) => with(finding, [case.documented()]),
        _ => with(finding, [case.safely_documented()]),
    }
}

fn why(fault: Fault) -> &'static str {
    match fault {
        Fault::NotText => "it is not UTF-8",
        Fault::UnclosedGroup => "a `(` is never closed",
        Fault::UnopenedGroup => "a `)` closes nothing",
        Fault::UnclosedClass => "a `[` is never closed",
        Fault::BackwardsRange => "a range ends before it starts",
        Fault::UnknownClass => "there is no class of this name",
        Fault::NothingToRepeat => "there is nothing to repeat",
        Fault::RepeatedTwice => "a repetition is repeated",
        Fault::BadCount => "it repeats too often",
        Fault::BadEscape => "a backslash can't stand before that character",
        Fault::UnfinishedEscape => "nothing follows a backslash",
        Fault::TooLarge => "it is too long or nested too deeply",
    }
}
