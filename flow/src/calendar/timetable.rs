use std::collections::BTreeMap;
use std::ops::{Add, Mul, Sub};

use super::hours::{Hours, Shift};
use super::{DAY, Exceptions, Local, day_of};

/// Working time as a sum that grows from day to day, which can be asked both ways: how much was worked before a day,
/// and on which day so much has been worked. Both take the logarithm of the distance, not the distance.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Timetable {
    /// The shifts of each weekday from Monday.
    week: [Vec<Shift>; 7],
    /// What is worked in an ordinary week before each weekday from Monday, and in all of it.
    before: [Work; 8],
    /// The days that are not as their weekday, in order.
    exceptions: Vec<Exception>,
}

/// An amount of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Work {
    /// Worked days.
    pub(super) days: i64,
    /// Worked milliseconds.
    pub(super) millis: i64,
}

/// A day that is not as its weekday.
#[derive(Debug, Clone, PartialEq)]
struct Exception {
    day: i64,
    shifts: Vec<Shift>,
    /// What is worked more (or less) than in ordinary weeks, up to the end of this day.
    more: Work,
}

/// 1970-01-05, a Monday: weeks are counted from here.
const FIRST_MONDAY: i64 = 4;

/// Farther from 1970 than this no day is looked for, and sums stay far from overflowing: a hundred thousand years.
const FARTHEST: i64 = 36_525_000;

impl Timetable {
    /// None when no day of the week is worked.
    pub(super) fn new(hours: &Hours, exceptions: &Exceptions) -> Option<Self> {
        let week = hours.days().clone();
        let made_up = week.iter().find(|shifts| !shifts.is_empty())?.clone();
        let mut before = [Work::default(); 8];
        for (at, shifts) in week.iter().enumerate() {
            before[at + 1] = before[at] + Work::of(shifts);
        }
        let usual = |day: i64| &week[weekday(day)];
        let worked = |day: i64| if usual(day).is_empty() { made_up.clone() } else { usual(day).clone() };
        let mut more = Work::default();
        let exceptions = days_apart(exceptions, worked).into_iter().map(|(day, shifts)| {
            more = more + Work::of(&shifts) - Work::of(usual(day));
            Exception { day, shifts, more }
        });
        Some(Self { exceptions: exceptions.collect(), before, week: week.clone() })
    }

    /// The shifts of a day.
    pub(super) fn shifts(&self, day: i64) -> &[Shift] {
        match self.exceptions.binary_search_by_key(&day, |exception| exception.day) {
            Ok(at) => &self.exceptions[at].shifts,
            Err(_) => &self.week[weekday(day)],
        }
    }

    pub(super) fn is_worked(&self, day: i64) -> bool {
        !self.shifts(day).is_empty()
    }

    /// What is worked before a day, counted from some day long ago.
    pub(super) fn before(&self, day: i64) -> Work {
        let day = day.clamp(-4 * FARTHEST, 4 * FARTHEST);
        let weeks = (day - FIRST_MONDAY).div_euclid(7);
        let passed = self.exceptions.partition_point(|exception| exception.day < day);
        let more = passed.checked_sub(1).map_or(Work::default(), |last| self.exceptions[last].more);
        self.before[7] * weeks + self.before[weekday(day)] + more
    }

    /// The milliseconds worked before a place on the clock.
    pub(super) fn millis_before(&self, at: Local) -> i64 {
        let worked = |shift: &Shift| (at.millis - shift.start()).clamp(0, shift.length());
        self.before(at.day).millis + self.shifts(at.day).iter().map(worked).sum::<i64>()
    }

    /// The first place on the clock where so many milliseconds have been worked.
    pub(super) fn when_worked(&self, millis: i64, near: i64) -> Local {
        let day = self.day_reaching(near, |work| work.millis >= millis);
        let mut rest = millis - self.before(day).millis;
        for shift in self.shifts(day) {
            if rest <= shift.length() {
                return Local { day, millis: shift.start() + rest };
            }
            rest -= shift.length();
        }
        Local { day, millis: DAY - 1 }
    }

    /// The last place on the clock where no more than so many milliseconds have been worked.
    pub(super) fn when_not_yet_worked(&self, millis: i64, near: i64) -> Local {
        let day = self.day_reaching(near, |work| work.millis > millis);
        let mut rest = millis - self.before(day).millis;
        for shift in self.shifts(day) {
            if rest < shift.length() {
                return Local { day, millis: shift.start() + rest };
            }
            rest -= shift.length();
        }
        Local { day, millis: 0 }
    }

    /// The first day at whose end enough has been worked. `enough` must hold of all more when it holds of some.
    pub(super) fn day_reaching(&self, near: i64, enough: impl Fn(Work) -> bool) -> i64 {
        let near = near.clamp(-FARTHEST, FARTHEST);
        let reached = |day: i64| enough(self.before(day + 1));
        // Steps that double lead past the day; halving what lies between finds it.
        let (mut short, mut far) = (near, near);
        let mut step = 1;
        if reached(near) {
            while reached(short) && short > -FARTHEST {
                (far, short) = (short, short - step);
                step *= 2;
            }
        } else {
            while !reached(far) && far < FARTHEST {
                (short, far) = (far, far + step);
                step *= 2;
            }
        }
        while far - short > 1 {
            let middle = short + (far - short) / 2;
            if reached(middle) {
                far = middle;
            } else {
                short = middle;
            }
        }
        far
    }
}

/// The shifts of each day that is not as its weekday. What is said later counts before what is said earlier.
fn days_apart(exceptions: &Exceptions, worked: impl Fn(i64) -> Vec<Shift>) -> BTreeMap<i64, Vec<Shift>> {
    let Exceptions { public, holidays, workdays, days } = exceptions;
    let public = public.iter().flat_map(|public| public.days());
    let own = holidays.iter().map(|date| (*date, false)).chain(workdays.iter().map(|date| (*date, true)));
    let mut apart: BTreeMap<i64, Vec<Shift>> = public
        .chain(own)
        .map(|(date, is_worked)| {
            let day = day_of(&date);
            (day, if is_worked { worked(day) } else { Vec::new() })
        })
        .collect();
    apart.extend(days.iter().map(|(date, shifts)| (day_of(date), shifts.clone())));
    apart
}

/// 0 is Monday.
fn weekday(day: i64) -> usize {
    usize::try_from((day - FIRST_MONDAY).rem_euclid(7)).expect("a remainder of seven")
}

impl Work {
    fn of(shifts: &[Shift]) -> Self {
        let millis = shifts.iter().map(|shift| shift.length()).sum();
        Self { days: i64::from(!shifts.is_empty()), millis }
    }
}

impl Add for Work {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { days: self.days + other.days, millis: self.millis + other.millis }
    }
}

impl Sub for Work {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self { days: self.days - other.days, millis: self.millis - other.millis }
    }
}

impl Mul<i64> for Work {
    type Output = Self;

    fn mul(self, times: i64) -> Self {
        Self { days: self.days * times, millis: self.millis * times }
    }
}
