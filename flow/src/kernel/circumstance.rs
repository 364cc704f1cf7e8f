//! What events tell beside what happened: how it ended, why, and what is wrong.

use feel::Value;
use serde::{Deserialize, Serialize};

use super::data::Data;
use crate::id::{NodeId, OutcomeId, PersonId};
use crate::model::OutcomeKind;
use crate::text::Text;

/// Somebody outside who answered by a link.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Outsider {
    /// What they are called; none where that is personal data, which the log does not keep.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// How an instance ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "result", rename_all = "snake_case")]
pub enum Ended {
    /// Every token reached an end.
    Completed {
        /// The end node reached last.
        end: NodeId,
    },
    /// The matter was refused.
    Refused {
        /// The end node, or the node where it was refused.
        end: NodeId,
    },
    /// It was sent back to a node of its caller.
    Returned {
        /// Which.
        to: NodeId,
    },
    /// The initiator took it back.
    Withdrawn {
        /// Who.
        by: PersonId,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// It was ended for good.
    Terminated {
        /// The end node, when the graph said so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        end: Option<NodeId>,
        /// The administrator who did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<PersonId>,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Text>,
        /// The error that nothing in the process expected.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        error: Option<Failure>,
    },
}

impl Ended {
    /// How the matter came out: whatever ran into an end that ends everything was completed too.
    pub fn how(&self) -> EndedHow {
        match self {
            Self::Completed { .. } | Self::Terminated { end: Some(_), .. } => EndedHow::Completed,
            Self::Refused { .. } => EndedHow::Refused,
            Self::Returned { .. } => EndedHow::Returned,
            Self::Withdrawn { .. } => EndedHow::Withdrawn,
            Self::Terminated { .. } => EndedHow::Terminated,
        }
    }
}

/// How a matter came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EndedHow {
    /// The matter is done.
    Completed,
    /// The matter was refused.
    Refused,
    /// It was sent back to its caller.
    Returned,
    /// The initiator took it back.
    Withdrawn,
    /// It was ended for good.
    Terminated,
}

impl EndedHow {
    /// The same in a word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::Refused => "refused",
            Self::Returned => "returned",
            Self::Withdrawn => "withdrawn",
            Self::Terminated => "terminated",
        }
    }
}

/// That work has failed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Failure {
    /// The code of the error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// What a visit brings about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "thrown", rename_all = "snake_case")]
pub enum Thrown {
    /// A message for one instance that waits for it.
    Message {
        /// Its name.
        name: String,
        /// What tells apart those who wait for it.
        #[serde(default, skip_serializing_if = "Value::is_null")]
        key: Value,
        /// What it says.
        #[serde(default, skip_serializing_if = "is_nothing")]
        data: Data,
    },
    /// A signal for every instance that waits for it.
    Signal {
        /// Its name.
        name: String,
        /// What it says.
        #[serde(default, skip_serializing_if = "is_nothing")]
        data: Data,
    },
    /// An error, for whoever encloses the work.
    Error {
        /// Its code.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        code: Option<String>,
    },
    /// An escalation, for whoever encloses the work.
    Escalation {
        /// Its code.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        code: Option<String>,
    },
    /// Work that was done is taken back.
    Compensation,
    /// The transaction is given up.
    Cancel,
}

fn is_nothing(data: &Data) -> bool {
    data.is_empty()
}

/// What a called process brings back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Brought {
    /// How it ended: `completed` or `refused`.
    pub outcome: OutcomeId,
    /// How that counts.
    pub kind: OutcomeKind,
    /// The end node, or the node that refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<NodeId>,
    /// Those of its fields that the call takes something from; none once it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Data>,
}

/// Somebody who will be asked when it is their turn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meant {
    /// Who; whoever stands in for them by then is asked in their name.
    pub person: PersonId,
    /// Why this person, in a sentence.
    pub why: Text,
}

/// Why a task is no longer asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CloseReason {
    /// Somebody else in the same place decided first.
    TakenByOther,
    /// The node was decided without it.
    NodeDecided,
    /// The matter was sent back.
    Returned,
    /// The instance ended.
    Ended,
    /// Its place was taken off.
    Dropped,
    /// The decision that it came from was taken back.
    Recalled,
}

/// Why a limit ends at another moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Rescheduling {
    /// An administrator said so.
    Administrator {
        /// Who.
        by: PersonId,
        /// Why.
        reason: String,
    },
    /// More time was asked for, and granted.
    Granted {
        /// Who granted it.
        by: PersonId,
    },
    /// The time for which it was suspended does not count.
    Suspended,
    /// The working calendar has changed.
    Calendar,
    /// The date that it is counted from has changed.
    Field,
    /// Whoever is asked works by another calendar than the one that counted until then.
    Asked,
}

impl Rescheduling {
    /// Whether somebody said so; no rule changes it again then.
    pub fn is_said(&self) -> bool {
        matches!(self, Self::Administrator { .. } | Self::Granted { .. })
    }
}

/// Why a task was decided without a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Automatic {
    /// The same person approved before and the form is unchanged.
    SamePersonUnchanged,
    /// The same person approved the step before.
    SamePersonAdjacent,
    /// The assignee is the initiator, and the process lets that pass.
    Initiator,
    /// Nobody was found, and the node says to pass.
    NobodyPass,
    /// Nobody was found, and the node says to refuse.
    NobodyRefuse,
    /// The limit has passed, and the node says what that means.
    Overdue,
}

/// What is wrong with an automatic step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "incident")]
pub enum Incident {
    /// No edge of an exclusive or inclusive gateway holds and none is the default.
    NoWay,
    /// An expression could not be evaluated.
    Expression {
        /// The expression.
        text: String,
        /// What is wrong with it.
        message: Text,
    },
    /// A decision table matched no rule, or several where one may match.
    Table {
        /// How many rules matched.
        matched: u32,
    },
    /// Nobody could be found to ask, not even an administrator.
    Nobody,
    /// The work went to a fallback because the rule found nobody; the token is not stopped.
    FellBack,
    /// The called process could not be run or was ended.
    Call {
        /// Why.
        message: Text,
    },
    /// Tokens wait at a joining gateway for others that can no longer come. Tried again, it goes on without those.
    Stuck,
    /// Not enough can agree any more, and no outcome of the node refuses; or more have to agree than were asked.
    Undecided,
    /// It cannot be sent back to that node.
    NoReturn {
        /// Which.
        to: NodeId,
    },
    /// The work failed, and nothing around it expects that.
    Failed {
        /// The code of the error.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        code: Option<String>,
    },
    /// The limit ends after the last year whose public holidays are known; the token is not stopped.
    CalendarEnds {
        /// That year.
        year: i32,
    },
    /// When a timer comes cannot be told.
    NoMoment {
        /// The event.
        node: NodeId,
    },
    /// One command caused too many automatic steps or tasks.
    TooManySteps {
        /// The limit that was reached.
        limit: u32,
    },
}
