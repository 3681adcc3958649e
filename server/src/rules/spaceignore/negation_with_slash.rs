//! `!dist/`, by which the Space CLI takes back no folder.

use super::differing::Class;
use super::differing::case::{Case, each};
use super::differing::folder::{all_of, but_env, documented};
use super::differing::mend::with;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "negation-with-slash",
    severity: Severity::Warning,
    summary: "the Space CLI takes back no folder by a line that ends in a slash",
    docs: include_str!("negation_with_slash.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    each(context, Class::FolderSlash, found, say);
}

fn say(case: &Case<'_>) -> Diagnostic {
    let does = format!("takes back no folder by {}, which ends in a slash", case.pattern());
    let finding = case.finding(&does).help(
        "By the documentation the folder is back, and the defaults and the lines above still count \
         for what lies in it. Without the slash both readings take it back, but the Space CLI then \
         with everything in it.",
    );
    let Some(portable) = case.portable() else { return finding };
    let rooted = portable.rooted;
    let fixes = [
        all_of(case, &portable, rooted),
        but_env(case, &portable, rooted),
        documented(case, &portable),
    ];
    with(finding, fixes)
}
