//! The comment that suppresses a finding.

use crate::diagnostic::{Diagnostic, Edit, Severity, apply};
use crate::document::Document;
use crate::rules::edits::{line_end, line_start};
use crate::syntax::parse;

use super::suppressions;

/// The edit that suppresses a finding: a comment at the end of its line, or one more name in the
/// comment that is there.
///
/// `None` for an error, which a push refuses whatever is suppressed, and where the line has no room
/// for a comment.
#[must_use]
pub fn suppress(document: &Document, found: &Diagnostic) -> Option<Edit> {
    if found.severity == Severity::Error {
        return None;
    }
    let text = &document.text;
    let line = line_start(text, found.range.start);
    if let Some(end) = suppressions::names_end(document, line) {
        return Some(Edit::replace(end..end, format!(", {}", found.rule)));
    }
    let end = line_end(text, line);
    let content = line + text.get(line..end)?.trim_end().len();
    let edit = Edit::replace(content..end, format!(" # spacefile-lsp: ignore[{}]", found.rule));
    // Only reading it tells whether that is a comment there: not in the middle of a text.
    let read = parse(&apply(std::slice::from_ref(&edit), text));
    let is_comment = read.comments.iter().any(|comment| comment.contains(&(content + 1)));
    (is_comment && read.slips.len() <= document.syntax.slips.len()).then_some(edit)
}
