use feel::Value;
use serde::{Deserialize, Serialize};

use super::circumstance::{Failure, Outsider};
use super::data::Data;
use super::start::Start;
use super::task::TaskId;
use super::visit::VisitId;
use crate::id::{NodeId, OutcomeId, PersonId};
use crate::migration::Mapping;
use crate::process::{FromOutside, Step};
use crate::text::Text;
use crate::time::Moment;

/// Something that somebody, or another instance, wants to happen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Begin the instance.
    Start(Start),
    /// Decide a task: agree, refuse, or an outcome of the node's own.
    Decide {
        /// The task.
        task: TaskId,
        /// Who decides.
        by: PersonId,
        /// The outcome, `approve`, `refuse` or `done` where the node names none.
        outcome: OutcomeId,
        /// The fields that the handler wrote.
        #[serde(default)]
        data: Data,
        /// The words given with it.
        #[serde(default)]
        opinion: Option<String>,
        /// The task version that the person saw; none when the caller does not mind.
        #[serde(default)]
        seen: Option<u32>,
        /// The person outside who answered by the link that the holder of the task handed out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outside: Option<Outsider>,
    },
    /// Send back for rework, to a node on the token's own path or to a node of the caller.
    Return {
        /// The task.
        task: TaskId,
        /// Who returns it.
        by: PersonId,
        /// To which node.
        to: NodeId,
        /// Whether the node is one of the caller's.
        #[serde(default)]
        caller: bool,
        /// Why.
        opinion: String,
        /// The task version that the person saw.
        #[serde(default)]
        seen: Option<u32>,
    },
    /// Hand a task to somebody else for good.
    Transfer {
        /// The task.
        task: TaskId,
        /// Who hands it over.
        by: PersonId,
        /// To whom.
        to: PersonId,
        /// Why.
        #[serde(default)]
        opinion: Option<String>,
        /// The task version that the person saw.
        #[serde(default)]
        seen: Option<u32>,
    },
    /// The initiator takes the matter back.
    Withdraw {
        /// Who; must be the initiator.
        by: PersonId,
        /// Why; needed once somebody has decided.
        #[serde(default)]
        reason: Option<String>,
    },
    /// Say something without deciding.
    Note {
        /// Who.
        by: PersonId,
        /// What.
        text: String,
        /// Who is asked to read it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        to: Vec<PersonId>,
    },
    /// Remind whoever holds the work.
    Urge {
        /// Who.
        by: PersonId,
    },
    /// A called process has ended. Sent by the runtime, never by a person.
    ChildEnded {
        /// The visit of the call.
        visit: VisitId,
        /// How it ended.
        result: ChildResult,
    },
    /// Somebody has decided in a called process, for the first time. Sent by the runtime, never by a person.
    ChildDecided {
        /// The visit of the call.
        visit: VisitId,
    },
    /// Time has passed: the timers that have run off come, in order. Sent by the runtime.
    Elapse,
    /// A message has come. Sent by the runtime.
    Deliver {
        /// Its name.
        message: String,
        /// What tells apart those who wait for it.
        #[serde(default)]
        key: Value,
        /// The event that it is for, when the sender knows; then the key does not count.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        node: Option<NodeId>,
        /// What it says.
        #[serde(default)]
        data: Data,
    },
    /// A signal has come. Sent by the runtime.
    Signal {
        /// Its name.
        signal: String,
        /// What it says.
        #[serde(default)]
        data: Data,
    },
    /// A connector has done its work. Sent by the runtime.
    Served {
        /// The visit of the service.
        visit: VisitId,
        /// What it brought.
        #[serde(default)]
        data: Data,
    },
    /// The work of a visit has failed. Sent by the runtime.
    Fail {
        /// The visit.
        visit: VisitId,
        /// The code of the error.
        #[serde(default)]
        code: Option<String>,
    },
    /// An administrator tries an incident's step again.
    Retry {
        /// The visit that stopped.
        visit: VisitId,
        /// Who.
        by: PersonId,
        /// Why.
        reason: String,
    },
    /// An administrator gives an open task to somebody else.
    Reassign {
        /// The task.
        task: TaskId,
        /// Who.
        by: PersonId,
        /// To whom.
        to: PersonId,
        /// Why.
        reason: String,
    },
    /// An administrator ends the instance for good; or the caller that asked for it ended.
    Terminate {
        /// Who; nobody when the caller ended.
        #[serde(default)]
        by: Option<PersonId>,
        /// Why.
        reason: Text,
    },
    /// Ask more people to decide a task: ahead of its holder, after them or next to them; or one to do the work for them.
    Add {
        /// The task.
        task: TaskId,
        /// Its holder.
        by: PersonId,
        /// Who.
        people: Vec<PersonId>,
        /// What they are asked.
        #[serde(rename = "as")]
        role: Help,
        /// The words for them.
        #[serde(default)]
        opinion: Option<String>,
        /// The task version that the person saw.
        #[serde(default)]
        seen: Option<u32>,
    },
    /// Take somebody off again who was added and has not decided.
    Drop {
        /// The visit that they were added to.
        visit: VisitId,
        /// Their place there.
        seat: u32,
        /// Who does: whoever added them.
        by: PersonId,
    },
    /// Ask for more time, or that the task goes to somebody else: whoever decides on that is asked.
    Ask {
        /// The task.
        task: TaskId,
        /// Its holder.
        by: PersonId,
        /// For what.
        #[serde(rename = "for")]
        wish: Wish,
        /// Why.
        opinion: String,
        /// The task version that the person saw.
        #[serde(default)]
        seen: Option<u32>,
    },
    /// Take a task that others could take as well.
    Claim {
        /// The task.
        task: TaskId,
        /// Who.
        by: PersonId,
        /// The task version that the person saw.
        #[serde(default)]
        seen: Option<u32>,
    },
    /// Let a claimed task go again.
    Release {
        /// The task.
        task: TaskId,
        /// Who.
        by: PersonId,
        /// The task version that the person saw.
        #[serde(default)]
        seen: Option<u32>,
    },
    /// Take back one's own decision, on which nobody has acted yet.
    Recall {
        /// The task.
        task: TaskId,
        /// Who decided it.
        by: PersonId,
        /// Why.
        #[serde(default)]
        reason: Option<String>,
    },
    /// Tell people of the matter.
    Copy {
        /// Who tells them.
        by: PersonId,
        /// Whom.
        to: Vec<PersonId>,
    },
    /// An administrator stops the work and the clock.
    Suspend {
        /// Who.
        by: PersonId,
        /// Why.
        reason: String,
    },
    /// An administrator has the work and the clock go on.
    Resume {
        /// Who.
        by: PersonId,
        /// Why.
        reason: String,
    },
    /// An administrator moves a token.
    Jump {
        /// The visit where it is, or that it left to wait at a join.
        visit: VisitId,
        /// To which node.
        to: NodeId,
        /// Who.
        by: PersonId,
        /// Why.
        reason: String,
    },
    /// An administrator changes a limit.
    Reschedule {
        /// The visit whose work it limits; none for the instance as a whole.
        #[serde(default)]
        visit: Option<VisitId>,
        /// When it ends.
        due: Moment,
        /// Who.
        by: PersonId,
        /// Why.
        reason: String,
    },
    /// An administrator corrects fields.
    Correct {
        /// The fields.
        data: Data,
        /// Who.
        by: PersonId,
        /// Why.
        reason: String,
    },
    /// The working calendar has changed: limits that end otherwise now are moved. Sent by the runtime.
    Recount,
    /// An administrator has the instance go on under another version of its process. Carried out by
    /// [`migrate`](crate::kernel::migrate), which is given both versions.
    Migrate(Migration),
}

