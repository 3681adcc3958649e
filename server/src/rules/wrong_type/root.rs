//! What to say where the Spacefile as a whole is of the wrong type.

use std::ops::Range;

use super::Found;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::rules::edits::line_end;
use crate::syntax::Scalar;

/// A document without a value.
pub(super) fn nothing(document: &Document) -> Diagnostic {
    empty(document, document_start(document))
}

/// A document without a value, or with one that stands for none.
fn empty(document: &Document, range: Range<usize>) -> Diagnostic {
    let nothing = document.text.trim().is_empty();
    let message = if nothing {
        "this Spacefile is empty"
    } else if document.syntax.comments.is_empty() || !range.is_empty() {
        "this Spacefile says nothing"
    } else {
        "this Spacefile holds only comments"
    };
    Diagnostic::new(range, message)
        .help("It needs `v: 0` and, under `micros:`, at least one Micro with `name`, `src` and `engine`.")
        .instance("")
}

/// The `---` of an empty document; an empty range if there is none.
fn document_start(document: &Document) -> Range<usize> {
    let mut start = 0;
    for line in document.text.split_inclusive(['\n', '\r']) {
        let rest = line.strip_prefix("---");
        if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace)) {
            return start..start + 3;
        }
        start += line.len();
    }
    0..0
}

/// A document whose outermost value is no mapping.
pub(super) fn message(document: &Document, found: Found) -> Diagnostic {
    let tree = document.tree();
    let range = tree.root().map_or(0..0, |root| tree.get(root).range.clone());
    let range = match found {
        Found::List => range.start..line_end(&document.text, range.start).min(range.end),
        _ => range,
    };
    let message = match found {
        Found::Nothing | Found::Scalar(Scalar::Null) if range.is_empty() => {
            return nothing(document);
        }
        Found::Nothing | Found::Scalar(Scalar::Null) => return empty(document, range),
        Found::List => "the Spacefile must be lines of `key: value`, but is a list",
        _ => "the Spacefile must be lines of `key: value`, but is a single value",
    };
    let help = match found {
        Found::List => "Its Micros are listed under `micros:`, after a first line `v: 0`.",
        _ => "It starts with `v: 0`, and lists the app's Micros under `micros:`.",
    };
    Diagnostic::new(range, message).help(help).instance("")
}
