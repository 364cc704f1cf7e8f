use std::fmt;
use std::str::FromStr;

use super::scan::Scan;
use super::{TemporalError, YearsMonths};

/// A calendar date of the proleptic Gregorian calendar, in the years from -999,999,999 to 999,999,999.
///
/// ```
/// use feel::Date;
/// let date: Date = "2026-03-02".parse()?;
/// assert_eq!(date.weekday(), 1);
/// assert_eq!(date.plus_days(5).unwrap().to_string(), "2026-03-07");
/// # Ok::<(), feel::TemporalError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

const LAST_YEAR: i32 = 999_999_999;

impl Date {
    /// The date, if the calendar has it.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Date> {
        let valid = (-LAST_YEAR..=LAST_YEAR).contains(&year) && (1..=days_in(year, month)).contains(&day);
        valid.then_some(Date { year, month, day })
    }

    /// The year; 0 is the year before 1.
    pub fn year(&self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(&self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub fn day(&self) -> u8 {
        self.day
    }

    /// The day of the week: Monday is 1, Sunday is 7.
    pub fn weekday(&self) -> u8 {
        // 1970-01-01 was a Thursday.
        (self.unix_days() + 3).rem_euclid(7) as u8 + 1
    }

    /// The day of the year, from 1.
    pub fn day_of_year(&self) -> u16 {
        let first = Date { month: 1, day: 1, ..*self };
        (self.days_since(&first) + 1) as u16
    }

    /// The week of the year by ISO 8601, 1 to 53.
    pub fn week_of_year(&self) -> u8 {
        // A week belongs to the year that its Thursday is in.
        let thursday = Date::from_unix_days(self.unix_days() + 4 - i64::from(self.weekday()));
        thursday.map_or(1, |thursday| ((thursday.day_of_year() - 1) / 7 + 1) as u8)
    }

    /// The date so many days later, or earlier. `None` outside the calendar.
    pub fn plus_days(&self, days: i64) -> Option<Date> {
        Date::from_unix_days(self.unix_days().checked_add(days)?)
    }

    /// The date so many months later; the last day of the month where that day does not exist. `None` outside the
    /// calendar.
    pub fn plus_months(&self, duration: &YearsMonths) -> Option<Date> {
        let months = (i64::from(self.year) * 12 + i64::from(self.month) - 1).checked_add(duration.total_months())?;
        let year = i32::try_from(months.div_euclid(12)).ok()?;
        let month = months.rem_euclid(12) as u8 + 1;
        Date::new(year, month, self.day.min(days_in(year, month)))
    }

    /// How many days this date is after the other.
    pub fn days_since(&self, other: &Date) -> i64 {
        self.unix_days() - other.unix_days()
    }

    /// The whole months from this date to a later one; negative to an earlier one.
    pub fn months_until(&self, later: &Date) -> YearsMonths {
        let ordinal = |date: &Date| i64::from(date.year) * 12 + i64::from(date.month);
        let months = ordinal(later) - ordinal(self);
        let begun = match months.signum() {
            1 if later.day < self.day => 1,
            -1 if later.day > self.day => -1,
            _ => 0,
        };
        YearsMonths::from_months(months - begun)
    }

    /// Days since 1970-01-01.
    pub(crate) fn unix_days(&self) -> i64 {
        // Count in years that begin in March, so that the leap day is the last one.
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let month = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }

    pub(crate) fn from_unix_days(days: i64) -> Option<Date> {
        let days = days.checked_add(719_468)?;
        let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_era = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
        let day_of_year = day - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * month + 2) / 5 + 1) as u8;
        let month = if month < 10 { month + 3 } else { month - 9 } as u8;
        let year = era * 400 + year_of_era + i64::from(month <= 2);
        Date::new(i32::try_from(year).ok()?, month, day)
    }
}

fn days_in(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{:02}-{:02}", self.year.unsigned_abs(), self.month, self.day)
    }
}

/// `-`? year of at least four digits `-` month `-` day
impl FromStr for Date {
    type Err = TemporalError;

    fn from_str(text: &str) -> Result<Date, TemporalError> {
        let mut scan = Scan(text);
        scan_date(&mut scan).filter(|_| scan.is_done()).ok_or(TemporalError)
    }
}

pub(super) fn scan_date(scan: &mut Scan<'_>) -> Option<Date> {
    let before_zero = scan.take('-').is_some();
    let digits = scan.number()?;
    if digits.len() < 4 || digits.len() > 9 || (digits.len() > 4 && digits.starts_with('0')) {
        return None;
    }
    let year: i32 = digits.parse().ok()?;
    scan.take('-')?;
    let month = scan.digits(2)? as u8;
    scan.take('-')?;
    let day = scan.digits(2)? as u8;
    Date::new(if before_zero { -year } else { year }, month, day)
}
