//! `if`, `for`, `some`, `every`, calls, `in`.

use feel::Value;

use super::{Known, Right};

pub(super) const KNOWN: &[Known] = &[
    Known {
        what: "`if` with a condition that is no truth value",
        right: Right::Here,
        why: "Whatever the condition is but true, `else` is taken (10.3.2.15), as both do where it is null. In dsntk the \
              whole is null.",
        is_it: |case| {
            case.starts_with("if ") && case.is_null_there() && !matches!(case.first(), Value::Bool(_) | Value::Null)
        },
    },
    Known {
        what: "an iteration over null",
        right: Right::Here,
        why: "Null is outside of the domain of `for`, `some` and `every`, and what is outside of it makes null \
              (10.3.2.15). dsntk takes null as a list of one element here, though not in its functions.",
        is_it: |case| {
            case.is_null_here()
                && ["for ", "some ", "every "].iter().any(|word| case.starts_with(word))
                && (case.text.contains(" in null ") || case.text.contains(" in null, "))
        },
    },
    Known {
        what: "`for` from or to a fraction",
        right: Right::Here,
        why: "An iteration over `a..b` is one over integers or dates (10.3.2.14). dsntk starts with the fraction, or \
              cuts it off at the end.",
        is_it: |case| {
            let is_fraction = |part: &Value| part.as_number().is_some_and(|number| !number.is_integer());
            case.starts_with("for ")
                && case.is_null_here()
                && case.text.contains("..")
                && case.parts.iter().any(is_fraction)
        },
    },
    Known {
        what: "an argument of another type than the parameter's",
        right: Right::Here,
        why: "An invocation with an argument that does not conform is null (10.3.2.9.4; 0082 decision_bkm_002). dsntk \
              goes on with null in its place.",
        is_it: |case| {
            case.starts_with("(function(p: number) ") && case.is_null_here() && case.last().as_number().is_none()
        },
    },
    Known {
        what: "`?` among several tests of `in`",
        right: Right::Here,
        why: "In a test `?` is the value that is tested (10.3.2.15). dsntk has no value for it after `in`.",
        is_it: |case| case.tests() && case.helps.no_input,
    },
    Known {
        what: "an operation or a property after `<` and `>`",
        right: Right::Here,
        why: "What follows `>` in a test is any expression (10.3.1.2, 7 and 16): `> 3 + 4` is `> 7`. dsntk takes `> 3` \
              first and adds to that.",
        is_it: |case| {
            let mut bounds = ["(> ", "(< ", ", < "].into_iter().flat_map(|sign| case.text.split(sign).skip(1));
            case.tests() && case.is_null_there() && bounds.any(|bound| bound.contains([' ', '.']))
        },
    },
    Known {
        what: "the empty list `in` itself",
        right: Right::Open,
        why: "A list is in a list that it is equal to or an element of (10.3.2.15). Here `[]` is equal to `[]`; dsntk \
              finds no element.",
        is_it: |case| case.text == "[] in ([])",
    },
    Known {
        what: "`for` over a range that an expression yields",
        right: Right::Here,
        why: "A range of integers is iterated over wherever it comes from (10.3.2.14). dsntk does so where it is written \
              out, and else takes it as one element.",
        is_it: |case| {
            case.starts_with("for ")
                && matches!(case.first(), Value::Range(_))
                && case.here.starts_with('[')
                && case.there.starts_with('[')
        },
    },
    Known {
        what: "`in` with tests of which one cannot be compared",
        right: Right::Here,
        why: "`in` with several tests is their disjunction (10.3.2.15), and false or null is null; each of them alone is \
              null in dsntk too (0072 null_001_b).",
        is_it: |case| case.tests() && case.text.contains(", ") && case.is_null_here(),
    },
    Known {
        what: "`in` with a value of another kind",
        right: Right::Here,
        why: "`a in (b)` with a value is `a = b` (10.3.2.15), and values of different kinds are neither equal nor \
              different. dsntk has false, unlike for `=`.",
        is_it: |case| {
            case.tests() && case.is_null_here() && case.parts.len() == 2 && case.first().kind() != case.last().kind()
        },
    },
    Known {
        what: "`in` with a test that comes to null",
        right: Right::Here,
        why: "`a in (b)` with a value is `a = b` (10.3.2.15), which is true or false for null. So it is in dsntk for the \
              word `null`, but not for an expression that is null.",
        is_it: |case| case.tests() && case.is_null_there() && case.parts.iter().skip(1).any(Value::is_null),
    },
];
