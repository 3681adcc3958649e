//! A secret that goes up because nothing leaves it out.

use super::{kept, mend, places, words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "secret-uploaded",
    severity: Severity::Warning,
    summary: "a file that holds secrets would go up",
    docs: include_str!("secret_uploaded.md"),
    check: Check::Upload(check),
};

/// Files of which each is named.
const MOST: usize = 10;

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    let secrets = kept::secrets(context).iter().filter(|secret| secret.by.is_none());
    let secrets: Vec<_> = secrets.collect();
    let all: Vec<_> = secrets.iter().map(|secret| secret.path.as_slice()).collect();
    let named = if all.len() > MOST { 1 } else { all.len() };
    for (secret, path) in secrets.iter().zip(&all).take(named) {
        let message =
            format!("{} would go up, and it holds {}", words::path(path), secret.kind.words());
        let paths = if all.len() > MOST { all.as_slice() } else { std::slice::from_ref(path) };
        let mut finding =
            Diagnostic::new(places::top(context), words::and_more(message, paths.len()))
                .help(HELP)
                .on_disk();
        finding.fixes.extend(mend::leave_out(context, paths, None));
        found.push(finding);
    }
}

/// What to do about a secret.
pub(super) const HELP: &str = "What goes up becomes part of the app and of every copy of it. Leave the \
                               file out, hand over its values as environment variables (`presets`), \
                               and replace what has gone up already.";
