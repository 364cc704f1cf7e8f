use super::following::NoFollow;
use crate::id::{FieldId, NodeId, OutcomeId, PersonId};
use crate::migration::Obstacle;
use crate::text::{Language, Text};

/// Why a command was not accepted. The state is as it was.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Rejection {
    /// There is no such task, or it is not there yet.
    #[error("there is no such task")]
    NoTask,
    /// The task is closed; what happened to it is in the timeline.
    #[error("the task has been closed already")]
    TaskClosed,
    /// The task changed since the person saw it.
    #[error("the task has changed since it was read: it is at version {is} now, not {seen}")]
    Stale {
        /// The version seen.
        seen: u32,
        /// The version now.
        is: u32,
    },
    /// The person does not hold the task.
    #[error("{by} does not hold this task")]
    NotYours {
        /// The person.
        by: PersonId,
    },
    /// The instance began already.
    #[error("the instance has been started already")]
    AlreadyStarted,
    /// The instance does not exist.
    #[error("the instance has not been started")]
    NotStarted,
    /// The instance has ended.
    #[error("the instance has ended")]
    InstanceEnded,
    /// The node has no such outcome.
    #[error("`{outcome}` is none of the node's outcomes: {known:?}")]
    NoOutcome {
        /// What was given.
        outcome: OutcomeId,
        /// What may be given.
        known: Vec<OutcomeId>,
    },
    /// The node wants an opinion.
    #[error("an opinion has to be given")]
    OpinionMissing,
    /// Values are missing or wrong.
    #[error("{} field(s) need attention", .0.len())]
    Fields(Vec<FieldProblem>),
    /// The action is not offered at this node.
    #[error("this node does not offer that")]
    NotOffered,
    /// The matter cannot be returned to that node.
    #[error("it cannot be returned to `{to}`: {because}")]
    NoReturn {
        /// The node.
        to: NodeId,
        /// Why not.
        because: String,
    },
    /// The person must not do this: separation of duties.
    #[error("{person} must not handle this: {because}")]
    Separation {
        /// The person.
        person: PersonId,
        /// Which duty is in the way.
        because: String,
    },
    /// There is no such person, or they have left.
    #[error("there is nobody called `{0}` here")]
    NoPerson(PersonId),
    /// Only the initiator may do this.
    #[error("only the initiator may do this")]
    NotInitiator,
    /// It is too late to withdraw.
    #[error("somebody has decided already; this process can no longer be withdrawn")]
    TooLateToWithdraw,
    /// The same person urged less than two hours ago.
    #[error("the holders were reminded less than two hours ago")]
    TooSoonToUrge,
    /// The person may not start this process.
    #[error("{0} may not start this process")]
    MayNotStart(PersonId),
    /// The visit is not stopped.
    #[error("there is nothing to try again here")]
    NothingToRetry,
    /// Nobody waits for that here.
    #[error("nothing here waits for `{0}`")]
    NotExpected(String),
    /// No timer has run off yet.
    #[error("no timer has run off yet")]
    NothingDue,
    /// The task waits for others first.
    #[error("the task waits for others first")]
    TaskWaits,
    /// The instance is suspended.
    #[error("the instance is suspended")]
    Suspended,
    /// The instance is not suspended.
    #[error("the instance is not suspended")]
    NotSuspended,
    /// The same was asked for already, and is not decided yet.
    #[error("that has been asked for already")]
    AskedAlready,
    /// Nobody could be found who decides on it.
    #[error("there is nobody who could decide on that")]
    NobodyToAsk,
    /// There is no limit here.
    #[error("nothing limits the time here")]
    NoLimit,
    /// More time has to end later than now, and than the limit does.
    #[error("it has to be later than now, and than the limit that there is")]
    NotLater,
    /// A decision cannot be taken back any more.
    #[error("the decision cannot be taken back: {}", .because.in_language(Language::English))]
    NoRecall {
        /// Why not.
        because: Text,
    },
    /// A token cannot be moved there.
    #[error("it cannot be moved to `{to}`: {}", .because.in_language(Language::English))]
    NoJump {
        /// The node.
        to: NodeId,
        /// Why not.
        because: Text,
    },
    /// Another version can only be gone on under by whoever has both at hand.
    #[error("version {version} of the process is not at hand")]
    NeedsVersion {
        /// The version.
        version: u32,
    },
    /// The instance cannot go on under that version.
    #[error("it cannot go on under that version: {} thing(s) are in the way", .0.len())]
    CannotMigrate(Vec<Obstacle>),
    /// The instance cannot follow that earlier one.
    #[error("it cannot follow that: {}", .0.message().in_language(Language::English))]
    MayNotFollow(NoFollow),
    /// People begin instances of this process only as ones that follow an earlier one.
    #[error("this process is only started from an earlier matter that it follows")]
    FollowsNothing,
    /// People cannot choose to begin there.
    #[error("`{0}` is no start that people can choose")]
    NoStart(NodeId),
    /// The way around the rule may not be taken with what was filled in.
    #[error("this is no case for beginning at `{0}`, which goes around the rule")]
    NoException(NodeId),
    /// The person outside answers this, not whoever looks after it.
    #[error("the person outside answers this by their link")]
    AnsweredOutside,
    /// The command is not for this instance.
    #[error("the command does not fit: {0}")]
    Unfit(String),
}

impl Rejection {
    /// A stable name, for the API and for tests.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoTask => "no_task",
            Self::TaskClosed => "task_closed",
            Self::Stale { .. } => "stale",
            Self::NotYours { .. } => "not_yours",
            Self::AlreadyStarted => "already_started",
            Self::NotStarted => "not_started",
            Self::InstanceEnded => "instance_ended",
            Self::NoOutcome { .. } => "no_outcome",
            Self::OpinionMissing => "opinion_missing",
            Self::Fields(_) => "fields",
            Self::NotOffered => "not_offered",
            Self::NoReturn { .. } => "no_return",
            Self::Separation { .. } => "separation",
            Self::NoPerson(_) => "no_person",
            Self::NotInitiator => "not_initiator",
            Self::TooLateToWithdraw => "too_late_to_withdraw",
            Self::TooSoonToUrge => "too_soon_to_urge",
            Self::MayNotStart(_) => "may_not_start",
            Self::NothingToRetry => "nothing_to_retry",
            Self::NotExpected(_) => "not_expected",
            Self::NothingDue => "nothing_due",
            Self::TaskWaits => "task_waits",
            Self::Suspended => "suspended",
            Self::NotSuspended => "not_suspended",
            Self::AskedAlready => "asked_already",
            Self::NobodyToAsk => "nobody_to_ask",
            Self::NoLimit => "no_limit",
            Self::NotLater => "not_later",
            Self::NoRecall { .. } => "no_recall",
            Self::NoJump { .. } => "no_jump",
            Self::NeedsVersion { .. } => "needs_version",
            Self::CannotMigrate(_) => "cannot_migrate",
            Self::MayNotFollow(_) => "may_not_follow",
            Self::FollowsNothing => "follows_nothing",
            Self::NoStart(_) => "no_start",
            Self::NoException(_) => "no_exception",
            Self::AnsweredOutside => "answered_outside",
            Self::Unfit(_) => "unfit",
        }
    }
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// The field.
    pub field: FieldId,
    /// The row, from 0, and the column, when the problem is in a table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<(usize, FieldId)>,
    /// A stable name: `required`, `type`, `choice`, `check`, `not_writable`, `unknown`, `ambiguous`, `too_long`.
    pub code: String,
    /// What is wrong and what would be right.
    pub message: Text,
}
