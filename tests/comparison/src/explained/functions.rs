//! Functions of texts, numbers and durations.

use feel::{Number, Value};

use super::{Known, Right};

pub(super) const KNOWN: &[Known] = &[
    Known {
        what: "`substring` from behind the last character",
        right: Right::Open,
        why: "The standard bounds the length and says nothing of the start (10.3.4.3). Here no characters are left, in \
              dsntk the whole is null.",
        is_it: |case| {
            let length = case.first().as_str().map_or(0, |text| text.chars().count());
            case.calls(&["substring"])
                && case.here == "\"\""
                && case.is_null_there()
                && case.last().as_number().is_some_and(|start| *start > Number::from(length))
        },
    },
    Known {
        what: "`substring` from a fraction",
        right: Right::Here,
        why: "A position is an integer (10.3.4.3). dsntk cuts the fraction off.",
        is_it: |case| {
            case.calls(&["substring"])
                && case.is_null_here()
                && case.last().as_number().is_some_and(|start| !start.is_integer())
        },
    },
    Known {
        what: "`number` without separators",
        right: Right::There,
        why: "The standard has three parameters, two of which may be null (10.3.4.1). Here the separators may also be \
              left out.",
        is_it: |case| case.calls(&["number"]) && case.is_null_there() && case.parts.len() == 1,
    },
    Known {
        what: "rounding without a scale",
        right: Right::There,
        why: "The standard asks for the scale (10.3.4.5). Its makers discuss to take 0 for one that is left out, as for \
              `floor`, and the kit suspended its case (1143 006); here it is so.",
        is_it: |case| case.calls(&["round half up"]) && case.is_null_there() && case.parts.len() == 1,
    },
    Known {
        what: "`sum` of durations",
        right: Right::There,
        why: "The standard adds numbers (10.3.4.4). Here durations as well.",
        is_it: |case| case.calls(&["sum"]) && case.is_null_there() && case.here.contains('P'),
    },
    Known {
        what: "`max` with null",
        right: Right::Here,
        why: "Null has no order, so it is outside of the domain and makes null (10.3.4.4), as in dsntk for `min`. Its \
              `max` leaves null out unless it comes first.",
        is_it: |case| case.calls(&["max"]) && case.is_null_here() && case.parts.iter().any(holds_null),
    },
    Known {
        what: "`max` of dates",
        right: Right::Here,
        why: "All that can be compared has a greatest (10.3.4.4). dsntk compares numbers and texts alone.",
        is_it: |case| case.calls(&["max"]) && case.is_null_there() && matches!(case.first(), Value::Date(_)),
    },
    Known {
        what: "`count(list: null)`",
        right: Right::Here,
        why: "The parameter is a list, and null is none (10.3.4.4). dsntk counts one element, as both do for \
              `count(null)`, where null can be meant as one of many arguments.",
        is_it: |case| case.text == "count(list: null)" && case.is_null_here(),
    },
    Known {
        what: "`any` and `all` of what is not only truth values",
        right: Right::Here,
        why: "One true decides `any` and one false decides `all`, whatever the others are (10.3.4.4). In dsntk a null \
              or another kind before it decides.",
        is_it: |case| case.calls(&["any", "all"]) && case.is_null_there(),
    },
    Known {
        what: "parts of negative durations",
        right: Right::Here,
        why: "The parts of `-P1D` are negative, so that they make the duration again (10.3.2.3.7). dsntk leaves the \
              sign out.",
        is_it: |case| matches!(case.first(), Value::DaysTime(_)) && case.here.strip_prefix('-') == Some(&case.there),
    },
    Known {
        what: "durations of more than 100,000 days",
        right: Right::Here,
        why: "The standard sets no bound (10.3.2.3.7); that of dsntk is nearer.",
        is_it: |case| case.is_null_there() && days(&case.here).is_some_and(|days| days > 100_000),
    },
    Known {
        what: "the last of 34 digits",
        right: Right::Here,
        why: "`log` is rounded correctly here (checked with 60 digits) and off by one in dsntk's last digit.",
        is_it: |case| {
            case.calls(&["log"])
                && case.numbers().is_some_and(|(here, there)| here.to_string()[..30] == there.to_string()[..30])
        },
    },
    Known {
        what: "`modulo` with a long fraction",
        right: Right::Here,
        why: "The remainder is exact here (checked with 60 digits); dsntk rounds the quotient on the way (10.3.4.5).",
        is_it: |case| case.calls(&["modulo"]) && case.numbers().is_some(),
    },
    Known {
        what: "the text of lists and contexts",
        right: Right::Open,
        why: "The standard does not say how they are written. Here it is the literal, with entries in their order; dsntk \
              orders them by name, and leaves `date(…)` and the escapes of quotation marks out.",
        is_it: |case| {
            case.calls(&["string"])
                && !case.is_unread()
                && case.here.starts_with(['"'])
                && matches!(case.first(), Value::List(_) | Value::Context(_))
        },
    },
    Known {
        what: "`string join` with null",
        right: Right::Here,
        why: "Nulls are left out (10.3.4.4). dsntk leaves their place.",
        is_it: |case| case.calls(&["string join"]) && case.parts.iter().any(holds_null),
    },
];

fn holds_null(value: &Value) -> bool {
    value.is_null() || value.as_list().is_some_and(|elements| elements.contains(&Value::Null))
}

/// The days of a duration in an answer.
fn days(answer: &str) -> Option<u64> {
    let (_, rest) = answer.split_once('P')?;
    rest.split_once('D')?.0.parse().ok()
}
