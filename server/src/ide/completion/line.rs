//! The line of the cursor, as text: where a key or an item may start, and where a word ends.

use std::ops::Range;

use crate::rules::edits::{line_end, line_start};

/// The line of a cursor.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    text: &'t str,
    /// Byte offset of its first character.
    pub(super) start: usize,
    /// Byte offset of its end, before the line break.
    pub(super) end: usize,
    /// Byte offset of the cursor.
    pub(super) cursor: usize,
}

/// A cursor before which stand nothing but an indent, dashes and a part of a word.
#[derive(Debug, Clone)]
pub(super) struct Start<'t> {
    /// The word that the cursor is in, or at.
    pub(super) word: Range<usize>,
    /// Whether there are dashes before it.
    pub(super) in_item: bool,
    /// Whether the last dash wants a blank.
    pub(super) is_glued: bool,
    /// What follows the word on its line.
    pub(super) tail: &'t str,
}

impl<'t> Line<'t> {
    pub(super) fn at(text: &'t str, cursor: usize) -> Self {
        Self { text, start: line_start(text, cursor), end: line_end(text, cursor), cursor }
    }

    /// What stands before the cursor.
    pub(super) fn before(&self) -> &'t str {
        self.text.get(self.start..self.cursor).unwrap_or("")
    }

    /// What stands behind the cursor.
    pub(super) fn after(&self) -> &'t str {
        self.text.get(self.cursor..self.end).unwrap_or("")
    }

    /// The column of an offset in the line, in characters from 0.
    pub(super) fn column(&self, offset: usize) -> usize {
        self.text.get(self.start..offset).unwrap_or("").chars().count()
    }

    /// The place of a key or item, if the cursor is at one.
    pub(super) fn start(&self) -> Option<Start<'t>> {
        let before = self.before();
        let mut rest = before.trim_start_matches([' ', '\t']);
        let mut in_item = false;
        while let Some(item) = rest.strip_prefix('-').filter(|item| item.starts_with([' ', '\t'])) {
            (in_item, rest) = (true, item.trim_start_matches([' ', '\t']));
        }
        let is_glued = rest == "-";
        if is_glued {
            (in_item, rest) = (true, "");
        }
        let is_word = rest.chars().all(is_word) && !rest.starts_with('-');
        if !is_word {
            return None;
        }
        let after = self.after();
        let tail = after.trim_start_matches(is_word_character(is_glued));
        let word = self.cursor - rest.len()..self.end - tail.len();
        let start = Start { word, in_item, is_glued, tail };
        start.is_free().then_some(start)
    }

    /// Where the value of a key starts that has no blank before it: `key:` or `key:val`, with the
    /// cursor behind the colon.
    pub(super) fn glued_value(&self) -> Option<usize> {
        let before = self.before();
        let (key, value) = before.rsplit_once(':')?;
        let name = key.trim_end_matches(is_word);
        let key = key.get(name.len()..).filter(|key| !key.is_empty())?;
        // Elsewhere a colon is part of a text: `main:app`.
        let opens = name.trim_start_matches([' ', '\t', '-']);
        let is_start = opens.is_empty() || opens.trim_end().ends_with(['{', ',']);
        let is_word = value.chars().all(|c| is_word(c) || c == '.');
        let blank = self.after().trim_start_matches(|c: char| is_word_or_dot(c));
        let ends = blank.is_empty() || blank.starts_with([' ', '\t', ',', '}', ']']);
        let known = spacefile_schema::Object::ALL.iter().any(|object| object.key(key).is_some());
        (is_start && is_word && ends && known).then_some(self.cursor - value.len())
    }
}

impl Start<'_> {
    /// Whether a colon stands behind the word.
    pub(super) fn has_colon(&self) -> bool {
        let tail = self.tail.trim_start_matches([' ', '\t']);
        tail.strip_prefix(':').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
    }

    /// Whether nothing but a comment stands behind the word.
    pub(super) fn is_last(&self) -> bool {
        let tail = self.tail.trim_start_matches([' ', '\t']);
        tail.is_empty() || tail.starts_with('#')
    }

    /// Whether the line is free for a key: its rest is a value at most, not a key or item of its
    /// own that the cursor stands before.
    fn is_free(&self) -> bool {
        let rest = self.tail.trim_start_matches([' ', '\t']);
        if rest.is_empty() || rest.starts_with('#') || self.has_colon() {
            return true;
        }
        let key = rest.trim_start_matches(['"', '\'']).trim_start_matches(is_word);
        let is_entry = key.trim_start_matches(['"', '\'']).starts_with(':');
        let is_item = rest.starts_with("- ") || rest == "-";
        !rest.starts_with([',', '}', ']', ':']) && !(self.word.is_empty() && (is_entry || is_item))
    }
}

/// Whether a character may be part of a key.
fn is_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-')
}

fn is_word_or_dot(character: char) -> bool {
    is_word(character) || character == '.'
}

/// Behind a dash without a blank no word goes on.
fn is_word_character(is_glued: bool) -> impl Fn(char) -> bool {
    move |character| !is_glued && is_word(character)
}
