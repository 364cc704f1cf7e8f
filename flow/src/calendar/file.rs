use std::collections::{BTreeMap, BTreeSet};

use feel::Date;
use serde::{Deserialize, Serialize};

use super::hours::in_order;
use super::{Calendar, Exceptions, Hours, Public, Shift};

/// Why something is no working calendar.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// No day has working hours.
    #[error("a working calendar needs working hours on at least one day of the week")]
    NoHours,
    /// Shifts of a day overlap or are out of order.
    #[error("the working hours of `{0}` overlap or are out of order; write them from morning to evening")]
    Overlap(String),
    /// A text is no shift.
    #[error("`{0}` are no working hours; write them from and to, such as `09:00-12:00`")]
    Shift(String),
    /// A text is no weekday.
    #[error("`{0}` is no day of the week; write mon, tue, wed, thu, fri, sat or sun")]
    Weekday(String),
    /// A text is no date.
    #[error("`{0}` is no date; write year, month and day, such as `2026-03-02`")]
    Date(String),
    /// A text is no offset.
    #[error("`{0}` is no offset from Greenwich; write it such as `+08:00`")]
    Offset(String),
}

/// A calendar as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub(super) struct CalendarFile {
    /// How far its clock is ahead of Greenwich; +08:00 when it says nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Offset>"))]
    offset: Option<String>,
    /// The working hours of each day of the week, from morning to evening.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Week>"))]
    hours: Option<BTreeMap<String, Vec<String>>>,
    /// The country whose public holidays and make-up workdays count.
    #[serde(skip_serializing_if = "Option::is_none")]
    public: Option<Public>,
    /// The days of rest beyond those of every week.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<crate::schema::Day>"))]
    holidays: Vec<String>,
    /// The days that are worked although their weekday is not.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<crate::schema::Day>"))]
    workdays: Vec<String>,
    /// The working hours of single days, such as half days; none is a day of rest.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    days: BTreeMap<String, Vec<String>>,
}

impl TryFrom<CalendarFile> for Calendar {
    type Error = CalendarError;

    fn try_from(file: CalendarFile) -> Result<Self, CalendarError> {
        let offset = file.offset.map_or(Ok(8 * 3600), |text| offset(&text).ok_or(CalendarError::Offset(text)))?;
        let hours = file.hours.map_or_else(|| Ok(Hours::default()), hours)?;
        let (holidays, workdays) = (dates(file.holidays)?, dates(file.workdays)?);
        let days = file.days.into_iter().map(single_day).collect::<Result<_, _>>()?;
        Calendar::new(offset, hours, Exceptions { public: file.public, holidays, workdays, days })
    }
}

impl From<Calendar> for CalendarFile {
    fn from(calendar: Calendar) -> Self {
        let days = Hours::DAYS.iter().zip(calendar.hours.days()).filter(|(_, shifts)| !shifts.is_empty());
        let hours = days.map(|(day, shifts)| ((*day).to_owned(), shifts.iter().map(Shift::to_string).collect()));
        let dates = |dates: &BTreeSet<Date>| dates.iter().map(Date::to_string).collect();
        let Exceptions { public, holidays, workdays, days: single } = &calendar.exceptions;
        let written = |shifts: &Vec<Shift>| shifts.iter().map(Shift::to_string).collect();
        let minutes = calendar.offset / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        Self {
            offset: Some(format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)),
            hours: Some(hours.collect()),
            public: *public,
            holidays: dates(holidays),
            workdays: dates(workdays),
            days: single.iter().map(|(date, shifts)| (date.to_string(), written(shifts))).collect(),
        }
    }
}

/// Seconds east of Greenwich of a text such as `+08:00`.
fn offset(text: &str) -> Option<i32> {
    let (sign, magnitude) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = magnitude.split_once(':')?;
    let number = |text: &str, limit: i32| text.parse().ok().filter(|number| (0..limit).contains(number));
    Some(sign * (number(hours, 19)? * 3600 + number(minutes, 60)? * 60))
}

fn hours(written: BTreeMap<String, Vec<String>>) -> Result<Hours, CalendarError> {
    let mut days: [Vec<Shift>; 7] = Default::default();
    for (day, shifts) in written {
        let Some(at) = Hours::DAYS.iter().position(|known| *known == day) else {
            return Err(CalendarError::Weekday(day));
        };
        for text in shifts {
            let (today, tomorrow) = Shift::over_midnight(&text)?;
            days[at].push(today);
            // What is worked after midnight belongs to the next day of the week.
            if let Some(tomorrow) = tomorrow {
                days[(at + 1) % 7].push(tomorrow);
            }
        }
    }
    days.iter_mut().for_each(|shifts| shifts.sort_by_key(|shift| shift.start()));
    Hours::new(days)
}

fn single_day((date, shifts): (String, Vec<String>)) -> Result<(Date, Vec<Shift>), CalendarError> {
    let shifts = shifts.iter().map(|shift| shift.parse()).collect::<Result<Vec<Shift>, _>>()?;
    in_order(&shifts).map_err(|()| CalendarError::Overlap(date.clone()))?;
    Ok((date.parse().map_err(|_| CalendarError::Date(date))?, shifts))
}

fn dates(written: Vec<String>) -> Result<BTreeSet<Date>, CalendarError> {
    written.into_iter().map(|text| text.parse().map_err(|_| CalendarError::Date(text))).collect()
}
