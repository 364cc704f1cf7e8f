//! How types lie to each other.

use std::sync::Arc;

use crate::{Allowed, Type, Value};

/// The most parts that an inferred type may have; one with more counts as unknown, so that no expression makes types
/// without bounds.
const LARGEST: usize = 1000;

/// Whether the values of a type go where another type is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// All of them.
    Yes,
    /// All but null.
    UnlessNull,
    /// Some do and some do not, which only their values tell.
    Perhaps,
    /// One of the types is not known.
    Unknown,
    /// None of them.
    Never,
}

/// The type without tests and without null.
pub(crate) fn base(of_type: &Type) -> &Type {
    match of_type {
        Type::Optional(of) => base(of),
        Type::Allowed(allowed) => base(&allowed.of),
        other => other,
    }
}

/// The values that are allowed of a type, if it is restricted.
pub(crate) fn allowed(of_type: &Type) -> Option<&Arc<Allowed>> {
    match of_type {
        Type::Optional(of) => allowed(of),
        Type::Allowed(allowed) => Some(allowed),
        _ => None,
    }
}

/// Whether nothing is known about the values.
pub(crate) fn is_unknown(of_type: &Type) -> bool {
    matches!(base(of_type), Type::Any | Type::Named(_))
}

/// Whether null is among the values that are known.
pub(crate) fn is_nullable(of_type: &Type) -> bool {
    matches!(of_type, Type::Optional(_) | Type::Null)
}

/// The type as `instance of` tells it: parts of what it passes may be null.
pub(crate) fn with_nullable_parts(of_type: &Type) -> Type {
    let part = |of_type: &Type| with_nullable_parts(of_type).optional();
    match of_type {
        Type::List(of) => part(of).list(),
        Type::Range(of) => Type::Range(Arc::new(part(of))),
        Type::Context(entries) => {
            Type::Context(entries.iter().map(|(name, of_type)| (name.clone(), part(of_type))).collect())
        }
        other => other.clone(),
    }
}

/// The type, or `Any` when it has too many parts.
pub(crate) fn bounded(of_type: Type) -> Type {
    let mut left = LARGEST;
    if count_parts(&of_type, &mut left).is_some() { of_type } else { Type::Any }
}

fn count_parts(of_type: &Type, left: &mut usize) -> Option<()> {
    *left = left.checked_sub(1)?;
    match of_type {
        Type::List(of) | Type::Range(of) | Type::Optional(of) => count_parts(of, left),
        Type::Context(entries) => entries.iter().try_for_each(|(_, of_type)| count_parts(of_type, left)),
        Type::Function(parameters, result) => {
            parameters.iter().try_for_each(|parameter| count_parts(parameter, left))?;
            count_parts(result, left)
        }
        Type::Allowed(allowed) => count_parts(&allowed.of, left),
        _ => Some(()),
    }
}

/// The type that has the values of both; `Any` where no type says it better.
pub(crate) fn union(left: &Type, right: &Type) -> Type {
    if left == right {
        return left.clone();
    }
    match (left, right) {
        (Type::Any | Type::Named(_), _) | (_, Type::Any | Type::Named(_)) => Type::Any,
        (Type::Null, other) | (other, Type::Null) => other.clone().optional(),
        (Type::Optional(left), right) => union(left, right).optional(),
        (left, Type::Optional(right)) => union(left, right).optional(),
        (Type::Allowed(left), right) => union(&left.of, right),
        (left, Type::Allowed(right)) => union(left, &right.of),
        (Type::List(left), Type::List(right)) => union(left, right).list(),
        (Type::Range(left), Type::Range(right)) => Type::Range(Arc::new(union(left, right))),
        (Type::Context(left), Type::Context(right)) if left.len() == right.len() => {
            let both = left.iter().map(|(name, of_type)| {
                let other = right.iter().find(|(other, _)| other == name)?;
                Some((name.clone(), union(of_type, &other.1)))
            });
            both.collect::<Option<Vec<_>>>().map_or(Type::Any, |entries| Type::Context(entries.into()))
        }
        (Type::Function(..) | Type::AnyFunction, Type::Function(..) | Type::AnyFunction) => Type::AnyFunction,
        _ => Type::Any,
    }
}