/// How somebody helps with a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Help {
    /// They decide ahead of its holder, to whom it then returns.
    Before,
    /// They decide after its holder has agreed.
    After,
    /// They decide next to the others.
    Beside,
    /// They do the work, and the holder decides.
    Delegate,
}

/// What the holder of a task can ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "wish", rename_all = "snake_case", deny_unknown_fields)]
pub enum Wish {
    /// More time.
    Extension {
        /// Until when.
        until: Moment,
    },
    /// That it goes to somebody else.
    Transfer {
        /// To whom.
        to: PersonId,
    },
}

impl Wish {
    /// Whether two ask for the same sort of thing.
    pub fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

impl Command {
    /// Whether it is taken while the instance is suspended: what an administrator does, what is said, and what comes
    /// back of work that was asked for before.
    pub fn is_taken_while_suspended(&self) -> bool {
        matches!(
            self,
            Self::Note { .. }
                | Self::Copy { .. }
                | Self::Withdraw { .. }
                | Self::ChildEnded { .. }
                | Self::ChildDecided { .. }
                | Self::Served { .. }
                | Self::Fail { .. }
                | Self::Reassign { .. }
                | Self::Terminate { .. }
                | Self::Resume { .. }
                | Self::Reschedule { .. }
                | Self::Correct { .. }
                | Self::Jump { .. }
                | Self::Recount
        )
    }

    /// The event from outside that it brings.
    pub fn from_outside(&self) -> Option<FromOutside<'_>> {
        match self {
            Self::Deliver { message, .. } => Some(FromOutside::Message(message)),
            Self::Signal { signal, .. } => Some(FromOutside::Signal(signal)),
            _ => None,
        }
    }

    /// How an instance begins with the event that it brings, in somebody's name, at the start that waits for it.
    pub fn beginning_at(&self, start: &Step, by: PersonId, version: u32) -> Option<Start> {
        let (Self::Deliver { data, .. } | Self::Signal { data, .. }) = self else { return None };
        Some(Start { event: Some(start.id.clone()), ..Start::by(by, version, data.clone()) })
    }
}

/// Going on under another version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Migration {
    /// The version.
    pub version: u32,
    /// Which of its elements are those of the version so far.
    #[serde(default)]
    pub mapping: Mapping,
    /// Who moves it.
    pub by: PersonId,
    /// Why.
    pub reason: String,
}

/// How a called process ended, as its caller sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "result", rename_all = "snake_case", deny_unknown_fields)]
pub enum ChildResult {
    /// It ran to its end.
    Completed {
        /// The end node.
        end: Option<NodeId>,
        /// Its data.
        data: Data,
    },
    /// The matter was refused in it.
    Refused {
        /// The end node or the node that refused.
        end: Option<NodeId>,
        /// Its data.
        data: Data,
    },
    /// It was sent back to a node of the caller.
    Returned {
        /// Which.
        to: NodeId,
        /// Who did.
        by: PersonId,
        /// Why.
        opinion: String,
    },
    /// It has failed, and nothing in it expected that.
    Failed(Failure),
    /// It was ended, or taken back, or could not be started.
    Terminated {
        /// Why.
        reason: Text,
    },
}
