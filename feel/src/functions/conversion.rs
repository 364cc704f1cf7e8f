//! Making values of one kind from another.

use super::{Call, built_ins, integer, number, optional, text};
use crate::syntax::{Kind, Node};
use crate::{Date, DateTime, DaysTime, Error, Number, Range, Time, Value, YearsMonths, Zone, Zones};

built_ins! {
    "date" {
        ("from": Text) => pure(|given| written::<Date>(text(given, 0)?));
        ("from": Moment) => pure(|given| date_of(&given[0]).map(Value::from));
        ("year": Number, "month": Number, "day": Number) => pure(|given| Some(date(given)?.into()));
    }
    "time" {
        ("from": Text) => with(|call| Ok(time_written(text(&call.arguments, 0), &call.zones())));
        ("from": Time) => pure(|given| Some(given[0].clone()));
        ("from": Moment) => pure(|given| Some(match &given[0] {
            Value::DateTime(moment) => moment.time(),
            _ => Time::midnight(Some(Zone::UTC)),
        }.into()));
        ("hour": Number, "minute": Number, "second": Number, "offset": Any optional) => with(|call| Ok((|| {
            let given = &call.arguments;
            Some(time(given, zone(&given[3], &call.zones())?)?.into())
        })()));
    }
    "date and time" {
        ("from": Text) => with(|call| Ok(moment_written(text(&call.arguments, 0), &call.zones())));
        ("from": Moment) => pure(|given| Some(match &given[0] {
            Value::Date(date) => DateTime::from(*date).into(),
            moment => moment.clone(),
        }));
        ("date": Moment, "time": Time) => pure(|given| {
            let Value::Time(time) = &given[1] else { return None };
            Some(DateTime::new(date_of(&given[0])?, *time).into())
        });
        ("year": Number, "month": Number, "day": Number, "hour": Number, "minute": Number, "second": Number,
         "offset": Any optional) => with(|call| Ok((|| {
            let given = &call.arguments;
            let (date, time) = (date(given)?, time(&given[3..], zone(&given[6], &call.zones())?)?);
            Some(DateTime::new(date, time).into())
        })()));
    }
    "duration" {
        ("from": Text) => pure(|given| duration_written(text(given, 0)?));
    }
    "years and months duration" {
        ("from": Moment, "to": Moment) => pure(|given| {
            Some(date_of(&given[0])?.months_until(&date_of(&given[1])?).into())
        });
    }
    "string" { ("from": Any) => with(string); }
    "number" {
        ("from": Text, "grouping separator": Text optional, "decimal separator": Text optional) => pure(number_from);
        ("from": Number) => pure(|given| Some(given[0].clone()));
    }
    "range" { ("from": Text) => pure(|given| Some(range(text(given, 0)?)?.into())); }
    "not" { ("negand": Boolean) => pure(|given| Some((!given[0].as_bool()?).into())); }
    "is" {
        ("value1": Any, "value2": Any optional) => pure(|given| Some((given[0] == given[1]).into()));
        ("value1": Any optional, "value2": Any) => pure(|given| Some((given[0] == given[1]).into()));
    }
}

/// The value of a literal such as `@"2026-03-02"`.
pub(crate) fn temporal_literal(text: &str, zones: &Zones<'_>) -> Option<Value> {
    written::<Date>(text)
        .or_else(|| Some(DateTime::read(text, zones).ok()?.into()))
        .or_else(|| time_written(Some(text), zones))
        .or_else(|| duration_written(text))
}

fn written<T: std::str::FromStr + Into<Value>>(text: &str) -> Option<Value> {
    text.parse::<T>().ok().map(Into::into)
}

fn time_written(text: Option<&str>, zones: &Zones<'_>) -> Option<Value> {
    Some(Time::read(text?, zones).ok()?.into())
}

/// A date alone is its beginning.
fn moment_written(text: Option<&str>, zones: &Zones<'_>) -> Option<Value> {
    let text = text?;
    let moment = DateTime::read(text, zones).ok();
    Some(moment.or_else(|| text.parse::<Date>().ok().map(DateTime::from))?.into())
}

fn duration_written(text: &str) -> Option<Value> {
    written::<YearsMonths>(text).or_else(|| written::<DaysTime>(text))
}

