//! Titles, descriptions and examples.

use spacefile_schema::{Object, schema};

#[test]
fn everything_is_described_in_both_ways() {
    super::each_schema(schema(), "", &mut |at, schema| {
        if schema.get("$ref").is_some() || at.ends_with("/items") {
            return;
        }
        for keyword in ["title", "description", "markdownDescription"] {
            let text = schema[keyword].as_str().unwrap_or_default();
            assert!(!text.is_empty(), "{at} has no {keyword}");
        }
        let (plain, markdown) = (&schema["description"], &schema["markdownDescription"]);
        check_prose(at, plain.as_str().unwrap(), markdown.as_str().unwrap());
        assert!(schema["examples"].is_array(), "{at} has no examples");
    });
}

#[test]
fn choices_are_described_in_both_ways() {
    for (object, key) in [(Object::Micro, "engine"), (Object::Action, "trigger")] {
        let schema = object.key(key).unwrap().schema;
        let list = |keyword: &str| schema[keyword].as_array().unwrap().clone();
        let plain = list("enumDescriptions");
        let markdown = list("markdownEnumDescriptions");
        assert_eq!(list("enum").len(), plain.len());
        assert_eq!(list("enum").len(), markdown.len());
        for (plain, markdown) in plain.iter().zip(&markdown) {
            check_prose(key, plain.as_str().unwrap(), markdown.as_str().unwrap());
        }
    }
}

fn check_prose(at: &str, plain: &str, markdown: &str) {
    assert!(!plain.contains('`'), "{at}: Markdown in the plain text");
    assert!(!plain.contains("**"), "{at}: Markdown in the plain text");
    assert!(plain.ends_with('.'), "{at}: not a sentence");
    for paragraph in markdown.split("\n\n") {
        assert!(!paragraph.contains('\n'), "{at}: a line break in a paragraph");
        let fancy = ["- ", "* ", "#", "```", "|", ">", "["];
        assert!(
            !fancy.iter().any(|start| paragraph.starts_with(start)),
            "{at}: more Markdown than the plain text can do without"
        );
    }
    assert_eq!(markdown.matches('`').count() % 2, 0, "{at}: an open code span");
}

#[test]
fn examples_and_defaults_are_valid() {
    let mut seen = 0;
    super::each_schema(schema(), "", &mut |at, schema| {
        let examples = schema["examples"].as_array().into_iter().flatten();
        for value in examples.chain(schema.get("default")) {
            // The root's own schema would bring its definitions along, which is as well.
            let validator = super::part(schema);
            assert!(validator.is_valid(value), "{at}: {value} is not valid");
            seen += 1;
        }
    });
    assert!(seen > 50, "only {seen} examples");
}

#[test]
fn the_type_of_the_file_reads_its_own_example() {
    for example in schema()["examples"].as_array().unwrap() {
        let file: spacefile_schema::Spacefile = serde_json::from_value(example.clone()).unwrap();
        assert_eq!(&serde_json::to_value(file).unwrap(), example);
    }
}
