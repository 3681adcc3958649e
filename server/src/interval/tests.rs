use super::{Cron, Fault, FaultKind, Field, Interval, Rate, Unit};

/// The faulty part of a text, why it is, and what should stand there.
fn fault(text: &str) -> Option<(&str, FaultKind, Option<String>)> {
    let Fault { range, kind, instead } = Interval::parse(text).err()?;
    Some((text.get(range)?, kind, instead))
}

#[test]
fn rates() {
    let rate = |value, unit| Ok(Interval::Rate(Rate { value, unit }));
    assert_eq!(Interval::parse("1 minute"), rate(1, Unit::Minute));
    assert_eq!(Interval::parse("5 minutes"), rate(5, Unit::Minute));
    assert_eq!(Interval::parse("1 hour"), rate(1, Unit::Hour));
    assert_eq!(Interval::parse("24 hours"), rate(24, Unit::Hour));
    assert_eq!(Interval::parse(" 3  days\n"), rate(3, Unit::Day));
}

#[test]
fn documented_crons() {
    for text in [
        "0 10 * * *",
        "15 12 * * *",
        "0 18 * * mon-fri",
        "0 8 1 * *",
        "0/15 * * * *",
        "0/5 8-17 * * mon-fri",
        "* * * * *",
        "*/5 0 * jan,JUL-dec *",
        "0 0 * * 7",
        "0 0 * * fri-sun",
        "0 0 * * 1-5/2",
    ] {
        assert!(matches!(Interval::parse(text), Ok(Interval::Cron(_))), "{text}");
    }
}

#[test]
fn values_of_fields() {
    let expected = Cron {
        minutes: 1 << 20 | 1 << 40,
        hours: 1 << 8 | 1 << 9,
        days: 0xFFFF_FFFE,
        months: 0b1000,
        weekdays: 0b100_0001,
    };
    assert_eq!(Interval::parse("20/20 8-9 * mar sat-7"), Ok(Interval::Cron(expected)));
}

#[test]
fn faulty_rates() {
    for (text, place, kind, instead) in [
        ("1 hours", "hours", FaultKind::WrongEnding, Some("hour")),
        ("15 minute", "minute", FaultKind::WrongEnding, Some("minutes")),
        ("0 days", "0", FaultKind::BadNumber, None),
        ("-1 day", "-1", FaultKind::BadNumber, None),
        ("1.5 hours", "1.5", FaultKind::BadNumber, None),
        ("30 seconds", "seconds", FaultKind::UnknownUnit, None),
        ("2 weeks", "2 weeks", FaultKind::UnknownUnit, Some("14 days")),
        ("5 Minutes", "Minutes", FaultKind::UnknownUnit, Some("minutes")),
        ("5 min", "min", FaultKind::UnknownUnit, Some("minutes")),
        ("5m", "5m", FaultKind::Neither, Some("5 minutes")),
        ("@daily", "@daily", FaultKind::Neither, Some("1 day")),
        ("every hour", "every hour", FaultKind::Neither, Some("1 hour")),
        ("every 5 minutes", "every 5 minutes", FaultKind::Neither, None),
        ("rate(5 minutes)", "rate(5 minutes)", FaultKind::Neither, Some("5 minutes")),
        ("5", "5", FaultKind::Neither, None),
        ("", "", FaultKind::Empty, None),
        ("  ", "  ", FaultKind::Empty, None),
    ] {
        let found = fault(text);
        assert_eq!(found, Some((place, kind, instead.map(str::to_owned))), "{text}");
    }
}

