//! Time zones: an offset, or a name with rules.
//!
//! The crate carries no time zone data base (it would outweigh the language). The host says what the rules of a name are
//! ([`Scope::zone`](crate::Scope::zone)); where it says nothing, the names in the table below are known by their present
//! rules. A text with any other name is not understood, rather than understood wrongly.

use std::fmt;

use super::scan::Scan;
use super::{Date, SECONDS_PER_DAY};

/// A time zone, as a time states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Zone {
    /// Seconds east of Greenwich.
    Offset(i32),
    /// A zone by name. Its rules stay for as long as the program runs: there are few, and every time refers to its own.
    Named(&'static ZoneRules),
}

/// Where the rules of named zones come from.
pub type Zones<'z> = dyn Fn(&str) -> Option<Zone> + 'z;

/// The name of a zone, and how far from Greenwich its clocks are.
///
/// ```
/// use feel::{DateTime, Zone, ZoneRules};
///
/// // Shanghai as it was in 1990: summer time from 15 April to 16 September.
/// static CHANGES: [(i64, i32); 2] = [(640_116_000, 9 * 3600), (653_418_000, 8 * 3600)];
/// static SHANGHAI: ZoneRules = ZoneRules::changing("Asia/Shanghai", 8 * 3600, &CHANGES);
///
/// let zones = |name: &str| (name == "Asia/Shanghai").then_some(Zone::Named(&SHANGHAI));
/// let noon = DateTime::read("1990-07-01T12:00:00@Asia/Shanghai", &zones)?;
/// assert_eq!(noon.offset(), Some(9 * 3600));
/// # Ok::<(), feel::TemporalError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ZoneRules {
    name: &'static str,
    /// Seconds east of Greenwich outside summer time, or before the first change.
    standard: i32,
    changes: Changes,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Changes {
    None,
    /// From the last Sunday of March to the last Sunday of October, changing at 1:00 in Greenwich.
    Europe,
    /// From the second Sunday of March to the first Sunday of November, changing at 2:00 on the local clock.
    America,
    /// From the first Sunday of October to the first Sunday of April, changing at 2:00 local standard time.
    Australia,
    /// From a second since 1970-01-01T00:00:00Z on so many seconds east of Greenwich, in order.
    Listed(&'static [(i64, i32)]),
}

impl ZoneRules {
    /// A zone whose clocks are always as far from Greenwich: seconds, east is positive.
    pub const fn fixed(name: &'static str, offset: i32) -> ZoneRules {
        ZoneRules { name, standard: offset, changes: Changes::None }
    }

    /// A zone whose clocks change: seconds east of Greenwich before the first change, then for each change, in order,
    /// the second since 1970-01-01T00:00:00Z at which it comes and the seconds east of Greenwich from then on.
    pub const fn changing(name: &'static str, first: i32, changes: &'static [(i64, i32)]) -> ZoneRules {
        ZoneRules { name, standard: first, changes: Changes::Listed(changes) }
    }
}

const fn fixed(name: &'static str, hours: i32) -> ZoneRules {
    ZoneRules::fixed(name, hours * 3600)
}

const fn changing(name: &'static str, hours: i32, changes: Changes) -> ZoneRules {
    ZoneRules { name, standard: hours * 3600, changes }
}

static ZONES: [ZoneRules; 29] = [
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
    changing("Australia/Melbourne", 10, Changes::Australia),
    changing("Australia/Sydney", 10, Changes::Australia),
    changing("Europe/London", 0, Changes::Europe),
    changing("Europe/Paris", 1, Changes::Europe),
    changing("Europe/Berlin", 1, Changes::Europe),
    changing("Europe/Madrid", 1, Changes::Europe),
    changing("Europe/Rome", 1, Changes::Europe),
    changing("Europe/Amsterdam", 1, Changes::Europe),
    changing("America/New_York", -5, Changes::America),
    changing("America/Chicago", -6, Changes::America),
    changing("America/Denver", -7, Changes::America),
    changing("America/Los_Angeles", -8, Changes::America),
];

const HOUR: i64 = 3600;

impl Zone {
    /// Greenwich.
    pub const UTC: Zone = Zone::Offset(0);

    /// The zone of that name, if its present rules are known here.
    pub fn named(name: &str) -> Option<Zone> {
        ZONES.iter().find(|rules| rules.name == name).map(Zone::Named)
    }

    /// Its name, for a named one.
    pub fn name(&self) -> Option<&'static str> {
        match self {
            Zone::Offset(_) => None,
            Zone::Named(rules) => Some(rules.name),
        }
    }

    /// Seconds east of Greenwich outside summer time: what a time of day without a date goes by.
    pub fn standard_offset(&self) -> i32 {
        match self {
            Zone::Offset(seconds) => *seconds,
            Zone::Named(rules) => rules.standard,
        }
    }

    /// Seconds east of Greenwich when the local clock shows this date and second of the day.
    pub(super) fn offset_at(&self, date: &Date, second_of_day: i64) -> i32 {
        let Zone::Named(ZoneRules { standard, changes, .. }) = *self else { return self.standard_offset() };
        let local = date.unix_days() * SECONDS_PER_DAY + second_of_day;
        let year = date.year();
        let at = |month, nth, second: i64| Some(nth_sunday(year, month, nth)?.unix_days() * SECONDS_PER_DAY + second);
        let is_summer = match changes {
            Changes::None => Some(false),
            Changes::Europe => (|| {
                let change = HOUR + i64::from(*standard);
                Some(local >= at(3, None, change)? && local < at(10, None, change + HOUR)?)
            })(),
            Changes::America => (|| Some(local >= at(3, Some(2), 2 * HOUR)? && local < at(11, Some(1), 2 * HOUR)?))(),
            Changes::Australia => (|| Some(local >= at(10, Some(1), 2 * HOUR)? || local < at(4, Some(1), 3 * HOUR)?))(),
            Changes::Listed(listed) => return listed_offset(*standard, listed, local),
        };
        if is_summer == Some(true) { standard + HOUR as i32 } else { *standard }
    }
}

/// The offset after the last change that had come when the local clock showed this second. What the clock shows twice
/// is taken for the first time, what it skips as if it had not been moved yet.
fn listed_offset(first: i32, changes: &[(i64, i32)], local: i64) -> i32 {
    let before = std::iter::once(first).chain(changes.iter().map(|(_, offset)| *offset));
    let passed = changes.iter().zip(before).take_while(|((second, _), before)| local - i64::from(*before) >= *second);
    passed.last().map_or(first, |((_, offset), _)| *offset)
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
            Zone::Named(rules) => write!(f, "@{}", rules.name),
        }
    }
}

/// `Z` | (`+` | `-`) hours `:` minutes (`:` seconds)? | `@` name
pub(super) fn scan_zone(scan: &mut Scan<'_>, zones: &Zones<'_>) -> Option<Zone> {
    if scan.take('Z').is_some() || scan.take('z').is_some() {
        return Some(Zone::UTC);
    }
    if scan.take('@').is_some() {
        return zones(std::mem::take(&mut scan.0));
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
