//! `!dist`, by which the Space CLI takes back all that lies in the folder.

use super::differing::Class;
use super::differing::case::{Case, each};
use super::differing::folder::{but_env, documented, whole};
use super::differing::mend::{Meaning, with};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "negation-takes-all",
    severity: Severity::Warning,
    summary: "the Space CLI takes back a folder with everything that other lines leave out in it",
    docs: include_str!("negation_takes_all.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    each(context, Class::Subtree, found, say);
}

fn say(case: &Case<'_>) -> Diagnostic {
    let does = format!("takes back all that lies below by {}", case.pattern());
    let finding = case.finding(&does).help(
        "By the documentation, a line that takes back a folder takes back nothing that other lines \
         leave out in it. Say in lines of their own what is to go up and what is not.",
    );
    let Some(portable) = case.portable() else { return finding };
    let whole = whole(case, &portable, portable.rooted, Meaning::Original);
    let but_env = but_env(case, &portable, portable.rooted);
    let documented = documented(case, &portable);
    if case.group.secret().is_some() {
        with(finding, [case.without(), but_env, documented, whole])
    } else {
        with(finding, [case.without(), whole, but_env, documented])
    }
}
