//! Texts with a form of their own, whose reading is written by hand.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::calendar::Hours;
use crate::model::{FormatVersion, Formula};
use crate::scenario::When;
use crate::time::Span;

/// A type whose values are texts of one form.
macro_rules! text {
    ($type:ty, $name:literal, $description:literal, $pattern:expr, $example:literal) => {
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({
                    "type": "string", "description": $description, "pattern": $pattern, "examples": [$example],
                })
            }
        }
    };
}

/// A day, such as `2026-03-02`.
pub(crate) struct Day;
/// A day or a moment.
pub(crate) struct DayOrMoment;
/// Working hours of a day, such as `09:00-12:00`.
pub(crate) struct Shift;
/// An offset from Greenwich, such as `+08:00`.
pub(crate) struct Offset;

text!(Day, "Day", "A day: year, month and day.", r"^\d{4}-\d{2}-\d{2}$", "2026-03-02");
text!(Offset, "Offset", "An offset from Greenwich.", r"^[+-]\d{1,2}:\d{2}$", "+08:00");
text!(
    DayOrMoment,
    "DayOrMoment",
    "A day, or a moment with its offset from Greenwich.",
    r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?)?$",
    "2026-03-02"
);
text!(Shift, "Shift", "Hours of work, from and to.", r"^\s*\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2}\s*$", "09:00-12:00");
text!(
    When,
    "Moment",
    "A moment, with its offset from Greenwich.",
    r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$",
    "2026-03-02T09:00:00+08:00"
);
text!(
    Span,
    "Span",
    "A span of time: a whole number and a unit (minute, hour, day, working_hour, working_day); negative before.",
    r"^\s*[+-]?\d+\s+(minute|hour|day|working_hour|working_day)s*\s*$",
    "2 working_day"
);

impl JsonSchema for Formula {
    fn schema_name() -> Cow<'static, str> {
        "Formula".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["string", "number", "boolean"],
            "description": "A FEEL expression, as text; a number and yes or no may stand as they are.",
            "examples": ["amount > 1000"],
        })
    }
}

/// A step of the clock: on by a span, or to a moment.
pub(crate) struct Clock;

impl JsonSchema for Clock {
    fn schema_name() -> Cow<'static, str> {
        "Clock".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "On by a span, or to a moment.",
            "anyOf": [generator.subschema_for::<Span>(), generator.subschema_for::<When>()],
        })
    }
}

/// How an instance stands, in one word.
pub(crate) struct ResultWord;

impl JsonSchema for ResultWord {
    fn schema_name() -> Cow<'static, str> {
        "ResultWord".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "How an instance stands.",
            "enum": ["completed", "refused", "terminated", "withdrawn", "returned", "running"],
        })
    }
}

/// The working hours of each day of the week.
pub(crate) struct Week;

impl JsonSchema for Week {
    fn schema_name() -> Cow<'static, str> {
        "Week".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let day = generator.subschema_for::<Vec<Shift>>();
        let days: serde_json::Map<_, _> =
            Hours::DAYS.iter().map(|name| ((*name).to_owned(), day.clone().into())).collect();
        json_schema!({
            "description": "The working hours of each day of the week; a day that is not named is one of rest.",
            "type": "object", "properties": days, "additionalProperties": false,
        })
    }
}

impl JsonSchema for FormatVersion {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "FormatVersion".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"const": 1})
    }
}
