//! A required key that isn't there.

mod mend;

use spacefile_schema::{Kind, Object};

use super::key_advice::{Advice, advise, glued};
use super::spot::{Mapping, slips};
use super::unfinished::{continues_above, continues_below, is_unfinished};
use super::words::{list, nearest, quote};
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Document, pointer};
use crate::structure::{Violation, ViolationKind};
use crate::syntax::{SlipKind, Tree};

/// How many of a mapping's unknown keys, and of the lines around a slip, are looked at.
const ENOUGH: usize = 64;

pub(super) static RULE: Rule = Rule {
    name: "missing-key",
    severity: Severity::Error,
    summary: "a required key is missing",
    docs: include_str!("missing_key.md"),
    check: Check::Structure(word),
};

fn word(context: &Context<'_>, violation: &Violation) -> Option<Vec<Diagnostic>> {
    let ViolationKind::Required(name) = &violation.kind else { return None };
    if name == "serve" {
        return None;
    }
    let Some(mapping) = Mapping::of(context, violation) else { return Some(Vec::new()) };
    let tree = context.document.tree();
    let required = mapping.kind.keys().iter().filter(|key| key.required).map(|key| key.name);
    let missing: Vec<_> = required.filter(|name| mapping.field(tree, name).is_none()).collect();
    // One finding for all of them, at the first.
    if missing.first() != Some(&name.as_str()) {
        return Some(Vec::new());
    }
    let missing: Vec<_> =
        missing.into_iter().filter(|name| !is_elsewhere(context, &mapping, name)).collect();
    if missing.is_empty() || is_unfinished(context.document, &mapping) {
        return Some(Vec::new());
    }
    let names: Vec<_> = missing.iter().map(|name| format!("no `{name}`")).collect();
    let message = format!("{} has {}", subject(context.document, &mapping), list(&names, "and"));
    let mut finding = Diagnostic::new(mapping.title(context.document), message)
        .help(help(tree, &mapping, &missing))
        .instance(pointer(&violation.path));
    // What continues the item above is not mended by a name of its own.
    if !continues_above(context.document, &mapping) {
        finding.fixes = mend::fixes(context, &mapping, &missing);
    }
    Some(vec![finding])
}

/// Whether a missing key is there under another name, in another place, or on a line with a slip.
fn is_elsewhere(context: &Context<'_>, mapping: &Mapping, name: &str) -> bool {
    let document = context.document;
    let tree = document.tree();
    let is_unknown = |kind: Object, typed: &str| kind.key(typed).is_none();
    let own = mapping.fields.iter().filter_map(|field| tree.scalar(field.key));
    let mut own = own.filter(|typed| is_unknown(mapping.kind, typed)).take(ENOUGH);
    let misspelt = |typed: &str| match (glued(mapping.kind, typed), advise(mapping.kind, typed)) {
        (Some((meant, _)), _) | (None, Some(Advice::Rename { name: meant, .. })) => meant == name,
        _ => false,
    };
    // `name` at the top is taken for `app_name`, and is a key of too many mappings to tell.
    let outside = || {
        let top = context.app.root.fields.iter().take(ENOUGH);
        let mut typed = top.filter_map(|field| tree.scalar(field.key));
        mapping.kind != Object::App
            && name != "name"
            // A no-break space counts as a letter to YAML.
            && typed.any(|typed| typed.trim() == name && is_unknown(Object::App, typed))
    };
    // `&engine: x` names an anchor, not a key.
    let anchored = || {
        let mut empty = mapping.fields.iter().filter(|field| tree.scalar(field.key) == Some(""));
        empty.any(|field| {
            let at = tree.get(field.key).range.start;
            let line = super::edits::line_start(&document.text, at)
                ..super::edits::line_end(&document.text, at);
            mentions(document.slice(line), name)
        })
    };
    own.any(misspelt)
        || anchored()
        || outside()
        || is_swallowed(document, mapping, name)
        || continues_below(document, mapping, name)
}

