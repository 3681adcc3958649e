//! One environment variable asked for twice.

use std::collections::{HashMap, HashSet};

use super::parts::{called, mark};
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) static RULE: Rule = Rule {
    name: "duplicate-variable",
    severity: Severity::Warning,
    summary: "a Micro asks twice for the same environment variable",
    docs: include_str!("duplicate_variable.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let document = context.document;
    let mut lists = HashSet::new();
    for micro in &context.app.micros {
        let Some(presets) = micro.object(document, "presets") else { continue };
        let Some(env) = presets.field(document, "env") else { continue };
        // A list that several Micros share is wrong once.
        if !lists.insert(document.tree().follow(env.value)) {
            continue;
        }
        let mut firsts = HashMap::new();
        for variable in presets.objects(document, "env") {
            let Some((name, _)) = variable.text(document, "name") else { continue };
            let range = mark(document, &variable, "name");
            let Some(first) = firsts.get(name).cloned() else {
                firsts.insert(name, range);
                continue;
            };
            let owner = called(document, micro, "this Micro");
            let finding = Diagnostic::new(
                range,
                format!("{owner} already has an environment variable {}", quote(name)),
            )
            .help("Keep one of the two: a Micro sees only one value. A push doesn't check it.")
            .related(first, "the first of this name")
            .instance(variable.pointer_to("name"));
            found.push(finding);
        }
    }
}