/// Whether values of `given` go where `wanted` is asked for, as parameters take them (DMN 1.5, 10.3.2.9.4).
pub(crate) fn fit(given: &Type, wanted: &Type) -> Fit {
    match (given, wanted) {
        (_, Type::Any) => Fit::Yes,
        (given, wanted) if given == wanted => Fit::Yes,
        (Type::Any | Type::Named(_), _) | (_, Type::Named(_)) => Fit::Unknown,
        (Type::Null, Type::Optional(_)) => Fit::Yes,
        (Type::Null, _) => Fit::UnlessNull,
        (Type::Optional(given), Type::Optional(wanted)) => fit(given, wanted),
        (given, Type::Optional(wanted)) => fit(given, wanted),
        (Type::Optional(given), wanted) => match fit(given, wanted) {
            Fit::Yes => Fit::UnlessNull,
            other => other,
        },
        (Type::Allowed(given), wanted) => fit(&given.of, wanted),
        (given, Type::Allowed(wanted)) => match fit(given, &wanted.of) {
            Fit::Yes => Fit::Perhaps,
            other => other,
        },
        (Type::List(given), Type::List(wanted)) | (Type::Range(given), Type::Range(wanted)) => fit(given, wanted),
        (Type::Context(given), Type::Context(wanted)) => wanted.iter().fold(Fit::Yes, |fits, (name, wanted)| {
            let entry = given.iter().find(|(given, _)| given == name);
            worse(fits, entry.map_or(Fit::Never, |(_, given)| fit(given, wanted)))
        }),
        (Type::Function(..), Type::AnyFunction) => Fit::Yes,
        (Type::AnyFunction, Type::Function(..)) => Fit::Unknown,
        (Type::Function(given, _), Type::Function(wanted, _)) if given.len() == wanted.len() => Fit::Yes,
        (Type::Date, Type::DateTime) => Fit::Yes,
        (Type::List(given), wanted) => match fit(given, wanted) {
            Fit::Never => Fit::Never,
            Fit::Unknown => Fit::Unknown,
            _ => Fit::Perhaps,
        },
        (given, Type::List(wanted)) => fit(given, wanted),
        _ => Fit::Never,
    }
}

/// What is left when two conditions are asked for together.
pub(crate) fn worse(left: Fit, right: Fit) -> Fit {
    let rank = |fit: Fit| match fit {
        Fit::Yes => 0,
        Fit::UnlessNull => 1,
        Fit::Unknown => 2,
        Fit::Perhaps => 3,
        Fit::Never => 4,
    };
    if rank(left) < rank(right) { right } else { left }
}

/// Whether `=` tells values of two types apart: `Never` where it is always null, `Perhaps` where it may be. Null is
/// equal to null and to nothing else, whatever the types are.
pub(crate) fn equality(left: &Type, right: &Type) -> Fit {
    match (base(left), base(right)) {
        (Type::Any | Type::Named(_), _) | (_, Type::Any | Type::Named(_)) => Fit::Unknown,
        (Type::Null, _) | (_, Type::Null) => Fit::Yes,
        (Type::List(left), Type::List(right)) | (Type::Range(left), Type::Range(right)) => {
            match equality(left, right) {
                Fit::Never => Fit::Perhaps,
                other => other,
            }
        }
        (Type::Context(left), Type::Context(right)) => {
            let other = |name: &str| right.iter().find(|(entry, _)| **entry == *name).map(|(_, of_type)| of_type);
            let pairs = left.iter().filter_map(|(name, of_type)| Some(equality(of_type, other(name)?)));
            // Entries of which one cannot be compared leave it open, unless another differs.
            pairs.fold(Fit::Yes, |all, pair| match (all, pair) {
                (Fit::Unknown, _) | (_, Fit::Unknown) => Fit::Unknown,
                (Fit::Perhaps, _) | (_, Fit::Perhaps | Fit::Never) => Fit::Perhaps,
                _ => all,
            })
        }
        (Type::Function(..) | Type::AnyFunction, Type::Function(..) | Type::AnyFunction) => Fit::Yes,
        (left, right) if left == right => Fit::Yes,
        _ => Fit::Never,
    }
}

/// Whether values of two types have an order, null aside.
pub(crate) fn order(left: &Type, right: &Type) -> Fit {
    match (base(left), base(right)) {
        (left, right) if is_unknown(left) && is_unknown(right) => Fit::Unknown,
        (known, Type::Any | Type::Named(_)) | (Type::Any | Type::Named(_), known) => {
            if has_order(known) {
                Fit::Unknown
            } else {
                Fit::Never
            }
        }
        (left, right) if left == right && has_order(left) => Fit::Yes,
        _ => Fit::Never,
    }
}

/// Whether values of a type have an order among themselves.
pub(crate) fn has_order(of_type: &Type) -> bool {
    matches!(
        base(of_type),
        Type::Number
            | Type::String
            | Type::Date
            | Type::Time
            | Type::DateTime
            | Type::YearsMonths
            | Type::DaysTime
            | Type::Null
    )
}

/// The type that a value has.
pub(crate) fn type_of(value: &Value) -> Type {
    match value {
        Value::Null => Type::Null,
        Value::List(elements) => elements_type(elements.iter().map(type_of)).list(),
        Value::Context(context) => {
            bounded(Type::Context(context.iter().map(|(name, value)| (name.into(), type_of(value))).collect()))
        }
        Value::Range(range) => {
            let ends = [&range.start, &range.end].map(|end| end.as_ref().map_or(Type::Null, type_of));
            let of = match ends {
                [Type::Null, of] | [of, Type::Null] => of,
                [start, end] => union(&start, &end),
            };
            Type::Range(Arc::new(of))
        }
        simple => Type::simple(simple.kind()).unwrap_or(Type::Any),
    }
}

/// The type of the elements of a list. What an empty list could hold is not known.
pub(crate) fn elements_type(elements: impl IntoIterator<Item = Type>) -> Type {
    elements.into_iter().reduce(|all, one| union(&all, &one)).map_or(Type::Any, bounded)
}
