//! Joins the pieces of a text that spans lines, as YAML folds them.

use std::ops::Range;

/// Collects a scalar's value; costs nothing while the value is what stands in the text.
#[derive(Debug)]
pub(super) struct Fold<'t> {
    text: &'t str,
    start: usize,
    /// The value so far, once it differs from the text.
    value: Option<String>,
    /// End of the content taken so far.
    taken: usize,
    blanks: Option<Range<usize>>,
    first_break: Option<&'static str>,
    more_breaks: String,
}

impl<'t> Fold<'t> {
    pub(super) fn new(text: &'t str, start: usize) -> Self {
        Self {
            text,
            start,
            value: None,
            taken: start,
            blanks: None,
            first_break: None,
            more_breaks: String::new(),
        }
    }

    fn slice(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or("")
    }

    /// The value as a string of its own, from here on not the text's.
    fn own(&mut self) -> &mut String {
        let (start, taken) = (self.start, self.taken);
        let text = self.text;
        self.value.get_or_insert_with(|| text.get(start..taken).unwrap_or("").to_owned())
    }

    fn join(&mut self) {
        if let Some(first) = self.first_break.take() {
            let breaks = std::mem::take(&mut self.more_breaks);
            let value = self.own();
            match (first, breaks.as_str()) {
                ("\n", "") => value.push(' '),
                ("\n", breaks) => value.push_str(breaks),
                (first, breaks) => {
                    value.push_str(first);
                    value.push_str(breaks);
                }
            }
        } else if let Some(blanks) = self.blanks.take() {
            let blanks = self.slice(blanks);
            if let Some(value) = &mut self.value {
                value.push_str(blanks);
            }
        }
        self.blanks = None;
    }

    /// Takes characters as they stand.
    pub(super) fn content(&mut self, range: Range<usize>) {
        self.join();
        let content = self.slice(range.clone());
        if let Some(value) = &mut self.value {
            value.push_str(content);
        }
        self.taken = range.end;
    }

    /// Takes an escape sequence and what it stands for.
    pub(super) fn escape(&mut self, range: Range<usize>, meaning: &str) {
        self.join();
        self.own().push_str(meaning);
        self.taken = range.end;
    }

    /// A space or tab at a byte offset; kept only between words of one line.
    pub(super) fn blank(&mut self, at: usize) {
        if self.first_break.is_none() {
            let start = self.blanks.take().map_or(at, |blanks| blanks.start);
            self.blanks = Some(start..at + 1);
        }
    }

    /// A line break, as [`super::cursor::Cursor::skip_break`] returns it.
    pub(super) fn line_break(&mut self, kept: &'static str) {
        if self.first_break.is_some() {
            self.more_breaks.push_str(kept);
        } else {
            self.first_break = Some(kept);
        }
    }

    /// A line break that an escape takes away, with the blanks after it.
    pub(super) fn escaped_break(&mut self, end: usize) {
        self.join();
        self.own();
        self.taken = end;
        // Only breaks that follow count; an empty first one adds nothing.
        self.first_break = Some("");
    }

    /// What is left before a closing quote counts, too.
    pub(super) fn join_rest(&mut self) {
        self.join();
    }

    /// The value, or `None` if it is the text from the start to `end`.
    pub(super) fn finish(self, end: usize) -> Option<String> {
        debug_assert!(self.value.is_some() || self.taken <= end);
        self.value
    }
}
