//! A blank before a pattern, which the Space CLI trims off.

use super::differing::Class;
use super::differing::case::portable_text;
use super::differing::case::{Case, each};
use super::differing::mend::{Meaning, with};
use super::differing::words::shown;
use crate::diagnostic::Fix;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "leading-blank",
    severity: Severity::Warning,
    summary: "the Space CLI trims off a blank before a pattern",
    docs: include_str!("leading_blank.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    each(context, Class::LeadingBlank, found, say);
}

fn say(case: &Case<'_>) -> Diagnostic {
    let rest = case.line.pattern.trim_ascii_start();
    let does = match rest.first() {
        Some(b'#') => format!("trims off the blank and the `#` of {}", case.pattern()),
        _ => format!("trims off the blank before {}", shown(rest)),
    };
    let finding = case.finding(&does).help(
        "By the documentation a blank at the start belongs to the pattern, and what it stands before \
         is neither a comment nor takes anything back. Remove it, or write `[ ]` if a name starts \
         with one.",
    );
    with(finding, [trimmed(case, rest), case.documented()])
}

fn trimmed(case: &Case<'_>, rest: &[u8]) -> Option<Fix> {
    let text = std::str::from_utf8(rest).ok()?;
    if text.starts_with('#') {
        let title = format!("Remove the blank: {} is a comment then", shown(rest));
        return case.instead(Meaning::Agreed, title, &[text]);
    }
    let title = "Remove the blank, as the Space CLI does";
    let plain = case.instead(Meaning::Original, title, &[text]);
    plain.or_else(|| {
        let portable = portable_text(rest)?;
        if portable.negated {
            let title =
                format!("Take back {} with everything in it", shown(portable.body.as_bytes()));
            return case.instead(Meaning::Original, title, &portable.with_content(false));
        }
        let line = portable.at(false);
        case.instead(Meaning::Original, format!("Write `{line}`, as the Space CLI does"), &[line])
    })
}
