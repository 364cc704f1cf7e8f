use flow::id::{FieldId, InstanceId, NodeId, OutcomeId, PersonId};
use flow::kernel::{Help, Part, Wish};
use flow::model::OutcomeKind;
use flow::text::Text;
use flow::time::Moment;
use serde::{Deserialize, Serialize};

use super::{Attachment, Entry, FormView, OutsideContact, PersonRef, Progress, Values};

/// Names a task.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct TaskRef {
    /// The instance.
    pub instance: InstanceId,
    /// The task's number in it.
    pub no: u32,
}

/// A task with everything needed to act on it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Task {
    /// The card that led here.
    pub card: super::Card,
    /// The node.
    pub node: NodeId,
    /// What the node is called.
    pub node_name: Text,
    /// What is asked of me, in a sentence or two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requirement: Option<Text>,
    /// Why I have it, in a sentence.
    pub why: Text,
    /// In whose name I act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stands_in_for: Option<PersonRef>,
    /// Whether nothing and nobody may skip it.
    pub control: bool,
    /// What the task came back for: who returned it and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Option<(PersonRef, String)>,
    /// The form with my rights.
    pub form: FormView,
    /// When I last kept what I typed; the form's values are then mine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft_at: Option<Moment>,
    /// The rest of the opinion that I kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft_opinion: Option<String>,
    /// The decision bar; nothing when the task is not open or not mine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duty: Option<Duty>,
    /// The person outside who answers, when I have the task of a step for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside: Option<OutsideContact>,
    /// How I came to be asked, when somebody at the node asked me.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Helper>,
    /// Whom I asked to help with the task, or to grant something for it, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub helpers: Vec<Helper>,
    /// Whether it waits for others first.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub waits: bool,
    /// Whether I decided it and may take that back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub recall: bool,
    /// Everybody at this node and how they answered, when there are several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub together: Vec<(PersonRef, Option<OutcomeButton>)>,
    /// The files of the instance that I may see.
    pub attachments: Vec<Attachment>,
    /// What happened so far and what comes.
    pub timeline: Vec<Entry>,
    /// The position of the change stream that it is up to.
    pub position: u64,
}

/// What I may do with a task.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Duty {
    /// The version of the task that I see; a decision names it.
    pub version: u32,
    /// What I may decide, in order; the first is the one to expect. Empty where a person outside decides.
    pub outcomes: Vec<OutcomeButton>,
    /// Where I may send it back, the nearest first; empty when returning is not offered.
    pub returns: Vec<ReturnTarget>,
    /// What else I may do with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offers: Vec<Offer>,
    /// How far the others at this node are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<Progress>,
}

/// Something that I may do with a task besides deciding it and sending it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Offer {
    /// Hand it over for good.
    Transfer,
    /// Have somebody do the work.
    Delegate,
    /// Ask more people to decide.
    AddSigner,
    /// Ask for more time.
    Extend,
    /// Ask that it goes to somebody else.
    AskTransfer,
    /// Take it: others could as well.
    Claim,
    /// Let it go again.
    Release,
}

/// Somebody who was asked to help with a task, or to grant something for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Helper {
    /// Their place at the node.
    pub seat: u32,
    /// Who asked.
    pub by: PersonRef,
    /// Who is asked.
    pub people: Vec<PersonRef>,
    /// What.
    pub part: Part,
    /// The words for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// What they answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<OutcomeButton>,
    /// The words with their answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opinion: Option<String>,
}

/// Something done with a task besides deciding it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
pub enum TaskAct {
    /// Ask people to help with it.
    Add {
        /// Whom.
        people: Vec<PersonId>,
        /// How.
        #[serde(rename = "as")]
        role: Help,
        /// The words for them.
        #[serde(default)]
        opinion: Option<String>,
        /// The version of the task that I saw.
        #[serde(default)]
        version: Option<u32>,
    },
    /// Take somebody off again whom I asked.
    Drop {
        /// Their place.
        seat: u32,
    },
    /// Ask for more time, or that it goes to somebody else.
    Ask {
        /// For what.
        #[serde(rename = "for")]
        wish: Wish,
        /// Why.
        opinion: String,
        /// The version of the task that I saw.
        #[serde(default)]
        version: Option<u32>,
    },
    /// Take it, so that others do not.
    Claim {
        /// The version of the task that I saw.
        #[serde(default)]
        version: Option<u32>,
    },
    /// Let it go again.
    Release {
        /// The version of the task that I saw.
        #[serde(default)]
        version: Option<u32>,
    },
    /// Take back how I decided it.
    Recall {
        /// Why.
        #[serde(default)]
        reason: Option<String>,
    },
}

/// What a decision can be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct OutcomeButton {
    /// Its name in rules.
    pub id: OutcomeId,
    /// What the button says; without it the page says what `approve`, `refuse` and `done` mean.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// How modes count it; gives the colour.
    pub kind: OutcomeKind,
    /// Fields that it opens; they must be filled.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opens: Vec<FieldId>,
    /// Whether it asks for an opinion.
    pub opinion: bool,
}

/// A node that the matter can be sent back to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ReturnTarget {
    /// The node.
    pub node: NodeId,
    /// What it is called.
    pub name: Text,
    /// Whether it is a node of the process that called this one.
    pub caller: bool,
    /// Who will have the work.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<PersonRef>,
    /// What is cancelled by it, in the names of people and nodes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cancels: Vec<Expected>,
}

/// Deciding a task.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The outcome.
    pub outcome: OutcomeId,
    /// The fields that I wrote.
    #[serde(default)]
    #[cfg_attr(feature = "ssr", schema(value_type = Object))]
    pub values: Values,
    /// The words with it.
    #[serde(default)]
    pub opinion: Option<String>,
    /// The version of the task that I saw.
    #[serde(default)]
    pub version: Option<u32>,
}

/// Sending the matter back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Returning {
    /// To which node.
    pub to: NodeId,
    /// Whether it is a node of the caller.
    #[serde(default)]
    pub caller: bool,
    /// Why.
    pub opinion: String,
    /// The version of the task that I saw.
    #[serde(default)]
    pub version: Option<u32>,
}

/// Handing a task over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Transfer {
    /// To whom.
    pub to: PersonId,
    /// Why.
    #[serde(default)]
    pub opinion: Option<String>,
    /// The version of the task that I saw.
    #[serde(default)]
    pub version: Option<u32>,
}

/// What an action led to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Acted {
    /// The instance.
    pub instance: InstanceId,
    /// How many events it has now; a page that has seen as many is up to date.
    pub revision: u64,
    /// How it stands now.
    pub state: super::State,
    /// Who has the work now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub next: Vec<Expected>,
    /// The task that I hold next in the same instance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mine: Option<TaskRef>,
}

/// A step that people have, or will have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Expected {
    /// The node.
    pub node: NodeId,
    /// What it is called.
    pub name: Text,
    /// Who; empty when that cannot be told yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<PersonRef>,
    /// When it would be due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Moment>,
    /// How sure that is.
    #[serde(default)]
    pub certainty: Certainty,
}

/// How sure it is that a step will come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// It comes.
    #[default]
    Certain,
    /// It depends on what somebody decides.
    Decision,
    /// It depends on a field that is not filled yet.
    Field,
}

/// Who will have to act.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Ahead {
    /// The steps in order.
    pub steps: Vec<Expected>,
    /// Whether the end can be seen from here.
    pub complete: bool,
    /// What is still wrong with the values; the steps are then what can be told without them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<flow::kernel::FieldProblem>,
    /// The values with what the server computed from them.
    #[cfg_attr(feature = "ssr", schema(value_type = Object))]
    pub values: Values,
}
