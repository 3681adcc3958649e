//! The kinds of mapping in a Spacefile, and where they are.

use std::sync::OnceLock;

use serde_json::Value;

use crate::key::{Key, Kind, text};

/// A kind of mapping in a Spacefile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Object {
    /// The file as a whole.
    App,
    /// An item of `micros`.
    Micro,
    /// A Micro's `presets`.
    Presets,
    /// An item of `presets.env`.
    Env,
    /// An item of `actions`.
    Action,
}

impl Object {
    /// Every kind, in the order of the file.
    pub const ALL: [Object; 5] =
        [Object::App, Object::Micro, Object::Presets, Object::Env, Object::Action];

    /// Its keys, in the order of the documentation; read from the schema at first use.
    #[must_use]
    pub fn keys(self) -> &'static [Key] {
        static KEYS: OnceLock<[Vec<Key>; 5]> = OnceLock::new();
        KEYS.get_or_init(|| Object::ALL.map(Object::read_keys))
            .get(self as usize)
            .map_or(&[], Vec::as_slice)
    }

    /// The key of exactly this name.
    #[must_use]
    pub fn key(self, name: &str) -> Option<&'static Key> {
        self.keys().iter().find(|key| key.name == name)
    }

    /// What a mapping of this kind is, as Markdown.
    #[must_use]
    pub fn docs(self) -> &'static str {
        text(self.schema(), "markdownDescription")
    }

    /// The schema of a mapping of this kind, with no `$ref` left to follow at its top.
    #[must_use]
    pub fn schema(self) -> &'static Value {
        static NOTHING: Value = Value::Null;
        let Some((parent, key)) = self.home() else {
            return crate::schema();
        };
        let property = parent.schema().get("properties").and_then(|p| p.get(key));
        property
            .map(|property| property.get("items").unwrap_or(property))
            .and_then(follow)
            .unwrap_or(&NOTHING)
    }

    /// The kind of mapping at a place in a Spacefile, given as the segments of a JSON pointer:
    /// `["micros", "0", "presets"]` is [`Object::Presets`]. A list, a text and a place that no
    /// schema knows are none.
    #[must_use]
    pub fn at(path: &[&str]) -> Option<Object> {
        let mut object = Object::App;
        let mut segments = path.iter();
        while let Some(name) = segments.next() {
            let key = object.key(name)?;
            object = key.child?;
            if key.kind == Kind::List {
                segments.next()?.parse::<usize>().ok()?;
            }
        }
        Some(object)
    }

    /// Where such a mapping is found: under which key of which other one.
    const fn home(self) -> Option<(Object, &'static str)> {
        match self {
            Object::App => None,
            Object::Micro => Some((Object::App, "micros")),
            Object::Presets => Some((Object::Micro, "presets")),
            Object::Env => Some((Object::Presets, "env")),
            Object::Action => Some((Object::Micro, "actions")),
        }
    }

    fn read_keys(self) -> Vec<Key> {
        let schema = self.schema();
        let properties = schema.get("properties").and_then(Value::as_object);
        let read = |(name, property): (&'static String, &'static Value)| {
            let child =
                Object::ALL.into_iter().find(|object| object.home() == Some((self, name.as_str())));
            Key::read(schema, name, property, child)
        };
        properties.into_iter().flatten().filter_map(read).collect()
    }
}

/// The schema itself, or the one it refers to.
fn follow(schema: &'static Value) -> Option<&'static Value> {
    match schema.get("$ref").and_then(Value::as_str) {
        Some(reference) => crate::schema().pointer(reference.strip_prefix('#')?),
        None => Some(schema),
    }
}
