//! Intervals: rates, and schedules that people often want.

use super::candidate::Candidate;
use crate::interval::Unit;

/// What is offered where nothing is typed, and what it means.
const USUAL: [(&str, &str); 14] = [
    ("1 hour", "every hour"),
    ("1 day", "every day"),
    ("15 minutes", "four times an hour"),
    ("30 minutes", "twice an hour"),
    ("5 minutes", "every five minutes"),
    ("1 minute", "the fastest there is"),
    ("12 hours", "twice a day"),
    ("7 days", "every week"),
    ("0/15 * * * *", "every 15 minutes, by the clock"),
    ("0 * * * *", "on the hour"),
    ("0 8 * * *", "every day at 08:00 UTC"),
    ("0 18 * * mon-fri", "on weekdays at 18:00 UTC"),
    ("0 0 * * sun", "on Sundays at midnight UTC"),
    ("0 8 1 * *", "on the first of the month at 08:00 UTC"),
];

/// Intervals for what was typed: with a number, in each unit.
pub(super) fn candidates(typed: &str) -> Vec<Candidate> {
    let digits: String = typed.chars().take_while(char::is_ascii_digit).collect();
    let number = digits.parse().ok().filter(|number| *number > 0);
    let is_cron = typed.contains(['*', '/']);
    let of_number = number.filter(|_| !is_cron).into_iter().flat_map(|number: u64| {
        let units = [Unit::Minute, Unit::Hour, Unit::Day];
        units.map(|unit| Candidate::value(format!("{number} {}", unit.name(number)), ""))
    });
    let of_number: Vec<_> = of_number.collect();
    let is_new = |text: &str| of_number.iter().all(|candidate| candidate.label != text);
    let usual: Vec<_> = USUAL
        .iter()
        .filter(|(text, _)| is_new(text))
        .map(|(text, detail)| Candidate::value(*text, *detail))
        .collect();
    of_number.into_iter().chain(usual).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interval::Interval;

    #[test]
    fn every_interval_that_is_offered_is_one() {
        for typed in ["", "3", "1 ", "0/5", "99999999999999999999"] {
            for candidate in candidates(typed) {
                assert!(Interval::parse(&candidate.label).is_ok(), "{}", candidate.label);
            }
        }
    }

    #[test]
    fn a_number_is_offered_in_each_unit() {
        let labels = |typed| {
            let labels = candidates(typed).into_iter().map(|candidate| candidate.label);
            labels.take(3).collect::<Vec<_>>()
        };
        assert_eq!(labels("3"), ["3 minutes", "3 hours", "3 days"]);
        assert_eq!(labels("1 d"), ["1 minute", "1 hour", "1 day"]);
        assert_eq!(labels("0"), ["1 hour", "1 day", "15 minutes"]);
    }
}
