//! `public` and `public_routes` in one Micro.

use super::edits::remove_entry;
use super::spot::Mapping;
use super::unfinished::is_behind_repeat;
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::document::{Step, pointer};
use crate::structure::{Violation, ViolationKind};
use crate::syntax::Field;

pub(super) static RULE: Rule = Rule {
    name: "public-conflict",
    severity: Severity::Error,
    summary: "a Micro has both `public` and `public_routes`",
    docs: include_str!("public_conflict.md"),
    check: Check::Structure(word),
};

fn word(context: &Context<'_>, violation: &Violation) -> Option<Vec<Diagnostic>> {
    match &violation.kind {
        ViolationKind::Forbidden(keys) if keys.len() == 2 => {}
        _ => return None,
    }
    let document = context.document;
    let tree = document.tree();
    let Some(micro) = Mapping::of(context, violation) else { return Some(Vec::new()) };
    let is_either = |name: &str| matches!(name, "public" | "public_routes");
    let names = micro.fields.iter().filter_map(|field| Some((tree.scalar(field.key)?, *field)));
    let both: Vec<_> = names.filter(|(name, _)| is_either(name)).collect();
    let [(first, first_field), (second, second_field)] = both.as_slice() else {
        return Some(Vec::new());
    };
    if is_behind_repeat(tree, micro.node, second_field.key) {
        return Some(Vec::new());
    }
    let mut path = violation.path.clone();
    path.push(Step::Key((*second).to_owned()));
    let message = format!("{} and {} can't stand in one Micro", quote(first), quote(second));
    let finding = Diagnostic::new(micro.key(tree, *second_field), message)
        .help(
            "Keep `public_routes` to open some routes, or `public: true` to open all. A push refuses \
             both together, even with `public: false`.",
        )
        .related(tree.get(first_field.key).range.clone(), format!("{} is here", quote(first)))
        .instance(pointer(&path));
    let removal = |name: &str, field: Field| {
        let edit = micro.owns(field).then(|| remove_entry(document, micro.node, field.key))??;
        Some(Fix::likely(format!("Remove `{name}`"), vec![edit]))
    };
    let mut fixes: Vec<_> = both.iter().filter_map(|(name, field)| removal(name, *field)).collect();
    // Routes are listed for a reason.
    fixes.sort_by_key(|fix| fix.title != "Remove `public`");
    Some(vec![Diagnostic { fixes, ..finding }])
}
