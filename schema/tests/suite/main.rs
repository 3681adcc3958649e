//! The schema against itself, against hand-made values, and against the original's schema.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr
)]

mod corpus;
mod fresh;
mod keys;
mod rules;
mod shared;
mod snippets;
mod words;

use jsonschema::Validator;
use serde_json::{Value, json};

/// A validator of the checked-in schema.
fn ours() -> Validator {
    jsonschema::draft7::new(spacefile_schema::schema()).expect("our schema compiles")
}

/// A validator of a part of our schema, with the definitions it may refer to.
fn part(schema: &Value) -> Validator {
    let definitions = &spacefile_schema::schema()["definitions"];
    let mut whole = json!({ "definitions": definitions });
    whole["allOf"] = json!([schema]);
    jsonschema::draft7::new(&whole).expect("a part of our schema compiles")
}

/// Calls `visit` with every schema within `schema`, itself included, and where it is.
fn each_schema<'a>(schema: &'a Value, at: &str, visit: &mut dyn FnMut(&str, &'a Value)) {
    visit(at, schema);
    for keyword in ["properties", "definitions"] {
        for (name, inner) in schema[keyword].as_object().into_iter().flatten() {
            each_schema(inner, &format!("{at}/{keyword}/{name}"), visit);
        }
    }
    if let Some(items) = schema.get("items") {
        each_schema(items, &format!("{at}/items"), visit);
    }
}
