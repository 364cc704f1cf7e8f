//! Time zones: an offset, or a name whose rules are known here.
//!
//! The crate carries no time zone data base (it would outweigh the language). It knows the zones in the table below
//! by their present rules; a text with any other name is not understood, rather than understood wrongly.

use std::fmt;

use super::scan::Scan;
use super::{Date, SECONDS_PER_DAY};

/// A time zone, as a time states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Zone {
    /// Seconds east of Greenwich.
    Offset(i32),
    /// A zone known by name.
    Named(NamedZone),
}

/// A zone of the IANA data base that this crate knows; made by [`Zone::named`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NamedZone(u8);

struct Rules {
    name: &'static str,
    /// Seconds east of Greenwich outside summer time.
    standard: i32,
    summer: Summer,
}

#[derive(Clone, Copy)]
enum Summer {
    None,
    /// From the last Sunday of March to the last Sunday of October, changing at 1:00 in Greenwich.
    Europe,
    /// From the second Sunday of March to the first Sunday of November, changing at 2:00 on the local clock.
    America,
    /// From the first Sunday of October to the first Sunday of April, changing at 2:00 local standard time.
    Australia,
}

const fn fixed(name: &'static str, hours: i32) -> Rules {
    Rules { name, standard: hours * 3600, summer: Summer::None }
}

const fn changing(name: &'static str, hours: i32, summer: Summer) -> Rules {
    Rules { name, standard: hours * 3600, summer }
}

const ZONES: &[Rules] = &[
    fixed("Etc/UTC", 0),
    fixed("Etc/GMT", 0),
    fixed("UTC", 0),
    fixed("Asia/Shanghai", 8),
    fixed("Asia/Hong_Kong", 8),
    fixed("Asia/Macau", 8),
    fixed("Asia/Taipei", 8),
    fixed("Asia/Singapore", 8),
    fixed("Asia/Tokyo", 9),
    fixed("Asia/Seoul", 9),
    fixed("Asia/Bangkok", 7),
    fixed("Asia/Ho_Chi_Minh", 7),
    fixed("Asia/Jakarta", 7),
    fixed("Asia/Dhaka", 6),
    fixed("Asia/Dubai", 4),
    fixed("Europe/Moscow", 3),
    fixed("Australia/Brisbane", 10),
    changing("Australia/Melbourne", 10, Summer::Australia),
    changing("Australia/Sydney", 10, Summer::Australia),
    changing("Europe/London", 0, Summer::Europe),
    changing("Europe/Paris", 1, Summer::Europe),
    changing("Europe/Berlin", 1, Summer::Europe),
    changing("Europe/Madrid", 1, Summer::Europe),
    changing("Europe/Rome", 1, Summer::Europe),
    changing("Europe/Amsterdam", 1, Summer::Europe),
    changing("America/New_York", -5, Summer::America),
    changing("America/Chicago", -6, Summer::America),
    changing("America/Denver", -7, Summer::America),
    changing("America/Los_Angeles", -8, Summer::America),
];

const HOUR: i64 = 3600;

impl Zone {
    /// Greenwich.
    pub const UTC: Zone = Zone::Offset(0);

    /// The zone of that name, if its rules are known here.
    pub fn named(name: &str) -> Option<Zone> {
        let index = ZONES.iter().position(|rules| rules.name == name)?;
        u8::try_from(index).ok().map(|index| Zone::Named(NamedZone(index)))
    }

    /// Its name, for a named one.
    pub fn name(&self) -> Option<&'static str> {
        self.rules().map(|rules| rules.name)
    }

    fn rules(&self) -> Option<&'static Rules> {
        match self {
            Zone::Offset(_) => None,
            Zone::Named(NamedZone(index)) => ZONES.get(usize::from(*index)),
        }
    }

    /// Seconds east of Greenwich outside summer time: what a time of day without a date goes by.
    pub fn standard_offset(&self) -> i32 {
        match self {
            Zone::Offset(seconds) => *seconds,
            Zone::Named(_) => self.rules().map_or(0, |rules| rules.standard),
        }
    }

    /// Seconds east of Greenwich when the local clock shows this date and second of the day.
    pub(super) fn offset_at(&self, date: &Date, second_of_day: i64) -> i32 {
        let standard = self.standard_offset();
        let Some(rules) = self.rules() else { return standard };
        let local = date.unix_days() * SECONDS_PER_DAY + second_of_day;
        let year = date.year();
        let at = |month, nth, second: i64| Some(nth_sunday(year, month, nth)?.unix_days() * SECONDS_PER_DAY + second);
        let is_summer = match rules.summer {
            Summer::None => Some(false),
            Summer::Europe => (|| {
                let change = HOUR + i64::from(standard);
                Some(local >= at(3, None, change)? && local < at(10, None, change + HOUR)?)
            })(),
            Summer::America => (|| Some(local >= at(3, Some(2), 2 * HOUR)? && local < at(11, Some(1), 2 * HOUR)?))(),
            Summer::Australia => (|| Some(local >= at(10, Some(1), 2 * HOUR)? || local < at(4, Some(1), 3 * HOUR)?))(),
        };
        if is_summer == Some(true) { standard + HOUR as i32 } else { standard }
    }
}

/// The nth Sunday of a month, or its last one.
fn nth_sunday(year: i32, month: u8, nth: Option<i64>) -> Option<Date> {
    match nth {
        Some(nth) => {
            let first = Date::new(year, month, 1)?;
            first.plus_days(7 - i64::from(first.weekday()) + 7 * (nth - 1))
        }
        None => {
            // The months in question have 31 days.
            let last = Date::new(year, month, 31)?;
            last.plus_days(-i64::from(last.weekday() % 7))
        }
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Zone::Offset(0) => f.write_str("Z"),
            Zone::Offset(seconds) => {
                let (sign, magnitude) = (if *seconds < 0 { '-' } else { '+' }, seconds.unsigned_abs());
                write!(f, "{sign}{:02}:{:02}", magnitude / 3600, magnitude / 60 % 60)?;
                if magnitude % 60 != 0 { write!(f, ":{:02}", magnitude % 60) } else { Ok(()) }
            }
            Zone::Named(_) => write!(f, "@{}", self.name().unwrap_or("Etc/UTC")),
        }
    }
}

/// `Z` | (`+` | `-`) hours `:` minutes (`:` seconds)? | `@` name
pub(super) fn scan_zone(scan: &mut Scan<'_>) -> Option<Zone> {
    if scan.take('Z').is_some() || scan.take('z').is_some() {
        return Some(Zone::UTC);
    }
    if scan.take('@').is_some() {
        let name = std::mem::take(&mut scan.0);
        return Zone::named(name);
    }
    let west = scan.take('-').is_some();
    if !west {
        scan.take('+')?;
    }
    let hours = scan.digits(2)?;
    scan.take(':')?;
    let minutes = scan.digits(2)?;
    let seconds = if scan.take(':').is_some() { scan.digits(2)? } else { 0 };
    if hours > 14 || minutes > 59 || seconds > 59 || (hours == 14 && minutes + seconds > 0) {
        return None;
    }
    let offset = i32::try_from(hours * 3600 + minutes * 60 + seconds).ok()?;
    Some(Zone::Offset(if west { -offset } else { offset }))
}
