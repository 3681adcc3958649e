//! What is accepted and what is refused, rule by rule, and always as the original's schema says.

use serde_json::{Value, json};
use spacefile_schema::Engine;

/// An app of one Micro, which is `changes` over a plain one.
fn micro(changes: Value) -> Value {
    let mut micro = json!({ "name": "a", "src": ".", "engine": "custom" });
    merge(&mut micro, changes);
    json!({ "v": 0, "micros": [micro] })
}

fn app(changes: Value) -> Value {
    let mut app = micro(json!({}));
    merge(&mut app, changes);
    app
}

fn action(changes: Value) -> Value {
    let mut action =
        json!({ "id": "a", "name": "A", "trigger": "schedule", "default_interval": "1 day" });
    merge(&mut action, changes);
    micro(json!({ "actions": [action] }))
}

/// Sets keys; the text `(none)` removes one.
fn merge(into: &mut Value, changes: Value) {
    let (Value::Object(into), Value::Object(changes)) = (into, changes) else {
        panic!("not mappings");
    };
    for (key, value) in changes {
        if value == "(none)" {
            into.shift_remove(&key);
        } else {
            into.insert(key, value);
        }
    }
}

#[test]
fn what_is_accepted() {
    let same =
        |n: usize| -> Vec<Value> { vec![json!({ "name": "a", "src": "", "engine": "next" }); n] };
    let mut good = vec![
        app(json!({ "v": 0.0 })),
        app(json!({ "v": -0.0 })),
        app(json!({ "icon": "" })),
        app(json!({ "app_name": "" })),
        app(json!({ "app_name": "🚀".repeat(12) })),
        app(json!({ "auto_pwa": false })),
        app(json!({ "micros": same(5) })),
        micro(json!({ "name": "0_-Z" })),
        micro(
            json!({ "name": "x".repeat(500), "src": "/abs/../..", "path": "/", "run": "", "dev": "" }),
        ),
        micro(json!({ "commands": ["", ""] })),
        micro(json!({ "include": ["", "a", "./a"] })),
        micro(json!({ "public_routes": ["x", "/x", "*"] })),
        micro(json!({ "public": true, "primary": false, "provide_actions": true })),
        micro(json!({ "presets": {} })),
        micro(json!({ "presets": { "env": [{ "name": "" }, { "name": "" }], "api_keys": false } })),
        micro(
            json!({ "presets": { "env": [{ "name": "PORT", "description": "", "default": "" }] } }),
        ),
        action(json!({ "description": "é".repeat(142), "path": "", "default_interval": "never" })),
        micro(
            json!({ "actions": vec![json!({ "id": "", "name": "", "trigger": "schedule", "default_interval": "" }); 30] }),
        ),
        micro(json!({ "engine": "static", "serve": "" })),
    ];
    good.extend(Engine::ALL.map(|engine| {
        let serve = if engine.needs_serve() { "dist" } else { "(none)" };
        micro(json!({ "engine": engine.name(), "serve": serve }))
    }));
    check(&good, true);
}

#[test]
fn what_is_refused() {
    let mut bad = vec![
        json!(null),
        json!([]),
        json!({}),
        app(json!({ "v": "(none)" })),
        app(json!({ "v": "0" })),
        app(json!({ "v": 1 })),
        app(json!({ "v": 0.5 })),
        app(json!({ "v": false })),
        app(json!({ "v": null })),
        app(json!({ "icon": null })),
        app(json!({ "app_name": "1234567890123" })),
        app(json!({ "app_name": "👨‍👩‍👧‍👦👨‍👩‍👧‍👦" })),
        app(json!({ "app_name": 7 })),
        app(json!({ "auto_pwa": "true" })),
        app(json!({ "name": "x" })),
        app(json!({ "micros": "(none)" })),
        app(json!({ "micros": [] })),
        app(json!({ "micros": {} })),
        app(json!({ "micros": [null] })),
        app(json!({ "micros": vec![json!({ "name": "a", "src": "", "engine": "next" }); 6] })),
        micro(json!({ "name": "(none)" })),
        micro(json!({ "src": "(none)" })),
        micro(json!({ "engine": "(none)" })),
        micro(json!({ "engine": "python3.10" })),
        micro(json!({ "engine": "nodejs16.x" })),
        micro(json!({ "engine": "Static" })),
        micro(json!({ "engine": 3.9 })),
        micro(json!({ "commands": [] })),
        micro(json!({ "commands": "make" })),
        micro(json!({ "commands": [1] })),
        micro(json!({ "include": [] })),
        micro(json!({ "include": ["a", "a"] })),
        micro(json!({ "public_routes": [] })),
        micro(json!({ "public_routes": [""] })),
        micro(json!({ "public_routes": ["/a", "/a"] })),
        micro(json!({ "presets": [] })),
        micro(json!({ "presets": { "env": [] } })),
        micro(json!({ "presets": { "env": [{}] } })),
        micro(json!({ "presets": { "env": [{ "name": "A", "default": 1 }] } })),
        micro(json!({ "presets": { "env": [{ "name": "A", "value": "1" }] } })),
        micro(json!({ "presets": { "env": { "A": "1" } } })),
        micro(json!({ "presets": { "api_keys": [] } })),
        micro(json!({ "presets": { "keys": true } })),
        micro(json!({ "actions": [] })),
        micro(json!({ "actions": {} })),
        action(json!({ "trigger": "cron" })),
        action(json!({ "description": "x".repeat(143) })),
        action(json!({ "default_interval": 5 })),
        action(json!({ "interval": "1 day" })),
        micro(json!({ "env": [] })),
    ];
    for name in ["", "-a", "_a", "a b", "a.b", "ä", "a\n", "a/b"] {
        bad.push(micro(json!({ "name": name })));
    }
    for key in ["id", "name", "trigger", "default_interval"] {
        bad.push(action(json!({ key: "(none)" })));
    }
    check(&bad, false);
}

