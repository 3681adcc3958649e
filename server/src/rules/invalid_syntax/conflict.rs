//! What to keep of a merge conflict.

use std::iter::successors;

use crate::diagnostic::{Edit, Fix};
use crate::document::Document;
use crate::rules::edits::{line_end, line_start, next_line};
use crate::rules::words::quote;

/// Lines that are searched for the end of a conflict.
const MOST_LINES: usize = 1000;

/// The ways to settle the conflict whose first marker is at an offset.
pub(super) fn fixes(document: &Document, marker: usize) -> Vec<Fix> {
    let text = &document.text;
    let line = |at: usize| document.slice(at..line_end(text, at));
    let after = |at: usize| next_line(text, at).unwrap_or(text.len());
    let start = line_start(text, marker);
    let lone = || {
        let edits = vec![Edit::replace(start..after(start), "")];
        vec![Fix::likely("Remove the marker", edits)]
    };
    if !line(start).starts_with("<<<<<<<") {
        return lone();
    }
    let mut lines = successors(next_line(text, start), |at| next_line(text, *at)).take(MOST_LINES);
    let (mut base, mut middle, mut end) = (None, None, None);
    for at in lines.by_ref() {
        match line(at) {
            marker if marker.starts_with("<<<<<<<") => break,
            marker if marker.starts_with("|||||||") => base = base.or(Some(at)),
            marker if marker.starts_with("=======") => middle = middle.or(Some(at)),
            marker if marker.starts_with(">>>>>>>") => {
                end = Some(at);
                break;
            }
            _ => {}
        }
    }
    let (Some(middle), Some(end)) = (middle, end) else { return lone() };
    let first_end = base.filter(|base| *base < middle).unwrap_or(middle);
    let opening = start..after(start);
    let keep = |what: &str, name: &str, gone: &[std::ops::Range<usize>]| {
        let name = name.trim_start_matches(['<', '>']).trim();
        let title = match name {
            "" => format!("Keep the {what} version"),
            name => format!("Keep the {what} version, {}", quote(name)),
        };
        Fix::likely(title, gone.iter().map(|gone| Edit::replace(gone.clone(), "")).collect())
    };
    // To keep a version without lines is to give up the other one's, which nobody should do by
    // accident.
    let (upper, lower) = (opening.end < first_end, after(middle) < end);
    let both = [opening.clone(), first_end..after(middle), end..after(end)];
    let mut fixes = Vec::new();
    if upper || !lower {
        fixes.push(keep("upper", line(start), &[opening, first_end..after(end)]));
    }
    if lower || !upper {
        fixes.push(keep("lower", line(end), &[start..after(middle), end..after(end)]));
    }
    if lower && upper {
        let both = both.into_iter().map(|gone| Edit::replace(gone, ""));
        fixes.push(Fix::likely("Keep both versions", both.collect()));
    }
    fixes
}