/// Whether a line with a slip in it, in or right behind the mapping, seems to have held the key.
pub(super) fn is_swallowed(document: &Document, mapping: &Mapping, name: &str) -> bool {
    let tree = document.tree();
    let node = tree.get(mapping.node);
    // Up to the next item or key of whatever holds the mapping.
    let end = if mapping.kind == Object::App { document.text.len() } else { node.range.end };
    let end = super::edits::line_end(&document.text, end);
    let next = document.text.get(end..).map_or(end, |rest| {
        let line_break = rest.len() - rest.trim_start().len();
        super::edits::line_end(&document.text, end + line_break)
    });
    let start = if mapping.kind == Object::App { 0 } else { node.range.start };
    let start = super::edits::line_start(&document.text, start);
    // A list that hangs in the air has lost the key above it, which may be this one.
    let is_list = mapping.kind.key(name).is_some_and(|key| key.kind == Kind::List);
    let mut around = slips(document, start..next).take(ENOUGH);
    if is_list && around.any(|slip| slip.kind == SlipKind::StrayDash) {
        return true;
    }
    let mut lines = slips(document, start..next).take(ENOUGH).flat_map(|slip| {
        let start = super::edits::line_start(&document.text, slip.range.start);
        let end = super::edits::line_end(&document.text, slip.range.end.max(slip.range.start));
        document.slice(start..end).split(['\n', '\r']).take(ENOUGH)
    });
    lines.any(|line| mentions(line, name))
}

fn mentions(line: &str, name: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let mut words = line.split(|c| !is_part(c)).filter(|word| !word.is_empty()).take(ENOUGH);
    let first = words.next().unwrap_or_default();
    let near = || first.len() <= ENOUGH && nearest(first, [name]).is_some();
    let half_typed = !first.is_empty() && name.starts_with(first);
    half_typed || words.any(|word| word == name) || near()
}

fn subject(document: &Document, mapping: &Mapping) -> String {
    let tree = document.tree();
    let name = mapping.field(tree, "name").and_then(|field| tree.text(field.value));
    match (mapping.kind, name) {
        (Object::App, _) => "the Spacefile".to_owned(),
        (Object::Micro, Some(name)) => format!("the Micro {}", quote(name)),
        (Object::Micro, None) => "this Micro".to_owned(),
        (Object::Action, Some(name)) => format!("the action {}", quote(name)),
        (Object::Action, None) => "this action".to_owned(),
        (Object::Env | Object::Presets, _) => "this environment variable".to_owned(),
    }
}

fn help(tree: &Tree, mapping: &Mapping, missing: &[&str]) -> String {
    let in_no_micro = || {
        let keys = mapping.fields.iter().take(ENOUGH).filter_map(|field| tree.scalar(field.key));
        let keys = keys.filter(|key| Object::App.key(key).is_none());
        let keys = keys.filter(|key| Object::Micro.key(key).is_some());
        keys.map(|key| format!("`{key}`")).collect::<Vec<_>>()
    };
    match mapping.kind {
        Object::App if missing.contains(&"micros") => match in_no_micro().as_slice() {
            [] => "List the app's Micros under `micros:`, each with `name`, `src` and `engine`."
                .to_owned(),
            [only] => format!("{only} belongs to a Micro: list it under `micros:`."),
            keys => format!(
                "{} belong to a Micro: list them under `micros:`, the first after a `- `.",
                list(keys, "and")
            ),
        },
        Object::App => "The first line of a Spacefile is `v: 0`.".to_owned(),
        kind => {
            let required = kind.keys().iter().filter(|key| key.required);
            let names: Vec<_> = required.map(|key| format!("`{}`", key.name)).collect();
            let whole = match kind {
                Object::Micro => "Every Micro",
                Object::Action => "Every action",
                _ => "Every environment variable",
            };
            format!("{whole} needs {}.", list(&names, "and"))
        }
    }
}
