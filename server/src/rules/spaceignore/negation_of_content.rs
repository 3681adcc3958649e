//! `!dist/**`, by which the Space CLI takes back the folder, too.

use super::differing::Class;
use super::differing::case::{Case, each};
use super::differing::folder::{but_env, whole};
use super::differing::mend::{Meaning, with};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "negation-of-content",
    severity: Severity::Warning,
    summary: "the Space CLI takes back a folder by a line that is only for what lies in it",
    docs: include_str!("negation_of_content.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    each(context, Class::Content, found, say);
}

fn say(case: &Case<'_>) -> Diagnostic {
    let does = format!("takes back the folder itself by {}", case.pattern());
    let finding = case.finding(&does).help(
        "By the documentation this has no effect: nothing that lies in a folder that is left out can \
         be taken back. Take back the folder in a line of its own above it.",
    );
    let Some(portable) = case.portable() else { return finding };
    let rooted = [true, false].into_iter().filter(|rooted| !rooted || portable.rooted);
    let whole = rooted.clone().map(|rooted| whole(case, &portable, rooted, Meaning::Original));
    let whole: Vec<_> = whole.collect();
    if case.group.secret().is_some() {
        let but_env = rooted.map(|rooted| but_env(case, &portable, rooted));
        with(finding, but_env.chain([case.without()]).chain(whole))
    } else {
        with(finding, whole.into_iter().chain([case.without()]))
    }
}
