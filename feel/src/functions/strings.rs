//! Functions of texts. Positions and lengths count characters, from 1.

use super::{Call, built_ins, integer, list, optional, text};
use crate::regex::Pattern;
use crate::{Error, ErrorCode, Limits, Value};

built_ins! {
    "substring" {
        ("string": Text, "start position": Number, "length": Number optional) => pure(substring);
    }
    "string length" { ("string": Text) => pure(|given| Some(text(given, 0)?.chars().count().into())); }
    "upper case" { ("string": Text) => pure(|given| Some(text(given, 0)?.to_uppercase().into())); }
    "lower case" { ("string": Text) => pure(|given| Some(text(given, 0)?.to_lowercase().into())); }
    "substring before" {
        ("string": Text, "match": Text) => pure(|given| {
            let (whole, found) = (text(given, 0)?, text(given, 1)?);
            Some(whole.split_once(found).map_or("", |(before, _)| before).into())
        });
    }
    "substring after" {
        ("string": Text, "match": Text) => pure(|given| {
            let (whole, found) = (text(given, 0)?, text(given, 1)?);
            Some(whole.split_once(found).map_or("", |(_, after)| after).into())
        });
    }
    "contains" { ("string": Text, "match": Text) => pure(|given| Some(text(given, 0)?.contains(text(given, 1)?).into())); }
    "starts with" {
        ("string": Text, "match": Text) => pure(|given| Some(text(given, 0)?.starts_with(text(given, 1)?).into()));
    }
    "ends with" {
        ("string": Text, "match": Text) => pure(|given| Some(text(given, 0)?.ends_with(text(given, 1)?).into()));
    }
    "matches" {
        ("input": Text, "pattern": Text, "flags": Text optional) => with(|call| {
            with_pattern(call, Some(2), |pattern, input, _, limits| pattern.is_in(input, limits).map(Some))
        });
    }
    "replace" {
        ("input": Text, "pattern": Text, "replacement": Text, "flags": Text optional) => with(|call| {
            with_pattern(call, Some(3), |pattern, input, given, limits| match text(given, 2) {
                Some(replacement) => pattern.replace(input, replacement, limits),
                None => Ok(None),
            })
        });
    }
    "split" {
        ("string": Text, "delimiter": Text) => with(|call| {
            with_pattern(call, None, |pattern, input, _, limits| {
                let parts = pattern.split(input, limits)?;
                Ok(parts.map(|parts| Value::list(parts.into_iter().map(Value::from).collect())))
            })
        });
    }
    "string join" {
        ("list": List, "delimiter": Text optional) => with(|call| {
            joined(call, |given| Some([delimiter(given)?, "", ""]))
        });
        ("list": List, "delimiter": Text optional, "prefix": Text, "suffix": Text) => with(|call| {
            joined(call, |given| Some([delimiter(given)?, text(given, 2)?, text(given, 3)?]))
        });
    }
}

fn substring(given: &[Value]) -> Option<Value> {
    let (whole, position) = (text(given, 0)?, integer(given, 1)?);
    let start = match position {
        0 => return None,
        forwards if forwards > 0 => usize::try_from(forwards - 1).ok()?,
        backwards => whole.chars().count().checked_sub(usize::try_from(backwards.unsigned_abs()).ok()?)?,
    };
    let length = match optional(&given[2], Value::as_number)? {
        None => usize::MAX,
        Some(length) => usize::try_from(length.floor().to_i64()?).ok().filter(|length| *length > 0)?,
    };
    Some(whole.chars().skip(start).take(length).collect::<String>().into())
}

fn delimiter(given: &[Value]) -> Option<&str> {
    Some(optional(&given[1], Value::as_str)?.unwrap_or_default())
}

/// The elements joined by a delimiter, between a prefix and a suffix; nulls are left out, anything but texts makes null.
fn joined(
    call: &mut Call<'_, '_>,
    around: impl Fn(&[Value]) -> Option<[&str; 3]>,
) -> Result<Option<Value>, Box<Error>> {
    let given = &call.arguments;
    let (Some(elements), Some([delimiter, prefix, suffix])) = (list(given, 0), around(given)) else { return Ok(None) };
    let texts: Option<Vec<&str>> = elements.iter().filter(|element| !element.is_null()).map(Value::as_str).collect();
    let Some(texts) = texts else { return Ok(None) };
    let between = delimiter.len().saturating_mul(texts.len().saturating_sub(1));
    let within = texts.iter().fold(prefix.len() + suffix.len(), |size, text| size.saturating_add(text.len()));
    if let Err(code) = call.machine.limits.make(between.saturating_add(within)) {
        return Err(call.stop(code));
    }
    Ok(Some([prefix, &texts.join(delimiter), suffix].concat().into()))
}

/// Does something with the first argument and the second, a pattern; `flags` is where its flags stand among the others.
fn with_pattern<T: Into<Value>>(
    call: &mut Call<'_, '_>,
    flags: Option<usize>,
    run: impl FnOnce(&Pattern, &str, &[Value], &mut Limits) -> Result<Option<T>, ErrorCode>,
) -> Result<Option<Value>, Box<Error>> {
    let given = &call.arguments;
    let flags = flags.and_then(|position| text(given, position)).unwrap_or_default();
    let (Some(input), Some(pattern)) = (text(given, 0), text(given, 1)) else { return Ok(None) };
    let limits = &mut *call.machine.limits;
    let result = Pattern::new(pattern, flags, limits).and_then(|pattern| match pattern {
        Some(pattern) => run(&pattern, input, given, limits),
        None => Ok(None),
    });
    result.map(|value| value.map(Into::into)).map_err(|code| call.stop(code))
}
