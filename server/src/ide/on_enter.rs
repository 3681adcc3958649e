//! The right indent for a line that was just begun.

use std::ops::Range;

use spacefile_schema::{Kind, Object};

use crate::diagnostic::Edit;
use crate::document::Document;
use crate::rules::edits::{line_end, line_start};
use crate::syntax::{NodeKind, Style};

/// How much deeper stands what belongs to a key.
const STEP: usize = 2;

/// The edit that indents the line of an offset, at which somebody has just pressed Enter. `None`
/// where it is right already, or nobody can tell what is right: below an empty line, in quotes.
#[must_use]
pub fn on_enter(document: &Document, offset: usize) -> Option<Edit> {
    let text = &document.text;
    let start = line_start(text, offset);
    let before = text.get(..start)?;
    let above_end = before.strip_suffix("\r\n").or(before.strip_suffix(['\n', '\r']))?.len();
    let above = line_start(text, above_end)..above_end;
    let line = text.get(start..line_end(text, start))?;
    let words = line.trim_start_matches([' ', '\t']);
    let indent = " ".repeat(column(document, &above, words)?);
    let blanks = start..start + line.len() - words.len();
    (text.get(blanks.clone())? != indent).then(|| Edit::replace(blanks, indent))
}

/// The column below a line, for these words.
fn column(document: &Document, above: &Range<usize>, words: &str) -> Option<usize> {
    let line = document.text.get(above.clone())?;
    let indent = line.len() - line.trim_start_matches(' ').len();
    if line.trim().is_empty() {
        return None;
    }
    match text_around(document, above) {
        // In quotes it doesn't matter.
        Some(Style::Plain | Style::Single | Style::Double) => return None,
        Some(Style::Literal | Style::Folded) => return Some(indent),
        None => {}
    }
    let comments = &document.syntax.comments;
    let comment = comments.iter().find(|it| above.start <= it.start && it.end <= above.end);
    let end = comment.map_or(above.end, |comment| comment.start);
    let content = document.text.get(above.start..end)?.trim_end();
    if content.is_empty() {
        return Some(indent);
    }
    let closes = words.starts_with([']', '}']);
    if let Some(base) = bracket(document, above, content) {
        return Some(if closes { base } else { base + STEP });
    }
    Some(below(content, words))
}

/// How the text is written that goes on below a line, if one does.
fn text_around(document: &Document, above: &Range<usize>) -> Option<Style> {
    document.tree().iter().find_map(|(_, node)| {
        let NodeKind::Scalar { style, .. } = node.kind else { return None };
        let goes_on = match style {
            // One more line of it may follow its last.
            Style::Literal | Style::Folded => {
                node.range.start < above.start && above.end <= node.range.end
            }
            _ => node.range.start < above.end && above.end < node.range.end,
        };
        goes_on.then_some(style)
    })
}

/// The column of what the innermost bracket around the end of a line belongs to.
fn bracket(document: &Document, above: &Range<usize>, content: &str) -> Option<usize> {
    if content.ends_with(['[', '{']) {
        return Some(behind_dashes(content).0);
    }
    let around = document.tree().iter().filter(|(_, node)| {
        node.range.start < above.end
            && above.end < node.range.end
            && document.slice(node.range.clone()).starts_with(['[', '{'])
    });
    let (_, innermost) = around.last()?;
    let opening = line_start(&document.text, innermost.range.start);
    Some(behind_dashes(document.slice(opening..innermost.range.start + 1)).0)
}

/// The column and the words behind the dashes that a line starts with, and the last one's column.
fn behind_dashes(line: &str) -> (usize, &str, Option<usize>) {
    let mut rest = line.trim_start_matches(' ');
    let mut column = line.len() - rest.len();
    let mut dash = None;
    while let Some(after) = rest.strip_prefix('-') {
        let words = after.trim_start();
        if words.len() == after.len() && !after.is_empty() {
            break;
        }
        dash = Some(column);
        column += if after.is_empty() { STEP } else { rest.len() - words.len() };
        rest = words;
    }
    (column, rest, dash)
}

