//! Functions of dates, and the present moment as the host gives it.

use super::built_ins;
use super::conversion::date_of;
use crate::Value;

built_ins! {
    "today" { () => with(|call| Ok(call.machine.scope.now().map(|now| now.date().into()))); }
    "now" { () => with(|call| Ok(call.machine.scope.now().map(Value::from))); }
    "day of year" { ("date": Moment) => pure(|given| Some(i32::from(date_of(&given[0])?.day_of_year()).into())); }
    "day of week" {
        ("date": Moment) => pure(|given| {
            Some(DAYS[usize::from(date_of(&given[0])?.weekday() - 1)].into())
        });
    }
    "month of year" {
        ("date": Moment) => pure(|given| Some(MONTHS[usize::from(date_of(&given[0])?.month() - 1)].into()));
    }
    "week of year" { ("date": Moment) => pure(|given| Some(i32::from(date_of(&given[0])?.week_of_year()).into())); }
}

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
