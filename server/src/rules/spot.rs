//! Where a violation of the schema shows in the text.

use std::ops::Range;

use spacefile_schema::Object;

use super::Context;
use super::parts::contains;
use super::unfinished::dash_alone;
use crate::document::{Document, Step};
use crate::structure::Violation;
use crate::syntax::{Field, NodeId, Slip, SlipKind, Tree};

/// The kind of mapping at a path.
pub(super) fn kind_at(path: &[Step]) -> Option<Object> {
    let segments: Vec<String> = path
        .iter()
        .map(|step| match step {
            Step::Key(name) => name.clone(),
            Step::Index(index) => index.to_string(),
        })
        .collect();
    Object::at(&segments.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The alias or merge that brings the value here from elsewhere; `None` if it is written right
/// here, be it in the mapping of a `<<`.
pub(super) fn via(document: &Document, violation: &Violation) -> Option<NodeId> {
    let tree = document.tree();
    violation.via.filter(|via| {
        let value = violation.place.map(|place| document.mark(place));
        !value.is_some_and(|value| contains(&tree.get(*via).range, &value))
    })
}

/// The range of the value a violation is about: the alias or merge that brings it here, the value
/// itself, or what stands for one that isn't written.
pub(super) fn of(document: &Document, violation: &Violation) -> Range<usize> {
    let tree = document.tree();
    if let Some(via) = via(document, violation) {
        return tree.get(via).range.clone();
    }
    let Some(place) = violation.place else { return 0..0 };
    let node = tree.get(place.value);
    match (violation.path.last(), node.parent) {
        (Some(Step::Index(index)), Some(list)) if node.range.is_empty() => {
            tree.items(list).get(*index).map_or(0..0, |item| item.range.clone())
        }
        _ => document.mark(place),
    }
}

/// Whether a slip in the syntax is part of the value, so that nothing else need be said of it.
pub(super) fn is_slipped(document: &Document, violation: &Violation) -> bool {
    slips(document, of(document, violation)).next().is_some()
}

/// A mapping that a violation is about.
pub(super) struct Mapping {
    /// What it describes.
    pub(super) kind: Object,
    /// The mapping itself, aliases followed.
    pub(super) node: NodeId,
    /// Its fields, merged ones included.
    pub(super) fields: Vec<Field>,
    /// The alias or merge that brings it here, if it is written elsewhere.
    borrowed: Option<NodeId>,
}

impl Mapping {
    /// The mapping a violation is about, if it is about one that the schema knows.
    pub(super) fn of(context: &Context<'_>, violation: &Violation) -> Option<Self> {
        let tree = context.document.tree();
        let used = violation.place?.value;
        let node = tree.follow(used);
        let borrowed = via(context.document, violation).or((node != used).then_some(used));
        let kind = kind_at(&violation.path)?;
        tree.is_mapping(node).then(|| Self { kind, node, fields: tree.fields(node), borrowed })
    }

    /// The field of this name.
    pub(super) fn field(&self, tree: &Tree, name: &str) -> Option<Field> {
        self.fields.iter().copied().find(|field| tree.scalar(field.key) == Some(name))
    }

    /// Whether a field is written right here, and so can be mended here.
    pub(super) fn owns(&self, field: Field) -> bool {
        self.borrowed.is_none() && !field.inherited
    }

    /// Whether the mapping itself is written right here.
    pub(super) fn is_own(&self) -> bool {
        self.borrowed.is_none()
    }

    /// The range of a field's key, or of what brings it here.
    pub(super) fn key(&self, tree: &Tree, field: Field) -> Range<usize> {
        let key = &tree.get(field.key).range;
        let is_elsewhere = |merge: &NodeId| !contains(&tree.get(*merge).range, key);
        let merge = || tree.merge_of(self.node).filter(|_| field.inherited).filter(is_elsewhere);
        let node = self.borrowed.or_else(merge).unwrap_or(field.key);
        tree.get(node).range.clone()
    }

    /// What to mark when the mapping lacks something: the value of its `name`, else its first key.
    pub(super) fn title(&self, document: &Document) -> Range<usize> {
        let tree = document.tree();
        if let Some(borrowed) = self.borrowed {
            return tree.get(borrowed).range.clone();
        }
        // A dash with nothing behind it is where the item's first key would be typed.
        if let Some(dash) = dash_alone(document, self.node) {
            return dash;
        }
        let entries = tree.entries(self.node);
        let is_name = |key: NodeId| self.kind != Object::App && tree.scalar(key) == Some("name");
        let named = entries
            .iter()
            .find(|entry| is_name(entry.key) && !tree.get(entry.value).is_missing())
            .map(|entry| entry.value);
        let node = named.or_else(|| entries.first().map(|entry| entry.key)).unwrap_or(self.node);
        tree.get(node).range.clone()
    }
}

/// The syntax slips that touch a range.
pub(super) fn slips(document: &Document, range: Range<usize>) -> impl Iterator<Item = &Slip> {
    let slips = &document.syntax.slips;
    let first = slips.partition_point(|slip| slip.range.start < range.start);
    let before = first.checked_sub(1).and_then(|index| slips.get(index));
    let reaching = before.filter(move |slip| slip.range.end > range.start);
    let inside = slips.iter().skip(first).take_while(move |slip| slip.range.start <= range.end);
    // These say nothing of how the text nests.
    let shapes = |slip: &&Slip| {
        !matches!(slip.kind, SlipKind::BadCharacter { .. } | SlipKind::MissingByteOrderMark)
    };
    reaching.into_iter().chain(inside).filter(shapes)
}
