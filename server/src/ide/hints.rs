//! What a Micro is without saying so: primary, and reached under its name.

use std::ops::Range;

use crate::diagnostic::Edit;
use crate::document::Document;
use crate::model::{App, Object};
use crate::rules::edits::write_text;
use crate::rules::insert::insert;
use crate::rules::words::quote;
use crate::syntax::NodeId;

/// What a hint is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The only Micro is primary.
    Primary,
    /// A Micro without `path` is reached under its name.
    Path,
}

/// A word that stands nowhere, and is true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The byte behind which it is shown.
    pub offset: usize,
    /// What it is about.
    pub kind: Kind,
    /// The key with its value, as it could be written.
    pub label: String,
    /// Why it is so.
    pub reason: String,
    /// The edit that writes it down, if that can be done.
    pub edit: Option<Edit>,
}

/// The hints in a range, one at most for each Micro, behind its name. None while the Micros are in
/// doubt: what isn't certain is no hint.
#[must_use]
pub fn hints(document: &Document, app: &App, range: &Range<usize>) -> Vec<Hint> {
    let micros = document.micros();
    let tree = document.tree();
    let written = micros.map_or(0, |micros| tree.items(micros.value).len());
    if written != app.micros.len() {
        return Vec::new();
    }
    let is_primary = |micro: &&Object| micro.boolean(document, "primary") == Some(true);
    let primaries = app.micros.iter().filter(is_primary).count();
    let hint = |micro: &Object| match app.micros.as_slice() {
        [_] => primary(document, micro),
        _ if primaries == 1 && !is_primary(&micro) => path(document, micro),
        _ => None,
    };
    let hints = app.micros.iter().filter_map(hint);
    hints.filter(|hint| range.start <= hint.offset && hint.offset <= range.end).collect()
}

fn primary(document: &Document, micro: &Object) -> Option<Hint> {
    if micro.field(document, "primary").is_some() {
        return None;
    }
    let (_, offset, edit) = behind_name(document, micro, |_| ("primary", "true".to_owned()))?;
    Some(Hint {
        offset,
        kind: Kind::Primary,
        label: "primary: true".to_owned(),
        reason: "An app's only Micro is its primary one: it receives every request.".to_owned(),
        edit,
    })
}

fn path(document: &Document, micro: &Object) -> Option<Hint> {
    if micro.field(document, "path").is_some() {
        return None;
    }
    let (name, offset, edit) = behind_name(document, micro, |name| ("path", write_text(name)))?;
    Some(Hint {
        offset,
        kind: Kind::Path,
        label: format!("path: {}", write_text(name)),
        reason: format!(
            "Without a `path`, this Micro is reached under its name: {}.",
            quote(&format!("/{name}"))
        ),
        edit,
    })
}

/// A Micro's name, where it ends, and the edit that writes a key behind it.
fn behind_name<'d>(
    document: &'d Document,
    micro: &Object,
    field: impl Fn(&str) -> (&'static str, String),
) -> Option<(&'d str, usize, Option<Edit>)> {
    let tree = document.tree();
    let name = micro.field(document, "name").filter(|name| !name.inherited)?;
    let text = tree.text(name.value).filter(|text| !text.trim().is_empty())?;
    let is_own = |id: NodeId| tree.get(id).range == micro.range;
    let entry = tree.entries(micro.node).iter().find(|entry| entry.key == name.key)?;
    let (key, value) = field(text);
    let edit = is_own(micro.node)
        .then(|| insert(document, micro.node, Some(entry), &[(key, value)]))
        .flatten();
    Some((text, tree.get(name.value).range.end, edit))
}
