//! Working time: which hours count, and when a span that begins at a moment ends.

use feel::Value;
use serde::{Deserialize, Serialize};

use crate::model::RestDay;
use crate::time::{Moment, Span};

/// A working calendar.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Calendar {
    /// Seconds east of UTC.
    pub offset: i32,
}

impl Calendar {
    /// Seconds east of UTC at a moment.
    pub fn offset_at(&self, _moment: Moment) -> i32 {
        self.offset
    }

    /// The calendar date of a moment.
    pub fn date_of(&self, moment: Moment) -> feel::Date {
        feel::DateTime::from_unix_millis(moment.0, self.offset_at(moment)).date()
    }

    /// The moment that a date begins.
    pub fn begins(&self, _date: feel::Date) -> Moment {
        Moment(0)
    }

    /// When a span that begins at a moment ends; before it, when the span is negative.
    pub fn after(&self, start: Moment, _span: Span, _rest_day: RestDay) -> Moment {
        start
    }
}

/// Whether the calendar offers a function of that name to expressions.
pub fn knows_function(_name: &str) -> bool {
    false
}

/// Calls a function that the calendar offers to expressions.
pub fn function(_calendar: &Calendar, _name: &str, _arguments: &[Value]) -> Option<Result<Value, feel::Error>> {
    None
}
