//! The name of a rule as an argument.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, Command};

use crate::rules::words::{nearest, quote};
use crate::rules::{RULES, Rule, find};

/// Takes the name of a rule, which shells can complete.
#[derive(Debug, Clone, Copy)]
pub(super) struct RuleName;

impl TypedValueParser for RuleName {
    type Value = &'static Rule;

    fn parse_ref(
        &self,
        command: &Command,
        _: Option<&Arg>,
        value: &OsStr,
    ) -> Result<Self::Value, clap::Error> {
        let name = value.to_string_lossy();
        find(&name).ok_or_else(|| {
            let near = nearest(&name, RULES.iter().map(|rule| rule.name));
            let advice = near.map_or_else(
                || "`spacefile-lsp --explain` lists the rules".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            let words = format!("there is no rule {}: {advice}\n", quote(&name));
            clap::Error::raw(ErrorKind::InvalidValue, words).with_cmd(command)
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(RULES.iter().map(|rule| PossibleValue::new(rule.name).help(rule.summary))))
    }
}
