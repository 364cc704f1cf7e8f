//! What built-in functions yield, from the types of what they are given.

use std::sync::Arc;

use super::{Form, Run, find};
use crate::check::Found;
use crate::check::relate::{Fit, base, elements_type, has_order, is_nullable, is_unknown, order, union};
use crate::evaluation::Machine;
use crate::syntax::{Kind, Node};
use crate::{Limits, Type, Value};

/// What comes of a call.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Yields {
    /// A value of the type; null is among them if the type is optional.
    Value(Type),
    /// Null, unless the elements of this argument are of another type.
    WrongElements(usize, Type),
    /// Null where an element of this argument is.
    NullElements(usize, Type),
}

/// Always a value of the type.
fn always(of_type: Type) -> Yields {
    Yields::Value(of_type)
}

/// A value of the type or null.
fn sometimes(of_type: Type) -> Yields {
    Yields::Value(of_type.optional())
}

fn only_if(certain: bool, of_type: Type) -> Yields {
    if certain { always(of_type) } else { sometimes(of_type) }
}

/// What a form of a function yields for any number of arguments.
pub(crate) fn yields_for_many(name: &str, given: &[Found]) -> Yields {
    let elements = |found: &Found| match base(&found.of_type) {
        Type::List(of) => (**of).clone(),
        other => other.clone(),
    };
    let single = |found: &Found| found.of_type.clone();
    let first_null = given.iter().position(|found| is_nullable(&found.of_type));
    match name {
        "append" if given.first().is_some_and(|first| is_unknown(&first.of_type)) => always(Type::Any),
        "concatenate" | "union" if given.iter().any(|found| is_unknown(&found.of_type)) => always(Type::Any),
        "append" => {
            let (first, more) = given.split_at(given.len().min(1));
            let joined = elements_type(first.iter().map(elements).chain(more.iter().map(single))).list();
            if first_null == Some(0) { Yields::NullElements(0, joined) } else { always(joined) }
        }
        "concatenate" | "union" => {
            let joined = elements_type(given.iter().map(elements)).list();
            first_null.map_or(always(joined.clone()), |position| Yields::NullElements(position, joined))
        }
        _ => {
            let of_type = elements_type(given.iter().map(single)).list();
            match yields(name, &[Found { of_type, constant: None, has_elements: true }]) {
                Yields::NullElements(_, of_type) => Yields::NullElements(first_null.unwrap_or_default(), of_type),
                other => other,
            }
        }
    }
}

