//! What may stand after a dot.

use std::sync::Arc;

use super::relate::base;
use crate::Type;

const DATE: [&str; 4] = ["year", "month", "day", "weekday"];
const TIME: [&str; 3] = ["hour", "minute", "second"];

/// The entries or properties of the values of a type, and their types. `None` when they are not known.
pub(crate) fn properties(of_type: &Type) -> Option<Vec<(Arc<str>, Type)>> {
    let numbers = |names: &[&str]| names.iter().map(|name| ((*name).into(), Type::Number)).collect::<Vec<_>>();
    let zone = [("time offset".into(), Type::DaysTime.optional()), ("timezone".into(), Type::String.optional())];
    Some(match base(of_type) {
        Type::Any | Type::Named(_) => return None,
        Type::Context(entries) => entries.to_vec(),
        Type::Date => numbers(&DATE),
        Type::Time => numbers(&TIME).into_iter().chain(zone).collect(),
        Type::DateTime => numbers(&DATE).into_iter().chain(numbers(&TIME)).chain(zone).collect(),
        Type::YearsMonths => numbers(&["years", "months"]),
        Type::DaysTime => numbers(&["days", "hours", "minutes", "seconds"]),
        Type::Range(of) => vec![
            ("start".into(), (**of).clone().optional()),
            ("end".into(), (**of).clone().optional()),
            ("start included".into(), Type::Boolean),
            ("end included".into(), Type::Boolean),
        ],
        _ => Vec::new(),
    })
}
