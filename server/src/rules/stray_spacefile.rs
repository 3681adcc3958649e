//! A file beside the Spacefile that could be taken for it.

use std::ffi::OsStr;

use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::{Found, SPACEFILE, is_nearly_spacefile};

pub(super) static RULE: Rule = Rule {
    name: "stray-spacefile",
    severity: Severity::Warning,
    summary: "a file with nearly the name of the Spacefile stands beside it",
    docs: include_str!("stray_spacefile.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let files = context.project.and_then(|project| project.names(".", Found::File));
    let files = files.unwrap_or_default();
    // Without a Spacefile on the disk, that is not what was opened.
    if !files.iter().any(|name| name == SPACEFILE) {
        return;
    }
    for name in files.iter().filter(|name| is_nearly_spacefile(OsStr::new(name))) {
        let message = format!("{} stands beside the Spacefile and is not read", quote(name));
        let finding = Diagnostic::new(0..0, message)
            .help(
                "A push reads the file named exactly `Spacefile` and uploads the other one with \
                 the code. Move over what is still needed and delete it.",
            )
            .on_disk();
        found.push(finding);
    }
}
