//! From the types to the JSON schema.

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use serde_json::{Map, Value};

use crate::app::Spacefile;
use crate::prose::{plain, unwrap_lines};

/// The order in which a schema's own keywords are written; others follow.
const ORDER: &[&str] = &[
    "$schema",
    "$comment",
    "title",
    "description",
    "markdownDescription",
    "type",
    "enum",
    "enumDescriptions",
    "markdownEnumDescriptions",
    "pattern",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "uniqueItems",
    "default",
    "examples",
    "additionalProperties",
    "required",
    "properties",
    "allOf",
    "if",
    "then",
    "else",
];

/// Makes the JSON schema afresh from the types of this crate.
///
/// [`crate::SCHEMA_JSON`] is the same schema as checked in; a test compares the two.
#[must_use]
pub fn generate() -> Value {
    SchemaSettings::draft07()
        .with_transform(RecursiveTransform(refuse_null))
        .with_transform(RecursiveTransform(list_choices))
        .with_transform(RecursiveTransform(describe_twice))
        .with_transform(RecursiveTransform(put_in_order))
        .into_generator()
        .into_root_schema_for::<Spacefile>()
        .to_value()
}

/// An optional key may be left out, but where it stands it needs a value.
fn refuse_null(schema: &mut Schema) {
    let Some(Value::Array(types)) = schema.get_mut("type") else {
        return;
    };
    types.retain(|kind| kind != "null");
    if let [only] = types.as_slice() {
        let only = only.clone();
        schema.insert("type".to_owned(), only);
    }
}

/// An enum of documented names: one list of names and, beside it, one of their descriptions.
fn list_choices(schema: &mut Schema) {
    let Some(Value::Array(variants)) = schema.get("oneOf") else {
        return;
    };
    let of_each = |keyword: &str| -> Option<Vec<String>> {
        let text = |variant: &Value| Some(variant.get(keyword)?.as_str()?.to_owned());
        variants.iter().map(text).collect()
    };
    let (Some(names), Some(docs)) = (of_each("const"), of_each("description")) else {
        return;
    };
    let docs: Vec<String> = docs.iter().map(|doc| unwrap_lines(doc)).collect();
    let texts: Vec<String> = docs.iter().map(|doc| plain(doc)).collect();
    schema.remove("oneOf");
    schema.insert("type".to_owned(), "string".into());
    schema.insert("enum".to_owned(), names.into());
    schema.insert("enumDescriptions".to_owned(), texts.into());
    schema.insert("markdownEnumDescriptions".to_owned(), docs.into());
}

/// Every description as plain text, and once more as Markdown for the editors that can show it.
fn describe_twice(schema: &mut Schema) {
    let Some(doc) = schema.get("description").and_then(Value::as_str) else {
        return;
    };
    let doc = unwrap_lines(doc);
    schema.insert("description".to_owned(), plain(&doc).into());
    schema.insert("markdownDescription".to_owned(), doc.into());
}

/// What a schema is comes first, what is in it later, and the long lists last.
fn put_in_order(schema: &mut Schema) {
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    let place = |key: &str| {
        let known = ORDER.iter().position(|known| *known == key);
        known.unwrap_or(ORDER.len())
    };
    let mut entries: Vec<(String, Value)> = std::mem::take(object).into_iter().collect();
    entries.sort_by_key(|(key, _)| (key == "definitions", key == "defaultSnippets", place(key)));
    *object = Map::from_iter(entries);
}
