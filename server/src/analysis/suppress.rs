//! The comment that suppresses a finding.

use crate::diagnostic::{Diagnostic, Edit, Severity, apply};
use crate::document::{Document, Kind};
use crate::rules;
use crate::rules::edits::{line_end, line_start};

use super::suppressions;

/// The edit that suppresses a finding: a comment at the end of its line (above it in a
/// `.spaceignore`, where comments have lines of their own), or one more name in the comment that is
/// there.
///
/// `None` for an error, which a push refuses whatever is suppressed, and where the line has no room
/// for a comment.
#[must_use]
pub fn suppress(document: &Document, found: &Diagnostic) -> Option<Edit> {
    if rules::find(found.rule)?.severity == Severity::Error {
        return None;
    }
    let text = &document.text;
    let line = line_start(text, found.range.start);
    let edit = match suppressions::names_end(document, line) {
        Some(end) => Edit::replace(end..end, format!(", {}", found.rule)),
        None if document.kind == Kind::Spaceignore => {
            let end = line_end(text, line);
            let line_break = if text.get(end..)?.starts_with("\r\n") { "\r\n" } else { "\n" };
            let comment = format!("# spacefile-lsp: ignore[{}]{line_break}", found.rule);
            return Some(Edit::replace(line..line, comment));
        }
        None => {
            let end = line_end(text, line);
            let content = line + text.get(line..end)?.trim_end().len();
            Edit::replace(content..end, format!(" # spacefile-lsp: ignore[{}]", found.rule))
        }
    };
    // Only reading it tells whether that is a comment there, and for this line: a text may go on.
    let after = document.with_text(apply(std::slice::from_ref(&edit), text));
    let is_harmless = after.syntax.slips.len() <= document.syntax.slips.len();
    (is_harmless && suppressions::cover(&after, line, found.rule)).then_some(edit)
}
