use flow::id::{InstanceId, NodeId, ProcessKey};
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

/// What somebody is about to start: a process, by the rule or around it, after an earlier matter or not.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct StartRef {
    /// The process.
    pub process: ProcessKey,
    /// The start around the rule that they chose; without it they begin by the rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<NodeId>,
    /// The earlier instance that it follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<InstanceId>,
}

impl StartRef {
    /// Beginning by the rule, after nothing.
    pub fn of(process: ProcessKey) -> Self {
        Self { process, at: None, follows: None }
    }
}

/// A way to begin an instance of a process.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct WayToStart {
    /// The start around the rule; none is by the rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<NodeId>,
    /// What it is called.
    pub name: Text,
}

/// The form to start a process with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct StartForm {
    /// The process.
    pub entry: CatalogueEntry,
    /// The version in force.
    pub version: u32,
    /// The start around the rule whose form it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<NodeId>,
    /// The ways to begin that there are, by the rule first; none when there is no choice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ways: Vec<WayToStart>,
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
    /// The start around the rule that I chose; without it I begin by the rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<NodeId>,
    /// The earlier instance that it follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<InstanceId>,
    /// The fields as filled.
    #[serde(default)]
    #[cfg_attr(feature = "ssr", schema(value_type = Object))]
    pub values: Values,
}

impl NewInstance {
    /// Starting with what was filled in.
    pub fn new(StartRef { process, at, follows }: StartRef, values: Values) -> Self {
        Self { process, at, follows, values }
    }

    /// What is started.
    pub fn start(&self) -> StartRef {
        StartRef { process: self.process.clone(), at: self.at.clone(), follows: self.follows.clone() }
    }
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
    Start(StartRef),
    /// Of a task.
    Task(TaskRef),
}

impl DraftKey {
    /// A text that tells it from all other drafts of a person.
    pub fn topic(&self) -> String {
        match self {
            Self::Start(StartRef { process, at, follows }) => {
                let after = follows.as_ref().map_or_else(|| "start".to_owned(), |earlier| format!("follow:{earlier}"));
                let around = at.as_ref().map_or_else(String::new, |at| format!("@{at}"));
                format!("{after}:{process}{around}")
            }
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