pub(super) fn date_of(moment: &Value) -> Option<Date> {
    match moment {
        Value::Date(date) => Some(*date),
        Value::DateTime(moment) => Some(moment.date()),
        _ => None,
    }
}

/// The date of a year, a month and a day.
fn date(given: &[Value]) -> Option<Date> {
    let small = |position| u8::try_from(integer(given, position)?).ok();
    Date::new(i32::try_from(integer(given, 0)?).ok()?, small(1)?, small(2)?)
}

/// The time of an hour, a minute and a second, which may have a fraction.
fn time(given: &[Value], zone: Option<Zone>) -> Option<Time> {
    let small = |position| u8::try_from(integer(given, position)?).ok();
    let second = number(given, 2)?;
    let whole = second.floor();
    let nanos = second.sub(&whole)?.mul(&Number::from(1_000_000_000))?.floor().to_i64()?;
    Time::new(small(0)?, small(1)?, u8::try_from(whole.to_i64()?).ok()?, u32::try_from(nanos).ok()?, zone)
}

/// The zone of an offset, or of the name of a zone.
fn zone(given: &Value, zones: &Zones<'_>) -> Option<Option<Zone>> {
    optional(given, |given| match given {
        Value::DaysTime(offset) => {
            let seconds = i32::try_from(offset.total_seconds()).ok()?;
            (seconds.abs() <= 14 * 3600).then_some(Zone::Offset(seconds))
        }
        Value::String(name) => zones(name),
        _ => None,
    })
}

fn string(call: &mut Call<'_, '_>) -> Result<Option<Value>, Box<Error>> {
    call.measure()?;
    let text = match &call.arguments[0] {
        Value::Null => return Ok(Some(Value::Null)),
        text @ Value::String(_) => return Ok(Some(text.clone())),
        Value::Date(value) => value.to_string(),
        Value::Time(value) => value.to_string(),
        Value::DateTime(value) => value.to_string(),
        Value::YearsMonths(value) => value.to_string(),
        Value::DaysTime(value) => value.to_string(),
        other => other.to_string(),
    };
    call.make(text.len())?;
    Ok(Some(text.into()))
}

fn number_from(given: &[Value]) -> Option<Value> {
    let grouping = optional(&given[1], Value::as_str)?;
    let point = optional(&given[2], Value::as_str)?;
    let known = |separator: Option<&str>, allowed: &[&str]| separator.is_none_or(|one| allowed.contains(&one));
    if !known(grouping, &[" ", ",", "."]) || !known(point, &[",", "."]) || (grouping.is_some() && grouping == point) {
        return None;
    }
    let mut plain = text(given, 0)?.to_owned();
    if let Some(grouping) = grouping {
        plain = plain.replace(grouping, "");
    }
    if let Some(point) = point.filter(|point| *point != ".") {
        if plain.contains('.') {
            return None;
        }
        plain = plain.replace(point, ".");
    }
    plain.parse::<Number>().ok().map(Value::from)
}

/// The range that a text such as `[1..3)` writes down, with literals for its ends.
fn range(text: &str) -> Option<Range> {
    let node = crate::syntax::parse_expression(text.trim(), &()).ok()?;
    let Kind::Range { start, start_included, end, end_included } = &node.kind else { return None };
    let (start, end) = (constant_literal(start)?, constant_literal(end)?);
    let ordered = crate::evaluation::compare(&start, &end).is_some_and(std::cmp::Ordering::is_le);
    ordered.then_some(Range {
        start: Some(start),
        start_included: *start_included,
        end: Some(end),
        end_included: *end_included,
    })
}

/// The value of a literal, of a negated number, or of a date, time or duration made from a literal text.
pub(crate) fn constant_literal(node: &Node) -> Option<Value> {
    match &node.kind {
        Kind::Literal(value) => Some(value.clone()),
        Kind::Negation(operand) => Some(constant_literal(operand)?.as_number()?.neg().into()),
        Kind::Call { built_in: Some(built_in), arguments, .. } => {
            let [argument] = arguments.as_slice() else { return None };
            let Value::String(text) = constant_literal(&argument.value)? else { return None };
            match built_in.name {
                "date" => written::<Date>(&text),
                "time" => time_written(Some(&text), &Zone::named),
                "date and time" => moment_written(Some(&text), &Zone::named),
                "duration" => duration_written(&text),
                _ => None,
            }
        }
        _ => None,
    }
}
