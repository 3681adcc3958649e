//! Environment variables for a Micro that runs no code.

use super::parts::{called, mark};
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) static RULE: Rule = Rule {
    name: "env-on-static",
    severity: Severity::Warning,
    summary: "a static Micro asks for environment variables",
    docs: include_str!("env_on_static.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let document = context.document;
    for micro in &context.app.micros {
        let engine = micro.engine(document).filter(|engine| engine.is_static_like());
        let presets = micro.object(document, "presets");
        let (Some(engine), Some(presets)) = (engine, presets) else { continue };
        if presets.objects(document, "env").is_empty() {
            continue;
        }
        let Some(env) = presets.field(document, "env") else { continue };
        // The key, unless all of it comes in from elsewhere.
        let key = document.tree().get(env.key).range.clone();
        let inside = micro.range.start <= key.start && key.end <= micro.range.end;
        let range = if inside { key } else { mark(document, micro, "presets") };
        let name = called(document, micro, "this Micro");
        let finding = Diagnostic::new(
            range,
            format!("{name} is static and can't read environment variables"),
        )
        .help(format!(
            "The people who install the app would be asked for values that nothing reads: no code \
             of a `{}` Micro runs on Space. Move them to a Micro that runs code; the documentation \
             has `env` for those only, a push takes it anywhere.",
            engine.name()
        ))
        .unnecessary()
        .instance(presets.pointer_to("env"));
        found.push(finding);
    }
}
