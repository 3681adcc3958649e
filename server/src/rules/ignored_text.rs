//! Text that a push never reads.

use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) static RULE: Rule = Rule {
    name: "ignored-text",
    severity: Severity::Warning,
    summary: "the end of the file is never read",
    docs: include_str!("ignored_text.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let document = context.document;
    let Some(ignored) = document.syntax.ignored.clone() else { return };
    let rest = document.slice(ignored.clone());
    let mut lines = rest.split(['\n', '\r']).map(str::trim);
    if !lines.any(says_something) {
        return;
    }
    let marker = ["---", "..."].into_iter().find(|marker| rest.starts_with(marker));
    // Without a marker it may be a slip above that makes the lines so far look complete.
    if marker.is_none() && !document.syntax.slips.is_empty() {
        return;
    }
    let (length, message) = match marker {
        Some(marker) => (marker.len(), format!("nothing after this {} is read", quote(marker))),
        None => {
            let line = rest.split(['\n', '\r']).next().unwrap_or_default().trim_end();
            (line.len(), format!("nothing from {} on is read", quote(line)))
        }
    };
    let help = match marker {
        Some(_) => {
            "A Spacefile is one YAML document: a push stops reading here and says nothing about \
             the rest. Remove this line if the rest belongs to the app, or else the rest."
        }
        None => {
            "The lines above are complete by their indentation, so a push stops reading here and \
             says nothing about it. Indent this like the keys above, or remove it."
        }
    };
    found.push(
        Diagnostic::new(ignored.start..ignored.start + length, message).help(help).unnecessary(),
    );
}

/// Whether a line is more than a marker, a directive or a comment.
fn says_something(line: &str) -> bool {
    let line = line.strip_prefix("---").or(line.strip_prefix("...")).unwrap_or(line).trim_start();
    !(line.is_empty() || line.starts_with('#') || line.starts_with('%'))
}
