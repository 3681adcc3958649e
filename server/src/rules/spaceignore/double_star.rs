//! `foo**/bar`, `foo/**/`: stars that the Space CLI reads differently.

use super::differing::Class;
use super::differing::Portable;
use super::differing::case::{Case, each};
use super::differing::mend::{Meaning, with};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "double-star",
    severity: Severity::Warning,
    summary: "the Space CLI reads several stars in a row differently",
    docs: include_str!("double_star.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    each(context, Class::DoubleStar, found, say);
}

fn say(case: &Case<'_>) -> Diagnostic {
    let finds_nothing = case.line.pattern.ends_with(b"**/") || case.line.pattern == b"/**";
    let does = if finds_nothing {
        format!("finds nothing by {}", case.pattern())
    } else {
        format!("takes the stars in {} for any number of folders", case.pattern())
    };
    let finding = case.finding(&does).help(
        "By the documentation, `**` is any number of folders only if it stands alone between \
         slashes; all else in a row is one `*`, which is never a slash.",
    );
    let is_rooted = |portable: &Portable| portable.rooted && !finds_nothing;
    let anywhere = case.portable().filter(is_rooted).and_then(|portable| {
        let line = portable.at(false);
        let title = format!("Write `{line}`: at any depth");
        case.instead(Meaning::Agreed, title, &[line])
    });
    with(finding, [case.documented(), anywhere])
}
