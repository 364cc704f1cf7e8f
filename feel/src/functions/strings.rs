//! Functions of texts. Positions and lengths count characters, from 1.

use super::{Call, built_ins, integer, list, optional, regex, text};
use crate::{Error, Value};

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
        ("input": Text, "pattern": Text, "flags": Text optional) => pure(|given| {
            let pattern = regex::Pattern::new(text(given, 1)?, optional(&given[2], Value::as_str)?)?;
            Some(pattern.is_in(text(given, 0)?).into())
        });
    }
    "replace" {
        ("input": Text, "pattern": Text, "replacement": Text, "flags": Text optional) => with(replace);
    }
    "split" {
        ("string": Text, "delimiter": Text) => pure(|given| {
            let pattern = regex::Pattern::new(text(given, 1)?, None)?;
            Some(Value::list(pattern.split(text(given, 0)?).map(Value::from).collect()))
        });
    }
    "string join" {
        ("list": List, "delimiter": Text optional) => pure(|given| {
            Some(join(list(given, 0)?, optional(&given[1], Value::as_str)?.unwrap_or(""))?.into())
        });
        ("list": List, "delimiter": Text optional, "prefix": Text, "suffix": Text) => pure(|given| {
            let joined = join(list(given, 0)?, optional(&given[1], Value::as_str)?.unwrap_or(""))?;
            Some([text(given, 2)?, &joined, text(given, 3)?].concat().into())
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

/// The elements joined; nulls are left out, anything but texts makes null.
fn join(elements: &[Value], delimiter: &str) -> Option<String> {
    let texts: Option<Vec<&str>> = elements.iter().filter(|element| !element.is_null()).map(Value::as_str).collect();
    Some(texts?.join(delimiter))
}

fn replace(call: &mut Call<'_, '_>) -> Result<Option<Value>, Box<Error>> {
    let read = |given: &[Value]| {
        let pattern = regex::Pattern::new(text(given, 1)?, optional(&given[3], Value::as_str)?)?;
        Some((pattern, text(given, 0)?.to_owned(), regex::Replacement::new(text(given, 2)?)?))
    };
    let Some((pattern, input, replacement)) = read(&call.arguments) else { return Ok(None) };
    // The result is at most this large: every match brings the replacement, which may repeat the input.
    let matches = pattern.count(&input);
    call.make(input.len().saturating_add(matches.saturating_mul(replacement.longest(input.len()))))?;
    Ok(Some(pattern.replace(&input, &replacement).into()))
}
