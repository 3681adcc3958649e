//! Why a text is not formatted.

use std::ops::Range;

use crate::analysis::Analysis;
use crate::text::{Text, Unit};

/// Why a text is not formatted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// A push can't read it, and the first reason stands here: its layout can't be told.
    Broken(Range<usize>),
    /// It is too large.
    TooLarge,
    /// It would not say the same. That is a mistake of ours.
    WouldChange,
}

/// The rules that word what keeps a text from being read.
const RULES: [&str; 4] = ["invalid-syntax", "invalid-character", "invalid-alias", "invalid-tag"];

/// A refusal in words, as they follow "cannot be formatted:", with the line from 1.
#[must_use]
pub fn reason(refusal: &Refusal, analysis: &Analysis) -> String {
    let slip = match refusal {
        Refusal::Broken(slip) => slip,
        Refusal::TooLarge => return "it is too large".to_owned(),
        Refusal::WouldChange => {
            return "it would not say the same afterwards, which is a mistake of spacefile-lsp"
                .to_owned();
        }
    };
    let line = |offset| Text::new(&analysis.document.text).position(offset, Unit::Utf8).line + 1;
    let found = analysis.diagnostics.iter().chain(&analysis.suppressed);
    let found = found.filter(|found| RULES.contains(&found.rule));
    match found.min_by_key(|found| found.range.start) {
        Some(found) => format!("line {}: {}", line(found.range.start), found.message),
        None => format!("line {} is not YAML as a push reads it", line(slip.start)),
    }
}
