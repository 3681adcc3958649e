//! Which Micro is primary, and the edit that changes it.

use crate::diagnostic::{Edit, Fix};
use crate::document::Document;
use crate::model::Object;
use crate::syntax::{Entry, NodeKind};

use super::words::quote;

/// Whether a Micro is declared to be primary.
pub(super) fn is_primary(document: &Document, micro: &Object) -> bool {
    micro.boolean(document, "primary") == Some(true)
}

/// Writes `primary` into a Micro; `None` where it isn't written out at its place.
pub(super) fn set_primary(document: &Document, micro: &Object, value: bool) -> Option<Fix> {
    let tree = document.tree();
    if tree.get(micro.node).range != micro.range {
        return None;
    }
    let key = |name: &str| {
        let mut own = tree.entries(micro.node).iter();
        own.find(|entry| !tree.is_merge(entry.key) && tree.scalar(entry.key) == Some(name))
    };
    let title = match micro.text(document, "name") {
        Some((name, _)) if value => format!("Make {} the primary Micro", quote(name)),
        _ => format!("Set `primary: {value}`"),
    };
    let edit = match key("primary") {
        Some(entry) => {
            let place = &tree.get(entry.value);
            let written = matches!(place.kind, NodeKind::Scalar { .. } | NodeKind::Alias(_));
            (written && place.anchor.is_none() && !place.is_missing())
                .then(|| Edit::replace(place.range.clone(), value.to_string()))?
        }
        None => insert(document, micro, key("name").or(tree.entries(micro.node).first())?, value),
    };
    Some(Fix::likely(title, vec![edit]))
}

/// Adds the key behind another one, in the style of that one.
fn insert(document: &Document, micro: &Object, after: &Entry, value: bool) -> Edit {
    let text = &document.text;
    let (start, end) = (after.range.start, after.range.end);
    if document.slice(micro.range.clone()).starts_with('{') {
        let quoted = document.slice(document.tree().get(after.key).range.clone()).starts_with('"');
        let key = if quoted { "\"primary\"" } else { "primary" };
        return Edit::replace(end..end, format!(", {key}: {value}"));
    }
    let before = text.get(..start).unwrap_or_default();
    let indent = before.rsplit(['\n', '\r']).next().unwrap_or_default().chars().count();
    let rest = text.get(end..).unwrap_or_default();
    let line_end = end + rest.find(['\n', '\r']).unwrap_or(rest.len());
    let next = text.get(line_end..).unwrap_or_default();
    let newline = match next.as_bytes() {
        [b'\r', b'\n', ..] => "\r\n",
        [b'\r', ..] => "\r",
        _ => "\n",
    };
    Edit::replace(line_end..line_end, format!("{newline}{}primary: {value}", " ".repeat(indent)))
}
