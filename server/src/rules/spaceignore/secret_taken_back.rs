//! A line with `!` that brings back secrets.

use std::collections::BTreeMap;

use super::secret_uploaded::HELP;
use super::{kept, mend, places, words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::words::{count, quote};
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "secret-taken-back",
    severity: Severity::Warning,
    summary: "a line with `!` brings back a file that holds secrets",
    docs: include_str!("secret_taken_back.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    let mut by_line: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for secret in kept::secrets(context) {
        if let Some(by) = secret.by {
            by_line.entry(by).or_default().push(secret);
        }
    }
    for (by, secrets) in by_line {
        let Some((first, others)) = secrets.split_first() else { continue };
        let line = context.tree.rules().line(by);
        let more = match others {
            [] => String::new(),
            [one] => format!(", and {}", words::path(&one.path)),
            more => format!(", and {}", count(more.len(), "other like it", "others like it")),
        };
        let message = format!(
            "{} brings back {}, which holds {}{more}",
            quote(&words::text(&line)),
            words::path(&first.path),
            first.kind.words()
        );
        let paths: Vec<_> = secrets.iter().map(|secret| secret.path.as_slice()).collect();
        let mut finding =
            Diagnostic::new(places::pattern(context, &line), message).help(HELP).on_disk();
        finding.fixes.extend(mend::leave_out(context, &paths, Some(by)));
        found.push(finding);
    }
}
