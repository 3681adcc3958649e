//! Turns of phrase about lines and upload.

use std::borrow::Cow;

use crate::ignore::{Line, Source};
use crate::rules::words::quote;

/// What a line says, as text.
pub(in crate::rules) fn text<'l>(line: &Line<'l>) -> Cow<'l, str> {
    String::from_utf8_lossy(line.pattern)
}

/// A line as it goes into a sentence: line 3, `*.log`.
pub(in crate::rules) fn called(line: &Line<'_>) -> String {
    let pattern = quote(&text(line));
    match line.source {
        Source::File => format!("line {}, {pattern},", line.number),
        Source::Default | Source::OriginalDefault => format!("the default {pattern}"),
    }
}

/// A path in quotes.
pub(in crate::rules) fn path(path: &[u8]) -> String {
    quote(&String::from_utf8_lossy(path))
}

/// What is said of one thing, for so many.
pub(in crate::rules) fn and_more(message: String, of: usize) -> String {
    if of > 1 { format!("{message}; so it is with {} more", of - 1) } else { message }
}

/// So many bytes, as people say it: 1 MB is a million.
pub(in crate::rules) fn size(bytes: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
    for (unit, name) in UNITS {
        if bytes >= unit {
            let tenths = bytes / (unit / 10);
            let (whole, tenth) = (tenths / 10, tenths % 10);
            // 1.2 MB, but 312 MB.
            return match (whole < 10, tenth) {
                (true, 1..) => format!("{whole}.{tenth} {name}"),
                _ => format!("{whole} {name}"),
            };
        }
    }
    format!("{bytes} bytes")
}
