//! The files that the texts of a Spacefile name.

use spacefile_schema::{Key, Object};

use super::site::{Role, Site};
use crate::document::Document;
use crate::model::{self, App};
use crate::project::path;
use crate::syntax::NodeId;

/// Where a path starts from: the project, or the folder of a Micro.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base<'d> {
    Project,
    /// A Micro's `src`, as written.
    Micro(&'d str),
}

impl Base<'_> {
    /// The path as the project has it; `None` if it leads out of the project.
    pub(super) fn join(self, written: &str) -> Option<String> {
        let joined = match self {
            Self::Project => path::clean(written),
            Self::Micro(src) => path::join(src, written),
        };
        (!path::leaves(&joined)).then_some(joined)
    }
}

/// What a text that names files is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Naming {
    /// A path as a whole.
    Path,
    /// A command, of which words may be paths.
    Command,
}

/// How the value of a key names files, if it does.
pub(super) fn naming(object: Object, key: &Key) -> Option<Naming> {
    match (object, key.name) {
        (Object::App, "icon") | (Object::Micro, "src" | "serve" | "include") => Some(Naming::Path),
        (Object::Micro, "run" | "dev" | "commands") => Some(Naming::Command),
        _ => None,
    }
}

/// Where the paths of a key start from.
pub(super) fn base<'d>(
    document: &'d Document,
    app: &App,
    site: &Site,
    key: &Key,
) -> Option<Base<'d>> {
    match (site.object, key.name) {
        (Object::App, _) | (Object::Micro, "src") => Some(Base::Project),
        _ => {
            let micro = micro_of(document, app, site.owner)?;
            Some(Base::Micro(micro.text(document, "src")?.0))
        }
    }
}

/// The Micro that a mapping is, or is in.
pub(super) fn micro_of<'a>(
    document: &Document,
    app: &'a App,
    mapping: NodeId,
) -> Option<&'a model::Object> {
    let mut at = Some(mapping);
    while let Some(node) = at {
        if let Some(micro) = app.micros.iter().find(|micro| micro.node == node) {
            return Some(micro);
        }
        at = document.tree().get(node).parent;
    }
    None
}

/// The key whose value, or part of whose value, stands at a place.
pub(super) fn key_of(site: &Site) -> Option<&'static Key> {
    match site.role {
        Role::Value(key) | Role::Item(key, _) => Some(key),
        Role::Key(_) | Role::Merge => None,
    }
}
