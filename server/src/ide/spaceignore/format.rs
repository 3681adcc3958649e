//! The layout of a `.spaceignore`: no blanks that don't count, no two empty lines in a row, one line
//! end at the end. Nothing is moved, since the order decides.

use crate::diagnostic::Edit;
use crate::document::Document;
use crate::ignore::Rules;

/// The edits that lay it out; none of them changes what a line means.
#[must_use]
pub fn format(document: &Document) -> Vec<Edit> {
    let text = &document.text;
    let rules = Rules::new(Some(text.as_bytes()));
    let mut patterns = rules.lines().map(|(_, line)| line).filter(|line| !line.whole.is_empty());
    let mut next = patterns.next();
    let mut edits = Vec::new();
    // Blank lines go where there is one already, or nothing stands on their other side.
    let last = text.trim_end_matches(['\n', '\r', ' ', '\t']).len();
    let (mut start, mut was_blank) = (0, true);
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end_matches('\n').trim_end_matches('\r').len();
        let content = match next.as_ref().filter(|next| next.whole.start == start) {
            Some(pattern) => {
                let content = pattern.range.end.clamp(start, end);
                next = patterns.next();
                content
            }
            None => start + text.get(start..end).unwrap_or_default().trim_end().len(),
        };
        let is_blank = content == start;
        if is_blank && (was_blank || start >= last) {
            edits.push(Edit::replace(start..start + line.len(), ""));
        } else if content < end {
            edits.push(Edit::replace(content..end, ""));
        }
        was_blank = is_blank;
        start += line.len();
    }
    if last > 0 && !text.ends_with('\n') {
        edits.push(Edit::replace(text.len()..text.len(), "\n"));
    }
    edits
}
