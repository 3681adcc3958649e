//! `5 minutes`

use super::{Fault, FaultKind, Word};

/// A time span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// How many units; at least 1.
    pub value: u64,
    /// The unit.
    pub unit: Unit,
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
}

impl Unit {
    /// Its name for this number of them.
    #[must_use]
    pub const fn name(self, value: u64) -> &'static str {
        match (self, value) {
            (Self::Minute, 1) => "minute",
            (Self::Minute, _) => "minutes",
            (Self::Hour, 1) => "hour",
            (Self::Hour, _) => "hours",
            (Self::Day, 1) => "day",
            (Self::Day, _) => "days",
        }
    }
}

pub(super) fn parse(value: &Word<'_>, unit: &Word<'_>) -> Result<Rate, Fault> {
    let whole = value.at..unit.end();
    let digits = value.text.strip_prefix(['+', '-']).unwrap_or(value.text);
    if !digits.starts_with(|first: char| first.is_ascii_digit()) {
        let neither = Fault::new(whole, FaultKind::Neither);
        return Err(match (value.text, known(unit.text)) {
            ("a" | "an" | "one" | "every", Some(found)) => {
                neither.instead(format!("1 {}", found.name(1)))
            }
            _ => neither,
        });
    }
    let number = match whole_number(value.text) {
        Some(number) if number > 0 => number,
        _ => return Err(Fault::new(value.range(), FaultKind::BadNumber)),
    };
    let found = [Unit::Minute, Unit::Hour, Unit::Day]
        .into_iter()
        .find(|known| [known.name(1), known.name(2)].contains(&unit.text));
    let Some(found) = found else {
        if let ("week" | "weeks", Some(days)) = (unit.text, number.checked_mul(7)) {
            let fault = Fault::new(whole, FaultKind::UnknownUnit);
            return Err(fault.instead(format!("{days} days")));
        }
        let fault = Fault::new(unit.range(), FaultKind::UnknownUnit);
        return Err(match known(unit.text) {
            Some(near) => fault.instead(near.name(number)),
            None => fault,
        });
    };
    let right = found.name(number);
    if unit.text == right {
        Ok(Rate { value: number, unit: found })
    } else {
        Err(Fault::new(unit.range(), FaultKind::WrongEnding).instead(right))
    }
}

/// What a single word may have been meant as.
pub(super) fn single(word: &Word<'_>) -> Fault {
    let fault = Fault::new(word.range(), FaultKind::Neither);
    let letters = word.text.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.text.len());
    let (digits, unit) = word.text.split_at(letters);
    if let (Some(value @ 1..), Some(unit)) = (whole_number(digits), known(unit)) {
        return fault.instead(format!("{value} {}", unit.name(value)));
    }
    match word.text.trim_start_matches('@').to_ascii_lowercase().as_str() {
        "hourly" | "hour" => fault.instead("1 hour"),
        "daily" | "midnight" | "day" => fault.instead("1 day"),
        "weekly" => fault.instead("7 days"),
        "monthly" => fault.instead("0 0 1 * *"),
        "minutely" | "minute" => fault.instead("1 minute"),
        _ => fault,
    }
}

/// The unit that a short, misspelled or capitalised one stands for.
fn known(unit: &str) -> Option<Unit> {
    match unit.to_ascii_lowercase().trim_end_matches(['.', ',']) {
        "m" | "min" | "mins" | "minute" | "minutes" | "minuts" | "minuites" | "mintues"
        | "minues" | "miutes" | "minutess" => Some(Unit::Minute),
        "h" | "hr" | "hrs" | "hour" | "hours" | "houres" | "huor" | "hous" | "hurs" => {
            Some(Unit::Hour)
        }
        "d" | "day" | "days" | "dayes" | "dasy" | "das" => Some(Unit::Day),
        _ => None,
    }
}

pub(super) fn whole_number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}
