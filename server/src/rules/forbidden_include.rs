//! `include` in a Micro whose engine doesn't take it.

use super::forbidden::word;
use super::{Check, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    name: "forbidden-include",
    severity: Severity::Error,
    summary: "a Micro of a static engine has `include`",
    docs: include_str!("forbidden_include.md"),
    check: Check::Structure(|context, violation| word(context, violation, "include", HELP)),
};

const HELP: &str = "Static engines (`static`, `react`, `svelte`, `vue`) upload what `serve` names: remove `include`.";
