//! A line that is not UTF-8, which the Space CLI drops.

use super::differing::Class;
use super::differing::case::{Case, each};
use super::differing::mend::{Meaning, with};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "pattern-not-utf8",
    severity: Severity::Warning,
    summary: "the Space CLI drops a line that is not UTF-8",
    docs: include_str!("pattern_not_utf8.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    each(context, Class::NotUtf8, found, say);
}

fn say(case: &Case<'_>) -> Diagnostic {
    if std::str::from_utf8(case.line.pattern).is_ok() {
        let does = format!("reads every stray byte of a name as the U+FFFD in {}", case.pattern());
        return case.finding(&does).help(
            "By the documentation patterns are compared byte by byte. Rename the file, or write `*` \
             for what is no text in its name.",
        );
    }
    let does = format!("drops {}, which is not UTF-8", case.pattern());
    let finding = case.finding(&does).help(
        "By the documentation patterns are compared byte by byte. Save the file as UTF-8; if the \
         name on the disk is not UTF-8, rename it or write `*` for what is no text in it.",
    );
    let line: String = case
        .line
        .pattern
        .utf8_chunks()
        .flat_map(|chunk| [chunk.valid(), if chunk.invalid().is_empty() { "" } else { "*" }])
        .collect();
    let title = format!("Write `{line}`, with a star for what is no text");
    with(finding, [case.instead(Meaning::Documented, title, &[line])])
}
