//! `?`, which the Space CLI takes literally.

use super::differing::Class;
use super::differing::case::{Case, each};
use super::differing::mend::with;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "question-mark",
    severity: Severity::Warning,
    summary: "the Space CLI takes `?` for a question mark",
    docs: include_str!("question_mark.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    each(context, Class::QuestionMark, found, say);
}

fn say(case: &Case<'_>) -> Diagnostic {
    let is_quoted = case.line.pattern.windows(2).any(|pair| pair == b"\\?");
    let finding = if is_quoted {
        let does = format!("takes `\\?` in {} for a backslash that may be there", case.pattern());
        case.finding(&does)
            .help("By the documentation it is a question mark. In both readings `[?]` is one.")
    } else {
        case.finding(&format!("takes `?` in {} for a question mark", case.pattern())).help(
            "By the documentation it is any one character but a slash. In both readings `[^/]` is \
             that; as its slash would bind the pattern to the root, `**/` has to stand before it.",
        )
    };
    with(finding, [case.safely_documented()])
}