/// The column below a line that holds an entry or item.
fn below(content: &str, words: &str) -> usize {
    let (column, rest, dash) = behind_dashes(content);
    let is_entry =
        |words: &str| words.starts_with("- ") || words.contains(": ") || words.ends_with(':');
    let goes_on = !words.is_empty() && !is_entry(words);
    let split = rest.split_once(": ").or_else(|| Some((rest.strip_suffix(':')?, "")));
    let Some((key, value)) = split else {
        // One more item of a list of texts.
        return dash.filter(|_| !rest.is_empty() && !goes_on).unwrap_or(column);
    };
    let value = value.trim();
    let is_begun = value.starts_with(['&', '!']) && !value.contains(' ');
    let is_block = value.starts_with(['|', '>']);
    let holds_more = (value.is_empty() || is_begun) && !takes_text(key.trim());
    if holds_more || is_block || goes_on { column + STEP } else { column }
}

/// Whether a key takes nothing that is written on lines of its own, wherever the key stands.
fn takes_text(key: &str) -> bool {
    let mut found = Object::ALL.into_iter().filter_map(|object| object.key(key)).peekable();
    found.peek().is_some() && found.all(|key| !matches!(key.kind, Kind::List | Kind::Mapping))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at the unexpected")]
mod tests {
    use super::*;

    /// The column that the line of the `|` gets.
    fn column(text: &str) -> usize {
        let offset = text.find('|').unwrap();
        let text = text.replacen('|', "", 1);
        let document = Document::from_text(text.clone());
        let edits: Vec<_> = on_enter(&document, offset).into_iter().collect();
        let after = crate::diagnostic::apply(&edits, &text);
        let line = &after[line_start(&after, offset)..line_end(&after, line_start(&after, offset))];
        line.len() - line.trim_start_matches(' ').len()
    }

    #[test]
    fn a_line_goes_where_its_entry_belongs() {
        let cases = [
            ("micros:\n|", 2),
            ("micros:\r\n|\r\n", 2),
            ("micros:\n  - name: a\n  |", 4),
            ("micros:\n  -\n|", 4),
            ("micros:\n  -   name: a\n|", 6),
            ("micros:\n  - name: a # the first\n|", 4),
            ("micros:\n  - name: a\n    commands:\n    |", 6),
            ("micros:\n  - name: a\n    presets:\n    |\n    src: a", 6),
            // A text is to follow on the line of its key, so this is the next one.
            ("micros:\n  - name: a\n    src:\n    |", 4),
            ("micros:\n  - name: a\n    unknown:\n    |", 6),
            ("    commands:\n      - npm ci\n|", 6),
            ("    commands:\n      - npm ci\n    |- npm test", 6),
            ("    # note\n|", 4),
            ("a: >-\n|", 2),
            ("a: >-\n    two\n|", 4),
            ("a: &x\n|", 2),
            ("a: b\n|c", 2),
            ("a: b\n   |c: d", 0),
        ];
        for (text, expected) in cases {
            assert_eq!(column(text), expected, "{text:?}");
        }
    }

    #[test]
    fn brackets_hold_what_is_deeper() {
        let cases = [
            ("a: [\n|]", 0),
            ("a: [\n|\n]", 2),
            ("  - a: [\n|", 6),
            ("  - a: {x: 1,\n|y: 2}", 6),
            ("  - [\n      a,\n|\n    ]", 6),
        ];
        for (text, expected) in cases {
            assert_eq!(column(text), expected, "{text:?}");
        }
    }

    #[test]
    fn where_nobody_can_tell_nothing_changes() {
        for (text, expected) in [("|a: b", 0), ("a: b\n\n   |", 3), ("a: 'b\n     |c'", 5)] {
            assert_eq!(column(text), expected, "{text:?}");
        }
    }
}
