//! One key of a Spacefile, as completion and hovers see it.

use serde_json::Value;

use crate::object::Object;

/// What kind of value a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A string.
    Text,
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer,
    /// A list, of texts or (where the key has a [`child`](Key::child)) of mappings.
    List,
    /// A mapping with keys of its own.
    Mapping,
}

/// One of the few values a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The value as written.
    pub name: &'static str,
    /// What it means, as Markdown.
    pub docs: &'static str,
}

/// A key of one of the mappings in a Spacefile. Everything here is read from the schema.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// The key as written.
    pub name: &'static str,
    /// A short human name.
    pub title: &'static str,
    /// Whether the mapping is refused without it.
    pub required: bool,
    /// What kind of value it takes.
    pub kind: Kind,
    /// What it does, as Markdown.
    pub docs: &'static str,
    /// The value that leaving the key out amounts to or, for a required key, the only one it takes.
    pub default: Option<&'static Value>,
    /// Values worth showing.
    pub examples: &'static [Value],
    /// The values it takes, if they are a closed list of texts.
    pub choices: Vec<Choice>,
    /// The mapping it holds, or of which it holds a list.
    pub child: Option<Object>,
    /// Its whole schema, for whatever else is asked.
    pub schema: &'static Value,
}

impl Key {
    /// Reads a key from the schema of the mapping it belongs to.
    pub(crate) fn read(
        owner: &'static Value,
        name: &'static str,
        schema: &'static Value,
        child: Option<Object>,
    ) -> Option<Key> {
        let kind = match text(schema, "type") {
            "string" => Kind::Text,
            "boolean" => Kind::Boolean,
            "integer" => Kind::Integer,
            "array" => Kind::List,
            "object" => Kind::Mapping,
            _ => return None,
        };
        let names = list(schema, "enum").iter();
        let docs = list(schema, "markdownEnumDescriptions").iter();
        let choices = names.zip(docs).filter_map(|(name, docs)| {
            let (name, docs) = (name.as_str()?, docs.as_str()?);
            Some(Choice { name, docs })
        });
        Some(Key {
            name,
            title: text(schema, "title"),
            required: list(owner, "required").iter().any(|key| key == name),
            kind,
            docs: text(schema, "markdownDescription"),
            default: schema.get("default"),
            examples: list(schema, "examples"),
            choices: choices.collect(),
            child,
            schema,
        })
    }

    /// The choice of exactly this name.
    #[must_use]
    pub fn choice(&self, name: &str) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.name == name)
    }
}

/// A keyword's text, empty if there is none.
pub(crate) fn text(schema: &'static Value, keyword: &str) -> &'static str {
    schema.get(keyword).and_then(Value::as_str).unwrap_or_default()
}

/// A keyword's list, empty if there is none.
fn list(schema: &'static Value, keyword: &str) -> &'static [Value] {
    schema.get(keyword).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
