//! `[äö]`, which is compared byte by byte, but not by the Space CLI.

use super::differing::Class;
use super::differing::case::{Case, each};
use super::differing::mend::{Meaning, with};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::words;
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "non-ascii-class",
    severity: Severity::Warning,
    summary: "a class is compared byte by byte, but not by the Space CLI",
    docs: include_str!("non_ascii_class.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    each(context, Class::NonAscii, found, say);
}

fn say(case: &Case<'_>) -> Diagnostic {
    let does = format!("compares the class in {} with letters and not with bytes", case.pattern());
    let finding = case.finding(&does).help(
        "By the documentation a class is for one byte, and a letter that is not in ASCII has \
         several. Write a line for each letter.",
    );
    let lines = spelled_out(case.line.pattern).unwrap_or_default();
    let title = format!(
        "Write {}",
        words::list(&lines.iter().map(|it| words::quote(it)).collect::<Vec<_>>(), "and")
    );
    let fix = (!lines.is_empty()).then(|| case.instead(Meaning::Original, title, &lines)).flatten();
    with(finding, [fix])
}

/// A line for each letter of the only class of a pattern, if it plainly lists them.
fn spelled_out(pattern: &[u8]) -> Option<Vec<String>> {
    let (before, rest) = std::str::from_utf8(pattern).ok()?.split_once('[')?;
    let (letters, after) = rest.split_once(']')?;
    let is_plain = !letters.contains(['!', '^', '-', '\\', '[', '/']) && !after.contains('[');
    let line = |letter: char| format!("{before}{letter}{after}");
    is_plain.then(|| letters.chars().map(line).collect())
}
