//! The file as a whole.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::limits::{APP_NAME_MAX, MAX_MICROS};
use crate::micro::Micro;
use crate::snippets;

/// Describes an app for Deta Space: its name and icon, and the Micros it is made of.
///
/// The file is YAML, is called exactly `Spacefile` (no extension, capital S) and lies in the root
/// folder of the project. A key that isn't listed here, or one that is left without a value, makes
/// `space push` refuse the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(
    title = "Spacefile",
    example = json!({
        "v": 0,
        "icon": "icon.png",
        "app_name": "Notes",
        "micros": [
            { "name": "web", "src": "web", "engine": "svelte", "primary": true },
            { "name": "api", "src": "api", "engine": "python3.9", "run": "uvicorn main:app" }
        ]
    }),
    extend("defaultSnippets" = snippets::spacefile())
)]
pub struct Spacefile {
    /// The version of the Spacefile format. There is only one, `0`, and by convention it is the
    /// first line of the file. It numbers the format, not your app: releases get their own
    /// versions, so this never changes.
    #[schemars(title = "Format version", schema_with = "version", example = 0)]
    pub v: u8,

    /// The app's icon: a path relative to the Spacefile, to an image inside the project. Use a PNG
    /// of exactly 512×512 pixels. The Spacefile reference, `icon`, also promises WebP, but
    /// `space validate` can't read one; `space push` checks nothing and simply leaves out an icon
    /// it can't find. Without an icon the app gets a random gradient.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Icon", example = &"icon.png", example = &"./assets/icon.png")]
    pub icon: Option<String>,

    /// The name people see wherever the app is shown, at most 12 characters. Without it, the
    /// project's name is used. The limit counts Unicode code points, so an emoji may take more
    /// than one; a name that looks like a number needs quotes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(
        title = "App name",
        length(max = APP_NAME_MAX),
        example = &"Notes",
        example = "Tic Tac Toe"
    )]
    pub app_name: Option<String>,

    /// Whether the runtime makes the app installable as a progressive web app, by serving a default
    /// manifest and service worker. It does unless you say `false`; do so when the app brings its
    /// own, or should not be a PWA at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Automatic PWA", extend("default" = true), example = false)]
    pub auto_pwa: Option<bool>,

    /// The Micros of the app, 1 to 5 of them: each is a small service or site with its own folder,
    /// engine and path. A lone Micro receives every request. With several, exactly one needs
    /// `primary: true`, and no two may share a name.
    #[schemars(
        title = "Micros",
        length(min = 1, max = MAX_MICROS),
        example = json!([{ "name": "api", "src": "api", "engine": "nodejs16", "run": "node index.js" }])
    )]
    pub micros: Vec<Micro>,
}

/// Any spelling of zero is the version, `0.0` too: JSON schema compares numbers by value.
fn version(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "integer", "enum": [0], "default": 0 })
}
