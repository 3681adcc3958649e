//! A link to a folder, on which a push fails.

use super::aborts::{Told, report};
use crate::diagnostic::{Diagnostic, Severity};
use crate::ignore::tree::Snag;
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "link-to-folder",
    severity: Severity::Error,
    summary: "a push fails on a link to a folder",
    docs: include_str!("link_to_folder.md"),
    check: Check::Upload(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    report(context, found, |_, snag| {
        (snag == Snag::LinkToFolder).then_some(Told {
            message: "is a link to a folder, on which a push fails",
            help: "A push uploads files, and what a link to a file leads to; it can't read a link \
                   to a folder. Leave the link out by its name without a `/` at the end, or put the \
                   folder in its place.",
            can_be_left_out: true,
        })
    });
}
