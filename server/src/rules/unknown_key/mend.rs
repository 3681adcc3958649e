//! The edits that make a known key of an unknown one.

use spacefile_schema::{Key, Kind, Object};

use super::home::relocate;
use crate::diagnostic::{Edit, Fix};
use crate::document::Document;
use crate::rules::Context;
use crate::rules::edits::{in_quotes, remove_entry_at};
use crate::rules::key_advice::Advice;
use crate::rules::primary::is_other_primary;
use crate::rules::retype::{as_list, truth_of};
use crate::rules::spot::Mapping;
use crate::rules::words::quote;
use crate::structure::Violation;
use crate::syntax::{Field, NodeKind, Scalar};

/// An unknown key and what is known of it.
pub(super) struct Unknown<'a> {
    pub(super) violation: &'a Violation,
    pub(super) mapping: &'a Mapping,
    /// Its position among the fields.
    pub(super) index: usize,
    pub(super) field: Field,
    pub(super) advice: Option<Advice>,
    /// Whether no other unknown key may be meant as the same one.
    pub(super) alone: bool,
}

/// The ways to mend it, the likeliest first.
pub(super) fn fixes(context: &Context<'_>, unknown: &Unknown<'_>) -> Vec<Fix> {
    let document = context.document;
    let tree = document.tree();
    match unknown.advice {
        Some(Advice::Rename { name, sure })
            if unknown.mapping.field(tree, name).is_none()
                && unknown.mapping.kind.key(name).is_some() =>
        {
            let rename = rename(document, unknown, name, sure);
            return rename.map_or_else(|| remove(document, unknown), |fix| vec![fix]);
        }
        Some(Advice::Elsewhere { home, name }) => {
            // Something that belongs elsewhere is to be moved, not lost.
            return relocate(context, unknown, home, name);
        }
        _ => {}
    }
    remove(document, unknown)
}

/// The key's right name, and its value as that key takes it.
fn rename(document: &Document, unknown: &Unknown<'_>, name: &str, sure: bool) -> Option<Fix> {
    let tree = document.tree();
    let key = tree.get(unknown.field.key);
    if !matches!(key.kind, NodeKind::Scalar { .. }) {
        return None;
    }
    let mut edits = vec![Edit::replace(key.range.clone(), name)];
    let value = fit(document, unknown.mapping.kind.key(name)?, unknown.field)?;
    let as_is = value.is_none();
    edits.extend(value);
    let typed = quote(tree.scalar(unknown.field.key).unwrap_or_default());
    let title = format!("Rename {typed} to `{name}`");
    let clashes = name == "primary" && is_other_primary(document, &unknown.violation.path);
    let certain = sure && unknown.alone && !clashes && as_is;
    let empty = tree.get(unknown.field.value).is_missing();
    Some(if certain && !empty { Fix::safe(title, edits) } else { Fix::likely(title, edits) })
}

/// The edit that makes a value fit a key: `Some(None)` if it fits, `None` if nothing does it.
#[allow(clippy::option_option, reason = "whether it can be done, and whether there is need to")]
pub(super) fn fit(document: &Document, key: &Key, field: Field) -> Option<Option<Edit>> {
    let tree = document.tree();
    let node = tree.get(field.value);
    if node.is_missing() {
        return Some(None);
    }
    let scalar = tree.resolve(field.value);
    let own = matches!(node.kind, NodeKind::Scalar { .. }) && node.tag.is_none();
    let replace = |text: String| own.then(|| Some(Edit::replace(node.range.clone(), text)));
    match (key.kind, &tree.get(tree.follow(field.value)).kind, scalar) {
        (Kind::List, NodeKind::Sequence(_), _) | (Kind::Mapping, NodeKind::Mapping(_), _) => {
            Some(None)
        }
        (Kind::List, NodeKind::Scalar { .. }, Some(Scalar::Text)) if key.child.is_none() => {
            replace(as_list(document, key.name, field.value)?)
        }
        (Kind::Boolean, _, Some(Scalar::Boolean(_))) => Some(None),
        (Kind::Boolean, _, Some(Scalar::Text)) => {
            replace(truth_of(tree.scalar(field.value)?)?.to_owned())
        }
        (Kind::Integer, _, Some(Scalar::Number(0.0))) => Some(None),
        (Kind::Integer, _, Some(_)) => replace("0".to_owned()),
        (Kind::Text, _, Some(Scalar::Text)) => Some(None),
        (Kind::Text, _, Some(scalar)) if scalar != Scalar::Null => {
            replace(in_quotes(document.slice(node.range.clone())))
        }
        _ => None,
    }
}

/// The key away.
fn remove(document: &Document, unknown: &Unknown<'_>) -> Vec<Fix> {
    let tree = document.tree();
    let entries = tree.entries(unknown.mapping.node);
    let name = tree.scalar(unknown.field.key);
    if let Some(item) = name.and_then(|name| name.strip_prefix('-'))
        && Object::ALL.iter().any(|kind| kind.key(item).is_some())
    {
        let at = tree.get(unknown.field.key).range.start + 1;
        return vec![Fix::likely("Add a space after the `-`", vec![Edit::replace(at..at, " ")])];
    }
    if entries.iter().filter(|entry| tree.scalar(entry.key) == name).take(2).count() > 1 {
        return Vec::new();
    }
    let edit = position(document, unknown)
        .and_then(|index| remove_entry_at(document, unknown.mapping.node, index));
    let title = format!("Remove {}", quote(name.unwrap_or_default()));
    edit.map(|edit| Fix::likely(title, vec![edit])).into_iter().collect()
}

/// The position of the key among its mapping's entries.
pub(super) fn position(document: &Document, unknown: &Unknown<'_>) -> Option<usize> {
    // Merges aside, a mapping's own entries are its first fields.
    let entries = document.tree().entries(unknown.mapping.node);
    let is_it = |index: &usize| entries.get(*index).is_some_and(|it| it.key == unknown.field.key);
    let search = || entries.iter().position(|entry| entry.key == unknown.field.key);
    Some(unknown.index).filter(is_it).or_else(search)
}
