use feel::{DateTime, Value};

use super::*;
use crate::model::RestDay;
use crate::time::Span;

/// The Chinese calendar of 2026: nine to six, an hour for lunch.
fn china() -> Calendar {
    serde_json::from_str(
        r#"{"offset": "+08:00",
            "holidays": ["2026-01-01", "2026-01-02", "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19",
                "2026-02-20", "2026-02-23", "2026-04-06", "2026-05-01", "2026-05-04", "2026-05-05", "2026-06-19",
                "2026-09-25", "2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"],
            "workdays": ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"]}"#,
    )
    .unwrap()
}

/// `03-06 17:00` in 2026, on the calendar's clock.
fn at(text: &str) -> Moment {
    let (day, time) = text.split_once(' ').unwrap();
    let seconds = if time.len() == 5 { ":00" } else { "" };
    let moment: DateTime = format!("2026-{day}T{time}{seconds}+08:00").parse().unwrap();
    Moment(moment.unix_millis())
}

fn after(start: &str, span: &str) -> Moment {
    china().after(at(start), span.parse().unwrap(), RestDay::Stays)
}

#[test]
fn spans_end_when_the_working_calendar_says() {
    for (case, start, span, end) in [
        ("K1", "03-06 17:00", "4 working_hour", "03-09 12:00"),
        ("K2 make-up Saturday", "02-13 16:00", "8 working_hour", "02-14 16:00"),
        ("K4 calendar days", "03-06 10:00", "3 day", "03-09 23:59:59"),
        ("K4 working days", "03-06 10:00", "3 working_day", "03-11 18:00"),
        ("K5 calendar days", "04-30 10:00", "3 day", "05-03 23:59:59"),
        ("K5 working days", "04-30 10:00", "3 working_day", "05-08 18:00"),
        ("K7 over the spring festival", "02-13 10:00", "5 working_day", "02-27 18:00"),
        ("K8 one day", "03-02 10:00", "8 working_hour", "03-03 10:00"),
        ("K8 two days", "03-02 10:00", "16 working_hour", "03-04 10:00"),
        ("K8 three days", "03-02 10:00", "24 working_hour", "03-05 10:00"),
        ("to the end of the day's work", "03-02 14:00", "4 working_hour", "03-02 18:00"),
        ("begins at night", "03-02 22:00", "1 working_hour", "03-03 10:00"),
        ("begins at lunch", "03-02 12:30", "1 working_hour", "03-02 14:00"),
        ("begins on a Sunday", "03-08 10:00", "1 working_day", "03-09 18:00"),
        ("by the clock", "03-06 17:00", "30 minute", "03-06 17:30"),
        ("by the clock over midnight", "03-06 17:00", "24 hour", "03-07 17:00"),
        ("the day itself", "03-06 17:00", "0 working_day", "03-06 18:00"),
        ("the next worked day", "03-07 17:00", "0 working_day", "03-09 18:00"),
    ] {
        assert_eq!(after(start, span), at(end), "{case}: {span} from {start}");
    }
}

#[test]
fn spans_before_a_moment_count_backwards() {
    for (start, span, end) in [
        ("03-09 12:00", "-4 working_hour", "03-06 17:00"),
        ("03-02 18:00", "-4 working_hour", "03-02 14:00"),
        ("03-02 18:00", "-8 working_hour", "03-02 09:00"),
        ("03-09 09:00", "-1 working_hour", "03-06 17:00"),
        ("03-11 18:00", "-3 working_day", "03-06 18:00"),
        ("03-08 10:00", "-1 working_day", "03-06 10:00"),
        ("02-27 18:00", "-5 working_day", "02-13 18:00"),
        ("03-09 23:59:59", "-1 day", "03-08 23:59:59"),
        ("03-09 12:00", "-90 minute", "03-09 10:30"),
    ] {
        assert_eq!(after(start, span), at(end), "{span} from {start}");
    }
}

#[test]
fn a_day_limit_on_a_rest_day_moves_only_when_asked() {
    let limit = |start, rest_day| china().after(at(start), Span { amount: 3, unit: crate::time::Unit::Day }, rest_day);
    assert_eq!(limit("04-30 10:00", RestDay::NextWorkingDay), at("05-06 23:59:59"));
    assert_eq!(limit("03-06 10:00", RestDay::NextWorkingDay), at("03-09 23:59:59"));
    assert_eq!(limit("03-05 10:00", RestDay::Stays), at("03-08 23:59:59"));
}

