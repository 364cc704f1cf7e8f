use flow::check::Finding;
use flow::id::ProcessKey;
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
    /// When it was published.
    pub published: Moment,
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
