//! A byte order mark, of which the Space CLI knows nothing.

use super::places;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "byte-order-mark",
    severity: Severity::Info,
    summary: "the `.spaceignore` starts with a byte order mark, which becomes part of its first line",
    docs: include_str!("byte_order_mark.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    let mut lines = context.tree.rules().lines();
    let is_blamed = lines.any(|(id, line)| {
        line.source == crate::ignore::Source::File
            && line.number == 1
            && super::slips::is_blamed(context, id)
    });
    if places::mark(context) == 0 || is_blamed {
        return;
    }
    let message = "this file starts with a byte order mark, which the Space CLI takes for part of \
                   the first line";
    let help = "Save it as UTF-8 without one. Until then, a pattern in the first line is lost on a \
                push.";
    found.push(Diagnostic::new(places::top(context), message).help(help));
}
