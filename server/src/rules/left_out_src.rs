//! A Micro whose code doesn't go up.

use super::left_out::left_out;
use super::places::{called, readable};
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) static RULE: Rule = Rule {
    name: "left-out-src",
    severity: Severity::Warning,
    summary: "a Micro's folder is left out of the upload",
    docs: include_str!("left_out_src.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(project) = context.project else { return };
    let Some(tree) = project.upload() else { return };
    for source in readable(context, project) {
        let Some(out) = left_out(tree, source.src) else { continue };
        let message =
            format!("nothing of {} goes up: it is left out by {}", quote(source.src), out.by());
        let whose = called(context.document, source.micro);
        let mut finding = Diagnostic::new(source.range, message)
            .help(format!(
                "A push goes through, but the build has no code for {whose}. Bring the folder \
                 back, or give the one with the code."
            ))
            .instance(source.micro.pointer_to("src"))
            .on_disk();
        finding.fixes.extend(out.bring_back(true));
        found.push(finding);
    }
}
