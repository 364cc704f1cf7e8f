use flow::check::Finding;
use flow::id::{InstanceId, ProcessKey};
use flow::text::Text;
use flow::time::Moment;
use serde::{Deserialize, Serialize};

use super::PersonRef;

/// A process in administration.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct DefinitionRow {
    /// Its key.
    pub process: ProcessKey,
    /// What it is called.
    pub name: Text,
    /// The department that owns it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Text>,
    /// The version in force; none when it was never published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// When that was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Moment>,
    /// When the draft was last changed, when there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft_at: Option<Moment>,
    /// When the draft comes into force by itself, when that is planned; it is not changed until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comes_into_force: Option<Moment>,
    /// How many errors the draft has.
    #[serde(default)]
    pub draft_errors: u32,
    /// How many instances go on.
    #[serde(default)]
    pub running: u64,
}

/// A published version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Version {
    /// The process.
    pub process: ProcessKey,
    /// Its number, from 1.
    pub version: u32,
    /// When it was published, or will be.
    pub published: Moment,
    /// When it comes into force by itself, as long as it is a draft for which that is planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comes_into_force: Option<Moment>,
    /// By whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonRef>,
    /// How many instances of it go on.
    pub running: u64,
}

/// The text of a definition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct DefinitionText {
    /// The process.
    pub process: ProcessKey,
    /// What the text calls it; its key when the text cannot be read.
    pub name: Text,
    /// The version; none is the draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// The text as a file would hold it.
    pub text: String,
}

/// A definition as somebody hands it in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Upload {
    /// YAML or JSON, at most 2 MB.
    pub text: String,
}

/// What is to be said about a definition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Validation {
    /// The process, when the text could be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub process: Option<(ProcessKey, Text)>,
    /// Everything that was found, errors first.
    pub findings: Vec<Finding>,
    /// Whether it can be published.
    pub publishable: bool,
}

/// Running instances of earlier versions, and whether they can move to the one in force.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Moving {
    /// The version in force.
    pub version: u32,
    /// How many instances run under earlier ones.
    pub total: u64,
    /// The first of them.
    pub instances: Vec<MovingInstance>,
}

/// An instance of an earlier version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct MovingInstance {
    /// Which.
    pub instance: InstanceId,
    /// Its business number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Its title.
    pub title: Text,
    /// The version that it keeps so far.
    pub version: u32,
    /// What keeps it from moving; nothing when it can.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub obstacles: Vec<Obstacle>,
}

/// Something that keeps an instance from moving.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Obstacle {
    /// The node, edge or field that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub element: Option<String>,
    /// What it is, and what would help.
    pub message: Text,
}

/// What moving came to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Moved {
    /// The version in force.
    pub version: u32,
    /// How many instances moved.
    pub moved: u64,
    /// Those that did not, and why.
    pub left: Vec<MovingInstance>,
}
