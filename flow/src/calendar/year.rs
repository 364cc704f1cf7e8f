//! A year of public holidays as governments and those who collect their notices publish it, read into the exceptions of a
//! calendar.

use std::collections::BTreeMap;

use feel::Date;
use serde::Deserialize;

use super::{Calendar, CalendarError};

/// How a year of holidays is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearFormat {
    /// `{"days": [{"date": "2026-01-01", "isOffDay": true}]}`, as holiday-cn writes it.
    Json,
    /// Lines such as `2026-01-01,true`: the day, and whether it is off. A line that begins with no digit is a heading.
    Csv,
    /// iCalendar (RFC 5545): events of whole days. One is worked when its summary has `班` or `work` in it.
    Ics,
}

/// Why a text is no year of holidays.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum YearError {
    /// It is no JSON, or none of that shape.
    #[error("{0}")]
    Json(String),
    /// A line says nothing that can be understood.
    #[error("line {0} is no day with whether it is off, such as `2026-01-01,true`")]
    Line(usize),
    /// An event has no day.
    #[error("line {0}: the event has no day, such as `DTSTART;VALUE=DATE:20260101`")]
    Event(usize),
    /// There is no day in it.
    #[error("it names no day")]
    Empty,
}

/// How long an event of a year can be at most, in days.
const LONGEST: i64 = 366;

/// The days of a year that are not as their weekday, each with whether it is off.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Year(pub BTreeMap<Date, bool>);

impl YearFormat {
    /// The format that a file name tells, by its ending.
    pub fn of(file_name: &str) -> Option<Self> {
        match file_name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "csv" => Some(Self::Csv),
            "ics" => Some(Self::Ics),
            _ => None,
        }
    }
}

impl Year {
    /// Reads a year.
    ///
    /// # Errors
    /// What is wrong with the text, and where.
    pub fn read(text: &str, format: YearFormat) -> Result<Self, YearError> {
        let text = text.trim_start_matches('\u{feff}');
        let days = match format {
            YearFormat::Json => json(text)?,
            YearFormat::Csv => csv(text)?,
            YearFormat::Ics => ics(text)?,
        };
        if days.is_empty() { Err(YearError::Empty) } else { Ok(Self(days)) }
    }
}

impl Calendar {
    /// The same calendar with the days of a year as they are published. Hours of single days stay, and count before.
    ///
    /// # Errors
    /// None that comes of the days: the week has its working hours already.
    pub fn with_year(&self, year: &Year) -> Result<Self, CalendarError> {
        let mut exceptions = self.exceptions.clone();
        for (day, is_off) in &year.0 {
            let (into, out_of) = match is_off {
                true => (&mut exceptions.holidays, &mut exceptions.workdays),
                false => (&mut exceptions.workdays, &mut exceptions.holidays),
            };
            out_of.remove(day);
            into.insert(*day);
        }
        Self::new(self.offset, self.hours.clone(), exceptions)
    }
}

fn json(text: &str) -> Result<BTreeMap<Date, bool>, YearError> {
    #[derive(Deserialize)]
    struct File {
        days: Vec<Day>,
    }
    #[derive(Deserialize)]
    struct Day {
        date: String,
        #[serde(rename = "isOffDay")]
        is_off: bool,
    }
    let file: File = serde_json::from_str(text).map_err(|error| YearError::Json(error.to_string()))?;
    let day = |day: Day| match day.date.parse() {
        Ok(date) => Ok((date, day.is_off)),
        Err(_) => Err(YearError::Json(format!("`{}` is no date", day.date))),
    };
    file.days.into_iter().map(day).collect()
}

