//! `!!x`, `!#x`: the Space CLI drops the second sign.

use super::differing::Class;
use super::differing::case::portable_text;
use super::differing::case::{Case, each};
use super::differing::mend::{Meaning, with};
use super::differing::words::shown;
use crate::diagnostic::Fix;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "sign-after-negation",
    severity: Severity::Warning,
    summary: "the Space CLI drops a `!` or `#` behind the `!` of a line",
    docs: include_str!("sign_after_negation.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    each(context, Class::DoubleSign, found, say);
}

fn say(case: &Case<'_>) -> Diagnostic {
    let rest = case.line.pattern.get(2..).unwrap_or_default();
    let read = [b"!", rest].concat();
    let does = format!("reads {} as {}", case.pattern(), shown(&read));
    let finding = case.finding(&does).help(
        "By the documentation only the first `!` takes back, and what follows belongs to the name. \
         With a backslash before it that is so in both readings.",
    );
    with(finding, [once(case, &read), case.documented()])
}

fn once(case: &Case<'_>, read: &[u8]) -> Option<Fix> {
    let portable = portable_text(read)?;
    let line = portable.at(false);
    let title = format!("Write `{line}`, as the Space CLI does");
    case.instead(Meaning::Original, title, &[line]).or_else(|| {
        let title = format!("Take back {} with everything in it", shown(portable.body.as_bytes()));
        case.instead(Meaning::Original, title, &portable.with_content(false))
    })
}
