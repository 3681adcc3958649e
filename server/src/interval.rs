//! How often an Action runs: a rate such as `1 hour`, or a cron expression.
//!
//! What is valid here is what Space's documentation says, which is not quite what other crons do.

mod cron;
mod next;
mod rate;

use std::ops::Range;

pub use cron::{Cron, Field};
pub use rate::{Rate, Unit};

/// When an Action runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Interval {
    /// Again and again after the same time.
    Rate(Rate),
    /// At times of the clock and days of the calendar, in UTC.
    Cron(Cron),
}

/// Why a text is no interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Bytes of the text that are wrong.
    pub range: Range<usize>,
    /// What is wrong with them.
    pub kind: FaultKind,
    /// What should stand there instead, where that is clear.
    pub instead: Option<String>,
}

/// The ways in which a text can fail to be an interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// Nothing is written.
    Empty,
    /// It looks like neither a rate nor a cron expression.
    Neither,
    /// The number of a rate is no whole number, or 0.
    BadNumber,
    /// There is no such unit.
    UnknownUnit,
    /// The unit is singular or plural, and should be the other.
    WrongEnding,
    /// A cron expression has this many fields instead of five.
    FieldCount(usize),
    /// A part of a field means nothing.
    BadPart(Field),
    /// A number is outside of what its field takes.
    OutOfRange(Field),
    /// A range ends before it starts.
    Backwards(Field),
    /// A step is no whole number, or 0.
    BadStep(Field),
    /// A step after a single day of the week.
    StepAfterDay,
    /// Both the day of the month and the day of the week are given.
    BothDays,
    /// None of the months has such a day.
    NoSuchDay,
}

impl Interval {
    /// Reads an interval.
    ///
    /// # Errors
    /// It is none; the first thing that is wrong.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        if let Some(inner) = unwrapped(text) {
            return Err(Fault::new(0..text.len(), FaultKind::Neither).instead(inner));
        }
        let words = words(text);
        let whole = match (words.first(), words.last()) {
            (Some(first), Some(last)) => first.at..last.end(),
            _ => return Err(Fault::new(0..text.len(), FaultKind::Empty)),
        };
        match words.as_slice() {
            [word] => Err(rate::single(word)),
            [value, unit] => rate::parse(value, unit).map(Self::Rate),
            fields if cron::seems_cron(fields) => cron::parse(fields, whole).map(Self::Cron),
            _ => Err(Fault::new(whole, FaultKind::Neither)),
        }
    }
}

impl Fault {
    fn new(range: Range<usize>, kind: FaultKind) -> Self {
        Self { range, kind, instead: None }
    }

    fn instead(mut self, text: impl Into<String>) -> Self {
        self.instead = Some(text.into());
        self
    }
}

/// A part of a text, and where it starts.
#[derive(Debug, Clone, Copy)]
struct Word<'t> {
    at: usize,
    text: &'t str,
}

impl<'t> Word<'t> {
    fn end(&self) -> usize {
        self.at + self.text.len()
    }

    fn range(&self) -> Range<usize> {
        self.at..self.end()
    }

    /// Its parts between separators.
    fn split(self, separator: char) -> impl Iterator<Item = Word<'t>> {
        self.text.split(separator).scan(self.at, move |at, text| {
            let word = Word { at: *at, text };
            *at += text.len() + separator.len_utf8();
            Some(word)
        })
    }

    /// What stands before and behind the first separator.
    fn halves(self, separator: char) -> Option<(Word<'t>, Word<'t>)> {
        let (before, behind) = self.text.split_once(separator)?;
        let at = self.at + before.len() + separator.len_utf8();
        Some((Word { at: self.at, text: before }, Word { at, text: behind }))
    }
}

/// What stands in `rate(…)` or `cron(…)`, as other services write it, if that is an interval.
fn unwrapped(text: &str) -> Option<&str> {
    let text = text.trim();
    let open = text.strip_prefix("rate(").or(text.strip_prefix("cron("))?;
    let inner = open.strip_suffix(')')?;
    let simple = !inner.contains('(') && Interval::parse(inner).is_ok();
    simple.then_some(inner)
}

fn words(text: &str) -> Vec<Word<'_>> {
    let whole = Word { at: 0, text };
    let lines =
        whole.split('\n').flat_map(|line| line.split('\t')).flat_map(|part| part.split(' '));
    lines.filter(|word| !word.text.is_empty()).collect()
}

#[cfg(test)]
mod tests;
