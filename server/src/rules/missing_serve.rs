//! A static Micro that doesn't say what it serves.

use super::key_advice::{Advice, advise};
use super::spot::Mapping;
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::pointer;
use crate::structure::{Violation, ViolationKind};

pub(super) static RULE: Rule = Rule {
    name: "missing-serve",
    severity: Severity::Error,
    summary: "a static Micro doesn't say which folder it serves",
    docs: include_str!("missing_serve.md"),
    check: Check::Structure(word),
};

fn word(context: &Context<'_>, violation: &Violation) -> Option<Vec<Diagnostic>> {
    match &violation.kind {
        ViolationKind::Required(name) if name == "serve" => {}
        _ => return None,
    }
    let Some(micro) = Mapping::of(context, violation) else { return Some(Vec::new()) };
    let tree = context.document.tree();
    let keys = micro.fields.iter().take(64).filter_map(|field| tree.scalar(field.key));
    let meant = |key: &str| {
        let unknown = micro.kind.key(key).is_none();
        unknown && matches!(advise(micro.kind, key), Some(Advice::Rename { name: "serve", .. }))
    };
    if keys.into_iter().any(meant)
        || super::missing_key::is_swallowed(context.document, &micro, "serve")
    {
        return Some(Vec::new());
    }
    let name = micro.field(tree, "name").and_then(|field| tree.text(field.value));
    let subject = name.map_or("this Micro".to_owned(), |name| format!("the Micro {}", quote(name)));
    let range = match micro.field(tree, "engine").filter(|field| micro.owns(*field)) {
        Some(engine) => tree.get(engine.value).range.clone(),
        None => micro.title(context.document),
    };
    Some(vec![
        Diagnostic::new(range, format!("{subject} is `static` but has no `serve`"))
            .help("Add `serve` with the folder to serve, relative to `src`; `serve: ./` serves all of it.")
            .instance(pointer(&violation.path)),
    ])
}
