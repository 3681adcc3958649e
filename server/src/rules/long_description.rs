//! An action's description that is too long.

use super::too_long::word;
use super::{Check, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    name: "long-description",
    severity: Severity::Error,
    summary: "an action's `description` has more than 142 characters",
    docs: include_str!("long_description.md"),
    check: Check::Structure(|context, violation| word(context, violation, "description", help)),
};

fn help(_: &str) -> String {
    "Shorten it to a sentence about what the action does; users see it in a list.".to_owned()
}
