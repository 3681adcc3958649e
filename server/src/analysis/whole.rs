//! Micros that are whole as they are written, whatever stands around them.
//!
//! Some lines are a whole Micro if an app of nothing but them has no error. What is said of such
//! lines in a file comes from what stands around them.

use std::ops::Range;

use spacefile_schema::Object;

use crate::diagnostic::Severity;
use crate::document::Document;
use crate::model::App;
use crate::recovery::lines::{Line, Lines};
use crate::rules::{Context, Rule};
use crate::structure::violations;

/// A whole Micro.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Whole {
    /// Its lines, by index, from the one with its dash on.
    pub(super) lines: Range<usize>,
    /// Byte offsets from the start of its first line to the end of what stands on its last one.
    pub(super) range: Range<usize>,
    /// Byte offset of its first key.
    pub(super) first: usize,
    /// What it calls itself.
    pub(super) name: String,
}

/// Looks for whole Micros.
pub(super) struct Search<'t> {
    pub(super) lines: &'t Lines<'t>,
    pub(super) rules: &'t [&'static Rule],
    /// Bytes that may still be read.
    pub(super) budget: usize,
}

/// What stands above the lines that are read by themselves.
const HEAD: &str = "v: 0\nmicros:\n";
/// Lines above or below one, with something on them, in which a dash is looked for.
const NEAR: usize = 200;

impl Search<'_> {
    /// The whole Micro that a line is part of.
    pub(super) fn around(&mut self, line: usize) -> Option<Whole> {
        let lines = self.lines;
        let own = lines.get(line)?;
        let mut column = own.column() + 1;
        for holder in std::iter::once(own).chain(lines.above(line).take(NEAR)) {
            if holder.column() >= column {
                continue;
            }
            column = holder.column();
            let whole = self.from(holder, lines.len());
            if whole.as_ref().is_some_and(|whole| whole.lines.contains(&line)) {
                return whole;
            }
        }
        None
    }

    /// The next one above a line.
    pub(super) fn above(&mut self, line: usize) -> Option<Whole> {
        self.lines.above(line).take(NEAR).find_map(|dash| self.from(dash, line))
    }

    /// The next one below a line that is none of its own.
    pub(super) fn below(&mut self, line: usize) -> Option<Whole> {
        self.lines.below(line).take(NEAR).find_map(|dash| self.from(dash, self.lines.len()))
    }

    /// As many lines from one with a dash on, and above another one, as make a whole Micro.
    fn from(&mut self, dash: &Line, limit: usize) -> Option<Whole> {
        /// Times that what follows a mistake is left out.
        const TRIES: usize = 4;
        let lines = self.lines;
        if dash.after_dashes.start - dash.content.start < "- ".len() {
            return None;
        }
        let start = lines.of(dash.start);
        let is_deeper = |index: &usize| {
            let line = lines.get(*index);
            line.is_some_and(|line| line.content.is_empty() || line.column() > dash.column())
        };
        let mut end = 1 + (start + 1..limit).take_while(is_deeper).last().unwrap_or(start);
        for _ in 0..TRIES {
            let last = (start..end).rev().filter_map(|index| lines.get(index));
            let last = last.into_iter().find(|line| !line.content.is_empty())?;
            if !self.has_all(dash, start..end) {
                return None;
            }
            let range = dash.start..last.content.end;
            match self.read(lines.slice(range.clone()))? {
                Ok(name) => {
                    let (lines, first) = (start..lines.of(last.start) + 1, dash.after_dashes.start);
                    return Some(Whole { lines, range, first, name });
                }
                Err(wrong) => {
                    end = lines.of((dash.start + wrong).min(last.start));
                    // What is deeper than the keys is a mistake of the key above it.
                    let cut = lines.get(end).map_or(0, Line::column);
                    if cut > dash.after_dashes.start - dash.start {
                        return None;
                    }
                }
            }
        }
        None
    }

    /// Whether each key that a Micro needs stands in some lines, at the column of the first one.
    fn has_all(&self, dash: &Line, among: Range<usize>) -> bool {
        let column = dash.after_dashes.start - dash.start;
        let is = |line: &Line, name: &str| {
            let key = self.lines.slice(line.after_dashes.clone()).strip_prefix(name);
            line.after_dashes.start - line.start == column
                && key.is_some_and(|rest| rest.starts_with(':'))
        };
        let among: Vec<&Line> = among.filter_map(|index| self.lines.get(index)).collect();
        let mut required = Object::Micro.keys().iter().filter(|key| key.required);
        required.all(|key| among.iter().any(|line| is(line, key.name)))
    }

    /// Reads some lines by themselves: their Micro's name, or where the first mistake is. `None`
    /// if enough has been read.
    fn read(&mut self, block: &str) -> Option<Result<String, usize>> {
        let text = format!("{HEAD}{block}\n");
        self.budget = self.budget.checked_sub(text.len())?;
        let document = Document::plainly(text);
        let violations = violations(&document)?;
        let app = App::new(&document);
        let context = Context::new(&document, &app, &violations, None);
        let mut found = Vec::new();
        self.rules.iter().for_each(|rule| rule.apply(&context, &mut found));
        let errors = found.iter().filter(|found| found.severity == Severity::Error);
        if let Some(first) = errors.map(|error| error.range.start).min() {
            return Some(Err(first.saturating_sub(HEAD.len())));
        }
        let name = app.micros.first().and_then(|micro| micro.text(&document, "name"));
        Some(Ok(name.map_or_else(String::new, |(name, _)| name.to_owned())))
    }
}
