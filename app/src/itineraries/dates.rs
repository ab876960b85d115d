//! Dates that plans begin with when nobody has said one.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The first Saturday after a date; on a Saturday, the one a week later.
#[must_use]
pub fn next_saturday(today: NaiveDate) -> NaiveDate {
    let until = match today.weekday().num_days_from_monday() {
        saturday if saturday == Weekday::Sat.num_days_from_monday() => 7,
        6 => 6,
        weekday => Weekday::Sat.num_days_from_monday() - weekday,
    };
    today.checked_add_days(Days::new(u64::from(until))).unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    #[test]
    fn a_plan_without_a_date_is_for_the_coming_saturday() {
        let cases = [
            (date(11, 16), date(11, 21)),
            (date(11, 20), date(11, 21)),
            (date(11, 21), date(11, 28)),
            (date(11, 22), date(11, 28)),
            (date(12, 30), NaiveDate::from_ymd_opt(2027, 1, 2).unwrap()),
        ];
        for (today, saturday) in cases {
            assert_eq!(next_saturday(today), saturday, "{today}");
            assert_eq!(saturday.weekday(), Weekday::Sat);
        }
    }
}
