use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use super::date::scan_date;
use super::scan::Scan;
use super::time::scan_clock;
use super::{Date, DaysTime, NANOS_PER_SECOND, SECONDS_PER_DAY, TemporalError, Time, YearsMonths, Zone, Zones};

/// A date with a time of day, with or without a zone.
///
/// ```
/// use feel::DateTime;
/// let signed = DateTime::from_unix_millis(1_772_413_200_000, 8 * 3600);
/// assert_eq!(signed.to_string(), "2026-03-02T09:00:00+08:00");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateTime {
    date: Date,
    time: Time,
}

impl DateTime {
    /// A date at a time; the zone is the time's.
    pub const fn new(date: Date, time: Time) -> DateTime {
        DateTime { date, time }
    }

    /// Reads date `T` time, see [`Time::read`].
    ///
    /// # Errors
    ///
    /// [`TemporalError`] where that is not what stands there, or the zone is not among those given.
    pub fn read(text: &str, zones: &Zones<'_>) -> Result<DateTime, TemporalError> {
        let mut scan = Scan(text);
        (|| {
            let date = scan_date(&mut scan)?;
            scan.take('T')?;
            let (time, next_day) = scan_clock(&mut scan, zones)?;
            let date = if next_day { date.plus_days(1)? } else { date };
            scan.is_done().then_some(DateTime { date, time })
        })()
        .ok_or(TemporalError)
    }

    /// The instant so many milliseconds after 1970-01-01T00:00:00Z, on a clock `offset` seconds east of Greenwich.
    pub fn from_unix_millis(millis: i64, offset: i32) -> DateTime {
        let nanos = i128::from(millis) * (NANOS_PER_SECOND / 1000);
        DateTime::from_local_nanos(nanos + i128::from(offset) * NANOS_PER_SECOND, Some(Zone::Offset(offset)))
            .expect("64 bits of milliseconds span 292 million years, the calendar a thousand million")
    }

    /// Milliseconds since 1970-01-01T00:00:00Z, rounded down; without a zone the clock is taken to be Greenwich's.
    pub fn unix_millis(&self) -> i64 {
        let millis = self.instant().div_euclid(NANOS_PER_SECOND / 1000);
        // The calendar ends at 3.2e19 milliseconds, a little beyond 64 bits.
        i64::try_from(millis).unwrap_or(if millis < 0 { i64::MIN } else { i64::MAX })
    }

    /// The date on the local clock.
    pub fn date(&self) -> Date {
        self.date
    }

    /// The time on the local clock, with the zone.
    pub fn time(&self) -> Time {
        self.time
    }

    /// Seconds east of Greenwich, if a zone is stated.
    pub fn offset(&self) -> Option<i32> {
        let second_of_day = (self.time.nanos_of_day() / NANOS_PER_SECOND) as i64;
        self.time.zone().map(|zone| zone.offset_at(&self.date, second_of_day))
    }

    fn local_nanos(&self) -> i128 {
        i128::from(self.date.unix_days()) * i128::from(SECONDS_PER_DAY) * NANOS_PER_SECOND + self.time.nanos_of_day()
    }

    fn from_local_nanos(nanos: i128, zone: Option<Zone>) -> Option<DateTime> {
        let (time, days) = Time::from_nanos(nanos, zone)?;
        Some(DateTime { date: Date::from_unix_days(days)?, time })
    }

    /// Nanoseconds since 1970-01-01T00:00:00Z.
    fn instant(&self) -> i128 {
        self.local_nanos() - i128::from(self.offset().unwrap_or(0)) * NANOS_PER_SECOND
    }

    /// So much later on the local clock. `None` outside the calendar.
    pub fn plus(&self, duration: &DaysTime) -> Option<DateTime> {
        DateTime::from_local_nanos(self.local_nanos().checked_add(duration.total_nanos())?, self.time.zone())
    }

    /// So many months later at the same time of day. `None` outside the calendar.
    pub fn plus_months(&self, duration: &YearsMonths) -> Option<DateTime> {
        Some(DateTime { date: self.date.plus_months(duration)?, ..*self })
    }

    /// How long after the other. `None` when only one of them has a zone.
    pub fn since(&self, other: &DateTime) -> Option<DaysTime> {
        self.is_comparable(other).then(|| DaysTime::from_nanos(self.instant() - other.instant())).flatten()
    }

    /// Which is earlier. `None` when only one of them has a zone.
    pub fn compare(&self, other: &DateTime) -> Option<Ordering> {
        self.is_comparable(other).then(|| self.instant().cmp(&other.instant()))
    }

    fn is_comparable(&self, other: &DateTime) -> bool {
        self.time.zone().is_some() == other.time.zone().is_some()
    }
}

impl From<Date> for DateTime {
    /// The beginning of the day, without a zone.
    fn from(date: Date) -> DateTime {
        DateTime { date, time: Time::midnight(None) }
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{}", self.date, self.time)
    }
}

/// As [`DateTime::read`] does, with the zones that [`Zone::named`] knows.
impl FromStr for DateTime {
    type Err = TemporalError;

    fn from_str(text: &str) -> Result<DateTime, TemporalError> {
        DateTime::read(text, &Zone::named)
    }
}
