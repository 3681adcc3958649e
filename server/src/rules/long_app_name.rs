//! An app's name that is too long.

use super::too_long::word;
use super::{Check, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    name: "long-app-name",
    severity: Severity::Error,
    summary: "`app_name` has more than 12 characters",
    docs: include_str!("long_app_name.md"),
    check: Check::Structure(|context, violation| word(context, violation, "app_name", help)),
};

fn help(name: &str) -> String {
    let mut help = "Shorten it.".to_owned();
    if !name.is_ascii() {
        help.push_str(" Unicode code points count, so an emoji or an accent may count as several.");
    }
    if name.ends_with('\n') {
        help.push_str(" The line break at the end of a text after `|` or `>` counts, too.");
    }
    help
}
