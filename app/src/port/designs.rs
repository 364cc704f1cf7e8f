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
    /// The last review of this draft, as long as it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
}

/// That somebody asks others to look at a draft before it comes into force, and what was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Review {
    /// Who asks.
    pub by: PersonRef,
    /// When it was asked for.
    pub at: Moment,
    /// What whoever looks at it should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The text that it is about.
    pub revision: String,
    /// What was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<ReviewAnswer>,
    /// Whether the reader may answer it: not whoever asks.
    pub may_answer: bool,
}

/// What came of a review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ReviewAnswer {
    /// Who looked at it.
    pub by: PersonRef,
    /// When.
    pub at: Moment,
    /// Whether it may come into force as it is.
    pub agrees: bool,
    /// What they say about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

/// Asking for a review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AskForReview {
    /// The text that it is about.
    pub revision: String,
    /// What whoever looks at it should know, at most 2,000 characters.
    #[serde(default)]
    pub note: Option<String>,
}

/// Answering a review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AnswerReview {
    /// The text that was looked at.
    pub revision: String,
    /// Whether it may come into force as it is.
    pub agrees: bool,
    /// What to say about it, at most 2,000 characters; needed when it may not.
    #[serde(default)]
    pub remark: Option<String>,
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