/// What a form of a function yields for one argument per parameter; what was left out is null.
pub(crate) fn yields(name: &str, given: &[Found]) -> Yields {
    let nothing = Found::constant(Value::Null);
    let at = |position: usize| given.get(position).unwrap_or(&nothing);
    let (first, second, third) = (at(0), at(1), at(2));
    let one = crate::Number::ONE;
    match name {
        "substring" => {
            let from_start = second.is_number(|start| start.is_integer() && *start >= one);
            let some_length = third.of_type == Type::Null || third.is_number(|length| *length >= one);
            only_if(from_start && some_length, Type::String)
        }
        "upper case" | "lower case" | "substring before" | "substring after" | "amount in capitals"
        | "business number" => always(Type::String),
        "day of week" | "month of year" => always(Type::String),
        "string" if is_unknown(&first.of_type) => always(Type::Any),
        "string" => only_if(!is_nullable(&first.of_type), Type::String),
        "sex of id number" => sometimes(Type::String),
        "contains" | "starts with" | "ends with" | "list contains" | "odd" | "even" | "not" | "is" => {
            always(Type::Boolean)
        }
        "is id number"
        | "is unified credit code"
        | "is bank card number"
        | "is mobile number"
        | "is business number" => always(Type::Boolean),
        "matches" | "replace" | "split" => only_if(
            takes_pattern(name, given),
            match name {
                "matches" => Type::Boolean,
                "replace" => Type::String,
                _ => Type::String.list(),
            },
        ),
        "string join" => match base(&first.elements()) {
            Type::String | Type::Null => always(Type::String),
            Type::Any | Type::Named(_) => sometimes(Type::String),
            _ => Yields::WrongElements(0, Type::String),
        },
        "string length" | "count" | "decimal" | "floor" | "ceiling" | "round up" | "round down" | "round half up"
        | "round half down" | "exp" | "day of year" | "week of year" => always(Type::Number),
        "abs" => match base(&first.of_type) {
            kind @ (Type::Number | Type::YearsMonths | Type::DaysTime) => always(kind.clone()),
            Type::List(_) => sometimes(Type::Any),
            _ => Yields::WrongElements(0, Type::Number),
        },
        "modulo" => only_if(second.is_number(|divisor| !divisor.is_zero()), Type::Number),
        "sqrt" | "log" => sometimes(Type::Number),
        "number" => only_if(*base(&first.of_type) == Type::Number, Type::Number),
        "all" | "any" => match first.elements() {
            Type::Boolean => always(Type::Boolean),
            other if is_unknown(&other) || *base(&other) == Type::Boolean || other == Type::Null => {
                sometimes(Type::Boolean)
            }
            _ => Yields::WrongElements(0, Type::Boolean),
        },
        "sublist" | "remove" => sometimes(first.elements().list()),
        "insert before" | "list replace" => sometimes(union(&first.elements(), &third.of_type).list()),
        "reverse" | "distinct values" => always(first.elements().list()),
        "index of" => always(Type::Number.list()),
        "flatten" => always(flat(&first.of_type).list()),
        "sort" => match (&second.of_type, first.elements()) {
            (Type::Function(_, result), elements) => only_if(**result == Type::Boolean, elements.list()),
            (Type::Null, elements) if is_unknown(&elements) => sometimes(elements.list()),
            (Type::Null, elements) if has_order(&elements) => match elements {
                Type::Optional(of) => Yields::NullElements(0, (*of).clone().list()),
                elements => always(elements.list()),
            },
            (Type::Null, elements) => sometimes(elements.list()),
            (_, elements) => sometimes(elements.list()),
        },
        "min" | "max" => of_elements(first, has_order, first.has_elements, |kind| kind),
        "sum" => of_elements(first, is_summable, first.has_elements, |kind| kind),
        "product" | "mean" | "median" => of_elements(first, is_number, first.has_elements, |kind| kind),
        "stddev" => of_elements(first, is_number, false, |kind| kind),
        "mode" => of_elements(first, is_number, true, Type::list),
        "get entries" => {
            let value = match base(&first.of_type) {
                Type::Context(entries) => elements_type(entries.iter().map(|(_, of_type)| of_type.clone())),
                _ => Type::Any,
            };
            always(Type::Context([("key".into(), Type::String), ("value".into(), value)].into()).list())
        }
        "get value" => match (base(&first.of_type), second.constant.as_ref().and_then(Value::as_str)) {
            (Type::Context(entries), Some(key)) => {
                let entry = entries.iter().find(|(name, _)| **name == *key);
                always(entry.map_or(Type::Any, |(_, of_type)| of_type.clone()))
            }
            _ => always(Type::Any),
        },
        "context put" => match (base(&first.of_type), second.constant.as_ref().and_then(Value::as_str)) {
            (Type::Context(entries), Some(key)) => {
                let others = entries.iter().filter(|(name, _)| **name != *key).cloned();
                always(Type::Context(others.chain([(key.into(), third.of_type.clone())]).collect()))
            }
            _ => always(Type::Any),
        },
        "includes" => only_if(holds_points(&first.of_type, &second.of_type), Type::Boolean),
        "during" => only_if(holds_points(&second.of_type, &first.of_type), Type::Boolean),
        "before" | "after" | "coincides" => match order(&first.of_type, &second.of_type) {
            Fit::Yes => always(Type::Boolean),
            _ => sometimes(Type::Boolean),
        },
        "meets" | "met by" | "overlaps" | "overlaps before" | "overlaps after" | "finishes" | "finished by"
        | "starts" | "started by" => sometimes(Type::Boolean),
        "today" => always(Type::Date),
        "now" => always(Type::DateTime),
        "date" => only_if(is_moment(&first.of_type), Type::Date),
        "birthday of id number" => sometimes(Type::Date),
        "time" => only_if(is_moment(&first.of_type) || *base(&first.of_type) == Type::Time, Type::Time),
        "date and time" => only_if(is_moment(&first.of_type), Type::DateTime),
        "years and months duration" => always(Type::YearsMonths),
        "range" => sometimes(Type::Range(Arc::new(Type::Any))),
        _ => always(Type::Any),
    }
}

