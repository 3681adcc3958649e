//! An app and its Micros, as far as a document names them.

use std::collections::HashSet;
use std::ops::Range;

use spacefile_schema::Engine;

use crate::document::{Document, Place, Step, pointer};
use crate::syntax::{Field, Node, NodeId, NodeKind, Scalar, SlipKind};

/// The app a document describes.
#[derive(Debug, Clone)]
pub struct App {
    /// The outermost mapping.
    pub root: Object,
    /// The items of `micros` that are mappings, in order.
    pub micros: Vec<Object>,
}

/// A mapping with its fields looked up: the app, a Micro, an action, an environment variable.
#[derive(Debug, Clone)]
pub struct Object {
    /// The value itself, aliases followed.
    pub node: NodeId,
    /// Where it is used: itself, or the alias that stands for it.
    pub range: Range<usize>,
    /// How to get there from the root.
    pub path: Vec<Step>,
    /// Its fields, merged ones included.
    pub fields: Vec<Field>,
}

impl App {
    /// Finds the app in a document.
    #[must_use]
    pub fn new(document: &Document) -> Self {
        let root = match document.tree().root() {
            Some(root) => Object::new(document, root, Vec::new()),
            None => Object {
                node: NodeId::default(),
                range: 0..0,
                path: Vec::new(),
                fields: Vec::new(),
            },
        };
        // Aliases that multiply beyond what a push reads aren't followed.
        let bomb = document.syntax.slips.iter().any(|slip| slip.kind == SlipKind::AliasBomb);
        let micros = if bomb {
            Vec::new()
        } else {
            objects(document, document.micros(), "micros", &root.path)
        };
        Self { root, micros }
    }

    /// List items outside of `micros` that have a key which only Micros have.
    #[must_use]
    pub fn strays(&self, document: &Document) -> Vec<Object> {
        let tree = document.tree();
        let in_list = |node: &Node| {
            node.parent.is_some_and(|list| matches!(tree.get(list).kind, NodeKind::Sequence(_)))
        };
        let is_micro = |id: NodeId| {
            let mut keys = tree.entries(id).iter().map(|entry| tree.scalar(entry.key));
            keys.any(|key| matches!(key, Some("src" | "engine")))
        };
        let known: HashSet<NodeId> = self.micros.iter().map(|micro| micro.node).collect();
        let items = tree.iter().filter(|(id, node)| tree.is_mapping(*id) && in_list(node));
        let strays = items.filter(|(id, _)| is_micro(*id) && !known.contains(id));
        // Where it stands is nowhere that the schema knows, so it has no path.
        strays.map(|(id, _)| Object::new(document, id, Vec::new())).collect()
    }
}

impl Object {
    fn new(document: &Document, used: NodeId, path: Vec<Step>) -> Self {
        let tree = document.tree();
        let node = tree.follow(used);
        let range = tree.get(used).range.clone();
        Self { node, range, path, fields: tree.fields(node) }
    }

    /// The field of this name.
    #[must_use]
    pub fn field(&self, document: &Document, name: &str) -> Option<Field> {
        let tree = document.tree();
        self.fields.iter().copied().find(|field| tree.scalar(field.key) == Some(name))
    }

    /// The text of a field and its place, if it is there and is text.
    #[must_use]
    pub fn text<'d>(&self, document: &'d Document, name: &str) -> Option<(&'d str, Place)> {
        let field = self.field(document, name)?;
        let text = document.tree().text(field.value)?;
        Some((text, Place { key: Some(field.key), value: field.value }))
    }

    /// A field's value, if it is there and is `true` or `false`.
    #[must_use]
    pub fn boolean(&self, document: &Document, name: &str) -> Option<bool> {
        match document.tree().resolve(self.field(document, name)?.value) {
            Some(Scalar::Boolean(value)) => Some(value),
            _ => None,
        }
    }

    /// The range that stands for a field: its value, or its key where no value is written.
    #[must_use]
    pub fn mark(&self, document: &Document, name: &str) -> Option<Range<usize>> {
        let field = self.field(document, name)?;
        Some(document.mark(Place { key: Some(field.key), value: field.value }))
    }

    /// A field that is a mapping itself.
    #[must_use]
    pub fn object(&self, document: &Document, name: &str) -> Option<Object> {
        let value = self.field(document, name)?.value;
        let tree = document.tree();
        let mut path = self.path.clone();
        path.push(Step::Key(name.to_owned()));
        tree.is_mapping(tree.follow(value)).then(|| Object::new(document, value, path))
    }

    /// The items of a list field that are mappings, with their true positions in their paths.
    #[must_use]
    pub fn objects(&self, document: &Document, name: &str) -> Vec<Object> {
        objects(document, self.field(document, name), name, &self.path)
    }

    /// The items of a list field that are text: index, text, range.
    #[must_use]
    pub fn texts<'d>(
        &self,
        document: &'d Document,
        name: &str,
    ) -> Vec<(usize, &'d str, Range<usize>)> {
        let tree = document.tree();
        let items = self.field(document, name).map_or(&[][..], |field| tree.items(field.value));
        let texts = items.iter().enumerate().filter_map(|(index, item)| {
            Some((index, tree.text(item.value)?, tree.get(item.value).range.clone()))
        });
        texts.collect()
    }

    /// A Micro's engine, if it names one that exists.
    #[must_use]
    pub fn engine(&self, document: &Document) -> Option<Engine> {
        Engine::from_name(self.text(document, "engine")?.0)
    }

    /// The JSON pointer to this object.
    #[must_use]
    pub fn pointer(&self) -> String {
        pointer(&self.path)
    }

    /// The JSON pointer to one of its fields.
    #[must_use]
    pub fn pointer_to(&self, name: &str) -> String {
        let mut path = self.path.clone();
        path.push(Step::Key(name.to_owned()));
        pointer(&path)
    }

    /// What to mark when something is wrong with the whole: its `name`, else its first key.
    #[must_use]
    pub fn title(&self, document: &Document) -> Range<usize> {
        self.mark(document, "name")
            .or_else(|| {
                let first = self.fields.first()?;
                Some(document.tree().get(first.key).range.clone())
            })
            .unwrap_or_else(|| self.range.clone())
    }
}

/// The items of a list field that are mappings.
fn objects(document: &Document, field: Option<Field>, name: &str, path: &[Step]) -> Vec<Object> {
    let tree = document.tree();
    let items = field.map_or(&[][..], |field| tree.items(field.value));
    let is_mapping = |id: NodeId| tree.is_mapping(tree.follow(id));
    let mappings = items.iter().enumerate().filter(|(_, item)| is_mapping(item.value));
    mappings
        .map(|(index, item)| {
            let mut path = path.to_vec();
            path.extend([Step::Key(name.to_owned()), Step::Index(index)]);
            Object::new(document, item.value, path)
        })
        .collect()
}