#[test]
fn keys_depend_on_the_engine() {
    for engine in Engine::ALL {
        let with = |key: &str, value: Value| micro(json!({ "engine": engine.name(), key: value }));
        check(&[with("serve", json!("dist"))], engine.allows_serve());
        check(&[micro(json!({ "engine": engine.name() }))], !engine.needs_serve());
        let include = json!({ "engine": engine.name(), "include": ["a"] });
        let mut include = micro(include);
        if engine.needs_serve() {
            merge(&mut include["micros"][0], json!({ "serve": "dist" }));
        }
        check(&[include], engine.allows_include());
    }
}

#[test]
fn a_failed_condition_names_its_keys() {
    let cases = [
        (json!({ "engine": "react", "include": ["a"] }), json!(["include"])),
        (json!({ "engine": "next", "serve": "a" }), json!(["serve"])),
        (json!({ "engine": "deno", "serve": "a" }), json!(["serve"])),
        (json!({ "engine": 1, "serve": null }), json!(["serve"])),
        (json!({ "engine": "(none)", "serve": "a" }), json!(["serve"])),
        (json!({ "public": false, "public_routes": null }), json!(["public", "public_routes"])),
    ];
    for (changes, required) in cases {
        let value = micro(changes);
        check(std::slice::from_ref(&value), false);
        let failed: Vec<Value> = super::ours()
            .iter_errors(&value)
            .filter(|error| error.instance_path().as_str() == "/micros/0")
            .filter_map(|error| match error.kind() {
                jsonschema::error::ValidationErrorKind::Not { schema } => Some(schema.clone()),
                _ => None,
            })
            .collect();
        assert_eq!(failed, [json!({ "required": required })], "{value}");
    }
}

#[test]
fn every_value_in_every_place_is_judged_as_by_the_original() {
    let Some(official) = super::shared::official() else { return };
    let ours = super::ours();
    let whole = json!({
        "v": 0, "icon": "i", "app_name": "n", "auto_pwa": true,
        "micros": [{
            "name": "a", "src": "s", "engine": "custom", "primary": true, "path": "p",
            "commands": ["c"], "include": ["i"], "run": "r", "dev": "d",
            "presets": { "env": [{ "name": "n", "description": "d", "default": "x" }], "api_keys": true },
            "public_routes": ["/r"], "provide_actions": true,
            "actions": [{ "id": "i", "name": "n", "description": "d", "trigger": "schedule",
                          "default_interval": "x", "path": "p" }]
        }, { "name": "b", "src": "s", "engine": "static", "serve": "s", "public": true }]
    });
    let mut values = vec![
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(0.0),
        json!(1),
        json!(-1),
        json!(1.5),
        json!(""),
        json!("x"),
        json!("0"),
        json!("A_b-9"),
        json!("x".repeat(12)),
        json!("x".repeat(13)),
        json!("x".repeat(142)),
        json!("x".repeat(143)),
        json!([]),
        json!([""]),
        json!(["a"]),
        json!(["a", "a"]),
        json!(["a", "b"]),
        json!([0]),
        json!([null]),
        json!([{}]),
        json!({}),
        json!({ "name": "n" }),
        json!([{ "name": "n" }]),
        json!({ "x": 1 }),
        json!("schedule"),
    ];
    values.extend(Engine::ALL.map(|engine| json!(engine.name())));
    let mut paths = Vec::new();
    places(&whole, String::new(), &mut paths);
    let mut judged = 0;
    let mut judge = |value: &Value| {
        assert_eq!(ours.is_valid(value), official.is_valid(value), "{value}");
        judged += 1;
    };
    judge(&whole);
    assert!(ours.is_valid(&whole));
    for path in &paths {
        for value in &values {
            let mut changed = whole.clone();
            *changed.pointer_mut(path).unwrap() = value.clone();
            judge(&changed);
        }
        let (parent, key) = path.rsplit_once('/').unwrap_or_default();
        let mut changed = whole.clone();
        if let Some(Value::Object(parent)) = changed.pointer_mut(parent) {
            parent.shift_remove(key);
            judge(&changed);
        }
    }
    // Every combination of the keys that depend on one another.
    let engines = Engine::ALL.map(|engine| json!(engine.name()));
    for engine in engines.iter().chain(&[json!("deno"), json!(null), json!("(none)")]) {
        for bits in 0..16_u8 {
            let mut changes = json!({ "engine": engine });
            for (bit, key) in ["serve", "include", "public", "public_routes"].iter().enumerate() {
                if bits >> bit & 1 == 1 {
                    changes[*key] = match *key {
                        "serve" => json!("s"),
                        "public" => json!(false),
                        _ => json!(["/a"]),
                    };
                }
            }
            judge(&micro(changes));
        }
    }
    assert!(judged > 1000);
}

/// The JSON pointers of a value and all within it.
fn places(value: &Value, at: String, into: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                places(item, format!("{at}/{index}"), into);
            }
        }
        Value::Object(entries) => {
            for (key, item) in entries {
                places(item, format!("{at}/{key}"), into);
            }
        }
        _ => {}
    }
    into.push(at);
}

/// All these are accepted, or all are refused, by our schema and by the original's.
fn check(values: &[Value], good: bool) {
    let ours = super::ours();
    let official = super::shared::official();
    for value in values {
        assert_eq!(ours.is_valid(value), good, "{value}");
        if let Some(official) = &official {
            assert_eq!(official.is_valid(value), good, "the original on {value}");
        }
    }
}
