//! The checked-in schema is the generated one, and a good JSON schema.

use std::path::Path;

use serde_json::Value;
use spacefile_schema::{SCHEMA_JSON, generate, schema};

#[test]
fn schema_is_fresh() {
    let mut text = serde_json::to_string_pretty(&generate()).unwrap();
    text.push('\n');
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("spacefile.schema.json");
        if std::fs::read_to_string(&file).unwrap() != text {
            std::fs::write(&file, text).unwrap();
        }
        return;
    }
    assert!(
        text == SCHEMA_JSON.replace("\r\n", "\n"),
        "schema/spacefile.schema.json is stale; run\n\n    \
         UPDATE=1 cargo test --workspace fresh\n"
    );
}

#[test]
fn schema_is_a_draft_07_schema() {
    assert_eq!(schema()["$schema"], "http://json-schema.org/draft-07/schema#");
    if let Err(error) = jsonschema::draft7::meta::validate(schema()) {
        panic!("{}: {error}", error.instance_path());
    }
}

#[test]
fn nothing_is_promised_that_no_one_keeps() {
    assert!(schema().get("$id").is_none());
    let text = SCHEMA_JSON.replace("http://json-schema.org/draft-07/schema#", "");
    assert!(!text.contains("://"), "an address in the schema");
    super::each_schema(schema(), "", &mut |at, schema| {
        assert!(schema.get("format").is_none(), "{at} has a format");
        if schema.get("$ref").is_some() {
            assert_eq!(schema.as_object().map(|it| it.len()), Some(1), "{at}: siblings of $ref");
        }
        if schema["type"] == "object" {
            assert_eq!(schema["additionalProperties"], Value::Bool(false), "{at}");
        }
    });
}
