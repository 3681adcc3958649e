//! A variable that the runtime sets itself.

use spacefile_schema::RUNTIME_VARIABLES;

use super::parts::{mark, variables};
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) static RULE: Rule = Rule {
    name: "reserved-variable",
    severity: Severity::Warning,
    summary: "an environment variable has the name of one that the runtime sets",
    docs: include_str!("reserved_variable.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let document = context.document;
    for (micro, variable) in variables(context) {
        let Some((name, _)) = variable.text(document, "name") else { continue };
        let engine = context.app.micros.get(micro).and_then(|micro| micro.engine(document));
        // A static Micro reads none at all, which is reported as such.
        if !RUNTIME_VARIABLES.contains(&name) || engine.is_some_and(|it| it.is_static_like()) {
            continue;
        }
        let range = mark(document, &variable, "name");
        let finding = Diagnostic::new(
            range,
            format!("{} is set by the runtime of Space", quote(name)),
        )
        .help(format!(
            "The value that somebody gives it would not arrive. {} A push doesn't check it.",
            advice(name)
        ))
        .instance(variable.pointer_to("name"));
        found.push(finding);
    }
}

fn advice(name: &str) -> &'static str {
    match name {
        "PORT" => "Listen on the `PORT` that is given, and remove this variable.",
        "DETA_PROJECT_KEY" => {
            "The Deta SDK finds the app's own key there; for another project's key take another name."
        }
        _ => "Remove it, or take another name.",
    }
}
