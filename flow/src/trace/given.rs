//! Values for data that nobody declared.

use serde_json::{Map, Value as Json};

use crate::id::FieldId;
use crate::model::{Definition, Field, FieldType};

/// A definition that came from BPMN, where nobody declares data, with fields for values that are given: those that no
/// expression speaks of, and those whose type none told.
#[must_use]
pub fn declaring(mut definition: Definition, given: &Map<String, Json>) -> Definition {
    if !definition.is_from_bpmn() {
        return definition;
    }
    for (name, value) in given {
        let Some(kind) = type_of(value) else { continue };
        let id = FieldId::from(name.as_str());
        match definition.form.fields.iter_mut().find(|field| field.id == id) {
            Some(field) if field.kind == FieldType::Text => field.kind = kind,
            Some(_) => {}
            None => definition.form.fields.push(Field::new(id, kind)),
        }
    }
    definition
}

fn type_of(value: &Json) -> Option<FieldType> {
    Some(match value {
        Json::String(_) => FieldType::Text,
        Json::Number(_) => FieldType::Number,
        Json::Bool(_) => FieldType::Boolean,
        Json::Array(values) if values.iter().all(Json::is_string) => FieldType::People,
        Json::Array(_) | Json::Object(_) | Json::Null => return None,
    })
}
