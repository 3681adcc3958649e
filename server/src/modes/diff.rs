//! Shows what a change of a file would be.

use similar::TextDiff;

use crate::encoding::decode;
use crate::report::text::plain;

/// What lines change, in the form that `patch` reads; empty if none do.
pub(super) fn diff(path: &str, before: &[u8], after: &[u8]) -> String {
    let (before, after) = (decode(before).text, decode(after).text);
    let diff = TextDiff::from_lines(&before, &after);
    // Behind a name with blanks, a tab says where it ends.
    let end = if path.contains(' ') { "\t" } else { "" };
    let name = format!("{}{end}", plain(path));
    diff.unified_diff().header(&name, &name).to_string()
}
