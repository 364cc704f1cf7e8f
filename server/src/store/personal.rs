//! Values of personal fields, kept beside the events instead of in them.
//!
//! An event's body is hashed and can never change. A personal value in it is replaced by a salted hash; the value
//! and its salt stand in a row of their own, which can be emptied on request without breaking the chain.

use std::collections::{BTreeMap, HashSet};

use flow::id::FieldId;
use flow::kernel::{Data, Event};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use super::StoreError;

/// The key under which a body holds the salted hash of a value.
const MARK: &str = "$personal";

/// A value that was taken out of an event's body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The field.
    pub field: FieldId,
    /// Random, so that equal values have different hashes and a short one cannot be guessed.
    pub salt: [u8; 16],
    /// The value as JSON.
    pub value: String,
}

/// The body of an event as it is stored and hashed, and the personal values taken out of it.
///
/// # Errors
/// When the event cannot be written as JSON.
pub fn split(event: &Event, personal: &HashSet<FieldId>) -> Result<(String, Vec<Kept>), StoreError> {
    let unwritable = |error: serde_json::Error| StoreError::Damaged(format!("an event cannot be written: {error}"));
    let touched =
        data_of(event).is_some_and(|data| !personal.is_empty() && data.keys().any(|field| personal.contains(field)));
    if !touched {
        return Ok((serde_json::to_string(event).map_err(unwritable)?, Vec::new()));
    }
    let mut body = serde_json::to_value(event).map_err(unwritable)?;
    let mut kept = Vec::new();
    for (field, value) in fields_of(&mut body).into_iter().flatten() {
        if personal.contains(field.as_str()) && !value.is_null() {
            let salt: [u8; 16] = rand::random();
            let text = value.to_string();
            *value = serde_json::json!({ MARK: hex::encode(salted_hash(&salt, &text)) });
            kept.push(Kept { field: FieldId::from(field.as_str()), salt, value: text });
        }
    }
    Ok((body.to_string(), kept))
}

/// The event of a stored body with its personal values put back: for each field that has a row its value, or null
/// when it was erased.
///
/// # Errors
/// When the body is no event.
pub fn join(body: &str, values: &BTreeMap<FieldId, Option<String>>) -> Result<Event, StoreError> {
    let unreadable = |error: serde_json::Error| StoreError::Damaged(format!("an event cannot be read: {error}"));
    if values.is_empty() {
        return serde_json::from_str(body).map_err(unreadable);
    }
    let mut body: Json = serde_json::from_str(body).map_err(unreadable)?;
    for (field, value) in fields_of(&mut body).into_iter().flatten() {
        match values.get(field.as_str()) {
            Some(Some(text)) => *value = serde_json::from_str(text).map_err(unreadable)?,
            Some(None) => *value = Json::Null,
            None => {}
        }
    }
    serde_json::from_value(body).map_err(unreadable)
}

/// The fields of a stored body whose values were taken out, with their salted hashes in hexadecimal.
///
/// # Errors
/// When the body is not JSON.
pub fn marks(body: &str) -> Result<BTreeMap<FieldId, String>, serde_json::Error> {
    if !body.contains(MARK) {
        return Ok(BTreeMap::new());
    }
    let mut body: Json = serde_json::from_str(body)?;
    let fields = fields_of(&mut body).into_iter().flatten();
    Ok(fields.filter_map(|(field, value)| Some((FieldId::from(field.as_str()), mark(value)?.to_owned()))).collect())
}

/// The hash that a body holds in place of a value.
#[must_use]
pub fn salted_hash(salt: &[u8], value: &str) -> [u8; 32] {
    Sha256::new().chain_update(salt).chain_update(value.as_bytes()).finalize().into()
}

fn mark(value: &Json) -> Option<&str> {
    let fields = value.as_object()?;
    if fields.len() == 1 { fields.get(MARK)?.as_str() } else { None }
}

fn data_of(event: &Event) -> Option<&Data> {
    match event {
        Event::Written { data, .. } => Some(data),
        Event::Called { input, .. } => Some(input),
        _ => None,
    }
}

fn fields_of(body: &mut Json) -> Option<&mut serde_json::Map<String, Json>> {
    let body = body.as_object_mut()?;
    let key = if body.contains_key("data") { "data" } else { "input" };
    body.get_mut(key)?.as_object_mut()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(fields: &[(&str, &str)]) -> Event {
        let data = fields.iter().map(|(field, value)| (FieldId::from(*field), feel::Value::String((*value).into())));
        Event::Written { data: data.collect(), by: None, visit: None }
    }

    #[test]
    fn a_personal_value_leaves_the_body_and_comes_back() {
        let event = written(&[("reason", "illness"), ("days", "3")]);
        let personal = HashSet::from([FieldId::from("reason")]);

        let (body, kept) = split(&event, &personal).unwrap();

        assert!(!body.contains("illness") && body.contains('3'), "{body}");
        let values = kept.iter().map(|kept| (kept.field.clone(), Some(kept.value.clone()))).collect();
        assert_eq!(join(&body, &values).unwrap(), event);
        let hash = hex::encode(salted_hash(&kept[0].salt, &kept[0].value));
        assert_eq!(marks(&body).unwrap(), BTreeMap::from([(FieldId::from("reason"), hash)]));
    }

    #[test]
    fn an_erased_value_reads_as_null() {
        let (body, _) = split(&written(&[("reason", "illness")]), &HashSet::from([FieldId::from("reason")])).unwrap();
        let Event::Written { data, .. } = join(&body, &BTreeMap::from([(FieldId::from("reason"), None)])).unwrap()
        else {
            panic!("{body}")
        };
        assert_eq!(data.get("reason"), Some(&feel::Value::Null));
    }

    #[test]
    fn a_value_that_looks_like_a_mark_stays_itself() {
        let event = written(&[("text", "$personal")]);
        let (body, kept) = split(&event, &HashSet::new()).unwrap();
        assert!(kept.is_empty());
        assert_eq!(join(&body, &BTreeMap::new()).unwrap(), event);
    }
}