#[test]
fn public_holidays_are_known_for_years() {
    let calendar: Calendar = serde_json::from_str(r#"{"public": "cn"}"#).unwrap();
    let is_worked = |date: &str| calendar.is_working_day(&date.parse().unwrap());
    for (date, worked) in [
        ("2019-12-31", true),
        ("2020-01-31", false),
        ("2020-02-02", false),
        ("2021-02-07", true),
        ("2022-12-31", false),
        ("2024-02-18", true),
        ("2025-10-08", false),
        ("2026-02-14", true),
        ("2026-10-10", true),
        ("2027-01-01", true),
    ] {
        assert_eq!(is_worked(date), worked, "{date}");
    }
    assert_eq!(calendar.known_until(), Some(2026));
    assert_eq!(china().known_until(), None, "who states every holiday knows no country's");
    let mut days: Vec<_> = Public::Cn.days().map(|(date, _)| date).collect();
    days.dedup();
    assert_eq!(days.len(), 255, "every day of the seven notices, each once");
}

#[test]
fn the_house_has_holidays_and_half_days_of_its_own() {
    let calendar: Calendar = serde_json::from_str(
        r#"{"public": "cn", "holidays": ["2026-03-03"], "workdays": ["2026-02-17"],
            "days": {"2026-03-04": ["09:00-12:00"], "2026-03-05": [], "2026-03-07": ["10:00-15:00"]}}"#,
    )
    .unwrap();
    let is_worked = |date: &str| calendar.is_working_day(&date.parse().unwrap());
    assert!(is_worked("2026-02-17") && is_worked("2026-03-07"));
    assert!(!is_worked("2026-03-03") && !is_worked("2026-03-05"));
    let after = |start: &str, span: &str| calendar.after(at(start), span.parse().unwrap(), RestDay::Stays);
    assert_eq!(after("03-02 17:00", "2 working_hour"), at("03-04 10:00"));
    assert_eq!(after("03-02 17:00", "1 working_day"), at("03-04 12:00"), "a half day ends at noon");
    assert_eq!(after("03-04 10:00", "3 working_hour"), at("03-06 10:00"));
    let again: Calendar = serde_json::from_str(&serde_json::to_string(&calendar).unwrap()).unwrap();
    assert_eq!(again, calendar);
}

