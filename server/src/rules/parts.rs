//! The parts of an app that several rules look at, and the places that stand for them.

use std::collections::HashSet;
use std::ops::Range;

use super::Context;
use super::words::quote;
use crate::document::Document;
use crate::model::Object;
use crate::syntax::{Node, NodeId, NodeKind, Style};

/// The actions of the app, each with the number of its Micro. One that several Micros share
/// through an alias comes once.
pub(super) fn actions(context: &Context<'_>) -> Vec<(usize, Object)> {
    distinct(context, |micro| micro.objects(context.document, "actions"))
}

/// The environment variables that Micros ask for, as [`actions`].
pub(super) fn variables(context: &Context<'_>) -> Vec<(usize, Object)> {
    distinct(context, |micro| {
        let presets = micro.object(context.document, "presets");
        presets.map_or_else(Vec::new, |presets| presets.objects(context.document, "env"))
    })
}

fn distinct(context: &Context<'_>, parts: impl Fn(&Object) -> Vec<Object>) -> Vec<(usize, Object)> {
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for (index, micro) in context.app.micros.iter().enumerate() {
        let new = parts(micro).into_iter().filter(|part| seen.insert(part.node));
        found.extend(new.map(|part| (index, part)));
    }
    found
}

/// How many items `micros` has, whatever they are.
pub(super) fn micro_count(context: &Context<'_>) -> usize {
    context.document.micros().map_or(0, |field| context.document.tree().items(field.value).len())
}

/// How to call something with a name in a message.
pub(super) fn called(document: &Document, object: &Object, otherwise: &str) -> String {
    match object.text(document, "name") {
        Some((name, _)) if !name.is_empty() => quote(name),
        _ => otherwise.to_owned(),
    }
}

/// What to mark for a field of an object: its value, or what brings it in from elsewhere.
pub(super) fn mark(document: &Document, object: &Object, name: &str) -> Range<usize> {
    let range = object.mark(document, name).unwrap_or_else(|| object.title(document));
    if contains(&object.range, &range) {
        return range;
    }
    let tree = document.tree();
    let merge = tree.entries(object.node).iter().find(|entry| tree.is_merge(entry.key));
    let range = merge.map_or(&object.range, |entry| &tree.get(entry.value).range);
    if contains(&object.range, range) { range.clone() } else { object.range.clone() }
}

/// The nodes of a document that are searched for one at a place: a Spacefile has a few hundred.
pub(super) fn nodes(document: &Document) -> impl Iterator<Item = (NodeId, &Node)> {
    const MOST: usize = 10_000;
    document.tree().iter().take(MOST)
}

/// Whether a range lies in another one.
pub(super) fn contains(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// Where a text stands letter by letter: the place between its quotes, if it has any.
/// `None` if it is written in another way, with escapes or over several lines.
pub(super) fn letters(document: &Document, value: NodeId) -> Option<Range<usize>> {
    let node = document.tree().get(value);
    let NodeKind::Scalar { text, style } = &node.kind else { return None };
    let range = match style {
        Style::Plain => node.range.clone(),
        Style::Single | Style::Double => node.range.start + 1..node.range.end.saturating_sub(1),
        Style::Literal | Style::Folded => return None,
    };
    (document.text.get(range.clone()) == Some(text)).then_some(range)
}
