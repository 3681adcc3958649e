//! What can be put in at a cursor: keys, values, paths, whole Micros.

mod anchors;
mod candidate;
mod commands;
mod comments;
mod draft;
mod engines;
mod fit;
mod intervals;
mod keys;
mod line;
mod names;
mod paths;
mod skeletons;
mod spot;
mod style;
mod template;
mod values;
mod yaml;

use std::ops::Range;

use super::pages::Page;
use super::words::Words;
use crate::project::Project;
use candidate::{Group, finish};
use spot::{Spot, SpotKind, spots};

pub use template::{Layout, Template};

/// What can be put in at a cursor.
#[derive(Debug, Clone, Default)]
pub struct Completions {
    /// The best first.
    pub items: Vec<Item>,
    /// Whether there may be others once more is typed.
    pub is_incomplete: bool,
}

/// Something that can be put in.
#[derive(Debug, Clone)]
pub struct Item {
    /// What to call it.
    pub label: String,
    /// What it is.
    pub kind: ItemKind,
    /// What to say of it in a few words.
    pub detail: String,
    /// What more there is to say.
    pub docs: Docs,
    /// What is put in.
    pub template: Template,
    /// Bytes of the text that it replaces, all on the line of the cursor.
    pub range: Range<usize>,
    /// What a client compares with what stands in `range` before the cursor.
    pub filter: String,
    /// Whether something is offered in turn where the cursor is then.
    pub goes_on: bool,
}

/// The kinds of what can be put in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// A key.
    Key,
    /// One of the few values that a key takes.
    Choice,
    /// A value of a user's own.
    Value,
    /// A file.
    File,
    /// A folder.
    Folder,
    /// Several lines to be filled in.
    Skeleton,
    /// The name of an anchor.
    Anchor,
    /// A rule.
    Rule,
}

/// What more there is to say of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Docs {
    /// Nothing.
    None,
    /// A page, to be read when somebody asks for it.
    Page(Page),
    /// These words.
    Words(Words),
}

/// What can be put in at a cursor, which is a byte offset. Without a `project` nothing is offered
/// that is to be found in the folder.
#[must_use]
pub fn complete(text: &str, cursor: usize, project: Option<&Project>) -> Completions {
    if !text.is_char_boundary(cursor) {
        return Completions::default();
    }
    if let Some(group) = comments::group(text, cursor) {
        return finish(text, cursor, &[group]);
    }
    let spots = spots(text, cursor);
    let groups = spots.iter().flat_map(|spot| groups(text, cursor, spot, project));
    finish(text, cursor, &groups.collect::<Vec<_>>())
}

fn groups(text: &str, cursor: usize, spot: &Spot, project: Option<&Project>) -> Vec<Group> {
    let place = values::Place { text, cursor, spot, project };
    match spot.kind {
        SpotKind::Key(object) => {
            let mut candidates = keys::candidates(spot, object);
            candidates.extend(skeletons::candidates(spot, object, project));
            vec![Group::of(spot, candidates)]
        }
        SpotKind::Value(object, key) => values::of_key(&place, object, key),
        SpotKind::Item(object, key) => values::of_item(&place, object, key),
        SpotKind::Alias => vec![Group::of(spot, anchors::candidates(spot))],
    }
}
