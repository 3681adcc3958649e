//! A key that a Micro's engine doesn't take.

use spacefile_schema::Engine;

use super::Context;
use super::edits::remove_entry;
use super::spot::Mapping;
use super::unfinished::is_behind_repeat;
use crate::diagnostic::{Diagnostic, Fix};
use crate::document::{Step, pointer};
use crate::structure::{Violation, ViolationKind};

/// Words a violation that forbids just this key.
pub(super) fn word(
    context: &Context<'_>,
    violation: &Violation,
    key: &str,
    help: &str,
) -> Option<Vec<Diagnostic>> {
    match &violation.kind {
        ViolationKind::Forbidden(keys) if keys.len() == 1 && keys.iter().any(|one| one == key) => {}
        _ => return None,
    }
    let document = context.document;
    let tree = document.tree();
    let Some(micro) = Mapping::of(context, violation) else { return Some(Vec::new()) };
    let engine = micro.field(tree, "engine").and_then(|field| tree.text(field.value));
    // Of an engine that doesn't exist or isn't given, nothing can be told; that is reported.
    let Some(engine) = engine.and_then(Engine::from_name) else { return Some(Vec::new()) };
    let Some(field) = micro.field(tree, key) else { return Some(Vec::new()) };
    if is_behind_repeat(tree, micro.node, field.key) {
        return Some(Vec::new());
    }
    let mut path = violation.path.clone();
    path.push(Step::Key(key.to_owned()));
    let message = format!("a Micro with the engine `{}` can't have `{key}`", engine.name());
    let finding =
        Diagnostic::new(micro.key(tree, field), message).help(help).instance(pointer(&path));
    let edit = micro.owns(field).then(|| remove_entry(document, micro.node, field.key)).flatten();
    Some(vec![match edit {
        Some(edit) => finding.fix(Fix::likely(format!("Remove `{key}`"), vec![edit])),
        None => finding,
    }])
}
