//! How much the findings of a rule are to matter, where a user wants it otherwise.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Analysis;
use crate::diagnostic::Severity;
use crate::rules;

/// How much the findings of a rule are to matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// They aren't shown.
    Allow,
    /// They are warnings.
    Warn,
    /// They are errors.
    Deny,
}

/// The levels of some rules; all others keep their own severity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Levels {
    of: BTreeMap<&'static str, Level>,
}

impl Levels {
    /// Sets the level of a rule. False if there is no such rule, or it has another level by now.
    pub fn set(&mut self, rule: &str, level: Level) -> bool {
        let rule = rules::find(rule);
        rule.is_some_and(|rule| *self.of.entry(rule.name).or_insert(level) == level)
    }
}

impl Analysis {
    /// The same with findings at these levels. Whether a push accepts the file stays as it is.
    #[must_use]
    pub fn at(mut self, levels: &Levels) -> Self {
        if levels.of.is_empty() {
            return self;
        }
        self.diagnostics.retain_mut(|found| {
            match levels.of.get(found.rule) {
                Some(Level::Allow) => return false,
                Some(Level::Warn) => found.severity = Severity::Warning,
                Some(Level::Deny) => found.severity = Severity::Error,
                None => {}
            }
            true
        });
        self
    }
}
