//! A Spacefile within another one's project.

use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) static RULE: Rule = Rule {
    name: "nested-spacefile",
    severity: Severity::Warning,
    summary: "the project lies within another project",
    docs: include_str!("nested_spacefile.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(outer) = context.project.and_then(|project| project.outer()) else { return };
    let outer = quote(&outer);
    let message = format!("there is a Spacefile in {outer} too: a project within a project");
    let finding = Diagnostic::new(0..0, message)
        .help(
            "A push of the outer project uploads this folder as part of it and doesn't read this \
             Spacefile. Describe all Micros in one, or move one project out of the other.",
        )
        .on_disk();
    found.push(finding);
}
