use flow::check::Finding;
use flow::id::ProcessKey;
use flow::model::Definition;
use flow::organisation::Organisation;
use flow::text::Text;
use flow::time::Moment;
use serde::{Deserialize, Serialize};

use super::PersonRef;

/// A definition as it is drawn: the draft, or a version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Design {
    /// The process.
    pub process: ProcessKey,
    /// What it says.
    #[cfg_attr(feature = "ssr", schema(value_type = Object))]
    pub definition: Definition,
    /// Which text this is; a change says on which it is based.
    pub revision: String,
    /// The version in force; none when it was never published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// Whether this is the draft.
    pub is_draft: bool,
    /// When it was last written or published, and by whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<(Moment, PersonRef)>,
    /// When the draft comes into force by itself, when that is planned; it is not changed until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comes_into_force: Option<Moment>,
    /// Whether the reader may change it.
    pub may_change: bool,
}

/// A change of a definition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DesignChange {
    /// The revision that it is based on; none makes a process that there is not yet.
    #[serde(default)]
    pub revision: Option<String>,
    /// What it says from now on.
    #[cfg_attr(feature = "ssr", schema(value_type = Object))]
    pub definition: Definition,
}

/// What became of a change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Kept {
    /// The revision that the next change is based on.
    pub revision: String,
    /// Everything that was found, errors first.
    pub findings: Vec<Finding>,
    /// Whether it can be published.
    pub publishable: bool,
}

/// That somebody is at a definition just now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Here {
    /// The open page: a text of its own making, the same as long as it is open, at most 40 characters.
    pub editor: String,
    /// What they work on, at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub element: Option<String>,
    /// They leave.
    #[serde(default)]
    pub leaving: bool,
}

/// Somebody who is at a definition just now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Editor {
    /// Who.
    pub person: PersonRef,
    /// What they work on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub element: Option<String>,
    /// Their open page: somebody may have several.
    pub editor: String,
}

/// What else goes on at a definition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Others {
    /// Everybody else who is at it, in the order of their coming.
    pub editors: Vec<Editor>,
    /// The revision that is there now.
    pub revision: String,
}

/// A definition that was read from a file of whatever format, and kept nowhere.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Imported {
    /// What it says, when it could be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ssr", schema(value_type = Option<Object>))]
    pub definition: Option<Definition>,
    /// What kept it from being read, or is worth knowing of how it was. What is wrong with the definition is no part of
    /// this.
    pub findings: Vec<Finding>,
}

/// What a definition meets here: all that it takes to play it before it is in force.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Surroundings {
    /// Who is who, as the file of an organisation has it: people, departments, posts, roles, absences and the calendar.
    #[cfg_attr(feature = "ssr", schema(value_type = Object))]
    pub organisation: Organisation,
    /// The processes that can be called, by key, and what they are called.
    pub processes: Vec<(ProcessKey, Text)>,
}
