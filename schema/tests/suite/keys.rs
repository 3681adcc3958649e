//! The views of the schema that completion and hovers use.

use serde_json::json;
use spacefile_schema::{Engine, Kind, Object};

#[test]
fn keys_come_in_the_documented_order() {
    let names =
        |object: Object| -> Vec<&str> { object.keys().iter().map(|key| key.name).collect() };
    assert_eq!(names(Object::App), ["v", "icon", "app_name", "auto_pwa", "micros"]);
    assert_eq!(
        names(Object::Micro),
        [
            "name",
            "src",
            "engine",
            "primary",
            "path",
            "serve",
            "commands",
            "include",
            "run",
            "dev",
            "presets",
            "public_routes",
            "public",
            "provide_actions",
            "actions"
        ]
    );
    assert_eq!(names(Object::Presets), ["env", "api_keys"]);
    assert_eq!(names(Object::Env), ["name", "description", "default"]);
    assert_eq!(
        names(Object::Action),
        ["id", "name", "description", "trigger", "default_interval", "path"]
    );
}

#[test]
fn required_keys_are_marked() {
    let required = |object: Object| -> Vec<&str> {
        let keys = object.keys().iter().filter(|key| key.required);
        keys.map(|key| key.name).collect()
    };
    assert_eq!(required(Object::App), ["v", "micros"]);
    assert_eq!(required(Object::Micro), ["name", "src", "engine"]);
    assert!(required(Object::Presets).is_empty());
    assert_eq!(required(Object::Env), ["name"]);
    assert_eq!(required(Object::Action), ["id", "name", "trigger", "default_interval"]);
}

#[test]
fn a_key_knows_all_about_itself() {
    let auto_pwa = Object::App.key("auto_pwa").unwrap();
    assert_eq!(auto_pwa.kind, Kind::Boolean);
    assert_eq!(auto_pwa.default, Some(&json!(true)));
    assert_eq!(Object::App.key("v").unwrap().kind, Kind::Integer);
    assert_eq!(Object::Micro.key("primary").unwrap().default, None);
    let presets = Object::Micro.key("presets").unwrap();
    assert_eq!((presets.kind, presets.child), (Kind::Mapping, Some(Object::Presets)));
    let actions = Object::Micro.key("actions").unwrap();
    assert_eq!((actions.kind, actions.child), (Kind::List, Some(Object::Action)));
    let commands = Object::Micro.key("commands").unwrap();
    assert_eq!((commands.kind, commands.child), (Kind::List, None));
    assert_eq!(Object::Env.key("name").unwrap().kind, Kind::Text);
    assert!(Object::Env.key("Name").is_none());

    let engine = Object::Micro.key("engine").unwrap();
    let names: Vec<&str> = engine.choices.iter().map(|choice| choice.name).collect();
    assert_eq!(names, Engine::ALL.map(Engine::name));
    assert!(Engine::Next.docs().contains("`output: 'standalone'`"));
    for object in Object::ALL {
        assert!(!object.docs().is_empty(), "{object:?}");
        for key in object.keys() {
            assert!(!key.docs.is_empty() && !key.title.is_empty(), "{}", key.name);
        }
    }
}

#[test]
fn a_place_has_a_kind_of_mapping() {
    let at = |path: &str| {
        let segments: Vec<&str> = path.split('/').skip(1).collect();
        Object::at(&segments)
    };
    assert_eq!(at(""), Some(Object::App));
    assert_eq!(at("/micros/0"), Some(Object::Micro));
    assert_eq!(at("/micros/17/presets"), Some(Object::Presets));
    assert_eq!(at("/micros/0/presets/env/1"), Some(Object::Env));
    assert_eq!(at("/micros/0/actions/0"), Some(Object::Action));
    for nowhere in
        ["/micros", "/v", "/micros/x", "/micros/0/name", "/env/0", "/micros/0/actions/0/id"]
    {
        assert_eq!(at(nowhere), None, "{nowhere}");
    }
}
