//! Time zones without a data base in the page: the server knows the rules and tells the page the few offsets it needs.

use std::{fmt, str::FromStr};

use flow::time::Moment;

use super::{Clock, Day};

/// A time zone: its name, its offset from UTC at the beginning, and the moments at which the offset changes.
///
/// Its text form travels in an attribute of the document: the name, the first offset, then `seconds:offset` for each
/// change, all offsets in seconds: `Europe/Berlin 3600 1774746000:7200 1792890000:3600`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    name: String,
    first: i32,
    /// In order of time: seconds since 1970 UTC, and the offset from then on.
    changes: Vec<(i64, i32)>,
}

impl Zone {
    /// A zone whose offset (seconds east of UTC) never changes.
    pub fn fixed(name: impl Into<String>, offset: i32) -> Zone {
        Zone::changing(name, offset, Vec::new())
    }

    /// A zone with changes of its offset, each (seconds since 1970 UTC, seconds east of UTC from then on).
    pub fn changing(name: impl Into<String>, first: i32, mut changes: Vec<(i64, i32)>) -> Zone {
        changes.sort_unstable();
        Zone { name: name.into(), first, changes }
    }

    /// The name, such as `Asia/Shanghai`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Seconds east of UTC at that moment.
    pub fn offset(&self, at: Moment) -> i32 {
        let seconds = at.0.div_euclid(1_000);
        let passed = self.changes.partition_point(|(from, _)| *from <= seconds);
        passed.checked_sub(1).map_or(self.first, |last| self.changes[last].1)
    }

    /// The day and the time of day there at that moment.
    pub fn local(&self, at: Moment) -> (Day, Clock) {
        let seconds = at.0.div_euclid(1_000) + i64::from(self.offset(at));
        (Day::from_days(seconds.div_euclid(86_400)), Clock::from_seconds(seconds))
    }

    /// The moment at which the clock there shows that time of that day. Of a time that comes twice, the earlier.
    pub fn moment(&self, day: Day, clock: Clock) -> Moment {
        let time = i64::from(clock.hour) * 3_600 + i64::from(clock.minute) * 60 + i64::from(clock.second);
        let there = day.days() * 86_400 + time;
        // The offset of the moment itself is only known once the moment is: the second look has it.
        let near = Moment((there - i64::from(self.first)) * 1_000);
        let earlier = Moment((there - i64::from(self.offset(near))) * 1_000);
        Moment((there - i64::from(self.offset(earlier))) * 1_000)
    }
}

/// China's, which is where most readers are.
impl Default for Zone {
    fn default() -> Self {
        Zone::fixed("Asia/Shanghai", 8 * 3_600)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.name, self.first)?;
        self.changes.iter().try_for_each(|(from, offset)| write!(f, " {from}:{offset}"))
    }
}

/// The text was not a zone as [`Zone`] writes itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAZone;

impl FromStr for Zone {
    type Err = NotAZone;

    fn from_str(text: &str) -> Result<Self, NotAZone> {
        let mut words = text.split(' ');
        let name = words.next().filter(|name| !name.is_empty()).ok_or(NotAZone)?;
        let first = words.next().and_then(|offset| offset.parse().ok()).ok_or(NotAZone)?;
        let change = |word: &str| {
            let (from, offset) = word.split_once(':')?;
            Some((from.parse().ok()?, offset.parse().ok()?))
        };
        let changes = words.map(|word| change(word).ok_or(NotAZone)).collect::<Result<_, _>>()?;
        Ok(Zone::changing(name, first, changes))
    }
}

#[cfg(test)]
mod tests {
    use super::{Moment, NotAZone, Zone};

    #[test]
    fn offsets_change_when_they_change() {
        let berlin: Zone = "Europe/Berlin 3600 1774746000:7200 1792890000:3600".parse().expect("well written");
        assert_eq!(berlin.to_string().parse(), Ok(berlin.clone()));
        assert_eq!(berlin.offset(Moment(1_774_745_999_999)), 3_600);
        assert_eq!(berlin.offset(Moment(1_774_746_000_000)), 7_200);
        assert_eq!(berlin.offset(Moment(1_800_000_000_000)), 3_600);
    }

    #[test]
    fn a_time_there_is_a_moment() {
        let berlin: Zone = "Europe/Berlin 3600 1774746000:7200 1792890000:3600".parse().expect("well written");
        for seconds in [1_774_700_000, 1_774_750_000, 1_780_000_000, 1_792_900_000, 1_800_000_000] {
            let at = Moment(seconds * 1_000);
            let (day, clock) = berlin.local(at);
            assert_eq!(berlin.moment(day, clock), at);
        }
    }

    #[test]
    fn nonsense_is_no_zone() {
        for text in ["", "x", "x y", "x 0 1", "x 0 1:b"] {
            assert_eq!(text.parse::<Zone>(), Err(NotAZone), "{text}");
        }
    }
}
