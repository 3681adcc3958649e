//! What editors insert is valid as inserted.

use serde_json::Value;
use spacefile_schema::{Object, schema};

#[test]
fn every_body_is_valid_where_it_is_offered() {
    let mut seen = 0;
    super::each_schema(schema(), "", &mut |at, schema| {
        for snippet in schema["defaultSnippets"].as_array().into_iter().flatten() {
            let label = snippet["label"].as_str().expect("a label");
            assert!(snippet["description"].is_string(), "{label}");
            let value = fill_in(&snippet["body"]);
            let errors: Vec<String> =
                super::part(schema).iter_errors(&value).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{at}, {label}: {errors:?}");
            seen += 1;
        }
    });
    assert_eq!(seen, 15);
}

#[test]
fn each_object_has_some() {
    for object in Object::ALL {
        assert!(object.schema()["defaultSnippets"].is_array(), "{object:?}");
    }
}

/// Replaces each `${1:text}` by its text.
fn fill_in(body: &Value) -> Value {
    match body {
        Value::String(text) => {
            let mut filled = String::new();
            let mut rest = text.as_str();
            while let Some((before, after)) = rest.split_once("${") {
                let (place, tail) = after.split_once('}').expect("a closed placeholder");
                let (number, default) = place.split_once(':').expect("a default text");
                assert!(number.parse::<u8>().is_ok_and(|number| number > 0), "{text}");
                assert!(!default.is_empty(), "{text}");
                filled += before;
                filled += default;
                rest = tail;
            }
            Value::String(filled + rest)
        }
        Value::Array(items) => items.iter().map(fill_in).collect(),
        Value::Object(entries) => {
            entries.iter().map(|(key, value)| (key.clone(), fill_in(value))).collect()
        }
        other => other.clone(),
    }
}
