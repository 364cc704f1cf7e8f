//! `value.name`: entries of contexts, and properties of dates, times, durations and ranges.

use super::{Evaluated, Frame, Machine};
use crate::syntax::Node;
use crate::{DaysTime, ErrorCode, Time, Value};

impl Machine<'_> {
    pub(super) fn path(&mut self, node: &Node, operand: &Node, name: &str, frame: Option<&Frame<'_>>) -> Evaluated {
        let value = self.operand(operand, frame)?;
        let found = match &*value {
            Value::Context(context) => context.get(name).cloned(),
            Value::List(elements) => {
                self.limits.spend(elements.len()).map_err(|code| self.stop(code, node))?;
                let each = elements.iter().map(|element| property(element, name).unwrap_or_default());
                Some(Value::list(each.collect()))
            }
            Value::Null => return Ok(Value::Null),
            other => property(other, name),
        };
        Ok(match found {
            Some(value) => value,
            None => self.null(ErrorCode::NoProperty, node, || name.to_owned()),
        })
    }
}

fn property(value: &Value, name: &str) -> Option<Value> {
    Some(match (value, name) {
        (Value::Context(context), _) => context.get(name)?.clone(),
        (Value::Date(date), "year") => date.year().into(),
        (Value::Date(date), "month") => i32::from(date.month()).into(),
        (Value::Date(date), "day") => i32::from(date.day()).into(),
        (Value::Date(date), "weekday") => i32::from(date.weekday()).into(),
        (Value::DateTime(moment), "year" | "month" | "day" | "weekday") => property(&moment.date().into(), name)?,
        (Value::DateTime(moment), "time offset") => DaysTime::from_seconds(i64::from(moment.offset()?)).into(),
        (Value::DateTime(moment), _) => time_property(&moment.time(), name)?,
        (Value::Time(time), "time offset") => DaysTime::from_seconds(i64::from(time.zone()?.standard_offset())).into(),
        (Value::Time(time), _) => time_property(time, name)?,
        (Value::YearsMonths(duration), "years") => duration.years().into(),
        (Value::YearsMonths(duration), "months") => duration.months().into(),
        (Value::DaysTime(duration), "days") => duration.days().into(),
        (Value::DaysTime(duration), "hours") => duration.hours().into(),
        (Value::DaysTime(duration), "minutes") => duration.minutes().into(),
        (Value::DaysTime(duration), "seconds") => duration.seconds().into(),
        (Value::Range(range), "start") => range.start.clone().unwrap_or_default(),
        (Value::Range(range), "end") => range.end.clone().unwrap_or_default(),
        (Value::Range(range), "start included") => range.start_included.into(),
        (Value::Range(range), "end included") => range.end_included.into(),
        _ => return None,
    })
}

fn time_property(time: &Time, name: &str) -> Option<Value> {
    Some(match name {
        "hour" => i32::from(time.hour()).into(),
        "minute" => i32::from(time.minute()).into(),
        "second" => i32::from(time.second()).into(),
        "timezone" => time.zone().and_then(|zone| zone.name()).map_or(Value::Null, Value::from),
        _ => return None,
    })
}
