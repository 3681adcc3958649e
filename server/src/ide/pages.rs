//! The page on each thing that has a name: a key, a value, a rule.

use serde_json::Value;
use spacefile_schema::{Key, Kind, Object};

use super::words::{Words, code};
use crate::rules;
use crate::rules::edits::write_text;

/// Something that has a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// A key of a mapping.
    Key(Object, &'static str),
    /// One of the values that a key takes.
    Choice(Object, &'static str, &'static str),
    /// A rule.
    Rule(&'static str),
}

impl Page {
    /// A short name, by which it is found again.
    #[must_use]
    pub fn id(self) -> String {
        match self {
            Self::Key(object, key) => format!("{object:?}.{key}"),
            Self::Choice(object, key, choice) => format!("{object:?}.{key}={choice}"),
            Self::Rule(rule) => format!("rule {rule}"),
        }
    }

    /// The page of this short name.
    #[must_use]
    pub fn find(id: &str) -> Option<Self> {
        if let Some(rule) = id.strip_prefix("rule ") {
            return rules::find(rule).map(|rule| Self::Rule(rule.name));
        }
        let (object, rest) = id.split_once('.')?;
        let object = Object::ALL.into_iter().find(|known| format!("{known:?}") == object)?;
        let (name, choice) =
            rest.split_once('=').map_or((rest, None), |(name, choice)| (name, Some(choice)));
        let key = object.key(name)?;
        match choice {
            None => Some(Self::Key(object, key.name)),
            Some(choice) => Some(Self::Choice(object, key.name, key.choice(choice)?.name)),
        }
    }

    /// What it says.
    #[must_use]
    pub fn words(self) -> Words {
        match self {
            Self::Key(object, name) => object.key(name).map_or(Words::default(), |key| {
                Words::default().text(title(key)).text(key.docs).then(facts(object, key))
            }),
            Self::Choice(object, name, choice) => {
                let found = object.key(name).and_then(|key| key.choice(choice));
                let words = Words::default().text(format!("`{name}: {choice}`"));
                words.text(found.map_or("", |choice| choice.docs)).text(section(object, name))
            }
            Self::Rule(name) => rules::find(name).map_or(Words::default(), |rule| {
                let severity = rule.severity.name();
                Words::default().text(format!("{}: {} ({severity})", code(name), rule.summary))
            }),
        }
    }
}

/// A key and what it takes, in a line.
fn title(key: &Key) -> String {
    let need = if key.required { "required" } else { "optional" };
    format!("`{}`: {}, {need}", key.name, takes(key))
}

/// What kind of value a key takes, in a few words.
#[must_use]
pub fn takes(key: &Key) -> String {
    let one_of = |names: Vec<String>| match names.as_slice() {
        [only] => format!("only {only}"),
        names => format!("one of {} names", names.len()),
    };
    match key.kind {
        Kind::Text if !key.choices.is_empty() => {
            one_of(key.choices.iter().map(|choice| code(choice.name)).collect())
        }
        Kind::Text => "text".to_owned(),
        Kind::Boolean => "`true` or `false`".to_owned(),
        Kind::Integer => match key.schema.get("enum").and_then(Value::as_array) {
            Some(values) => one_of(values.iter().map(|value| code(&value.to_string())).collect()),
            None => "whole number".to_owned(),
        },
        Kind::List => match key.child {
            Some(Object::Micro) => "list of Micros".to_owned(),
            Some(Object::Action) => "list of actions".to_owned(),
            Some(_) => "list of variables".to_owned(),
            None => "list of texts".to_owned(),
        },
        Kind::Mapping => "keys of its own".to_owned(),
    }
}

/// Default, limits, example and source of a key.
fn facts(object: Object, key: &Key) -> Words {
    let mut lines = Vec::new();
    if let Some(default) = key.default.filter(|_| !key.required) {
        lines.push(format!("Default: {}.", code(&yaml(default))));
    }
    let limits = limits(key);
    if !limits.is_empty() {
        lines.push(format!("Limits: {}.", limits.join(", ")));
    }
    let words = Words::default().text(lines.join(" "));
    let words = match key.examples.first() {
        Some(example) => words.code(format!("{}:{}", key.name, behind_key(example))),
        None => words,
    };
    words.text(section(object, key.name))
}

/// What a push checks of a value, as far as numbers tell.
fn limits(key: &Key) -> Vec<String> {
    let number = |keyword: &str| key.schema.get(keyword).and_then(Value::as_u64);
    let mut limits = Vec::new();
    if let Some(most) = number("maxLength") {
        limits.push(format!("at most {most} characters"));
    }
    match (number("minItems"), number("maxItems")) {
        (Some(least), Some(most)) => limits.push(format!("{least} to {most} items")),
        (Some(1), None) => limits.push("at least one item".to_owned()),
        _ => {}
    }
    if key.schema.get("uniqueItems") == Some(&Value::Bool(true)) {
        limits.push("no item twice".to_owned());
    }
    limits
}

/// Where the documentation says so.
fn section(object: Object, key: &str) -> String {
    let section = match object {
        Object::App | Object::Micro => key,
        Object::Presets | Object::Env => "presets",
        Object::Action => "actions",
    };
    match (object, key) {
        (Object::Micro, "provide_actions") | (Object::Action, "path") => {
            "Known to the Space CLI, not to the Spacefile reference.".to_owned()
        }
        _ => format!("Spacefile reference, `{section}`"),
    }
}

/// A value behind its key and colon, in lines of its own where it is no single one.
fn behind_key(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            items.iter().map(|item| format!("\n  - {}", item_yaml(item))).collect()
        }
        value => format!(" {}", yaml(value)),
    }
}

fn item_yaml(item: &Value) -> String {
    match item {
        Value::Object(fields) => {
            let fields = fields.iter().map(|(key, value)| format!("{key}: {}", yaml(value)));
            fields.collect::<Vec<_>>().join("\n    ")
        }
        item => yaml(item),
    }
}

/// A value as YAML spells it on one line.
fn yaml(value: &Value) -> String {
    match value {
        Value::String(text) => write_text(text),
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_by_its_name() {
        let keys = Object::ALL.into_iter().flat_map(|object| {
            object.keys().iter().flat_map(move |key| {
                let choices = key.choices.iter();
                let choices = choices.map(move |it| Page::Choice(object, key.name, it.name));
                choices.chain([Page::Key(object, key.name)])
            })
        });
        let rules = rules::RULES.iter().map(|rule| Page::Rule(rule.name));
        for page in keys.chain(rules) {
            assert_eq!(Page::find(&page.id()), Some(page));
            assert!(!page.words().is_empty(), "{page:?}");
        }
        for id in ["", "Micro", "Micro.x", "Micro.engine=x", "rule x", "Nothing.name"] {
            assert_eq!(Page::find(id), None, "{id}");
        }
    }

    #[test]
    fn a_page_has_type_explanation_limits_example_and_source() {
        let page = Page::Key(Object::App, "app_name").words().plain();
        let paragraphs: Vec<_> = page.split("\n\n").collect();
        assert_eq!(paragraphs.first(), Some(&"app_name: text, optional"));
        assert_eq!(
            paragraphs.get(2..),
            Some(
                &[
                    "Limits: at most 12 characters.",
                    "    app_name: Notes",
                    "Spacefile reference, app_name",
                ][..]
            )
        );
    }
}
