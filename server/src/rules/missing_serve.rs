//! A static Micro that doesn't say what it serves.

use super::guess::project;
use super::insert::insert;
use super::key_advice::{Advice, advise};
use super::spot::Mapping;
use super::unfinished::continues_below;
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::document::pointer;
use crate::project::{Found, path};
use crate::structure::{Violation, ViolationKind};
use crate::syntax::Entry;

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
        || continues_below(context.document, &micro, "serve")
    {
        return Some(Vec::new());
    }
    let name = micro.field(tree, "name").and_then(|field| tree.text(field.value));
    let subject = name.map_or("this Micro".to_owned(), |name| format!("the Micro {}", quote(name)));
    let range = match micro.field(tree, "engine").filter(|field| micro.owns(*field)) {
        Some(engine) => tree.get(engine.value).range.clone(),
        None => micro.title(context.document),
    };
    let finding = Diagnostic::new(range, format!("{subject} is `static` but has no `serve`"))
        .help("Add `serve` with the folder to serve, relative to `src`; `serve: ./` serves all of it.")
        .instance(pointer(&violation.path));
    Some(vec![match fix(context, &micro) {
        Some(fix) => finding.fix(fix),
        None => finding,
    }])
}

/// The folder with a start page, of those that builds usually make; else all of `src`.
fn fix(context: &Context<'_>, micro: &Mapping) -> Option<Fix> {
    let document = context.document;
    let tree = document.tree();
    let is_engine = |entry: &&Entry| tree.scalar(entry.key) == Some("engine");
    let engine = tree.entries(micro.node).iter().find(is_engine)?;
    let src = micro.field(tree, "src").and_then(|field| tree.text(field.value));
    let has_page = |folder: &&str| {
        let page = path::join(&path::join(src.unwrap_or_default(), folder), "index.html");
        let inside = src.is_some_and(|src| !path::leaves(src));
        project(context).is_some_and(|project| inside && project.find(&page) == Found::File)
    };
    let folder = [".", "dist", "build", "public", "out"].into_iter().find(has_page);
    let folder = folder.filter(|folder| *folder != ".").unwrap_or("./");
    let edit = insert(document, micro.node, Some(engine), &[("serve", folder.to_owned())])?;
    micro.is_own().then(|| Fix::likely(format!("Add `serve: {folder}`"), vec![edit]))
}
