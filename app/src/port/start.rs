use flow::id::{InstanceId, ProcessKey};
use flow::text::Text;
use flow::time::Moment;
use serde::{Deserialize, Serialize};

use super::{Acted, FormView, Page, TaskRef, Values};

/// What I may start.
pub type Catalogue = Page<CatalogueEntry>;

/// A process that I may start.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct CatalogueEntry {
    /// Its key.
    pub process: ProcessKey,
    /// What it is called.
    pub name: Text,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Text>,
    /// The department that owns it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Text>,
    /// When I last started one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_started: Option<Moment>,
    /// When I kept a draft of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft_at: Option<Moment>,
}

/// The form to start a process with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct StartForm {
    /// The process.
    pub entry: CatalogueEntry,
    /// The version in force.
    pub version: u32,
    /// The earlier instance that it follows, and its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<(InstanceId, Text)>,
    /// What is asked, when the start node says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requirement: Option<Text>,
    /// The form, filled from my draft when there is one.
    pub form: FormView,
}

/// Starting an instance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewInstance {
    /// The process.
    pub process: ProcessKey,
    /// The earlier instance that it follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<InstanceId>,
    /// The fields as filled.
    #[serde(default)]
    #[cfg_attr(feature = "ssr", schema(value_type = Object))]
    pub values: Values,
}

/// An instance has begun.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Started {
    /// Its id.
    pub instance: InstanceId,
    /// Its business number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// What it led to.
    pub acted: Acted,
}

/// What a draft is of.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(tag = "draft", rename_all = "snake_case")]
pub enum DraftKey {
    /// Of a start form.
    Start {
        /// The process.
        process: ProcessKey,
        /// The earlier instance that it follows.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        follows: Option<InstanceId>,
    },
    /// Of a task.
    Task(TaskRef),
}

impl DraftKey {
    /// A text that tells it from all other drafts of a person.
    pub fn topic(&self) -> String {
        match self {
            Self::Start { process, follows: None } => format!("start:{process}"),
            Self::Start { process, follows: Some(earlier) } => format!("follow:{earlier}:{process}"),
            Self::Task(task) => format!("task:{}:{}", task.instance, task.no),
        }
    }
}

/// What somebody typed and has not sent yet. The opinion is kept under the key `""` of the values, which is no
/// field's name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Draft {
    /// When it was kept.
    pub at: Moment,
    /// The form with it, computed fields and what is shown included.
    pub form: FormView,
}