#[test]
fn a_shift_may_end_after_midnight() {
    let calendar: Calendar =
        serde_json::from_str(r#"{"hours": {"fri": ["22:00-06:00"], "sat": ["22:00-24:00"]}}"#).unwrap();
    let after = |start: &str, span: &str| calendar.after(at(start), span.parse().unwrap(), RestDay::Stays);
    assert_eq!(after("03-06 23:00", "3 working_hour"), at("03-07 02:00"));
    assert_eq!(after("03-07 05:00", "2 working_hour"), at("03-07 23:00"));
    let wrong = serde_json::from_str::<Calendar>(r#"{"hours": {"fri": ["22:00-06:00"], "sat": ["05:00-08:00"]}}"#);
    assert!(wrong.unwrap_err().to_string().contains("sat"), "two shifts on one morning");
}

#[test]
fn huge_spans_and_extreme_moments_are_answered_at_once() {
    let calendar = china();
    let hundred_thousand = after("03-02 09:00", "100000 working_hour");
    assert_eq!(
        calendar.after(hundred_thousand, "-100000 working_hour".parse().unwrap(), RestDay::Stays),
        at("03-02 09:00")
    );
    for unit in ["minute", "hour", "day", "working_hour", "working_day"] {
        for amount in [i32::MIN, -1, 0, 1, i32::MAX] {
            for start in [i64::MIN, 0, i64::MAX] {
                let span = format!("{amount} {unit}").parse().unwrap();
                calendar.after(Moment(start), span, RestDay::NextWorkingDay);
            }
        }
    }
}

#[test]
fn spans_agree_with_counting_day_by_day() {
    let calendar = china();
    let mut start = at("01-01 00:30");
    for n in 1..400 {
        let mut day = calendar.date_of(start);
        let mut left = n % 23 + 1;
        while left > 0 {
            day = day.plus_days(1).unwrap();
            left -= i32::from(calendar.is_working_day(&day));
        }
        let span = Span { amount: n % 23 + 1, unit: crate::time::Unit::WorkingDay };
        assert_eq!(calendar.date_of(calendar.after(start, span, RestDay::Stays)), day);
        start = start.plus_millis(7 * 3_600_000);
    }
}

fn call(name: &str, arguments: &[&str]) -> String {
    let value = |text: &&str| match (text.parse(), text.parse(), text.parse()) {
        (Ok(date), _, _) => Value::Date(date),
        (_, Ok(at), _) => Value::DateTime(at),
        (_, _, Ok(number)) => Value::Number(number),
        _ if *text == "null" => Value::Null,
        _ => Value::from(*text),
    };
    let arguments: Vec<_> = arguments.iter().map(value).collect();
    match function(&china(), name, &arguments).expect("a function of the calendar") {
        Ok(Value::Null) => "null".to_owned(),
        Ok(Value::Bool(value)) => value.to_string(),
        Ok(Value::Number(value)) => value.to_string(),
        Ok(Value::Date(value)) => value.to_string(),
        Ok(Value::DateTime(value)) => value.to_string(),
        Ok(other) => panic!("{other:?}"),
        Err(error) => error.code.to_string(),
    }
}

#[test]
fn expressions_can_ask_the_calendar() {
    for (name, arguments, answer) in [
        ("leave days", &["2026-04-03", "am", "2026-04-07", "pm"][..], "2"), // K10
        ("leave days", &["2026-05-08", "2026-05-11"], "3"),                 // K10
        ("leave days", &["2026-03-05", "pm", "2026-03-09", "am"], "2"),
        ("leave days", &["2026-03-05", "am", "2026-03-09", "am"], "2.5"),
        ("leave days", &["2026-03-05", "pm", "2026-03-05", "pm"], "0.5"),
        ("leave days", &["2026-03-05", "pm", "2026-03-05", "am"], "null"),
        ("leave days", &["2026-03-07", "am", "2026-03-08", "pm"], "0"),
        ("leave days", &["2026-03-05", "null", "2026-03-05", "am"], "null"),
        ("leave days", &["2026-03-05", "noon", "2026-03-05", "am"], "wrong-arguments"),
        ("working day", &["2026-05-09"], "true"),
        ("working day", &["2026-05-10"], "false"),
        ("working days between", &["2026-03-06", "2026-03-11"], "3"),
        ("working days between", &["2026-03-11", "2026-03-06"], "-3"),
        ("add working days", &["2026-02-13", "5"], "2026-02-27"),
        ("add working days", &["2026-02-27", "-5"], "2026-02-13"),
        ("add working days", &["2026-02-27", "0"], "2026-02-27"),
        ("add working days", &["2026-02-27", "1.5"], "wrong-arguments"),
        ("add working days", &["2026-02-27", "99999999999999999"], "null"),
        ("working hours between", &["2026-03-06T17:00:00+08:00", "2026-03-09T11:30:00+08:00"], "3.5"),
        ("working hours between", &["2026-03-06T17:00:00", "2026-03-09T11:30:00"], "3.5"),
        ("working hours between", &["2026-03-06", "2026-03-09"], "wrong-arguments"),
        ("add working hours", &["2026-03-06T17:00:00+08:00", "4"], "2026-03-09T12:00:00+08:00"), // K1
        ("add working hours", &["2026-02-13T16:00:00", "8"], "2026-02-14T16:00:00+08:00"),       // K2
        ("add working hours", &["2026-03-02T10:00:00Z", "0"], "2026-03-02T18:00:00+08:00"),
        ("add working hours", &["2026-03-02T10:00:00", "99999999"], "wrong-arguments"),
    ] {
        assert_eq!(call(name, arguments), answer, "{name}{arguments:?}");
    }
    assert!(function(&china(), "no such function", &[]).is_none());
    assert_eq!(signatures().map(|(name, _)| name), *FUNCTIONS, "each says how it is called");
}

#[test]
fn a_calendar_reads_as_it_is_written() {
    let calendar = china();
    let written = serde_json::to_string(&calendar).unwrap();
    assert_eq!(serde_json::from_str::<Calendar>(&written).unwrap(), calendar);
    assert_eq!(serde_json::from_str::<Calendar>("{}").unwrap(), Calendar::default());
    for wrong in [
        r#"{"offset": "8"}"#,
        r#"{"hours": {}}"#,
        r#"{"hours": {"mon": ["09:00-08:00"]}}"#,
        r#"{"hours": {"mon": ["09:00-12:00", "11:00-13:00"]}}"#,
        r#"{"hours": {"monday": ["09:00-12:00"]}}"#,
        r#"{"holidays": ["2026-02-30"]}"#,
        r#"{"holiday": []}"#,
    ] {
        assert!(serde_json::from_str::<Calendar>(wrong).is_err(), "{wrong}");
    }
}
