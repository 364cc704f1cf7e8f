//! What puts a finding right: words for people, and where a machine can do it, the edits.

#[cfg(all(test, feature = "yaml"))]
mod tests;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::id::{FieldId, NodeId};
use crate::model::{Attached, Definition, Edge, Field, Lane, Node};
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
        /// What is written there when it is proposed; null where nothing is.
        #[serde(default, skip_serializing_if = "Json::is_null")]
        #[cfg_attr(feature = "openapi", schema(value_type = serde_json::Value))]
        was: Json,
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
    /// Something else is written there by now.
    #[error("`{key}` of `{element}` has been changed meanwhile")]
    Changed {
        /// The element.
        element: String,
        /// The key.
        key: String,
    },
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
    /// A key of a part gets another value.
    pub(super) fn set(part: &impl Part, key: &str, value: impl Into<Json>) -> Self {
        let written = serde_json::to_value(part).unwrap_or_default();
        let was = key.split('/').try_fold(&written, |at, key| at.get(key)).cloned().unwrap_or_default();
        Self::Set { element: part.id().to_owned(), key: key.to_owned(), was, value: value.into() }
    }

    /// A key of a part is dropped.
    pub(super) fn drop(part: &impl Part, key: &str) -> Self {
        Self::set(part, key, Json::Null)
    }

    fn apply(&self, definition: &mut Definition) -> Result<(), Unfit> {
        match self {
            Self::Set { element, key, was, value } => set(definition, element, &Change { key, was, value }),
            Self::RemoveField { field } => remove_field(definition, field),
            Self::PassOver { node } => pass_over(definition, node),
        }
    }
}

/// A part of a definition that has an id, and keys that can be changed one by one.
pub(super) trait Part: Serialize {
    /// Its name in the file.
    fn id(&self) -> &str;
}

macro_rules! parts {
    ($($part:ty),*) => {
        $(impl Part for $part {
            fn id(&self) -> &str {
                self.id.as_str()
            }
        })*
    };
}

parts!(Node, Edge, Attached, Lane, Field);

/// What becomes of a key.
struct Change<'a> {
    key: &'a str,
    was: &'a Json,
    value: &'a Json,
}

fn set(definition: &mut Definition, element: &str, change: &Change<'_>) -> Result<(), Unfit> {
    let done = set_in(&mut definition.nodes, element, change)
        .or_else(|| set_in(&mut definition.edges, element, change))
        .or_else(|| set_in(&mut definition.attached, element, change))
        .or_else(|| set_in(&mut definition.lanes, element, change))
        .or_else(|| set_in(&mut definition.form.fields, element, change));
    done.unwrap_or_else(|| Err(Unfit::Gone(element.to_owned())))
}

/// Changes one of some parts, when it is among them.
fn set_in<T: Part + DeserializeOwned>(parts: &mut [T], id: &str, change: &Change<'_>) -> Option<Result<(), Unfit>> {
    parts.iter_mut().find(|part| part.id() == id).map(|part| set_key(part, change))
}

/// Changes a key of a part as it is written.
fn set_key<T: Part + DeserializeOwned>(part: &mut T, &Change { key, was, value }: &Change<'_>) -> Result<(), Unfit> {
    let (element, key) = (part.id().to_owned(), key.to_owned());
    let unfit = |because: String| Unfit::Value { element: element.clone(), key: key.clone(), because };
    let mut written = serde_json::to_value(&*part).map_err(|error| unfit(error.to_string()))?;
    let (outer, last) = key.rsplit_once('/').map_or((None, &*key), |(outer, last)| (Some(outer), last));
    let mut at = &mut written;
    for key in outer.into_iter().flat_map(|outer| outer.split('/')) {
        let Json::Object(entries) = at else { return Err(unfit(format!("`{key}` is no part of it"))) };
        at = entries.entry(key).or_insert_with(|| Json::Object(Map::new()));
    }
    let Json::Object(entries) = at else { return Err(unfit(format!("`{last}` is no part of it"))) };
    if entries.get(last).unwrap_or(&Json::Null) != was {
        return Err(Unfit::Changed { element, key });
    }
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
