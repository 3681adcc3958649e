//! `/` or `!/`, which the Space CLI takes for everything.

use super::differing::Class;
use super::differing::case::{Case, each};
use super::differing::mend::{Meaning, with};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "lone-slash",
    severity: Severity::Warning,
    summary: "the Space CLI takes `/` for everything",
    docs: include_str!("lone_slash.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    each(context, Class::LoneSlash, found, say);
}

fn say(case: &Case<'_>) -> Diagnostic {
    let is_negated = case.line.pattern.starts_with(b"!");
    let does = format!("takes {} for everything there is", case.pattern());
    let finding = case.finding(&does).help(if is_negated {
        "By the documentation it names nothing. Remove it: the Space CLI uploads even `.git` and \
         `.env` by it."
    } else {
        "By the documentation it names nothing. Remove it, or write `/*` to leave out everything."
    });
    let (title, all) = if is_negated {
        ("Write `!*`: everything goes up, as the Space CLI does", "!*")
    } else {
        ("Write `/*`: nothing goes up, as the Space CLI does", "/*")
    };
    with(finding, [case.without(), case.instead(Meaning::Original, title, &[all])])
}
