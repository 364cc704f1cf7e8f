//! Dates, times and durations: the proleptic Gregorian calendar, no clock, no leap seconds.

mod date;
mod date_time;
mod duration;
mod scan;
mod time;
mod zone;

pub use date::Date;
pub use date_time::DateTime;
pub use duration::{DaysTime, YearsMonths};
pub use time::Time;
pub use zone::{Zone, ZoneRules, Zones};

/// A text that is no date, time or duration of the wanted kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TemporalError;

impl std::fmt::Display for TemporalError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not a date, time or duration")
    }
}

impl std::error::Error for TemporalError {}

pub(crate) const NANOS_PER_SECOND: i128 = 1_000_000_000;
pub(crate) const SECONDS_PER_DAY: i64 = 86_400;
