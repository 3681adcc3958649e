//! When an interval comes round, in words.

use chrono::{DateTime, Days, Utc};

use crate::ide::words::{Words, code};
use crate::interval::{Interval, Rate};

/// Runs that are told.
const RUNS: usize = 3;

/// What an interval means, and its next runs as seen from a moment. Nothing for a text that is
/// none: that is a finding.
pub(super) fn words(text: &str, now: DateTime<Utc>) -> Words {
    let Ok(interval) = Interval::parse(text) else { return Words::default() };
    let runs = interval.next(now, RUNS);
    let runs: Vec<_> = runs.iter().map(|run| format!("- {}", moment(*run, now))).collect();
    let title = match &interval {
        Interval::Rate(rate) => {
            format!("{}. Installed now, it would run (UTC):", every(*rate))
        }
        Interval::Cron(_) => format!("{} runs next (UTC):", code(text)),
    };
    Words::default().text(format!("{title}\n\n{}", runs.join("\n")))
}

fn every(rate: Rate) -> String {
    match rate.value {
        1 => format!("Every {}", rate.unit.name(1)),
        value => format!("Every {value} {}", rate.unit.name(value)),
    }
}

/// A moment in words: near ones by their distance, others by their date.
fn moment(run: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let (day, today) = (run.date_naive(), now.date_naive());
    let time = run.format("%H:%M");
    if day == today {
        format!("today at {time}")
    } else if Some(day) == today.checked_add_days(Days::new(1)) {
        format!("tomorrow at {time}")
    } else if day.format("%Y").to_string() == today.format("%Y").to_string() {
        format!("{} at {time}", day.format("%A, %-d %B"))
    } else {
        format!("{} at {time}", day.format("%A, %-d %B %Y"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        // A Wednesday.
        let now = "2024-02-28T23:30:15Z".parse().unwrap_or_default();
        words(text, now).plain()
    }

    #[test]
    fn near_runs_are_told_by_their_distance() {
        assert_eq!(
            said("0 18-23/5 * * mon-wed"),
            "0 18-23/5 * * mon-wed runs next (UTC):\n\n\
             - Monday, 4 March at 18:00\n- Monday, 4 March at 23:00\n- Tuesday, 5 March at 18:00"
        );
        assert_eq!(
            said("20 minutes"),
            "Every 20 minutes. Installed now, it would run (UTC):\n\n\
             - today at 23:31\n- today at 23:51\n- tomorrow at 00:11"
        );
        assert_eq!(said("0 0 1 jan *").lines().last(), Some("- Friday, 1 January 2027 at 00:00"));
        assert_eq!(said("whenever"), "");
    }
}
