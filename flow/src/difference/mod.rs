//! What is different between two definitions, told so that a person can read it: for reviewing a change, for announcing
//! it, and for the list of versions.
//!
//! Every structure of the model is taken apart key by key, so that the compiler asks for a word about each new one.
//! What an element is, is its id; an element that has another id and is the same otherwise is told as one that is
//! called something else now.

mod comparison;
mod event;
mod field;
mod graph;
mod node;
mod pairs;
mod process;
mod renamed;
mod table;
mod words;

#[cfg(all(test, feature = "yaml"))]
mod tests;

use serde::{Deserialize, Serialize};

use crate::model::Definition;
use crate::text::Text;
use comparison::Comparison;
pub use words::{Say, told};

/// Something that is different between two definitions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Difference {
    /// The node, edge, field or lane that it is about, by its id in the new definition, or in the old when it is gone;
    /// none for the process as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub element: Option<String>,
    /// Whether the element came, went or changed.
    pub change: Change,
    /// Whom it concerns.
    pub weight: Weight,
    /// What is different, in a sentence.
    pub message: Text,
    /// What was said before; none when nothing was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old: Option<Text>,
    /// What is said now; none when nothing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new: Option<Text>,
}

/// What happened to an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has another id and is the same otherwise.
    Renamed,
    /// Something that it says is different.
    Changed,
}

/// Whom a difference concerns, the weightiest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Instances take another course.
    Behaviour,
    /// Other people are asked, or together in another way.
    People,
    /// Limits and moments.
    Time,
    /// What is filled in, by whom.
    Form,
    /// What people read.
    Wording,
    /// Where things stand on the canvas.
    Drawing,
}

/// Everything that is different between two definitions, the weightiest first; nothing when they say the same.
///
/// ```
/// use flow::difference::{Change, differences};
/// use flow::model::{Definition, Kind, Node};
///
/// let old = Definition::default();
/// let new = Definition { nodes: vec![Node::new("start", Kind::Start)], ..Definition::default() };
/// let found = differences(&old, &new);
/// assert_eq!((found.len(), found[0].change), (1, Change::Added));
/// assert!(differences(&new, &new).is_empty());
/// ```
pub fn differences(old: &Definition, new: &Definition) -> Vec<Difference> {
    let (old, renamed) = renamed::settle(old, new);
    let mut comparison = Comparison::new(&old, new);
    comparison.renamed(&renamed);
    comparison.definition();
    let mut found = comparison.found;
    found.sort_by_key(|difference| difference.weight);
    found
}
