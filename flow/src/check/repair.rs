//! What puts a finding right: words for people, and where a machine can do it, the edits.

#[cfg(all(test, feature = "yaml"))]
mod tests;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::id::{FieldId, NodeId};
use crate::model::Definition;
use crate::text::Text;

/// A change that puts a finding right: text for people, made exact where a machine can do it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Repair {
    /// What to do.
    pub text: Text,
    /// What to do, step by step; nothing where only people can tell what is meant.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<Edit>,
}

/// A change of a definition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "edit", rename_all = "snake_case")]
pub enum Edit {
    /// A key of a node, edge, boundary event, lane or field of the form gets another value; null drops it.
    Set {
        /// The element, by its id.
        element: String,
        /// The key as it is written in the file; a key within it after a slash, such as `limit/overdue`.
        key: String,
        /// The value as it is written in the file.
        #[cfg_attr(feature = "openapi", schema(value_type = serde_json::Value))]
        value: Json,
    },
    /// A field of the form is removed, with what nodes let their handlers do with it.
    RemoveField {
        /// The field.
        field: FieldId,
    },
    /// A node with one way out is removed: whatever led to it leads to where it led.
    PassOver {
        /// The node.
        node: NodeId,
    },
}

/// Why a repair does not fit a definition: it has changed since it was proposed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// There is no such element any more.
    #[error("there is no element called `{0}`")]
    Gone(String),
    /// It says on what condition a way is taken, which would be lost.
    #[error("the edge `{0}` has a condition, which would be lost")]
    Condition(String),
    /// The key cannot have this value.
    #[error("`{key}` of `{element}` cannot be changed like this: {because}")]
    Value {
        /// The element.
        element: String,
        /// The key.
        key: String,
        /// Why not.
        because: String,
    },
}

impl Repair {
    /// A repair that people do.
    pub fn by_people(text: Text) -> Self {
        Self { text, edits: Vec::new() }
    }

    /// Whether it can be applied.
    pub fn is_mechanical(&self) -> bool {
        !self.edits.is_empty()
    }

    /// Changes a definition: all of it or, when something does not fit, nothing.
    ///
    /// # Errors
    /// The definition is not the one that the finding was about.
    pub fn apply(&self, definition: &mut Definition) -> Result<(), Unfit> {
        let mut changed = definition.clone();
        for edit in &self.edits {
            edit.apply(&mut changed)?;
        }
        *definition = changed;
        Ok(())
    }
}

impl Edit {
    /// A key gets another value.
    pub(super) fn set(element: impl ToString, key: &str, value: impl Into<Json>) -> Self {
        Self::Set { element: element.to_string(), key: key.to_owned(), value: value.into() }
    }

    /// A key is dropped.
    pub(super) fn drop(element: impl ToString, key: &str) -> Self {
        Self::set(element, key, Json::Null)
    }

    fn apply(&self, definition: &mut Definition) -> Result<(), Unfit> {
        match self {
            Self::Set { element, key, value } => set(definition, element, key, value),
            Self::RemoveField { field } => remove_field(definition, field),
            Self::PassOver { node } => pass_over(definition, node),
        }
    }
}

fn set(definition: &mut Definition, element: &str, key: &str, value: &Json) -> Result<(), Unfit> {
    if let Some(node) = definition.nodes.iter_mut().find(|node| node.id == *element) {
        return set_in(node, element, key, value);
    }
    if let Some(edge) = definition.edges.iter_mut().find(|edge| edge.id == *element) {
        return set_in(edge, element, key, value);
    }
    if let Some(event) = definition.attached.iter_mut().find(|event| event.id == *element) {
        return set_in(event, element, key, value);
    }
    if let Some(lane) = definition.lanes.iter_mut().find(|lane| lane.id == *element) {
        return set_in(lane, element, key, value);
    }
    if let Some(field) = definition.form.fields.iter_mut().find(|field| field.id == *element) {
        return set_in(field, element, key, value);
    }
    Err(Unfit::Gone(element.to_owned()))
}

/// Changes a key of an element as it is written.
fn set_in<T: Serialize + DeserializeOwned>(part: &mut T, element: &str, key: &str, value: &Json) -> Result<(), Unfit> {
    let unfit = |because: String| Unfit::Value { element: element.to_owned(), key: key.to_owned(), because };
    let mut written = serde_json::to_value(&*part).map_err(|error| unfit(error.to_string()))?;
    let (outer, last) = key.rsplit_once('/').map_or((None, key), |(outer, last)| (Some(outer), last));
    let mut at = &mut written;
    for key in outer.into_iter().flat_map(|outer| outer.split('/')) {
        let Json::Object(entries) = at else { return Err(unfit(format!("`{key}` is no part of it"))) };
        at = entries.entry(key).or_insert_with(|| Json::Object(Map::new()));
    }
    let Json::Object(entries) = at else { return Err(unfit(format!("`{last}` is no part of it"))) };
    match value {
        Json::Null => _ = entries.remove(last),
        value => _ = entries.insert(last.to_owned(), value.clone()),
    }
    *part = serde_json::from_value(written).map_err(|error| unfit(error.to_string()))?;
    Ok(())
}

fn remove_field(definition: &mut Definition, field: &FieldId) -> Result<(), Unfit> {
    let before = definition.form.fields.len();
    definition.form.fields.retain(|known| known.id != *field);
    if definition.form.fields.len() == before {
        return Err(Unfit::Gone(field.to_string()));
    }
    for node in &mut definition.nodes {
        node.fields.remove(field);
        node.outcomes.iter_mut().for_each(|outcome| outcome.opens.retain(|opened| opened != field));
    }
    Ok(())
}

fn pass_over(definition: &mut Definition, node: &NodeId) -> Result<(), Unfit> {
    let mut leaving = definition.edges.iter().filter(|edge| edge.from == *node);
    let (Some(way), None) = (leaving.next().cloned(), leaving.next()) else {
        return Err(Unfit::Gone(node.to_string()));
    };
    if !way.is_plain() {
        return Err(Unfit::Condition(way.id.to_string()));
    }
    definition.edges.retain(|edge| edge.id != way.id);
    for edge in definition.edges.iter_mut().filter(|edge| edge.to == *node) {
        edge.to = way.to.clone();
    }
    definition.nodes.retain(|known| known.id != *node);
    if let Some(diagram) = &mut definition.diagram {
        diagram.nodes.remove(node);
        diagram.edges.remove(&way.id);
    }
    Ok(())
}
