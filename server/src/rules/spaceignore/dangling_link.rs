//! A link that leads nowhere, on which a push fails.

use super::aborts::{Told, report};
use crate::diagnostic::{Diagnostic, Severity};
use crate::ignore::tree::Snag;
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "dangling-link",
    severity: Severity::Error,
    summary: "a push fails on a link that leads nowhere",
    docs: include_str!("dangling_link.md"),
    check: Check::Upload(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    report(context, found, |_, snag| {
        let message = match snag {
            Snag::LinkToNothing => "is a link that leads nowhere, on which a push fails",
            Snag::LinkLoop => "is a link that leads in a circle, on which a push fails",
            _ => return None,
        };
        Some(Told {
            message,
            help: "A push uploads what a link leads to. Mend the link, delete it, or leave it out.",
            can_be_left_out: true,
        })
    });
}
