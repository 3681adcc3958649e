//! The dates that the original's loader does not take for text.

/// Whether a plain scalar is a date, with or without a time of day.
pub(super) fn is_timestamp(text: &str) -> bool {
    let Some((year, rest)) = text.split_at_checked(4) else { return false };
    let Some(rest) = rest.strip_prefix('-').filter(|_| number(year, 4..=4).is_some()) else {
        return false;
    };
    let date_end = rest.find(['T', 't', ' ']).unwrap_or(rest.len());
    let (date, time) = rest.split_at(date_end);
    let Some((month, day)) = date.split_once('-') else { return false };
    let (Some(year), Some(month), Some(day)) =
        (number(year, 4..=4), number(month, 1..=2), number(day, 1..=2))
    else {
        return false;
    };
    if day == 0 || day > days_in(year, month) {
        return false;
    }
    match time.split_at_checked(1) {
        None => true,
        Some((" ", time)) => is_time(time),
        Some((_, time)) => zone_start(time).is_some_and(|at| {
            let (time, zone) = time.split_at(at);
            is_time(time) && is_zone(zone)
        }),
    }
}

fn zone_start(time: &str) -> Option<usize> {
    time.find(['Z', '+', '-'])
}

/// `15:4:5`, with a fraction of a second if there is one.
fn is_time(time: &str) -> bool {
    let mut parts = time.split(':');
    let (Some(hour), Some(minute), Some(second), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let (second, fraction) =
        second.split_once(['.', ',']).map_or((second, None), |(s, f)| (s, Some(f)));
    let below = |text: &str, limit: u32| number(text, 1..=2).is_some_and(|value| value < limit);
    let fraction_fits = fraction.is_none_or(|fraction| {
        !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit())
    });
    below(hour, 24) && below(minute, 60) && below(second, 60) && fraction_fits
}

/// `Z` or `+01:30`.
fn is_zone(zone: &str) -> bool {
    if zone == "Z" {
        return true;
    }
    let offset = zone.strip_prefix(['+', '-']).and_then(|offset| offset.split_once(':'));
    offset.is_some_and(|(hours, minutes)| {
        number(hours, 2..=2).is_some_and(|hours| hours <= 24)
            && number(minutes, 2..=2).is_some_and(|minutes| minutes < 60)
    })
}

fn number(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let fits = digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| fits)
}

fn days_in(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::is_timestamp;

    #[test]
    fn dates_are_told_from_text() {
        for text in [
            "2023-01-01",
            "2023-1-1",
            "2024-02-29",
            "2023-01-01T10:00:00Z",
            "2023-01-01t1:2:3.5+01:30",
            "2023-01-01 10:00:00",
            "2023-01-01 10:00:00.25",
        ] {
            assert!(is_timestamp(text), "{text}");
        }
        for text in [
            "2023/01/01",
            "23-01-01",
            "2023-13-45",
            "2023-02-29",
            "2023-01-01x",
            "2023-01-01T10:00:00",
            "2023-01-01 10:00:00Z",
            "2023-01",
            "2023-01-00",
            "12345-01-01",
        ] {
            assert!(!is_timestamp(text), "{text}");
        }
    }
}
