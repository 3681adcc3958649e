//! `editors/vscode/package.json`: what it says of the rules and of the project comes from here.

use libtest_mimic::Failed;
use serde_json::{Map, Value, json};
use spacefile_lsp::lsp::features;
use spacefile_lsp::report::link;
use spacefile_lsp::rules::{RULES, Rule};

use super::fresh;
use crate::support::root;

const FILE: &str = "editors/vscode/package.json";

/// The version, the home of the project if there is one, a setting for each rule and feature.
pub fn manifest() -> Result<(), Failed> {
    let text = std::fs::read_to_string(root().join(FILE))?;
    let mut manifest: Value = serde_json::from_str(&text)?;
    manifest["version"] = env!("CARGO_PKG_VERSION").into();
    if let Some(home) = link::home() {
        manifest["repository"] = json!({ "type": "git", "url": home });
    }
    let settings = &mut manifest["contributes"]["configuration"]["properties"];
    settings["spacefile.rules"]["properties"] = rules();
    settings["spacefile.features"]["properties"] = switches();
    // The layout of npm, which writes this file, too.
    fresh(FILE, &format!("{manifest:#}\n"))
}

fn rules() -> Value {
    let setting = |rule: &&Rule| {
        let summary = format!("{} (by itself: {})", rule.summary, rule.severity.name());
        let setting =
            json!({ "type": "string", "enum": ["allow", "warn", "deny"], "description": summary });
        (rule.name.to_owned(), setting)
    };
    Value::Object(RULES.iter().map(setting).collect::<Map<_, _>>())
}

fn switches() -> Value {
    let setting = |(name, words): (&str, &str)| {
        let setting = json!({ "type": "boolean", "description": words });
        (name.to_owned(), setting)
    };
    Value::Object(features().map(setting).collect())
}
