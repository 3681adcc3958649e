//! `logs/**`, which the Space CLI takes for the folder, too.

use super::differing::Class;
use super::differing::case::{Case, each};
use super::differing::mend::{Meaning, with};
use super::differing::words;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "double-star-at-end",
    severity: Severity::Warning,
    summary: "the Space CLI takes `/**` at the end for the folder itself, too",
    docs: include_str!("double_star_at_end.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    each(context, Class::FolderItself, found, say);
}

fn say(case: &Case<'_>) -> Diagnostic {
    let portable = case.portable();
    let folder = portable.as_ref().and_then(|it| it.folder.as_deref()).unwrap_or_default();
    let every = if case.line.pattern.starts_with(b"/") { "" } else { "every " };
    let folder = words::shown(folder.as_bytes());
    let does = format!("takes {} for {every}{folder} itself, too", case.pattern());
    let finding = case.finding(&does).help(
        "By the documentation, `/**` at the end is for what lies in a folder and not for the folder, \
         nor for a file of that name. `/*` at the end is that in both readings.",
    );
    let Some(portable) = portable else { return finding };
    let anywhere = portable.at(false);
    let title = format!("Write `{anywhere}`: what lies in it, at any depth");
    let anywhere = case.instead(Meaning::Agreed, title, &[anywhere]);
    with(finding, [case.documented(), anywhere])
}
