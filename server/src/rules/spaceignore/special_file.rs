//! A pipe, a socket or a device, on which a push fails or waits.

use super::aborts::{Told, report};
use crate::diagnostic::{Diagnostic, Severity};
use crate::ignore::tree::Snag;
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "special-file",
    severity: Severity::Error,
    summary: "a push fails on a pipe, a socket or a device, or waits forever",
    docs: include_str!("special_file.md"),
    check: Check::Upload(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    report(context, found, |_, snag| {
        let message = match snag {
            Snag::Pipe => "is a pipe, for which a push waits forever",
            Snag::Socket => "is a socket, on which a push fails",
            Snag::Device => "is a device, which a push would read to its end",
            _ => return None,
        };
        Some(Told {
            message,
            help: "A push opens and reads everything that it doesn't leave out. Leave this out, or \
                   delete it if the program that made it is gone.",
            can_be_left_out: true,
        })
    });
}
