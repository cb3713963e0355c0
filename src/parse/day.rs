//! Days and times as people write them, and what is wrong with one that cannot be read.

use jiff::civil::{Date, DateTime};

/// How a day is written.
const YEAR_FIRST: &str = "write the year first, such as 2026-11-30";

/// A day such as `2026-11-30`.
pub fn date(text: &str) -> Option<Date> {
    // Other forms of the same day are read differently by other programs.
    text.parse().ok().filter(|_| text.len() == 10)
}

/// A day with or without a time, such as `2026-11-30T13:30`.
pub fn moment(text: &str) -> Option<(Date, Option<DateTime>)> {
    if text.len() == 10 {
        return date(text).map(|date| (date, None));
    }
    let time: DateTime = text.parse().ok()?;
    Some((time.date(), Some(time)))
}

/// Whether a text was meant as a day, perhaps with a time: three numbers, the first of them a year.
pub fn is_meant(text: &str) -> bool {
    let (day, _) = parted(text);
    numbers(day, '-').is_some()
}

/// How to mend a text that is no day, or no day and time.
pub fn advice(text: &str) -> String {
    let (day, time) = parted(text);
    let Some([year, month, number]) = numbers(day, '-') else {
        return match ['/', '.'].into_iter().find_map(|sign| numbers(day, sign)) {
            Some(_) => "write hyphens between year, month and day, such as 2026-11-30".to_owned(),
            None => YEAR_FIRST.to_owned(),
        };
    };
    let first = i16::try_from(year)
        .ok()
        .zip(i8::try_from(month).ok())
        .and_then(|(year, month)| Date::new(year, month, 1).ok());
    let Some(first) = first else {
        return format!(
            "there is no month {month}; after the year comes the month, then the day, such as 2026-11-30"
        );
    };
    let days = first.days_in_month();
    if !(1..=u32::from(days.unsigned_abs())).contains(&number) {
        let month = first.strftime("%B %Y");
        return format!("there is no day {number} in {month}, which has {days} days");
    }
    match time {
        // Only who takes no time is not content with a sound one.
        Some(_) if moment(text).is_some() => {
            "write the day alone, without a time, such as 2026-11-30".to_owned()
        }
        Some(time) => time_advice(time),
        None => format!(
            "month and day have two digits each: {}-{month:02}-{number:02}",
            first.strftime("%Y")
        ),
    }
}

fn time_advice(time: &str) -> String {
    let known = time
        .split(':')
        .all(|part| part.len() == 2 && is_number(part));
    match known && time.contains(':') {
        true => format!("there is no time {time}: hours go from 00 to 23, minutes from 00 to 59"),
        false => "write the time with four digits and a colon, such as 2026-11-30T13:30".to_owned(),
    }
}

/// The day, and the time behind it.
fn parted(text: &str) -> (&str, Option<&str>) {
    match text.split_once(['T', 't', ' ']) {
        Some((day, time)) => (day, Some(time)),
        None => (text, None),
    }
}

/// Year, month and day.
fn numbers(text: &str, sign: char) -> Option<[u32; 3]> {
    let parts: Vec<&str> = text.split(sign).collect();
    let [year, month, day] = parts[..] else {
        return None;
    };
    let shaped = year.len() == 4
        && [month, day].iter().all(|part| matches!(part.len(), 1 | 2))
        && parts.iter().all(|part| is_number(part));
    let read = |part: &str| part.parse().ok();
    if !shaped {
        return None;
    }
    Some([read(year)?, read(month)?, read(day)?])
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_a_day_is_said() {
        for (text, words) in [
            ("30/11/2026", YEAR_FIRST),
            ("30-11-2026", YEAR_FIRST),
            ("11 February", YEAR_FIRST),
            ("soon", YEAR_FIRST),
            ("", YEAR_FIRST),
            ("2026/11/30", "write hyphens"),
            ("2026.11.30", "write hyphens"),
            ("2026-13-01", "there is no month 13"),
            ("2026-00-01", "there is no month 0"),
            (
                "2026-11-31",
                "there is no day 31 in November 2026, which has 30 days",
            ),
            ("2027-02-29", "in February 2027, which has 28 days"),
            ("2026-11-00", "there is no day 0"),
            ("2026-1-5", "two digits each: 2026-01-05"),
            ("2026-13-01T13:30", "there is no month 13"),
            ("2026-11-30T25:00", "there is no time 25:00"),
            ("2026-11-30 12:60", "there is no time 12:60"),
            ("2026-11-30 1pm", "such as 2026-11-30T13:30"),
            ("2026-11-30T1", "such as 2026-11-30T13:30"),
        ] {
            assert!(moment(text).is_none(), "{text}");
            let said = advice(text);
            assert!(said.contains(words), "{text}: {said}");
        }
        assert!(moment("2026-11-30T13:30").is_some() && moment("2026-11-30").is_some());
        assert!(date("2026-11-30").is_some() && date("20261130").is_none());
        assert!(is_meant("2026-13-01") && !is_meant("Spring 2026") && !is_meant("2026"));
    }
}
