//! `0/15 8-17 * * mon-fri`

use std::ops::Range;

use super::rate::whole_number;
use super::{Fault, FaultKind, Word};

/// A cron expression: the values each field takes, as bits from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cron {
    /// Minutes, 0 to 59.
    pub minutes: u64,
    /// Hours, 0 to 23.
    pub hours: u64,
    /// Days of the month, 1 to 31.
    pub days: u64,
    /// Months, 1 to 12.
    pub months: u64,
    /// Days of the week, 0 to 6, Sunday first.
    pub weekdays: u64,
}

/// A field of a cron expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The first.
    Minute,
    /// The second.
    Hour,
    /// The third.
    DayOfMonth,
    /// The fourth.
    Month,
    /// The fifth.
    DayOfWeek,
}

const FIELDS: [Field; 5] =
    [Field::Minute, Field::Hour, Field::DayOfMonth, Field::Month, Field::DayOfWeek];

impl Field {
    /// What to call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::DayOfMonth => "day of the month",
            Self::Month => "month",
            Self::DayOfWeek => "day of the week",
        }
    }

    /// The lowest and the highest number it takes.
    #[must_use]
    pub const fn limits(self) -> (u64, u64) {
        match self {
            Self::Minute => (0, 59),
            Self::Hour => (0, 23),
            Self::DayOfMonth => (1, 31),
            Self::Month => (1, 12),
            Self::DayOfWeek => (0, 7),
        }
    }

    /// The names it takes, and the number of the first.
    #[must_use]
    pub const fn names(self) -> (&'static [&'static str], u64) {
        match self {
            Self::Month => (
                &[
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec",
                ],
                1,
            ),
            Self::DayOfWeek => (&["sun", "mon", "tue", "wed", "thu", "fri", "sat"], 0),
            _ => (&[], 0),
        }
    }
}

/// Whether words are meant as a cron expression: they start with a field, not with prose.
pub(super) fn seems_cron(words: &[Word<'_>]) -> bool {
    let field = |word: &Word<'_>| {
        word.text == "?" || word.text.contains(|c: char| c == '*' || c.is_ascii_digit())
    };
    words.len() >= 3
        && words.iter().take(2).all(field)
        && !words.get(1).is_some_and(|word| word.text.contains(char::is_alphabetic))
}

pub(super) fn parse(fields: &[Word<'_>], whole: Range<usize>) -> Result<Cron, Fault> {
    let [minute, hour, day, month, weekday] = fields else {
        return Err(Fault::new(whole, FaultKind::FieldCount(fields.len())));
    };
    let mut values = [0; 5];
    let words = [minute, hour, day, month, weekday];
    for ((value, word), field) in values.iter_mut().zip(words).zip(FIELDS) {
        *value = parse_field(*word, field)?;
    }
    if day.text != "*" && weekday.text != "*" {
        return Err(Fault::new(day.at..weekday.end(), FaultKind::BothDays));
    }
    let [minutes, hours, days, months, weekdays] = values;
    // The first of the days is the one that most months have.
    let comes = (1..=12)
        .filter(|month| months >> month & 1 == 1)
        .any(|month| days.trailing_zeros() <= longest(month));
    if !comes {
        return Err(Fault::new(day.at..month.end(), FaultKind::NoSuchDay));
    }
    // 0 and 7 are both Sunday.
    let weekdays = (weekdays | (weekdays >> 7)) & 0x7F;
    Ok(Cron { minutes, hours, days, months, weekdays })
}

/// How many days a month has at most.
const fn longest(month: u32) -> u32 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn parse_field(word: Word<'_>, field: Field) -> Result<u64, Fault> {
    let mut values = 0;
    for part in word.split(',') {
        if part.text.is_empty() {
            return Err(Fault::new(word.range(), FaultKind::BadPart(field)));
        }
        values |= parse_part(part, field)?;
    }
    Ok(values)
}

fn parse_part(part: Word<'_>, field: Field) -> Result<u64, Fault> {
    let (lowest, highest) = field.limits();
    let (span, step) = match part.halves('/') {
        Some((span, step)) => (span, Some(step)),
        None => (part, None),
    };
    let every = match step.map(|step| (step, whole_number(step.text))) {
        None => 1,
        Some((_, Some(step))) if step > 0 => step,
        Some((step, _)) => {
            let range = if step.text.is_empty() { part.range() } else { step.range() };
            return Err(Fault::new(range, FaultKind::BadStep(field)));
        }
    };
    let (first, last) = if span.text == "*" {
        // Saturday is the last day of a week that starts on Sunday.
        (lowest, if field == Field::DayOfWeek { 6 } else { highest })
    } else if let Some((first, last)) = span.halves('-') {
        let (start, mut end) = (number(first, field)?, number(last, field)?);
        // A week may end on Sunday.
        if field == Field::DayOfWeek && end == 0 && start > 0 {
            end = 7;
        }
        if start > end {
            return Err(Fault::new(span.range(), FaultKind::Backwards(field)));
        }
        (start, end)
    } else {
        let single = number(span, field)?;
        if step.is_some() && field == Field::DayOfWeek {
            return Err(Fault::new(part.range(), FaultKind::StepAfterDay));
        }
        (single, if step.is_some() { highest } else { single })
    };
    let step = usize::try_from(every).unwrap_or(usize::MAX);
    Ok((first..=last).step_by(step).fold(0, |values, value| values | 1 << value))
}

fn number(word: Word<'_>, field: Field) -> Result<u64, Fault> {
    if !word.text.is_empty() && word.text.bytes().all(|byte| byte.is_ascii_digit()) {
        let (lowest, highest) = field.limits();
        let inside = whole_number(word.text).filter(|value| (lowest..=highest).contains(value));
        return inside.ok_or_else(|| Fault::new(word.range(), FaultKind::OutOfRange(field)));
    }
    let (names, first) = field.names();
    let lower = word.text.to_ascii_lowercase();
    if let Some(index) = names.iter().position(|name| *name == lower) {
        return Ok(first + index as u64);
    }
    let fault = Fault::new(word.range(), FaultKind::BadPart(field));
    // `monday`, and `?` as other crons have it.
    let long = names.iter().find(|name| {
        lower.starts_with(**name)
            && lower.len() > 3
            && lower.bytes().all(|byte| byte.is_ascii_alphabetic())
    });
    Err(match long {
        Some(name) => fault.instead(*name),
        None if word.text == "?" => fault.instead("*"),
        None => fault,
    })
}
