//! When an interval comes round.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::{Cron, Interval, Rate, Unit};

/// Days that are searched for the runs of a schedule: a 29th of February comes round at least every
/// eight years.
const MOST_DAYS: u64 = 24 * 366;

impl Interval {
    /// The next runs after a moment, in UTC, as many as asked for or fewer where the calendar
    /// ends. A rate counts from an installation at that moment, rounded up to the next unit (Space
    /// documentation, `actions`).
    #[must_use]
    pub fn next(&self, now: DateTime<Utc>, count: usize) -> Vec<DateTime<Utc>> {
        match self {
            Self::Rate(rate) => rate.next(now, count),
            Self::Cron(cron) => cron.next(now, count),
        }
    }
}

impl Rate {
    fn next(&self, now: DateTime<Utc>, count: usize) -> Vec<DateTime<Utc>> {
        let minutes = match self.unit {
            Unit::Minute => 1,
            Unit::Hour => 60,
            Unit::Day => 24 * 60,
        };
        let seconds = 60 * minutes;
        let first = now.timestamp().div_euclid(seconds) + 1;
        let first = DateTime::from_timestamp(first.saturating_mul(seconds), 0);
        let step = i64::try_from(self.value).ok().and_then(|value| value.checked_mul(minutes));
        let step = step.and_then(TimeDelta::try_minutes);
        let next = |run: &DateTime<Utc>| run.checked_add_signed(step?);
        std::iter::successors(first, next).take(count).collect()
    }
}

impl Cron {
    fn next(&self, now: DateTime<Utc>, count: usize) -> Vec<DateTime<Utc>> {
        let today = now.date_naive();
        let days = (0..MOST_DAYS).map_while(|days| today.checked_add_days(Days::new(days)));
        let runs = days.filter(|day| self.has_day(*day)).flat_map(|day| self.runs_on(day));
        runs.filter(|run| *run > now).take(count).collect()
    }

    fn has_day(&self, day: NaiveDate) -> bool {
        let is_in = |values: u64, value: u32| values >> value & 1 == 1;
        is_in(self.days, day.day())
            && is_in(self.months, day.month())
            && is_in(self.weekdays, day.weekday().num_days_from_sunday())
    }

    fn runs_on(&self, day: NaiveDate) -> impl Iterator<Item = DateTime<Utc>> {
        let (hours, minutes) = (self.hours, self.minutes);
        let hours = (0..24).filter(move |hour| hours >> hour & 1 == 1);
        hours.flat_map(move |hour| {
            let minutes = (0..60).filter(move |minute| minutes >> minute & 1 == 1);
            minutes.filter_map(move |minute| {
                Some(day.and_time(NaiveTime::from_hms_opt(hour, minute, 0)?).and_utc())
            })
        })
    }
}
