//! Edits that several rules propose.

use std::ops::Range;

use super::spot::slips;
use crate::diagnostic::{Edit, Fix};
use crate::document::Document;
use crate::syntax::{NodeId, is_plain_text, parse};

/// Removes an entry of a mapping with its line. `None` where that can't be done cleanly, or would
/// leave an empty mapping.
pub(super) fn remove_entry(document: &Document, mapping: NodeId, key: NodeId) -> Option<Edit> {
    let entries = document.tree().entries(mapping);
    let index = entries.iter().position(|entry| entry.key == key)?;
    remove_entry_at(document, mapping, index)
}

/// Removes the entry at this position.
pub(super) fn remove_entry_at(document: &Document, mapping: NodeId, index: usize) -> Option<Edit> {
    let entries = document.tree().entries(mapping);
    let range = |index: usize| entries.get(index).map(|entry| entry.range.clone());
    remove(document, mapping, index, range)
}

/// Removes an item of a list with its line; `None` where that can't be done cleanly, or would
/// leave an empty list.
pub(super) fn remove_item(document: &Document, list: NodeId, index: usize) -> Option<Edit> {
    let items = document.tree().items(list);
    let range = |index: usize| items.get(index).map(|item| item.range.clone());
    remove(document, list, index, range)
}

/// Writes a text so that it reads as exactly this text: plain where that works, else in quotes.
pub(crate) fn write_text(text: &str) -> String {
    let reads = |written: &str| {
        let syntax = parse(&format!("[{written}]"));
        let items = syntax.tree.root().map_or(&[][..], |root| syntax.tree.items(root));
        let read = items.first().and_then(|item| syntax.tree.text(item.value));
        syntax.slips.is_empty() && items.len() == 1 && read == Some(text)
    };
    if is_word(text) || reads(text) { text.to_owned() } else { in_quotes(text) }
}

/// Whether a text has nothing that could be read as anything else: no need to try.
fn is_word(text: &str) -> bool {
    let is_sure = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'/' | b'-');
    let starts = text.starts_with(|first: char| first.is_ascii_alphabetic());
    starts && text.bytes().all(is_sure) && is_plain_text(text)
}

