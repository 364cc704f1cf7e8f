use super::timetable::Timetable;
use super::{Calendar, DAY, Local};
use crate::model::RestDay;
use crate::time::{Moment, Span, Unit};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// When a day-limit ends: 23:59:59.
const LAST_SECOND: i64 = DAY - 1000;

impl Calendar {
    /// When a span that begins at a moment ends; before it, when the span is negative.
    ///
    /// Minutes and hours pass by the clock, working hours while there is work. For days and working days the day of the
    /// event does not count: they end at 23:59:59, and as the day's work does, on the last of them. Backwards they come
    /// to the same time of that day, so that a reminder keeps its hour.
    pub fn after(&self, start: Moment, span: Span, rest_day: RestDay) -> Moment {
        let amount = i64::from(span.amount);
        let from = self.local(start);
        let end = match span.unit {
            Unit::Minute => return start.plus_millis(amount * MINUTE),
            Unit::Hour => return start.plus_millis(amount * HOUR),
            Unit::Day => days(&self.timetable, from, amount, rest_day),
            Unit::WorkingHour => working_hours(&self.timetable, from, amount),
            Unit::WorkingDay => working_days(&self.timetable, from, amount),
        };
        self.moment(end)
    }
}

impl Calendar {
    /// A moment, later by the time between two others: what was worked between them for a limit in working time, else
    /// what the clock says.
    ///
    /// A limit of four working hours of which one is left keeps that hour, however long the work stood still.
    pub fn put_off(&self, moment: Moment, from: Moment, to: Moment, unit: Unit) -> Moment {
        match unit {
            Unit::Minute | Unit::Hour | Unit::Day => moment.plus_millis((to.0 - from.0).max(0)),
            Unit::WorkingHour | Unit::WorkingDay => {
                let (moment_here, to_here) = (self.local(moment), self.local(to));
                let stood = self.timetable.millis_before(to_here) - self.timetable.millis_before(self.local(from));
                if stood <= 0 {
                    return moment;
                }
                let worked = self.timetable.millis_before(moment_here);
                self.moment(self.timetable.when_worked(worked + stood, moment_here.day))
            }
        }
    }
}

fn days(timetable: &Timetable, from: Local, amount: i64, rest_day: RestDay) -> Local {
    let day = from.day.saturating_add(amount);
    if amount < 0 {
        return Local { day, ..from };
    }
    let day = match rest_day {
        RestDay::Stays => day,
        RestDay::NextWorkingDay => timetable.working_day_from(day),
    };
    Local { day, millis: LAST_SECOND }
}

fn working_hours(timetable: &Timetable, from: Local, amount: i64) -> Local {
    let worked = timetable.millis_before(from);
    match amount {
        0 => from,
        1.. => timetable.when_worked(worked + amount * HOUR, from.day),
        _ => timetable.when_not_yet_worked(worked + amount * HOUR, from.day),
    }
}

fn working_days(timetable: &Timetable, from: Local, amount: i64) -> Local {
    if amount < 0 {
        return Local { day: timetable.nth_working_day(from.day, amount), ..from };
    }
    let day = match amount {
        0 => timetable.working_day_from(from.day),
        _ => timetable.nth_working_day(from.day, amount),
    };
    let end_of_work = timetable.shifts(day).last().map_or(LAST_SECOND, |shift| shift.end());
    Local { day, millis: end_of_work }
}

impl Timetable {
    /// The day itself when it is worked, else the next that is.
    pub(super) fn working_day_from(&self, day: i64) -> i64 {
        let before = self.before(day).days;
        self.day_reaching(day, |work| work.days > before)
    }

    /// The n-th working day after a day, before it when negative.
    pub(super) fn nth_working_day(&self, day: i64, n: i64) -> i64 {
        let wanted = match n {
            0 => return day,
            1.. => self.before(day + 1).days + n,
            _ => self.before(day).days + n + 1,
        };
        self.day_reaching(day, |work| work.days >= wanted)
    }
}
