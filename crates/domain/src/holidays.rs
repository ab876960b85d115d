//! Public holidays of Poland, by the act of 18 January 1951 on days free of work as amended (Dz.U. 2025 poz. 296), with
//! Christmas Eve free since 2025.

use chrono::{Datelike, Days, NaiveDate};

use crate::words::words;

words! {
    /// A public holiday of Poland.
    Holiday ("holiday") {
        /// 1 January.
        NewYear = "new_year",
        /// 6 January.
        Epiphany = "epiphany",
        /// Easter Sunday.
        Easter = "easter",
        /// The day after.
        EasterMonday = "easter_monday",
        /// 1 May.
        Labour = "labour",
        /// 3 May.
        Constitution = "constitution",
        /// 49 days after Easter.
        Pentecost = "pentecost",
        /// 60 days after Easter.
        CorpusChristi = "corpus_christi",
        /// 15 August.
        Assumption = "assumption",
        /// 1 November.
        AllSaints = "all_saints",
        /// 11 November.
        Independence = "independence",
        /// 24 December, since 2025.
        ChristmasEve = "christmas_eve",
        /// 25 December.
        Christmas = "christmas",
        /// 26 December.
        BoxingDay = "boxing_day",
    }
}

/// The public holiday on a date, if it is one.
#[must_use]
pub fn holiday_on(date: NaiveDate) -> Option<Holiday> {
    let fixed = match (date.month(), date.day()) {
        (1, 1) => Some(Holiday::NewYear),
        (1, 6) => Some(Holiday::Epiphany),
        (5, 1) => Some(Holiday::Labour),
        (5, 3) => Some(Holiday::Constitution),
        (8, 15) => Some(Holiday::Assumption),
        (11, 1) => Some(Holiday::AllSaints),
        (11, 11) => Some(Holiday::Independence),
        (12, 24) if date.year() >= 2025 => Some(Holiday::ChristmasEve),
        (12, 25) => Some(Holiday::Christmas),
        (12, 26) => Some(Holiday::BoxingDay),
        _ => None,
    };
    fixed.or_else(|| {
        let easter = easter(date.year())?;
        [(0, Holiday::Easter), (1, Holiday::EasterMonday), (49, Holiday::Pentecost), (60, Holiday::CorpusChristi)]
            .into_iter()
            .find_map(|(days, holiday)| (easter.checked_add_days(Days::new(days)) == Some(date)).then_some(holiday))
    })
}

/// Easter Sunday by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8).
fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    NaiveDate::from_ymd_opt(year, month.try_into().ok()?, day.try_into().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holidays_of_known_years() {
        let cases = [
            ("2025-04-20", Some(Holiday::Easter)),
            ("2025-12-24", Some(Holiday::ChristmasEve)),
            ("2024-12-24", None),
            ("2026-04-05", Some(Holiday::Easter)),
            ("2026-04-06", Some(Holiday::EasterMonday)),
            ("2026-05-24", Some(Holiday::Pentecost)),
            ("2026-06-04", Some(Holiday::CorpusChristi)),
            ("2027-03-28", Some(Holiday::Easter)),
            ("2027-05-27", Some(Holiday::CorpusChristi)),
            ("2026-11-11", Some(Holiday::Independence)),
            ("2026-11-12", None),
        ];
        for (date, expected) in cases {
            assert_eq!(holiday_on(date.parse().unwrap()), expected, "{date}");
        }
    }
}
