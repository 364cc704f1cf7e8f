//! Whether what came out is what a scenario says.

use feel::Value;

/// Whether a value is what is written in a scenario. There dates are texts, and of a context only what is stated
/// counts.
pub(super) fn is_as_written(written: &Value, value: &Value) -> bool {
    match (written, value) {
        (Value::List(written), Value::List(values)) => {
            written.len() == values.len() && written.iter().zip(values.iter()).all(|(w, v)| is_as_written(w, v))
        }
        (Value::Context(written), Value::Context(value)) => {
            written.iter().all(|(name, written)| is_as_written(written, value.get(name).unwrap_or(&Value::Null)))
        }
        (Value::Number(written), Value::Number(value)) => written.partial_cmp(value) == Some(std::cmp::Ordering::Equal),
        (Value::String(_), Value::String(_)) => written == value,
        (Value::String(written), value) => **written == *plain(value),
        _ => written == value,
    }
}

/// A value without the words around it: of `date("2026-03-02")`, the date alone.
fn plain(value: &Value) -> String {
    match value {
        Value::Date(date) => date.to_string(),
        Value::Time(time) => time.to_string(),
        Value::DateTime(moment) => moment.to_string(),
        Value::YearsMonths(span) => span.to_string(),
        Value::DaysTime(span) => span.to_string(),
        other => other.to_string(),
    }
}
