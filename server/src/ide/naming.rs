//! What Micros and anchors are called, and what that means.

use spacefile_schema::Key;

use super::site::{Role, Site, anchored_at, node_at};
use crate::document::Document;
use crate::model::{self, App};
use crate::project::path;
use crate::syntax::{NodeId, NodeKind};

/// Something with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// What an anchor stands before.
    Anchor(NodeId),
    /// A Micro, by the scalar that holds its name.
    Micro(NodeId),
}

/// What is named at a byte offset.
pub(super) fn at(document: &Document, offset: usize) -> Option<Named> {
    if let Some(node) = anchored_at(document, offset) {
        return Some(Named::Anchor(node));
    }
    let node = node_at(document, offset)?;
    let tree = document.tree();
    if let NodeKind::Alias(target) = tree.get(node).kind {
        return target.map(Named::Anchor);
    }
    is_micro_name(document, node).then_some(Named::Micro(node))
}

/// Whether a value is the name of a Micro.
fn is_micro_name(document: &Document, node: NodeId) -> bool {
    let site = Site::of(document, node);
    let is_name = |key: &Key| key.name == "name";
    site.is_some_and(|site| {
        let role = matches!(site.role, Role::Value(key) if is_name(key));
        role && site.object == spacefile_schema::Object::Micro
    })
}

/// Where a Micro answers, relative to the app: `/` for the one that is primary, else its `path`
/// or, without one, its name (Space CLI validator).
pub(super) fn address(document: &Document, app: &App, micro: &model::Object) -> Option<String> {
    let is_primary = micro.boolean(document, "primary") == Some(true) || app.micros.len() == 1;
    if is_primary {
        return Some("/".to_owned());
    }
    let own = micro.text(document, "path").or_else(|| micro.text(document, "name"));
    Some(match path::clean(own?.0).as_str() {
        "." => "/".to_owned(),
        clean => format!("/{clean}"),
    })
}
