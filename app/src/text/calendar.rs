//! Days and clock times: the proleptic Gregorian calendar, without a time zone.

use std::fmt;

/// A day of the calendar, such as a delivery date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

/// A time of day, to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clock {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
}

const DAYS_IN_ERA: i64 = 146_097; // 400 years
const EPOCH_SHIFT: i64 = 719_468; // from 0000-03-01 to 1970-01-01

impl Day {
    /// The day that many days after 1970-01-01. Years start in March here, so that the leap day comes last.
    pub fn from_days(days: i64) -> Day {
        let shifted = days + EPOCH_SHIFT;
        let era = shifted.div_euclid(DAYS_IN_ERA);
        let of_era = shifted.rem_euclid(DAYS_IN_ERA);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Day { year: i32::try_from(year).unwrap_or(i32::MAX), month: month as u8, day: day as u8 }
    }

    /// Days since 1970-01-01.
    pub fn days(self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let shifted_month = (i64::from(self.month) + 9) % 12;
        let of_year = (153 * shifted_month + 2) / 5 + i64::from(self.day) - 1;
        era * DAYS_IN_ERA + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year - EPOCH_SHIFT
    }

    /// Monday is 1, Sunday is 7.
    pub fn weekday(self) -> u8 {
        ((self.days() + 3).rem_euclid(7) + 1) as u8
    }

    /// Reads `2026-04-30`; anything else, and a day that does not exist, is `None`.
    pub fn parse(text: &str) -> Option<Day> {
        let mut numbers = text.splitn(3, '-');
        let mut next = |length: usize| numbers.next().filter(|digits| digits.len() == length)?.parse::<u16>().ok();
        let (year, month, day) = (next(4)?, next(2)?, next(2)?);
        let read = Day { year: i32::from(year), month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? };
        ((1..=12).contains(&read.month) && Day::from_days(read.days()) == read).then_some(read)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Clock {
    /// The time of day that many seconds after midnight.
    pub fn from_seconds(seconds: i64) -> Clock {
        let seconds = seconds.rem_euclid(86_400);
        Clock { hour: (seconds / 3_600) as u8, minute: (seconds / 60 % 60) as u8, second: (seconds % 60) as u8 }
    }
}

/// Hours and minutes; people do not speak of seconds.
impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

#[cfg(test)]
mod tests {
    use super::{Clock, Day};

    #[test]
    fn days_there_and_back() {
        for days in (-800_000..800_000).step_by(37) {
            assert_eq!(Day::from_days(days).days(), days);
        }
        assert_eq!(Day::from_days(0).to_string(), "1970-01-01");
        assert_eq!(Day::from_days(20_516).to_string(), "2026-03-04");
    }

    #[test]
    fn weekdays_start_on_monday() {
        assert_eq!(Day { year: 2026, month: 3, day: 4 }.weekday(), 3);
        assert_eq!(Day { year: 1969, month: 12, day: 28 }.weekday(), 7);
    }

    #[test]
    fn only_real_days_are_read() {
        assert_eq!(Day::parse("2028-02-29"), Some(Day { year: 2028, month: 2, day: 29 }));
        for text in ["2026-02-29", "2026-13-01", "2026-00-01", "2026-4-3", "2026-04-31", "x", "", "2026-04-30T08:00"] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }

    #[test]
    fn clocks_show_minutes() {
        assert_eq!(Clock::from_seconds(8 * 3_600 + 41 * 60 + 9).to_string(), "08:41");
        assert_eq!(Clock::from_seconds(-60).to_string(), "23:59");
    }
}
