//! A comment on the line of a pattern, where there are none.

use super::slips::{self, What};
use super::{mend, places, words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::words::quote;
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "comment-behind-pattern",
    severity: Severity::Warning,
    summary: "a comment stands behind a pattern, so that the line matches nothing",
    docs: include_str!("comment_behind_pattern.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    let slips = slips::of(context, |what| match what {
        What::Comment(at) => Some(*at),
        _ => None,
    });
    for (_, line, at) in slips {
        let text = words::text(&line);
        let Some((pattern, comment)) = text.split_at_checked(at) else { continue };
        let pattern = pattern.trim_end();
        let range = places::pattern(context, &line);
        let message = format!(
            "{} is part of the pattern, so that {} is not what is matched",
            quote(comment),
            quote(pattern)
        );
        let lines = [comment, pattern];
        let title = format!("Move {} to a line of its own", quote(comment));
        let fix = mend::replace(context, title, &line, &lines);
        let mut finding = Diagnostic::new(range.start + at..range.end, message)
            .help("A comment is a line that starts with `#`. Write it above the pattern.")
            .on_disk();
        finding.fixes.extend(mend::proven(context, fix, |_| None));
        found.push(finding);
    }
}
