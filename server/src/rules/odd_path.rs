//! A Micro's path that no request can be under.

use super::parts::mark;
use super::primary::is_primary;
use super::spot::slips;
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) static RULE: Rule = Rule {
    name: "odd-path",
    severity: Severity::Warning,
    summary: "a Micro's `path` is an address, or has a `*` or a blank in it",
    docs: include_str!("odd_path.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let document = context.document;
    for micro in &context.app.micros {
        let Some((path, _)) = micro.text(document, "path") else { continue };
        let range = mark(document, micro, "path");
        // The primary Micro's doesn't count.
        if is_primary(document, micro) || slips(document, range.clone()).next().is_some() {
            continue;
        }
        let typed = quote(path);
        let (message, help) = if path.contains("://") {
            (
                format!("{typed} is an address, not a path"),
                "Write only what comes after the app's domain: `api` for `https://…/api`. A push \
                 doesn't check it.",
            )
        } else if path.contains('*') {
            (
                format!("the path {typed} has a `*` in it"),
                "Leave it out: a Micro gets all requests below its path anyway, and only \
                 `public_routes` knows wildcards. A push doesn't check it.",
            )
        } else if path.contains(char::is_whitespace) {
            (
                format!("the path {typed} has a blank in it"),
                "Requests come in with no blanks in their paths, so none may ever reach the Micro. \
                 A push doesn't check it.",
            )
        } else {
            continue;
        };
        found.push(Diagnostic::new(range, message).help(help).instance(micro.pointer_to("path")));
    }
}
