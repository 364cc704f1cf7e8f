use std::fmt;
use std::str::FromStr;

use super::CalendarError;

/// The working hours of each weekday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours([Vec<Shift>; 7]);

impl Hours {
    /// The weekdays as files call them, from Monday.
    pub const DAYS: [&'static str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// The hours from Monday to Sunday.
    ///
    /// # Errors
    /// The shifts of a day overlap or are out of order.
    pub fn new(days: [Vec<Shift>; 7]) -> Result<Self, CalendarError> {
        for (day, shifts) in Self::DAYS.iter().zip(&days) {
            in_order(shifts).map_err(|()| CalendarError::Overlap((*day).to_owned()))?;
        }
        Ok(Self(days))
    }

    /// The hours of a weekday: 0 is Monday.
    pub fn of(&self, weekday: usize) -> &[Shift] {
        self.0.get(weekday).map_or(&[], Vec::as_slice)
    }

    /// The hours from Monday to Sunday.
    pub fn days(&self) -> &[Vec<Shift>; 7] {
        &self.0
    }
}

impl Default for Hours {
    fn default() -> Self {
        let day = || vec![Shift::hours(9, 12), Shift::hours(13, 18)];
        Self([day(), day(), day(), day(), day(), Vec::new(), Vec::new()])
    }
}

/// Whether shifts come one after the other.
pub(super) fn in_order(shifts: &[Shift]) -> Result<(), ()> {
    if shifts.windows(2).any(|pair| pair[0].to > pair[1].from) { Err(()) } else { Ok(()) }
}

/// A time of uninterrupted work within a day, written `09:00-12:00`. The day may end at 24:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// Minutes from midnight to its beginning.
    from: u16,
    /// Minutes from midnight to its end.
    to: u16,
}

const MINUTE: i64 = 60_000;

impl Shift {
    /// A shift from one minute of the day to a later one.
    pub fn new(from: u16, to: u16) -> Option<Self> {
        (from < to && to <= 24 * 60).then_some(Self { from, to })
    }

    /// A shift that may end after midnight, such as `22:00-06:00`: its parts on the day and on the next. One of more than
    /// twelve hours is taken for a slip.
    pub(super) fn over_midnight(text: &str) -> Result<(Self, Option<Self>), CalendarError> {
        let ends = || {
            let (from, to) = text.split_once('-')?;
            Some((minute_of_day(from.trim())?, minute_of_day(to.trim())?))
        };
        match ends() {
            Some((from, to)) if to < from && to + 12 * 60 <= from => {
                let today = Self::new(from, 24 * 60).ok_or_else(|| CalendarError::Shift(text.to_owned()))?;
                Ok((today, Self::new(0, to)))
            }
            _ => Ok((text.parse()?, None)),
        }
    }

    const fn hours(from: u16, to: u16) -> Self {
        Self { from: from * 60, to: to * 60 }
    }

    /// Milliseconds from midnight to its beginning.
    pub(super) fn start(self) -> i64 {
        i64::from(self.from) * MINUTE
    }

    /// Milliseconds from midnight to its end.
    pub(super) fn end(self) -> i64 {
        i64::from(self.to) * MINUTE
    }

    /// How many milliseconds it lasts.
    pub(super) fn length(self) -> i64 {
        self.end() - self.start()
    }
}

impl fmt::Display for Shift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, to } = self;
        write!(f, "{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60)
    }
}

impl FromStr for Shift {
    type Err = CalendarError;

    fn from_str(text: &str) -> Result<Self, CalendarError> {
        let shift = || {
            let (from, to) = text.split_once('-')?;
            Self::new(minute_of_day(from.trim())?, minute_of_day(to.trim())?)
        };
        shift().ok_or_else(|| CalendarError::Shift(text.to_owned()))
    }
}

/// Minutes since midnight of a time such as `09:00`; `24:00` is the end of the day.
fn minute_of_day(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let two_digits = |text: &str| (text.len() == 2).then(|| text.parse::<u16>().ok()).flatten();
    let (hour, minute) = (two_digits(hour)?, two_digits(minute)?);
    (minute < 60 && hour <= 24).then_some(hour * 60 + minute)
}
