//! A secret that everybody who installs the app would get.

use super::parts::{mark, variables};
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::secrets::looks_like;

pub(super) static RULE: Rule = Rule {
    name: "secret-default",
    severity: Severity::Warning,
    summary: "the default of an environment variable looks like a real secret",
    docs: include_str!("secret_default.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let document = context.document;
    for (_, variable) in variables(context) {
        let Some((value, _)) = variable.text(document, "default") else { continue };
        let name = variable.text(document, "name").map_or("", |(name, _)| name);
        let Some(looks) = looks_like(name, value) else { continue };
        // The value itself is never repeated: reports end up in logs.
        let message = match name {
            "" => format!("this default looks like {looks}"),
            name => format!("the default of {} looks like {looks}", quote(name)),
        };
        let finding = Diagnostic::new(mark(document, &variable, "default"), message)
            .help(
                "A default is visible to everybody who installs the app, and to whoever reads this \
                 file. Leave `default` out, so that each of them enters their own, and replace the \
                 secret if it was real.",
            )
            .instance(variable.pointer_to("default"));
        found.push(finding);
    }
}
