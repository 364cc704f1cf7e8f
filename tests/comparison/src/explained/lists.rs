//! Lists, filters, sorting.

use feel::Value;

use super::{Known, Right};

/// Functions whose first argument is a list.
const OF_A_LIST: &[&str] = &[
    "reverse",
    "sort",
    "append",
    "sublist",
    "index of",
    "list contains",
    "insert before",
    "remove",
    "distinct values",
    "flatten",
    "list replace",
];

/// Functions all of whose arguments are lists.
const OF_LISTS: &[&str] = &["union", "concatenate"];

fn is_list(value: &Value) -> bool {
    value.as_list().is_some()
}

pub(super) const KNOWN: &[Known] = &[
    Known {
        what: "a single value where a list is asked for",
        right: Right::Here,
        why: "It is taken as a list of this one element (10.3.2.9.4, \"to singleton list\"). dsntk has null.",
        is_it: |case| {
            let is_single = |part: &Value| !is_list(part) && !part.is_null();
            case.is_null_there()
                && (case.calls(OF_A_LIST) && is_single(case.first())
                    || case.calls(OF_LISTS) && case.parts.iter().any(is_single))
        },
    },
    Known {
        what: "a list of one element where a single value is asked for",
        right: Right::Here,
        why: "It is taken as its element (10.3.2.9.4, \"from singleton list\"). dsntk has null.",
        is_it: |case| {
            case.is_null_there()
                && !case.calls(OF_A_LIST)
                && !case.calls(OF_LISTS)
                && case.text.ends_with(')')
                && case.parts.iter().any(|part| part.as_list().is_some_and(|elements| elements.len() == 1))
        },
    },
    Known {
        what: "a single value filtered by null",
        right: Right::Here,
        why: "The value is taken as a list (10.3.2.9.4), of which null keeps nothing; lists are filtered so in dsntk too.",
        is_it: |case| {
            case.text.ends_with("[null]") && case.here == "[]" && case.is_null_there() && !is_list(case.first())
        },
    },
    Known {
        what: "a range that is filtered",
        right: Right::Here,
        why: "A range is a single value too, and taken as a list of one element (10.3.2.9.4). dsntk has null.",
        is_it: |case| case.text.ends_with(']') && case.is_null_there() && matches!(case.first(), Value::Range(_)),
    },
    Known {
        what: "a filter with a condition that is no truth value and no number",
        right: Right::Here,
        why: "Such a condition makes the whole null (10.3.2.15; 1151-boxed-filter). dsntk keeps nothing.",
        is_it: |case| {
            case.text.ends_with(']')
                && case.is_null_here()
                && case.there == "[]"
                && !matches!(case.last(), Value::Bool(_) | Value::Number(_) | Value::Null)
        },
    },
    Known {
        what: "a list filtered by a number that depends on the element",
        right: Right::Open,
        why: "A number in a filter is a position (10.3.2.15), but `item` is bound for conditions alone. Here the first \
              element tells the position, dsntk keeps nothing.",
        is_it: |case| case.text.ends_with("[item]") && case.there == "[]",
    },
    Known {
        what: "sorting by something that is no truth value",
        right: Right::Here,
        why: "`precedes` tells of two elements whether they are in order; null is outside of its domain and makes the \
              whole null (10.3.4.9). dsntk takes it as false.",
        is_it: |case| case.calls(&["sort"]) && case.is_null_here() && case.text.contains("function(a, b)"),
    },
    Known {
        what: "sorting by an order that contradicts itself",
        right: Right::Open,
        why: "Where each of two elements is to stand before the other, the standard does not say in which order they \
              come (10.3.4.9). Here they stay as they are.",
        is_it: |case| {
            let elements = |list: &str| {
                let mut characters: Vec<char> = list.chars().collect();
                characters.sort_unstable();
                characters
            };
            case.text.contains("sort(") && elements(&case.here) == elements(&case.there)
        },
    },
    Known {
        what: "`sort` without an order",
        right: Right::There,
        why: "The standard asks for `precedes` (10.3.4.9). Here it may be left out, and then the natural order is taken.",
        is_it: |case| case.calls(&["sort"]) && case.is_null_there() && case.parts.len() == 1,
    },
];
