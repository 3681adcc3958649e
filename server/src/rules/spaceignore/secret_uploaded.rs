//! A secret that goes up because nothing leaves it out.

use super::{kept, mend, places, words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::words::count;
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "secret-uploaded",
    severity: Severity::Warning,
    summary: "a file that holds secrets would go up",
    docs: include_str!("secret_uploaded.md"),
    check: Check::Upload(check),
};

/// Files that are named.
const MOST: usize = 10;

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    let secrets = kept::secrets(context).iter().filter(|secret| secret.by.is_none());
    let secrets: Vec<_> = secrets.collect();
    let more = secrets.len().saturating_sub(MOST);
    for (index, secret) in secrets.iter().take(MOST).enumerate() {
        let others = match (more, index + 1) {
            (1.., MOST) => format!(", as do {} like it", count(more, "other", "others")),
            _ => String::new(),
        };
        let message = format!(
            "{} would go up, and it holds {}{others}",
            words::path(&secret.path),
            secret.kind.words()
        );
        let mut finding = Diagnostic::new(places::top(context), message).help(HELP).on_disk();
        finding.fixes.extend(mend::leave_out(context, &[&secret.path], None));
        found.push(finding);
    }
}

/// What to do about a secret.
pub(super) const HELP: &str = "What goes up becomes part of the app and of every copy of it. Leave the \
                               file out, hand over its values as environment variables (`presets`), \
                               and replace what has gone up already.";
