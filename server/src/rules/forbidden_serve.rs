//! `serve` in a Micro whose engine doesn't take it.

use super::forbidden::word;
use super::{Check, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    name: "forbidden-serve",
    severity: Severity::Error,
    summary: "a Micro that isn't static has `serve`",
    docs: include_str!("forbidden_serve.md"),
    check: Check::Structure(|context, violation| word(context, violation, "serve", HELP)),
};

const HELP: &str = "Only `static`, `react`, `svelte` and `vue` serve a folder. Other engines answer requests themselves: remove `serve`.";
