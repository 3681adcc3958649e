//! The comment that suppresses a finding.

use crate::diagnostic::{Diagnostic, Edit, Severity, apply};
use crate::document::Document;
use crate::rules;
use crate::rules::edits::{line_end, line_start};

use super::suppressions;

/// The edit that suppresses a finding: a comment at the end of its line, or one more name in the
/// comment that is there.
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
        None => {
            let end = line_end(text, line);
            let content = line + text.get(line..end)?.trim_end().len();
            Edit::replace(content..end, format!(" # spacefile-lsp: ignore[{}]", found.rule))
        }
    };
    // Only reading it tells whether that is a comment there, and for this line: a text may go on.
    let after = Document::from_text(apply(std::slice::from_ref(&edit), text));
    let is_harmless = after.syntax.slips.len() <= document.syntax.slips.len();
    (is_harmless && suppressions::cover(&after, line, found.rule)).then_some(edit)
}
