//! What the user may set: how much the findings of rules matter, and which features are on.
//!
//! It comes as `initializationOptions`, by `workspace/configuration` or with
//! `workspace/didChangeConfiguration`, always in the same shape. What is not understood is named,
//! and changes nothing.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::analysis::{Level, Levels};
use crate::rules::words::{nearest, quote};
use crate::rules::{RULES, find};

/// The name of the settings among those of all servers.
pub(super) const SECTION: &str = "spacefile";

const RULES_KEY: &str = "rules";
const FEATURES_KEY: &str = "features";

/// Keys beside these that mean something, but not here: to the start of a session, or to a client.
const OTHERS: [&str; 4] = ["preview", "ruleUrl", "server", "trace"];

/// Something that can be switched off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Feature {
    Formatting,
    OnTypeFormatting,
    Refactorings,
    Folding,
    SelectionRanges,
    SemanticTokens,
    PrimaryHints,
    PathHints,
    CodeLenses,
}

/// All of them, with their names in the settings and what each is.
const FEATURES: [(&str, Feature, &str); 9] = [
    ("formatting", Feature::Formatting, "formatting of a document or a part"),
    ("onTypeFormatting", Feature::OnTypeFormatting, "the indent of a new line"),
    ("refactorings", Feature::Refactorings, "code actions besides those that mend something"),
    ("folding", Feature::Folding, "folds"),
    ("selectionRanges", Feature::SelectionRanges, "growing selections"),
    ("semanticTokens", Feature::SemanticTokens, "colours"),
    ("primaryHints", Feature::PrimaryHints, "the hint that a lone Micro is primary"),
    ("pathHints", Feature::PathHints, "the hint that a Micro is reached under its name"),
    ("codeLenses", Feature::CodeLenses, "engine and address above each Micro"),
];

/// What can be switched off: the names in the settings, and what each is.
pub fn features() -> impl Iterator<Item = (&'static str, &'static str)> {
    FEATURES.iter().map(|(name, _, words)| (*name, *words))
}

/// What is set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Settings {
    /// How much the findings of some rules matter.
    pub(super) levels: Levels,
    /// What is switched off.
    off: BTreeSet<Feature>,
}

impl Settings {
    /// Whether a feature is on.
    pub(super) fn has(&self, feature: Feature) -> bool {
        !self.off.contains(&feature)
    }

    /// Reads settings; what they don't speak of is as in these. With them come complaints, one
    /// for each thing that is not understood.
    pub(super) fn read(&self, value: &Value) -> (Self, Vec<String>) {
        let mut settings = self.clone();
        let mut complaints = Vec::new();
        let fields = match value {
            Value::Object(fields) => fields,
            // Clients say so in many ways that nothing is set.
            Value::Null | Value::Array(_) => return (settings, complaints),
            other => {
                complaints.push(wrong(SECTION, other, "an object"));
                return (settings, complaints);
            }
        };
        for (name, value) in fields {
            let place = format!("{SECTION}.{name}");
            match (name.as_str(), value) {
                (_, Value::Null) => {}
                (RULES_KEY, Value::Object(rules)) => {
                    settings.levels = Levels::default();
                    for (rule, level) in rules {
                        complaints.extend(settings.set_level(rule, level));
                    }
                }
                (FEATURES_KEY, Value::Object(features)) => {
                    settings.off = BTreeSet::new();
                    for (feature, is_on) in features {
                        complaints.extend(settings.switch(feature, is_on));
                    }
                }
                (RULES_KEY | FEATURES_KEY, other) => {
                    complaints.push(wrong(&place, other, "an object"));
                }
                (name, _) if OTHERS.contains(&name) => {}
                (name, _) => complaints.push(unknown(SECTION, name, [RULES_KEY, FEATURES_KEY])),
            }
        }
        (settings, complaints)
    }

    fn set_level(&mut self, rule: &str, level: &Value) -> Option<String> {
        let place = format!("{SECTION}.{RULES_KEY}");
        if find(rule).is_none() {
            return Some(unknown(&place, rule, RULES.iter().map(|rule| rule.name)));
        }
        match serde_json::from_value::<Level>(level.clone()) {
            Ok(level) => {
                self.levels.set(rule, level);
                None
            }
            Err(_) => Some(wrong(&format!("{place}.{rule}"), level, "`allow`, `warn` or `deny`")),
        }
    }

    fn switch(&mut self, name: &str, is_on: &Value) -> Option<String> {
        let place = format!("{SECTION}.{FEATURES_KEY}");
        let Some((_, feature, _)) = FEATURES.iter().find(|(known, ..)| *known == name) else {
            return Some(unknown(&place, name, FEATURES.iter().map(|(known, ..)| *known)));
        };
        match is_on {
            Value::Bool(true) | Value::Null => {}
            Value::Bool(false) => drop(self.off.insert(*feature)),
            other => return Some(wrong(&format!("{place}.{name}"), other, "true or false")),
        }
        None
    }
}

fn unknown<'n>(place: &str, name: &str, known: impl IntoIterator<Item = &'n str>) -> String {
    let near = nearest(name, known);
    let advice = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    format!("the settings in `{place}` name {}, which doesn't exist{advice}", quote(name))
}

fn wrong(place: &str, value: &Value, wanted: &str) -> String {
    format!("the setting `{place}` is to be {wanted}, not {}", quote(&value.to_string()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_not_understood_is_named_and_nothing_else_is_lost() {
        let settings = json!({
            "rules": {"empty-list": "warn", "empty-lst": "allow", "no-primary": "off"},
            "features": {"codeLenses": false, "codeLens": false, "folding": "no"},
            "feature": {}, "ruleUrl": "", "server": {"path": ""}, "trace": null,
        });
        let (read, complaints) = Settings::default().read(&settings);
        assert!(!read.has(Feature::CodeLenses) && read.has(Feature::Folding));
        let mut levels = Levels::default();
        levels.set("empty-list", Level::Warn);
        assert_eq!(read.levels, levels);
        let expected = [
            "`spacefile.rules` name `empty-lst`, which doesn't exist; did you mean `empty-list`?",
            "`spacefile.rules.no-primary` is to be `allow`, `warn` or `deny`, not `\"off\"`",
            "`spacefile.features` name `codeLens`, which doesn't exist; did you mean `codeLenses`?",
            "`spacefile.features.folding` is to be true or false, not `\"no\"`",
            "`spacefile` name `feature`, which doesn't exist; did you mean `features`?",
        ];
        assert_eq!(complaints.len(), expected.len(), "{complaints:?}");
        for (complaint, expected) in complaints.iter().zip(expected) {
            assert!(complaint.ends_with(expected), "{complaint}");
        }
    }

    #[test]
    fn what_is_not_spoken_of_stays() {
        let (first, _) = Settings::default().read(&json!({"rules": {"empty-list": "warn"}}));
        for silent in [json!({}), json!(null), json!([]), json!({"rules": null})] {
            assert_eq!(first.read(&silent), (first.clone(), Vec::new()), "{silent}");
        }
        let (second, _) = first.read(&json!({"rules": {}, "features": {"folding": false}}));
        assert_eq!(second.levels, Levels::default());
        assert!(!second.has(Feature::Folding));
        assert_eq!(first.read(&json!("x")).1.len(), 1);
    }
}