fn csv(text: &str) -> Result<BTreeMap<Date, bool>, YearError> {
    let lines = (1..)
        .zip(text.lines())
        .filter(|(_, line)| line.trim_start_matches(['"', ' ']).starts_with(|c: char| c.is_ascii_digit()));
    let day = |(number, line): (usize, &str)| {
        let mut cells = line.split([',', ';', '\t']).map(|cell| cell.trim().trim_matches('"'));
        let date = cells.next().and_then(|cell| cell.parse().ok());
        let is_off = match cells.next().unwrap_or_default().to_lowercase().as_str() {
            "true" | "1" | "off" | "holiday" | "休" => Some(true),
            "false" | "0" | "work" | "workday" | "班" => Some(false),
            _ => None,
        };
        date.zip(is_off).ok_or(YearError::Line(number))
    };
    lines.map(day).collect()
}

fn ics(text: &str) -> Result<BTreeMap<Date, bool>, YearError> {
    let mut days = BTreeMap::new();
    let (mut from, mut until, mut is_off) = (None, None, true);
    for (number, line) in (1..).zip(text.lines()) {
        let (property, value) = line.trim_end().split_once(':').unwrap_or_default();
        match property.split(';').next().unwrap_or_default() {
            "BEGIN" if value == "VEVENT" => (from, until, is_off) = (None, None, true),
            "DTSTART" => from = day(value),
            "DTEND" => until = day(value),
            "SUMMARY" => is_off = !(value.contains('班') || value.to_lowercase().contains("work")),
            "END" if value == "VEVENT" => {
                let from: Date = from.ok_or(YearError::Event(number))?;
                // An event that names no end takes its day; else the end no longer belongs to it.
                let length = until.map_or(1, |until: Date| until.days_since(&from)).clamp(1, LONGEST);
                days.extend((0..length).filter_map(|after| from.plus_days(after)).map(|day| (day, is_off)));
            }
            _ => {}
        }
    }
    Ok(days)
}

/// A day such as `20260101`, of a time too.
fn day(text: &str) -> Option<Date> {
    let (year, month, day) = (text.get(..4)?, text.get(4..6)?, text.get(6..8)?);
    format!("{year}-{month}-{day}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day_of(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_year_is_read_however_it_is_written() {
        let json = r#"{"year": 2027, "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": true},
            {"name": "元旦", "date": "2027-01-02", "isOffDay": true}, {"name": "元旦", "date": "2027-01-10", "isOffDay": false}]}"#;
        let csv = "\u{feff}日期,休,名称\r\n2027-01-01,true,元旦\r\n2027-01-02,休,元旦\r\n\"2027-01-10\",班,元旦\r\n";
        let ics = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270101\r\nDTEND;VALUE=DATE:20270103\r\n\
             SUMMARY:元旦（休）\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270110\r\nSUMMARY:元旦（班）\r\n\
             END:VEVENT\r\nEND:VCALENDAR\r\n";
        let expected = [("2027-01-01", true), ("2027-01-02", true), ("2027-01-10", false)];
        let expected = Year(expected.map(|(day, is_off)| (day_of(day), is_off)).into());
        for (file, text) in [("cn.json", json), ("cn.csv", csv), ("CN.ICS", ics)] {
            assert_eq!(Year::read(text, YearFormat::of(file).unwrap()), Ok(expected.clone()), "{file}");
        }
        let calendar = Calendar::default().with_year(&expected).unwrap();
        assert!(!calendar.is_working_day(&day_of("2027-01-01")), "a Friday");
        assert!(calendar.is_working_day(&day_of("2027-01-10")), "a Sunday");
        assert_eq!(calendar.with_year(&expected).unwrap(), calendar, "twice is once");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let read = |text, format| Year::read(text, format).unwrap_err();
        assert_eq!(read("day,off\n2027-01-01,maybe", YearFormat::Csv), YearError::Line(2));
        assert_eq!(read("2027-13-01,true", YearFormat::Csv), YearError::Line(1));
        assert_eq!(read("", YearFormat::Csv), YearError::Empty);
        assert_eq!(read("BEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT", YearFormat::Ics), YearError::Event(3));
        assert!(matches!(read("{}", YearFormat::Json), YearError::Json(_)));
        let wrong = r#"{"days": [{"date": "soon", "isOffDay": true}]}"#;
        assert_eq!(read(wrong, YearFormat::Json), YearError::Json("`soon` is no date".to_owned()));
    }
}