/// Puts a text in quotes: double ones, as people write them, unless it would need escapes there.
pub(super) fn in_quotes(text: &str) -> String {
    let printable = text.chars().all(|character| !character.is_control());
    if printable && text.contains(['"', '\\']) && !text.contains('\'') {
        return format!("'{text}'");
    }
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            other if other.is_control() => {
                quoted.push_str(&format!("\\u{:04x}", u32::from(other)));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// Numbers the fixes that have the same title, as those of two Micros of one name.
pub(super) fn tell_apart(fixes: &mut [Fix]) {
    let titles: Vec<_> = fixes.iter().map(|fix| fix.title.clone()).collect();
    for (index, fix) in fixes.iter_mut().enumerate() {
        let same = |range: &[String]| range.iter().filter(|title| **title == fix.title).count();
        let (all, before) = (same(&titles), same(titles.get(..index).unwrap_or_default()));
        if all > 1 {
            fix.title = format!("{} ({})", fix.title, before + 1);
        }
    }
}

/// Whether a line is one that somebody may have typed: fixes look at all of it, and there
/// may be a finding at its every byte.
pub(super) fn is_on_short_line(text: &str, at: usize) -> bool {
    const LONGEST: usize = 4096;
    let is_break = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let (before, after) = text.as_bytes().split_at(at.min(text.len()));
    let before = before.iter().rev().take(LONGEST).take_while(|byte| !is_break(byte)).count();
    let after = after.iter().take(LONGEST).take_while(|byte| !is_break(byte)).count();
    before + after < LONGEST
}

/// Where the line of an offset starts.
pub(crate) fn line_start(text: &str, offset: usize) -> usize {
    let before = text.get(..offset).unwrap_or("");
    before.rfind(['\n', '\r']).map_or(0, |at| at + 1)
}

/// Where the line of an offset ends, before its line break.
pub(crate) fn line_end(text: &str, offset: usize) -> usize {
    let after = text.get(offset..).unwrap_or("");
    offset + after.find(['\n', '\r']).unwrap_or(after.len())
}

/// Where the line after the one of an offset starts, if there is one.
pub(crate) fn next_line(text: &str, offset: usize) -> Option<usize> {
    let end = line_end(text, offset);
    let rest = text.get(end..).filter(|rest| !rest.is_empty())?;
    Some(end + if rest.starts_with("\r\n") { 2 } else { 1 })
}

/// How a text ends its lines, going by the first.
pub(crate) fn line_break(text: &str) -> &'static str {
    match text.get(line_end(text, 0)..).unwrap_or_default().as_bytes() {
        [b'\r', b'\n', ..] => "\r\n",
        [b'\r', ..] => "\r",
        _ => "\n",
    }
}

/// Removes an element of a collection whose elements have these ranges.
fn remove(
    document: &Document,
    collection: NodeId,
    index: usize,
    range: impl Fn(usize) -> Option<Range<usize>>,
) -> Option<Edit> {
    let this = range(index)?;
    let next = range(index + 1);
    let previous = index.checked_sub(1).and_then(&range);
    // An anchor in it may be needed elsewhere.
    if (next.is_none() && previous.is_none()) || document.slice(this.clone()).contains('&') {
        return None;
    }
    let whole = document.tree().get(collection).range.clone();
    let in_flow = document.slice(whole.clone()).starts_with(['[', '{']);
    // Beside a slip, what belongs to it is in doubt.
    let around = if in_flow {
        whole
    } else {
        let below = next_line(&document.text, this.end).unwrap_or(this.end);
        this.start..line_end(&document.text, below)
    };
    if slips(document, around).next().is_some() {
        return None;
    }
    let gone = if in_flow {
        let gone = match (previous, next) {
            (_, Some(next)) => this.start..next.start,
            (Some(previous), None) => previous.end..this.end,
            (None, None) => return None,
        };
        Some(gone).filter(|gone| !document.slice(gone.clone()).contains('#'))
    } else {
        in_lines(&document.text, this, next)
    };
    Some(Edit::replace(gone?, ""))
}

/// The range to take out where each element has lines of its own.
fn in_lines(text: &str, this: Range<usize>, next: Option<Range<usize>>) -> Option<Range<usize>> {
    let is_blank = |range: Range<usize>| Some(text.get(range)?.trim().is_empty());
    let end = line_end(text, this.end);
    let rest = text.get(this.end..end)?.trim_start();
    if !rest.is_empty() && !rest.starts_with('#') {
        return None;
    }
    let start = line_start(text, this.start);
    if is_blank(start..this.start)? {
        return Some(start..next_line(text, end).unwrap_or(end));
    }
    // It stands behind a dash, which the next one takes over unless a comment stands between.
    let next = next?.start;
    Some(this.start..if is_blank(end..next)? { next } else { end })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Step;

    fn without(text: &str, path: &[&str], index: usize) -> Option<String> {
        let document = Document::from_bytes(text.as_bytes());
        let step = |name: &&str| match name.parse() {
            Ok(index) => Step::Index(index),
            Err(_) => Step::Key((*name).to_owned()),
        };
        let value = document.place(&path.iter().map(step).collect::<Vec<_>>())?.value;
        let edit = if document.tree().is_mapping(value) {
            remove_entry_at(&document, value, index)
        } else {
            remove_item(&document, value, index)
        }?;
        let mut text = document.text;
        text.replace_range(edit.offset..edit.end_offset, &edit.text);
        Some(text)
    }

    #[test]
    fn an_entry_goes_with_its_line_and_nothing_else() {
        let text = "# a\na: 1 # one\n# b\nb:\n  - x\n  - y\nc: 3";
        let gone = |index| without(text, &[], index);
        assert_eq!(gone(0).as_deref(), Some("# a\n# b\nb:\n  - x\n  - y\nc: 3"));
        assert_eq!(gone(1).as_deref(), Some("# a\na: 1 # one\n# b\nc: 3"));
        assert_eq!(gone(2).as_deref(), Some("# a\na: 1 # one\n# b\nb:\n  - x\n  - y\n"));
        assert_eq!(without("a: 1\r\nb: 2\r\n", &[], 0).as_deref(), Some("b: 2\r\n"));
        assert_eq!(without("a: 1\n", &[], 0), None);
        assert_eq!(without("a: &x 1\nb: 2\n", &[], 0), None);
    }

    #[test]
    fn the_entry_behind_a_dash_hands_the_dash_on() {
        let text = "m:\n  - a: 1 # one\n    b: 2\n";
        assert_eq!(without(text, &["m", "0"], 0).as_deref(), Some("m:\n  - b: 2\n"));
        let text = "m:\n  - a: 1\n    # two\n    b: 2\n";
        assert_eq!(
            without(text, &["m", "0"], 0).as_deref(),
            Some("m:\n  - \n    # two\n    b: 2\n")
        );
    }

    #[test]
    fn between_brackets_the_comma_goes_too() {
        let gone = |index| without("m: [a, b, c]", &["m"], index);
        assert_eq!(gone(0).as_deref(), Some("m: [b, c]"));
        assert_eq!(gone(1).as_deref(), Some("m: [a, c]"));
        assert_eq!(gone(2).as_deref(), Some("m: [a, b]"));
        assert_eq!(without("m: {a: 1, b: 2}", &["m"], 1).as_deref(), Some("m: {a: 1}"));
        assert_eq!(without("m: [a]", &["m"], 0), None);
    }

    #[test]
    fn texts_are_quoted_only_where_they_must_be() {
        for (text, written) in [
            ("app", "app"),
            ("007", "\"007\""),
            ("a, b", "\"a, b\""),
            ("say \"hi\"", "say \"hi\""),
            ("- \"x\"", "'- \"x\"'"),
            ("it's: \"x\"", "\"it's: \\\"x\\\"\""),
            ("a\nb", "\"a\\nb\""),
            ("", "\"\""),
        ] {
            assert_eq!(write_text(text), written);
        }
    }
}