#[test]
fn faulty_crons() {
    for (text, place, kind, instead) in [
        ("0 0 * * * *", "0 0 * * * *", FaultKind::FieldCount(6), None),
        ("0 10 * *", "0 10 * *", FaultKind::FieldCount(4), None),
        ("60 * * * *", "60", FaultKind::OutOfRange(Field::Minute), None),
        ("0 24 * * *", "24", FaultKind::OutOfRange(Field::Hour), None),
        ("0 0 0 * *", "0", FaultKind::OutOfRange(Field::DayOfMonth), None),
        ("0 0 * 13 *", "13", FaultKind::OutOfRange(Field::Month), None),
        ("0 0 * * 8", "8", FaultKind::OutOfRange(Field::DayOfWeek), None),
        ("0 0 30 2 *", "30 2", FaultKind::NoSuchDay, None),
        ("0 0 31 4,jun,9-9 *", "31 4,jun,9-9", FaultKind::NoSuchDay, None),
        ("0 0 1 * mon", "1 * mon", FaultKind::BothDays, None),
        ("0 0 * * monday", "monday", FaultKind::BadPart(Field::DayOfWeek), Some("mon")),
        ("0 0 ? * *", "?", FaultKind::BadPart(Field::DayOfMonth), Some("*")),
        ("0 0 L * *", "L", FaultKind::BadPart(Field::DayOfMonth), None),
        ("1,,2 * * * *", "1,,2", FaultKind::BadPart(Field::Minute), None),
        ("*/0 * * * *", "0", FaultKind::BadStep(Field::Minute), None),
        ("*/ * * * *", "*/", FaultKind::BadStep(Field::Minute), None),
        ("0 0 * * 1/2", "1/2", FaultKind::StepAfterDay, None),
        ("0 22-6 * * *", "22-6", FaultKind::Backwards(Field::Hour), None),
        ("a b c d e", "a b c d e", FaultKind::Neither, None),
        ("mon 0 * * *", "mon 0 * * *", FaultKind::Neither, None),
    ] {
        let found = fault(text);
        assert_eq!(found, Some((place, kind, instead.map(str::to_owned))), "{text}");
    }
}

/// The next three runs of an interval after Wednesday, 28 February 2024, 23:30:15.
fn next(text: &str) -> Vec<String> {
    let now = "2024-02-28T23:30:15Z".parse().ok();
    let interval = Interval::parse(text).ok();
    let runs = interval.zip(now).map(|(interval, now)| interval.next(now, 3));
    runs.into_iter().flatten().map(|run| run.format("%F %R").to_string()).collect()
}

#[test]
fn a_rate_counts_from_the_next_full_unit() {
    for (text, runs) in [
        ("1 minute", ["2024-02-28 23:31", "2024-02-28 23:32", "2024-02-28 23:33"]),
        ("5 hours", ["2024-02-29 00:00", "2024-02-29 05:00", "2024-02-29 10:00"]),
        ("2 days", ["2024-02-29 00:00", "2024-03-02 00:00", "2024-03-04 00:00"]),
    ] {
        assert_eq!(next(text), runs, "{text}");
    }
    // Longer than the calendar.
    assert_eq!(next("99999999999999 days").len(), 1);
}

#[test]
fn a_schedule_comes_round_on_its_days() {
    for (text, runs) in [
        ("* * * * *", ["2024-02-28 23:31", "2024-02-28 23:32", "2024-02-28 23:33"]),
        ("0/45 23 * * *", ["2024-02-28 23:45", "2024-02-29 23:00", "2024-02-29 23:45"]),
        ("0 18 * * mon-fri", ["2024-02-29 18:00", "2024-03-01 18:00", "2024-03-04 18:00"]),
        ("0 8 31 * *", ["2024-03-31 08:00", "2024-05-31 08:00", "2024-07-31 08:00"]),
        ("0 0 * jan sun", ["2025-01-05 00:00", "2025-01-12 00:00", "2025-01-19 00:00"]),
        ("30 23 28 2 *", ["2025-02-28 23:30", "2026-02-28 23:30", "2027-02-28 23:30"]),
    ] {
        assert_eq!(next(text), runs, "{text}");
    }
    let leap = ["2024-02-29 00:00", "2028-02-29 00:00", "2032-02-29 00:00"];
    assert_eq!(next("0 0 29 feb *"), leap);
}