fn is_number(of_type: &Type) -> bool {
    *of_type == Type::Number
}

fn is_summable(of_type: &Type) -> bool {
    matches!(of_type, Type::Number | Type::YearsMonths | Type::DaysTime)
}

fn is_moment(of_type: &Type) -> bool {
    matches!(base(of_type), Type::Date | Type::DateTime)
}

/// What a function makes of elements, all of which have to be of one of its kinds.
fn of_elements(first: &Found, takes: impl Fn(&Type) -> bool, certain: bool, result: impl Fn(Type) -> Type) -> Yields {
    let elements = first.elements();
    let kind = base(&elements).clone();
    if is_unknown(&kind) {
        return always(Type::Any);
    }
    if !takes(&kind) {
        return Yields::WrongElements(0, Type::Number);
    }
    if is_nullable(&elements) {
        return Yields::NullElements(0, result(kind));
    }
    only_if(certain, result(kind))
}

/// What is left of lists within lists.
fn flat(of_type: &Type) -> Type {
    match of_type {
        Type::List(of) => flat(of),
        Type::Optional(of) => match &**of {
            Type::List(of) => union(&flat(of), &Type::Null),
            _ => of_type.clone(),
        },
        other => other.clone(),
    }
}

fn holds_points(range: &Type, point: &Type) -> bool {
    match range {
        Type::Range(of) => !is_nullable(of) && order(of, point) == Fit::Yes,
        _ => false,
    }
}

/// Whether a function takes the patterns that it is given, whatever text it is given.
fn takes_pattern(name: &str, given: &[Found]) -> bool {
    let constant = |(position, given): (usize, &Found)| match position {
        0 => Some(Value::from("")),
        _ => given.constant.clone(),
    };
    let Some(arguments) = given.iter().enumerate().map(constant).collect::<Option<Vec<_>>>() else { return false };
    find(name).and_then(|built_in| constant_result(&built_in.forms[0], arguments)).is_some_and(|value| !value.is_null())
}

/// The value of a form for constant arguments; `None` when it takes too long.
pub(crate) fn constant_result(form: &Form, arguments: Vec<Value>) -> Option<Value> {
    let mut limits = Limits { fuel: 10_000, size: 10_000, ..Limits::default() };
    let node = Node::new(Kind::Literal(Value::Null), 0, 0);
    let result = match form.run {
        Run::Pure(run) => run(&arguments),
        Run::With(_) => form.call(&mut Machine { scope: &(), limits: &mut limits }, &node, arguments).ok()?,
    };
    Some(result.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::super::{Accepts, all};
    use super::*;

    /// Functions whose result has no certain type, whatever they are given.
    const OPEN: [&str; 5] = ["context", "context merge", "context put", "duration", "get value"];

    #[test]
    fn what_every_function_yields_is_known() {
        for built_in in all() {
            for form in built_in.forms {
                let given = form.parameters.iter().map(|parameter| match parameter.accepts {
                    Accepts::List if ["all", "any"].contains(&built_in.name) => Type::Boolean.list().into(),
                    Accepts::List | Accepts::Any => Type::Number.list().into(),
                    Accepts::Value => Type::DaysTime.into(),
                    Accepts::Text if parameter.name == "key" => Found::constant("a".into()),
                    accepts => accepts.as_type().into(),
                });
                let given: Vec<Found> = given.collect();
                let yields = match form.variadic {
                    true => yields_for_many(built_in.name, &given),
                    false => yields(built_in.name, &given),
                };
                let is_known = !matches!(&yields, Yields::Value(of_type) if is_unknown(of_type));
                assert!(is_known || OPEN.contains(&built_in.name), "{}: {yields:?}", built_in.name);
            }
        }
    }
}
