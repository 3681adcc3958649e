//! Several carriage returns at the end of a line, of which the Space CLI drops all.

use super::differing::Class;
use super::differing::case::{Case, each};
use super::differing::mend::{Meaning, with};
use super::differing::words::shown;
use super::places;
use crate::diagnostic::{Diagnostic, Severity};
use crate::diagnostic::{Edit, Fix};
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "double-carriage-return",
    severity: Severity::Warning,
    summary: "the Space CLI drops all carriage returns at the end of a line",
    docs: include_str!("double_carriage_return.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    each(context, Class::DoubleReturn, found, say);
}

fn say(case: &Case<'_>) -> Diagnostic {
    let does =
        format!("drops all carriage returns behind {}", shown(case.line.pattern.trim_ascii_end()));
    let finding = case.finding(&does).help(
        "By the documentation one of them belongs to the line break, and the others to the pattern. \
         Leave one at most.",
    );
    let whole = places::whole(case.context, &case.line);
    let text = case.context.document.text.get(whole.clone()).unwrap_or_default();
    let kept = whole.start + text.trim_end_matches('\r').len() + 1;
    let edit = Edit::replace(kept..whole.end, "");
    let fix = Fix::likely("Leave one carriage return, as the Space CLI does", vec![edit]);
    with(finding, [case.proven(Meaning::Original, fix)])
}
