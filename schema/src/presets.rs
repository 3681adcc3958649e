//! What the people who install an app can set up for a Micro.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::snippets;

/// What the people who install the app can set up for a Micro.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(
    inline,
    example = json!({ "env": [{ "name": "GREETING", "default": "Hello" }], "api_keys": true }),
    extend("defaultSnippets" = snippets::presets())
)]
pub struct Presets {
    /// Environment variables that the app's users can set, each for their own copy of the app. Meant
    /// for Micros that run code: a static one has no environment to read. Leave the key out rather
    /// than giving an empty list.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(
        title = "Environment variables",
        length(min = 1),
        example = json!([{
            "name": "GREETING",
            "description": "What the start page says",
            "default": "Hello"
        }])
    )]
    pub env: Option<Vec<Env>>,

    /// Lets the app's users make API keys. A request that sends one in the
    /// `X-Space-App-Key` header may call this Micro's private routes, so scripts and other services
    /// get in without a login. `false` by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "API keys", extend("default" = false), example = true)]
    pub api_keys: Option<bool>,
}

/// An environment variable that the app's users can set, each for their own copy of the app.
///
/// Only `name` is needed. All three values are text, so a number or a `true` needs quotes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(
    title = "Environment variable",
    example = json!({ "name": "GREETING", "description": "What the start page says", "default": "Hello" }),
    extend("defaultSnippets" = snippets::env())
)]
pub struct Env {
    /// The variable's name, as the code reads it; capitals with underscores by custom. A push takes
    /// any text, repeated names too. Stay clear of `PORT` and the `DETA_…` names: the runtime sets
    /// those itself.
    #[schemars(title = "Variable name", example = &"GREETING", example = &"SMTP_HOST")]
    pub name: String,

    /// What the variable is for, in words for the person who fills it in.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Description", example = "What the start page says")]
    pub description: Option<String>,

    /// The value used until someone sets another. It must be text: write `"1"` or `"true"` with
    /// quotes. It is uploaded with the app and everybody who installs it gets it, so it is no place
    /// for a secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Default value", example = &"Hello", example = "8")]
    pub default: Option<String>,
}
