//! Working time: which hours count, and when a span that begins at a moment ends.

mod file;
mod function;
mod hours;
mod public;
mod span;
mod timetable;
mod year;

use std::collections::{BTreeMap, BTreeSet};

use feel::{Date, DateTime};
use serde::{Deserialize, Serialize};

pub use file::CalendarError;
pub use function::{FUNCTIONS, function, knows_function, signatures};
pub use hours::{Hours, Shift};
pub use public::Public;
pub use year::{Year, YearError, YearFormat};

use crate::time::Moment;
use timetable::Timetable;

/// A working calendar: hours for each weekday, holidays and make-up workdays, on a clock with a fixed offset.
///
/// In a file it reads
///
/// ```yaml
/// offset: "+08:00"
/// hours: {mon: ["09:00-12:00", "13:00-18:00"], tue: ["09:00-12:00", "13:00-18:00"]}
/// public: cn
/// holidays: [2026-12-24]
/// workdays: [2026-12-26]
/// days: {2026-12-31: ["09:00-12:00"]}
/// ```
///
/// Without `hours` these are Monday to Friday from 9 to 12 and from 13 to 18; without `offset` it is +08:00.
/// `public` brings the holidays and make-up workdays of a country; the house's own `holidays` and `workdays` count before
/// them, and `days`, which states the hours of single days, before all. A make-up workday has the hours of its weekday,
/// or, when that is a day of rest, of the week's first working day. A shift may end after midnight: `22:00-06:00`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "file::CalendarFile", into = "file::CalendarFile")]
pub struct Calendar {
    offset: i32,
    hours: Hours,
    exceptions: Exceptions,
    /// Made from the above.
    timetable: Timetable,
}

/// The days that are not as their weekday. A day that is both a holiday and a make-up workday is worked.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Exceptions {
    /// The country whose holidays and make-up workdays count.
    pub public: Option<Public>,
    /// The days of rest beyond those of every week.
    pub holidays: BTreeSet<Date>,
    /// The days that are worked although their weekday is not.
    pub workdays: BTreeSet<Date>,
    /// The hours of single days, such as half days; none is a day of rest.
    pub days: BTreeMap<Date, Vec<Shift>>,
}

impl Calendar {
    /// A calendar whose clock is `offset` seconds east of Greenwich.
    ///
    /// # Errors
    /// There are no working hours on any day of the week.
    pub fn new(offset: i32, hours: Hours, exceptions: Exceptions) -> Result<Self, CalendarError> {
        let timetable = Timetable::new(&hours, &exceptions).ok_or(CalendarError::NoHours)?;
        Ok(Self { offset, hours, exceptions, timetable })
    }

    /// The hours of each weekday.
    pub fn hours(&self) -> &Hours {
        &self.hours
    }

    /// The days that are not as their weekday.
    pub fn exceptions(&self) -> &Exceptions {
        &self.exceptions
    }

    /// The last year whose public holidays are known, when such count; after it every week is taken for an ordinary one.
    pub fn known_until(&self) -> Option<i32> {
        let public = self.exceptions.public?.known_until();
        // Whoever states holidays of a later year knows it.
        let own = self.exceptions.holidays.last().map_or(public, Date::year);
        Some(own.max(public))
    }

    /// Seconds east of Greenwich at a moment.
    pub fn offset_at(&self, _moment: Moment) -> i32 {
        self.offset
    }

    /// The date on the calendar's clock at a moment.
    pub fn date_of(&self, moment: Moment) -> Date {
        date_from(self.local(moment).day)
    }

    /// When a day begins on the calendar's clock.
    pub fn begins(&self, date: Date) -> Moment {
        self.moment(Local { day: day_of(&date), millis: 0 })
    }

    /// The last moment of a day on the calendar's clock.
    pub fn ends(&self, date: Date) -> Moment {
        self.moment(Local { day: day_of(&date), millis: DAY - 1 })
    }

    /// A moment as a date and time on the calendar's clock.
    pub fn date_time(&self, moment: Moment) -> DateTime {
        DateTime::from_unix_millis(moment.0, self.offset_at(moment))
    }

    /// Whether a day is worked.
    pub fn is_working_day(&self, date: &Date) -> bool {
        self.timetable.is_worked(day_of(date))
    }

    fn local(&self, moment: Moment) -> Local {
        let millis = moment.0.saturating_add(i64::from(self.offset) * 1000);
        Local { day: millis.div_euclid(DAY), millis: millis.rem_euclid(DAY) }
    }

    fn moment(&self, local: Local) -> Moment {
        let millis = local.day.saturating_mul(DAY).saturating_add(local.millis);
        Moment(millis.saturating_sub(i64::from(self.offset) * 1000))
    }
}

impl Default for Calendar {
    /// Monday to Friday from 9 to 12 and from 13 to 18 at +08:00, without holidays.
    fn default() -> Self {
        Self::new(8 * 3600, Hours::default(), Exceptions::default()).expect("the usual week has working hours")
    }
}

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// A place on the calendar's clock: days since 1970-01-01, and milliseconds since midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Local {
    day: i64,
    millis: i64,
}

fn epoch() -> Date {
    Date::new(1970, 1, 1).expect("a day of the calendar")
}

/// Days since 1970-01-01.
fn day_of(date: &Date) -> i64 {
    date.days_since(&epoch())
}

/// The date so many days after 1970-01-01. A 64-bit count of milliseconds never leaves the calendar.
fn date_from(day: i64) -> Date {
    epoch().plus_days(day).unwrap_or_else(epoch)
}

#[cfg(test)]
mod tests;
