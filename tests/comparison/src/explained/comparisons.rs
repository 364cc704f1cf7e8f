//! Equality and ranges.

use feel::Value;

use super::{Known, Right};
use crate::case::Case;

pub(super) const KNOWN: &[Known] = &[
    Known {
        what: "null before `=` and `!=`",
        right: Right::Here,
        why: "Only null is equal to null (10.3.2.15, Table 53; 0068 number_006). dsntk knows it where null stands after \
              the sign and has null where it stands before.",
        is_it: |case| {
            (case.starts_with("null = ") || case.starts_with("null != "))
                && case.is_null_there()
                && case.first().is_null()
        },
    },
    Known {
        what: "lists with elements of different kinds",
        right: Right::Open,
        why: "Lists are equal when all pairs of elements are (10.3.2.15, Table 53), and those of different kinds are \
              neither equal nor different: null here, as for the elements themselves. dsntk has false.",
        is_it: |case| is_equation(case) && case.is_null_here() && matches!(case.first(), Value::List(_)),
    },
    Known {
        what: "contexts of which one entry differs and another cannot be compared",
        right: Right::Here,
        why: "One pair of entries that differs decides, since false and null is false (10.3.2.15, Table 51). In dsntk the \
              pair that comes first by its name decides.",
        is_it: |case| is_equation(case) && case.is_null_there() && matches!(case.first(), Value::Context(_)),
    },
    Known {
        what: "ranges whose ends are null or of different kinds",
        right: Right::Here,
        why: "The ends of a range are of one kind that has an order, and not both null (10.3.2.7; 1156 027). dsntk makes \
              a range of anything.",
        is_it: |case| {
            case.is_null_here()
                && case.starts_with("[")
                && case.there.contains("..")
                && case.parts.len() == 2
                && (case.first().is_null() == case.last().is_null())
        },
    },
    Known {
        what: "`(> 5)` as a range",
        right: Right::Here,
        why: "`(> 5)` is a range without an end (10.3.1.2, 7; 0068 range_008). In dsntk it is a test outside of any \
              test, so no function takes it.",
        is_it: |case| case.calls(&["includes", "overlaps"]) && case.text.contains("(> ") && case.is_null_there(),
    },
    Known {
        what: "`overlaps` with an end that is null",
        right: Right::Here,
        why: "Ranges overlap when two comparisons of their ends hold (10.3.4.7), and one that does not decides. In dsntk \
              a null end makes the whole null.",
        is_it: |case| {
            case.calls(&["overlaps"]) && case.here == "false" && case.is_null_there() && case.text.contains("null")
        },
    },
    Known {
        what: "`is` with null, lists, contexts or ranges",
        right: Right::Here,
        why: "`is` takes any two values and has an answer for them (10.3.4.6). dsntk has one for scalars alone.",
        is_it: |case| {
            let is_scalar = |part: &Value| {
                !matches!(part, Value::Null | Value::List(_) | Value::Context(_) | Value::Range(_) | Value::Function(_))
            };
            case.calls(&["is"]) && case.is_null_there() && !case.parts.iter().all(is_scalar)
        },
    },
];

/// Whether it asks whether two values of a kind are equal.
fn is_equation(case: &Case) -> bool {
    let asks = case.text.contains(" = ") || case.text.contains(" != ");
    asks && !case.text.ends_with(')') && case.parts.len() == 2 && case.first().kind() == case.last().kind()
}
