//! The outline: the app, its Micros, their actions.

use std::ops::Range;

use crate::document::Document;
use crate::model::{App, Object};

/// What an entry of the outline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The app.
    App,
    /// A Micro.
    Micro,
    /// An action.
    Action,
}

/// An entry of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// What to call it; never empty.
    pub name: String,
    /// What else to say of it: a Micro's engine, an action's interval.
    pub detail: Option<String>,
    /// What it is.
    pub kind: Kind,
    /// Bytes of the whole.
    pub range: Range<usize>,
    /// Bytes to jump to, inside of `range`.
    pub selection: Range<usize>,
    /// What it holds.
    pub children: Vec<Symbol>,
}

/// The outline of a document: one app, or nothing if there is none.
///
/// Beside the items of `micros` it has whatever else looks like a Micro: in a broken text, one
/// may stand below a misspelt key or in another list.
#[must_use]
pub fn symbols(document: &Document, app: &App) -> Option<Symbol> {
    let tree = document.tree();
    let root = tree.root()?;
    let strays = app.strays(document);
    if strays.is_empty() && !tree.is_mapping(root) {
        return None;
    }
    let mut micros: Vec<_> = app.micros.iter().chain(&strays).collect();
    micros.sort_by_key(|micro| micro.range.start);
    let name = app.root.text(document, "app_name").map_or("", |(name, _)| name);
    let range = tree.get(root).range.clone();
    let selection = app.root.mark(document, "app_name").unwrap_or_else(|| app.root.title(document));
    let mut app = entry(or(name, "app"), None, Kind::App, range, selection, Vec::new());
    for (index, micro) in micros.into_iter().enumerate() {
        let micro = symbol_of_micro(document, index, micro);
        // What stands inside of another one is listed there.
        match app.children.last_mut().filter(|last| micro.range.end <= last.range.end) {
            Some(last) => last.children.push(micro),
            None => app.children.push(micro),
        }
    }
    Some(app)
}

fn symbol_of_micro(document: &Document, index: usize, micro: &Object) -> Symbol {
    let actions = micro.objects(document, "actions");
    let children = actions.iter().map(|action| {
        let name = text(document, action, "name").or_else(|| text(document, action, "id"));
        let detail = text(document, action, "default_interval");
        let range = action.range.clone();
        entry(
            or(name.as_deref().unwrap_or(""), "action"),
            detail,
            Kind::Action,
            range,
            action.title(document),
            Vec::new(),
        )
    });
    let name = text(document, micro, "name").unwrap_or_default();
    let detail = text(document, micro, "engine");
    let fallback = format!("Micro {}", index + 1);
    entry(
        or(&name, &fallback),
        detail,
        Kind::Micro,
        micro.range.clone(),
        micro.title(document),
        children.collect(),
    )
}

/// A field as written, whatever type YAML gives it.
fn text(document: &Document, object: &Object, name: &str) -> Option<String> {
    let field = object.field(document, name)?;
    document.tree().scalar(field.value).filter(|text| !text.trim().is_empty()).map(str::to_owned)
}

fn or(name: &str, fallback: &str) -> String {
    if name.trim().is_empty() { fallback.to_owned() } else { name.to_owned() }
}

fn entry(
    name: String,
    detail: Option<String>,
    kind: Kind,
    range: Range<usize>,
    selection: Range<usize>,
    children: Vec<Symbol>,
) -> Symbol {
    // What is inherited stands elsewhere; a client refuses a selection outside of its range.
    let inside = range.start <= selection.start && selection.end <= range.end;
    let selection = if inside { selection } else { range.start..range.start };
    Symbol { name, detail, kind, range, selection, children }
}
