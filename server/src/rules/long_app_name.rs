//! An app's name that is too long.

use super::too_long::word;
use super::{Check, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    name: "long-app-name",
    severity: Severity::Error,
    summary: "`app_name` has more than 12 characters",
    docs: include_str!("long_app_name.md"),
    check: Check::Structure(|context, violation| word(context, violation, "app_name", HELP)),
};

const HELP: &str = "Shorten it. Unicode code points count, so an emoji or an accent may count as several, \
                    and so does the line break at the end of a text after `|`.";
