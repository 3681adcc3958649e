//! What to say of a key that doesn't exist where it stands.

use spacefile_schema::Object;

use crate::rules::words::{list, quote};
use crate::syntax::Scalar;

/// Whether a key looks like the name of a variable.
pub(super) fn is_variable(typed: &str) -> bool {
    let is_part = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    !typed.is_empty() && typed.chars().all(is_part)
}

pub(super) fn keys(kind: Object) -> String {
    let names: Vec<_> = kind.keys().iter().map(|key| format!("`{}`", key.name)).collect();
    list(&names, "and")
}

pub(super) fn belongs(home: Object, name: &str) -> String {
    match home {
        Object::App => format!("`{name}` belongs at the top level, without indent."),
        Object::Micro => format!("`{name}` belongs in a Micro, beside its `name`."),
        Object::Presets => format!("`{name}` belongs in the Micro's `presets`: `presets.{name}`."),
        Object::Env => {
            format!("`{name}` belongs in an item of `presets.env`, beside its `name`.")
        }
        Object::Action => format!("`{name}` belongs in an item of a Micro's `actions`."),
    }
}

/// Words for a key that isn't text.
pub(super) fn odd(typed: &str, scalar: Option<Scalar>) -> (String, String) {
    let kind = match scalar {
        Some(Scalar::Number(_)) => "a number",
        Some(Scalar::Boolean(_)) => "a boolean",
        Some(Scalar::Timestamp) => "a date",
        _ => "no value",
    };
    let message = if typed.is_empty() {
        "a key is missing before this `:`".to_owned()
    } else {
        format!("a key must be text, but YAML reads {} as {kind}", quote(typed))
    };
    let help = "Remove it. By accident Space's own validator checks nothing else in the file \
                because of such a key, so a push may go through with errors; the schema refuses it.";
    (message, help.to_owned())
}
