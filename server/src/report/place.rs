//! A range, as reports count it.

use std::ops::Range;

use serde::Serialize;

use crate::text::{Text, Unit};

/// Lines and columns from 1, columns in characters; offsets in bytes; ends exclusive.
#[derive(Debug, Serialize)]
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
    offset: usize,
    end_offset: usize,
}

impl Place {
    pub(super) fn new(range: &Range<usize>, text: &Text) -> Self {
        let start = text.position(range.start, Unit::Utf32);
        let end = text.position(range.end, Unit::Utf32);
        Self {
            line: start.line + 1,
            column: start.column + 1,
            end_line: end.line + 1,
            end_column: end.column + 1,
            offset: range.start,
            end_offset: range.end,
        }
    }
}
