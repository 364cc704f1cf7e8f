use std::sync::Arc;

use feel::Value;
use serde::{Deserialize, Serialize};

use crate::id::{FieldId, NodeId, OutcomeId, PersonId, ProcessKey, RegisterId};
use crate::kernel::{Automatic, CloseReason, Ended, Incident, Outsider, Part, Rescheduling, TaskId, Thrown, VisitId};
use crate::model::OutcomeKind;
use crate::time::Moment;

/// Something worth telling.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The number of the event in the log, from 1.
    pub number: u64,
    /// When.
    pub at: Moment,
    /// Where, when it happened at a node.
    pub node: Option<NodeId>,
    /// At which visit of the node.
    pub visit: Option<VisitId>,
    /// What.
    pub what: Happening,
    /// The fields that changed with it.
    pub changes: Vec<Change>,
}

/// A field that got another value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The field.
    pub field: FieldId,
    /// What it was.
    pub old: Value,
    /// What it is now.
    pub new: Value,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Happening {
    /// The instance began.
    Started {
        /// Who started it, or in whose name it began by itself.
        by: PersonId,
        /// Whether it began by itself.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        by_itself: bool,
    },
    /// Somebody was asked.
    Asked {
        /// The task.
        task: TaskId,
        /// Who.
        person: PersonId,
        /// In whose name.
        stands_in_for: Option<PersonId>,
    },
    /// A task was decided.
    Decided {
        /// The task.
        task: TaskId,
        /// Who held it.
        person: PersonId,
        /// In whose name.
        stands_in_for: Option<PersonId>,
        /// The outcome.
        outcome: OutcomeId,
        /// How it counts.
        kind: OutcomeKind,
        /// The words given with it.
        opinion: Option<Arc<str>>,
        /// Why a rule decided it.
        automatic: Option<Automatic>,
        /// The person outside who answered by link, handed over by whoever held it.
        outside: Option<Outsider>,
        /// How long the task was open, in milliseconds.
        took: i64,
    },
    /// A node passed or refused without anybody being asked.
    DecidedByRule {
        /// The outcome.
        outcome: OutcomeId,
        /// Why.
        reason: Automatic,
    },
    /// A task is no longer asked for.
    Closed {
        /// The task.
        task: TaskId,
        /// Who held it.
        person: PersonId,
        /// Why.
        reason: CloseReason,
    },
    /// A task went to somebody else.
    Transferred {
        /// The task.
        task: TaskId,
        /// Who handed it over; nobody when a limit had passed.
        by: Option<PersonId>,
        /// To whom.
        to: PersonId,
        /// In whose name that person acts.
        stands_in_for: Option<PersonId>,
        /// Why.
        opinion: Option<String>,
        /// Whether an administrator did it.
        administrative: bool,
    },
    /// The matter was sent back.
    Returned {
        /// To which node.
        to: NodeId,
        /// Whether that is a node of the caller.
        caller: bool,
        /// Who did.
        by: PersonId,
        /// Why.
        opinion: String,
    },
    /// Somebody was told.
    Copied {
        /// Who.
        person: PersonId,
        /// Who told them; nobody when the process did.
        by: Option<PersonId>,
    },
    /// A rule wrote fields.
    Computed,
    /// Another process was called.
    Called {
        /// The process.
        process: ProcessKey,
    },
    /// A called process ended.
    CameBack {
        /// How.
        outcome: OutcomeId,
    },
    /// Somebody said something.
    Noted {
        /// Who.
        by: PersonId,
        /// What.
        text: String,
        /// Who is asked to read it.
        to: Vec<PersonId>,
    },
    /// The holders were reminded.
    Urged {
        /// Who did.
        by: PersonId,
    },
    /// An automatic step could not go on.
    Stopped {
        /// What is wrong.
        incident: Incident,
    },
    /// A stopped step was tried again.
    Retried {
        /// Who did.
        by: PersonId,
        /// Why.
        reason: String,
    },
    /// It goes on under another version of its process.
    Migrated {
        /// The version.
        version: u32,
        /// Who moved it.
        by: PersonId,
        /// Why.
        reason: String,
    },
    /// Holders were reminded of their work.
    Reminded,
    /// A limit has passed.
    Overdue,
    /// Something that was waited for has come: time, a message, a condition …
    Caught,
    /// Something was brought about.
    Thrown {
        /// What.
        thrown: Thrown,
    },
    /// A receipt was given.
    Filed {
        /// Its number.
        number: String,
    },
    /// A way around the rule was taken.
    TookException,
    /// A register got a row, or one was taken back.
    Registered {
        /// The register.
        register: RegisterId,
        /// Whether it was taken back.
        reversed: bool,
    },
    /// The instance ended.
    Ended {
        /// How.
        how: Ended,
    },
    /// Somebody was added to a node, whose turn may come later.
    Added {
        /// Who was.
        people: Vec<PersonId>,
        /// Who did.
        by: PersonId,
        /// What they are asked.
        part: Part,
        /// The words for them.
        opinion: Option<String>,
    },
    /// Somebody who was added was taken off again.
    Dropped {
        /// Who did.
        by: PersonId,
    },
    /// Of several who could do it, one took it.
    Claimed {
        /// Who.
        by: PersonId,
    },
    /// A claimed task was let go again.
    Released {
        /// Who did.
        by: PersonId,
    },
    /// A decision was taken back.
    Recalled {
        /// Who.
        by: PersonId,
        /// Why.
        reason: Option<String>,
    },
    /// A limit ends at another moment.
    Rescheduled {
        /// When it ended before.
        was: Option<Moment>,
        /// When it ends now.
        due: Moment,
        /// Why.
        because: Rescheduling,
    },
    /// The work and the clock were stopped.
    Suspended {
        /// Who did.
        by: PersonId,
        /// Why.
        reason: String,
    },
    /// The work and the clock go on.
    Resumed {
        /// Who has them.
        by: PersonId,
        /// Why.
        reason: String,
    },
    /// An administrator moved a token.
    Jumped {
        /// To which node.
        to: NodeId,
        /// Who.
        by: PersonId,
        /// Why.
        reason: String,
    },
    /// An administrator corrected fields.
    Corrected {
        /// Who.
        by: PersonId,
        /// Why.
        reason: String,
    },
}
