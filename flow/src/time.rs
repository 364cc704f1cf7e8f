//! Moments and spans of time, as data. Nothing here reads a clock.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Moment(pub i64);

impl Moment {
    /// The moment so many milliseconds later (earlier when negative), at the ends of time when it would pass them.
    #[must_use]
    pub fn plus_millis(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }
}

/// What a [`Span`] counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Sixty seconds by the clock on the wall.
    Minute,
    /// Sixty minutes by the clock on the wall.
    Hour,
    /// A calendar day; the day of the event does not count, and the span ends as the last day does.
    Day,
    /// An hour of working time by the working calendar.
    WorkingHour,
    /// A day of the working calendar; the day of the event does not count, and the span ends with the day's work.
    WorkingDay,
}

impl Unit {
    const NAMES: [(&'static str, Self); 5] = [
        ("minute", Self::Minute),
        ("hour", Self::Hour),
        ("day", Self::Day),
        ("working_hour", Self::WorkingHour),
        ("working_day", Self::WorkingDay),
    ];
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, _) = Self::NAMES[*self as usize];
        f.write_str(name)
    }
}

/// An amount of time in one unit, written `2 working_day`; negative before, positive after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// How many.
    pub amount: i32,
    /// Of what.
    pub unit: Unit,
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount, self.unit)
    }
}

/// Why a text is no [`Span`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no span of time; write a whole number and a unit (minute, hour, day, working_hour, working_day), such as `2 working_day`"
)]
pub struct NoSpan(String);

impl FromStr for Span {
    type Err = NoSpan;

    fn from_str(text: &str) -> Result<Self, NoSpan> {
        let wrong = || NoSpan(text.to_owned());
        let (amount, unit) = text.trim().split_once(char::is_whitespace).ok_or_else(wrong)?;
        let amount = amount.parse().map_err(|_| wrong())?;
        let singular = unit.trim().trim_end_matches('s');
        let unit = Unit::NAMES.iter().find(|(name, _)| *name == singular).ok_or_else(wrong)?.1;
        Ok(Self { amount, unit })
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_reads_as_it_is_written() {
        for text in ["2 working_day", "-4 working_hour", "30 minute"] {
            assert_eq!(text.parse::<Span>().map(|span| span.to_string()), Ok(text.to_owned()));
        }
        assert_eq!("2 days".parse(), Ok(Span { amount: 2, unit: Unit::Day }));
        for wrong in ["", "2", "two days", "2 fortnight"] {
            assert!(wrong.parse::<Span>().is_err(), "{wrong}");
        }
    }
}
