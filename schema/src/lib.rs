//! What a Spacefile may say, said once.
//!
//! The Rust types here ([`Spacefile`], [`Micro`], [`Engine`], [`Presets`], [`Action`]) carry the
//! documentation, limits, defaults and examples of every key. [`generate`] turns them into a
//! draft-07 JSON schema, which is checked in as `spacefile.schema.json` and embedded as
//! [`SCHEMA_JSON`]. [`Object`], [`Key`] and [`Engine::docs`] are views of that schema for
//! completion and hovers, so no word has to be written a second time.
//!
//! The schema accepts and refuses exactly what a push does. Limits that are documented but that
//! nothing checks live in the words and in the constants, never in a validation keyword.

mod action;
mod app;
mod conditions;
mod engine;
mod generate;
mod key;
mod limits;
mod micro;
mod object;
mod presets;
mod prose;
mod snippets;

use std::sync::OnceLock;

use serde_json::Value;

pub use action::{Action, Trigger};
pub use app::Spacefile;
pub use engine::Engine;
pub use generate::generate;
pub use key::{Choice, Key, Kind};
pub use limits::{
    ACTION_DESCRIPTION_MAX, ACTIONS_PER_APP, ACTIONS_PER_MICRO, APP_NAME_MAX, ICON_SIZE,
    MAX_MICROS, MICRO_UPLOAD_LIMIT, NAME_PATTERN, RUNTIME_VARIABLES,
};
pub use micro::Micro;
pub use object::Object;
pub use presets::{Env, Presets};
pub use prose::plain;

/// The checked-in JSON schema, as text. It ends with a newline.
pub const SCHEMA_JSON: &str = include_str!("../spacefile.schema.json");

/// The checked-in JSON schema, parsed once for the life of the process.
#[must_use]
pub fn schema() -> &'static Value {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    // A test parses the same text, so the fallback is never seen.
    SCHEMA.get_or_init(|| serde_json::from_str(SCHEMA_JSON).unwrap_or_default())
}
