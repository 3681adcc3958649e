//! `\.env`, `src\data`: a backslash that is something else to the Space CLI.

use super::differing::Class;
use super::differing::case::portable_text;
use super::differing::case::{Case, each};
use super::differing::mend::{Meaning, Paths, with};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "backslash-escape",
    severity: Severity::Warning,
    summary: "the Space CLI reads a backslash as a regular expression does",
    docs: include_str!("backslash_escape.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    each(context, Class::Escape, found, say);
}

fn say(case: &Case<'_>) -> Diagnostic {
    let does = format!("reads the backslash in {} as a regular expression does", case.pattern());
    let finding = case.finding(&does).help(
        "By the documentation a backslash makes the character behind it stand for itself. Between \
         the names of a path stands `/`, on Windows, too.",
    );
    let Some(path) = separated(case.line.pattern) else {
        return with(finding, [case.safely_documented()]);
    };
    let named = path.trim_matches(['!', '/']).as_bytes();
    let as_path = portable_text(path.as_bytes()).and_then(|portable| {
        let line = portable.at(true);
        let title = format!("Write `{line}`, with a slash between the names");
        let paths = Paths::of([named.to_vec()]);
        case.instead(Meaning::All(&paths, portable.negated), title, &[line])
    });
    // Where such a path exists, that is what was meant.
    let exists = case.context.tree.find(named).is_some();
    let mut fixes = [as_path, case.documented()];
    if !exists {
        fixes.reverse();
    }
    with(finding, fixes)
}

/// The pattern with slashes instead of backslashes, if they may be meant so.
fn separated(pattern: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(pattern).ok()?;
    let (before, after) = text.split_once('\\')?;
    let is_between = !before.trim_start_matches('!').is_empty() && !after.is_empty();
    is_between.then(|| text.replace('\\', "/"))
}
