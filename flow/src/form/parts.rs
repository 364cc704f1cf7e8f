//! Values that are put together of parts: from and to, a place, a way through options.

use feel::{Context, Value};

use super::problem::Wrong;
use crate::model::{Field, FieldType};

/// More letters than any address has.
const LONGEST_ADDRESS: usize = 500;

/// The endings of files that are pictures.
const PICTURES: [&str; 9] = ["png", "jpg", "jpeg", "gif", "webp", "bmp", "avif", "heic", "heif"];

/// Two days, neither of which is left out; the second is none before the first.
pub(super) fn range(given: &Context) -> Result<Value, Wrong> {
    let end = |name| given.get(name).filter(|value| !value.is_null());
    match (end("from"), end("to")) {
        _ if given.iter().any(|(name, _)| !matches!(name, "from" | "to")) => Err(Wrong::kind(FieldType::DateRange)),
        (None, None) => Ok(Value::Null),
        (Some(Value::Date(from)), Some(Value::Date(to))) if from <= to => Ok(given.clone().into()),
        (Some(Value::Date(_)), Some(Value::Date(_))) => Err(Wrong::backwards()),
        _ => Err(Wrong::kind(FieldType::DateRange)),
    }
}

/// An address, and where that is when somebody said it.
pub(super) fn place(given: &Context) -> Result<Value, Wrong> {
    let wrong = || Wrong::kind(FieldType::Location);
    if given.iter().any(|(name, _)| !matches!(name, "address" | "latitude" | "longitude")) {
        return Err(wrong());
    }
    let mut kept = Context::new();
    let address = match given.get("address") {
        Some(Value::String(address)) => address.trim(),
        None | Some(Value::Null) => "",
        Some(_) => return Err(wrong()),
    };
    let length = address.chars().count();
    if length > LONGEST_ADDRESS {
        return Err(Wrong::too_long(LONGEST_ADDRESS, length));
    }
    let degrees = |name, most: i64| match given.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Number(degrees)) if degrees.abs() <= most.into() => Ok(Some(Value::Number(*degrees))),
        Some(_) => Err(wrong()),
    };
    match (degrees("latitude", 90)?, degrees("longitude", 180)?) {
        (None, None) if address.is_empty() => return Ok(Value::Null),
        // Without words nobody could read where it is.
        _ if address.is_empty() => return Err(wrong()),
        (None, None) => _ = kept.insert("address", address.into()),
        (Some(latitude), Some(longitude)) => {
            kept.insert("address", address.into());
            kept.insert("latitude", latitude);
            kept.insert("longitude", longitude);
        }
        _ => return Err(wrong()),
    }
    Ok(kept.into())
}

/// A way through options that ends where there is nothing more to choose.
pub(super) fn path(field: &Field, given: &[Value]) -> Result<Value, Wrong> {
    let ids: Option<Vec<&str>> = given.iter().map(Value::as_str).collect();
    let Some(ids) = ids else { return Err(Wrong::kind(FieldType::Cascade)) };
    if ids.is_empty() {
        return Ok(Value::Null);
    }
    let chosen = field.chosen(ids.iter().copied());
    let ends = chosen.last().is_some_and(|last| last.options.is_empty());
    match chosen.len() == ids.len() {
        true if ends => Ok(given.to_vec().into()),
        true => Err(Wrong::kind(FieldType::Cascade)),
        false => Err(Wrong::choice()),
    }
}

/// Whether a file is called as pictures are.
pub(super) fn is_picture(file: &Context) -> bool {
    let Some(Value::String(name)) = file.get("name") else { return false };
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| PICTURES.contains(&ending.as_str()))
}
