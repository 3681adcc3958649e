//! The rules between keys of a Micro.
//!
//! A linter tells which one failed by the `required` list under the failing `not`.

use serde_json::{Value, json};

use crate::engine::Engine;

/// The conditions on a Micro, for its `allOf`.
pub(crate) fn of_a_micro() -> Value {
    json!([
        {
            "$comment": "A static Micro has to say which folder it serves.",
            "if": engine_is(Engine::needs_serve),
            "then": { "required": ["serve"] }
        },
        {
            "$comment": "Only the static engines serve a folder, and only the others choose what to package. \
                         A missing or unknown engine counts as one of the others.",
            "if": engine_is(Engine::is_static_like),
            "then": { "not": { "required": ["include"] } },
            "else": { "not": { "required": ["serve"] } }
        },
        {
            "$comment": "Public as a whole or route by route, not both; presence alone counts.",
            "not": { "required": ["public", "public_routes"] }
        }
    ])
}

/// Holds for a Micro whose engine is there and is one of those chosen.
fn engine_is(chosen: fn(Engine) -> bool) -> Value {
    let names: Vec<&str> =
        Engine::ALL.into_iter().filter(|engine| chosen(*engine)).map(Engine::name).collect();
    json!({ "properties": { "engine": { "enum": names } }, "required": ["engine"] })
}
