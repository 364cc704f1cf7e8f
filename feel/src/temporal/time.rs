use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use super::scan::{Scan, write_fraction};
use super::zone::{Zone, Zones, scan_zone};
use super::{DaysTime, NANOS_PER_SECOND, SECONDS_PER_DAY, TemporalError};

/// A time of day, exact to the nanosecond, with or without a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Time {
    second_of_day: u32,
    nanos: u32,
    zone: Option<Zone>,
}

impl Time {
    /// The time, if the day has it.
    pub fn new(hour: u8, minute: u8, second: u8, nanos: u32, zone: Option<Zone>) -> Option<Time> {
        let valid = hour < 24 && minute < 60 && second < 60 && i128::from(nanos) < NANOS_PER_SECOND;
        let second_of_day = u32::from(hour) * 3600 + u32::from(minute) * 60 + u32::from(second);
        valid.then_some(Time { second_of_day, nanos, zone })
    }

    /// The beginning of the day.
    pub const fn midnight(zone: Option<Zone>) -> Time {
        Time { second_of_day: 0, nanos: 0, zone }
    }

    /// Reads hour `:` minute `:` second, an optional fraction, an optional zone.
    ///
    /// # Errors
    ///
    /// [`TemporalError`] where that is not what stands there, or the zone is not among those given.
    pub fn read(text: &str, zones: &Zones<'_>) -> Result<Time, TemporalError> {
        let mut scan = Scan(text);
        let read = scan_clock(&mut scan, zones).filter(|(_, next_day)| !next_day && scan.is_done());
        read.map(|(time, _)| time).ok_or(TemporalError)
    }

    /// The hour, 0 to 23.
    pub fn hour(&self) -> u8 {
        (self.second_of_day / 3600) as u8
    }

    /// The minute, 0 to 59.
    pub fn minute(&self) -> u8 {
        (self.second_of_day / 60 % 60) as u8
    }

    /// The second, 0 to 59.
    pub fn second(&self) -> u8 {
        (self.second_of_day % 60) as u8
    }

    /// The fraction of the second, in nanoseconds.
    pub fn nanos(&self) -> u32 {
        self.nanos
    }

    /// The zone, if one is stated.
    pub fn zone(&self) -> Option<Zone> {
        self.zone
    }

    /// The same time of day in another zone, or in none; the clock is not moved.
    #[must_use]
    pub fn with_zone(&self, zone: Option<Zone>) -> Time {
        Time { zone, ..*self }
    }

    pub(crate) fn nanos_of_day(&self) -> i128 {
        i128::from(self.second_of_day) * NANOS_PER_SECOND + i128::from(self.nanos)
    }

    /// The time of day after so many nanoseconds from midnight, and how many days that is later.
    pub(crate) fn from_nanos(nanos: i128, zone: Option<Zone>) -> Option<(Time, i64)> {
        let day = i128::from(SECONDS_PER_DAY) * NANOS_PER_SECOND;
        let (days, of_day) = (nanos.div_euclid(day), nanos.rem_euclid(day));
        let time =
            Time { second_of_day: (of_day / NANOS_PER_SECOND) as u32, nanos: (of_day % NANOS_PER_SECOND) as u32, zone };
        Some((time, i64::try_from(days).ok()?))
    }

    /// The time of day so much later, going round past midnight.
    #[must_use]
    pub fn plus(&self, duration: &DaysTime) -> Time {
        Time::from_nanos(self.nanos_of_day() + duration.total_nanos(), self.zone).map_or(*self, |(time, _)| time)
    }

    /// Nanoseconds since midnight in Greenwich, where a zone is stated; else on the local clock.
    fn instant(&self) -> i128 {
        let offset = self.zone.map_or(0, |zone| zone.standard_offset());
        self.nanos_of_day() - i128::from(offset) * NANOS_PER_SECOND
    }

    /// How long after the other. `None` when only one of them has a zone.
    pub fn since(&self, other: &Time) -> Option<DaysTime> {
        (self.zone.is_some() == other.zone.is_some())
            .then(|| DaysTime::from_nanos(self.instant() - other.instant()))
            .flatten()
    }

    /// Which is earlier. `None` when only one of them has a zone.
    pub fn compare(&self, other: &Time) -> Option<Ordering> {
        (self.zone.is_some() == other.zone.is_some()).then(|| self.instant().cmp(&other.instant()))
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}:{:02}", self.hour(), self.minute(), self.second())?;
        write_fraction(f, self.nanos)?;
        self.zone.map_or(Ok(()), |zone| write!(f, "{zone}"))
    }
}

/// As [`Time::read`] does, with the zones that [`Zone::named`] knows.
impl FromStr for Time {
    type Err = TemporalError;

    fn from_str(text: &str) -> Result<Time, TemporalError> {
        Time::read(text, &Zone::named)
    }
}

/// A time of day, and whether it is the end of the day, 24:00:00: midnight of the next one.
pub(super) fn scan_clock(scan: &mut Scan<'_>, zones: &Zones<'_>) -> Option<(Time, bool)> {
    let hour = scan.digits(2)? as u8;
    scan.take(':')?;
    let minute = scan.digits(2)? as u8;
    scan.take(':')?;
    let second = scan.digits(2)? as u8;
    let nanos = scan.fraction()?;
    let zone = if scan.is_done() { None } else { Some(scan_zone(scan, zones)?) };
    match (hour, minute, second, nanos) {
        (24, 0, 0, 0) => Some((Time::midnight(zone), true)),
        _ => Some((Time::new(hour, minute, second, nanos, zone)?, false)),
    }
}
