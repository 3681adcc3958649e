//! What each word of a Spacefile is, for colours.

use std::collections::HashMap;
use std::ops::Range;

use spacefile_schema::{Key, Kind as ValueKind, Object};

use crate::document::Document;
use crate::syntax::{NodeId, NodeKind, Scalar, Tree};

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A key that the documentation knows at its place.
    Key,
    /// The name of a Micro.
    Micro,
    /// The id or name of an action.
    Action,
    /// An environment variable.
    Variable,
    /// One of the few values that its key takes: an engine, a trigger.
    Choice,
    /// Any other text.
    Text,
    /// A number or date.
    Number,
    /// `true`, `false`, nothing, `<<`.
    Word,
    /// An anchor or alias.
    Anchor,
    /// A comment.
    Comment,
}

/// A word, or what is one to the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Bytes; may reach over several lines.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
    /// Whether it gives something its name.
    pub is_definition: bool,
}

/// Where in a Spacefile a value stands.
#[derive(Debug, Clone, Copy)]
enum Place {
    Object(Object),
    ListOf(Object),
    Value(Object, &'static Key),
    Key,
    Merge,
}

/// The words that a range touches, in order. Keys that nobody knows are none, and neither are shell
/// commands.
#[must_use]
pub fn tokens(document: &Document, range: &Range<usize>) -> Vec<Token> {
    let tree = document.tree();
    let mut places: HashMap<NodeId, Place> = HashMap::new();
    places.extend(tree.root().map(|root| (root, Place::Object(Object::App))));
    let mut found: Vec<Token> = Vec::new();
    let mut add = |range: &Range<usize>, kind, is_definition| {
        found.push(Token { range: range.clone(), kind, is_definition });
    };
    for (id, node) in tree.iter() {
        let place = places.get(&id).copied();
        if let Some(anchor) = &node.anchor {
            add(anchor, Kind::Anchor, true);
        }
        match &node.kind {
            NodeKind::Mapping(entries) => {
                for entry in entries {
                    let (key, value) = places_in(tree, place, entry.key);
                    places.extend(key.map(|place| (entry.key, place)));
                    places.extend(value.map(|place| (entry.value, place)));
                }
            }
            NodeKind::Sequence(items) => {
                let inner = match place {
                    Some(Place::ListOf(object)) => Some(Place::Object(object)),
                    place => place.filter(|it| matches!(it, Place::Value(..))),
                };
                places.extend(
                    inner.into_iter().flat_map(|it| items.iter().map(move |item| (item.value, it))),
                );
            }
            NodeKind::Alias(_) => add(&node.range, Kind::Anchor, false),
            NodeKind::Scalar { .. } => {
                if let Some((kind, is_definition)) = kind_of(tree, id, place) {
                    add(&node.range, kind, is_definition);
                }
            }
        }
    }
    for comment in &document.syntax.comments {
        add(comment, Kind::Comment, false);
    }
    found.retain(|token| {
        let touches = token.range.start < range.end && range.start < token.range.end;
        touches && !token.range.is_empty()
    });
    found.sort_by_key(|token| token.range.start);
    // The comment behind a `|` stands inside of that text.
    let mut end = 0;
    found.retain(|token| {
        let is_apart = end <= token.range.start;
        end = end.max(token.range.end);
        is_apart
    });
    found
}

/// Where the key and the value of an entry stand, if anybody knows.
fn places_in(tree: &Tree, mapping: Option<Place>, key: NodeId) -> (Option<Place>, Option<Place>) {
    if tree.is_merge(key) {
        return (Some(Place::Merge), mapping);
    }
    let Some(Place::Object(object)) = mapping else { return (None, None) };
    let known = tree.scalar(key).and_then(|name| object.key(name));
    let value = known.map(|key| match (key.child, key.kind) {
        (Some(child), ValueKind::List) => Place::ListOf(child),
        (Some(child), _) => Place::Object(child),
        (None, _) => Place::Value(object, key),
    });
    (known.map(|_| Place::Key), value)
}

/// What a scalar is, and whether it gives something its name.
fn kind_of(tree: &Tree, id: NodeId, place: Option<Place>) -> Option<(Kind, bool)> {
    let is_key = tree.get(id).parent.is_some_and(|parent| {
        tree.entries(parent).binary_search_by_key(&id, |entry| entry.key).is_ok()
    });
    Some(match (place, tree.resolve(id)?) {
        (Some(Place::Key), _) => (Kind::Key, false),
        (Some(Place::Merge), _) => (Kind::Word, false),
        _ if is_key => return None,
        (Some(Place::Value(object, key)), Scalar::Text) => match (object, key.name) {
            (Object::Micro, "name") => (Kind::Micro, true),
            (Object::Action, "id" | "name") => (Kind::Action, true),
            (Object::Env, "name") => (Kind::Variable, true),
            // Editors colour shell commands word by word, which one colour of ours would hide.
            (Object::Micro, "run" | "dev" | "commands") => return None,
            _ if !key.choices.is_empty() => (Kind::Choice, false),
            _ => (Kind::Text, false),
        },
        (_, Scalar::Text) => (Kind::Text, false),
        (_, Scalar::Number(_) | Scalar::Timestamp) => (Kind::Number, false),
        (_, Scalar::Boolean(_) | Scalar::Null) => (Kind::Word, false),
    })
}
