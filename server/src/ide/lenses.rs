//! A line above each Micro that says what it comes to.

use std::ops::Range;

use crate::document::Document;
use crate::model::{App, Object};

/// What stands above a Micro.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lens {
    /// Bytes of what it is about: the Micro's name.
    pub range: Range<usize>,
    /// The Micro's own range, by which whoever knows more of it can add to the parts.
    pub micro: Range<usize>,
    /// The facts, in the order in which they are shown: engine, address.
    pub parts: Vec<String>,
}

/// A lens for each Micro of which something is known.
#[must_use]
pub fn lenses(document: &Document, app: &App) -> Vec<Lens> {
    let lens = |micro: &Object| {
        let engine = micro.engine(document).map(|engine| engine.name().to_owned());
        let parts: Vec<_> = engine.into_iter().chain(address(document, app, micro)).collect();
        let (range, micro) = (micro.title(document), micro.range.clone());
        (!parts.is_empty()).then_some(Lens { range, micro, parts })
    };
    app.micros.iter().filter_map(lens).collect()
}

/// Where a Micro is reached: the primary one at the root, whatever it says (Space CLI).
fn address(document: &Document, app: &App, micro: &Object) -> Option<String> {
    let is_primary = micro.boolean(document, "primary") == Some(true);
    if is_primary || app.micros.len() == 1 {
        return Some("/".to_owned());
    }
    let text = |name: &str| Some(micro.text(document, name)?.0);
    let path = match micro.field(document, "path") {
        Some(_) => text("path")?,
        None => text("name")?,
    };
    let path = path.strip_prefix('/').unwrap_or(path);
    Some(format!("/{}", path.strip_suffix('/').unwrap_or(path)))
}
