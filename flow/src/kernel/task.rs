//! Tasks: the work that people are asked to do.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::circumstance::{Automatic, CloseReason, Outsider};
use super::visit::VisitId;
use crate::id::{OutcomeId, PersonId};
use crate::model::OutcomeKind;
use crate::text::Text;
use crate::time::Moment;

/// A task of an instance: its number, from 0 in the order of assigning.
pub type TaskId = u32;

/// Work that a person is asked to do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// The visit it belongs to.
    pub visit: VisitId,
    /// The place in the visit's mode.
    pub seat: u32,
    /// Who holds it.
    pub person: PersonId,
    /// In whose name they act.
    pub stands_in_for: Option<PersonId>,
    /// Why this person, in a sentence.
    pub why: Text,
    /// When it was assigned.
    pub created: Moment,
    /// The number of the event that told.
    #[serde(default)]
    pub revision: u64,
    /// Raised by every change of the task, from 1.
    pub version: u32,
    /// Whether it is open.
    pub status: TaskStatus,
}

/// Whether a task is open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskStatus {
    /// It waits for its holder.
    Open,
    /// It waits for others: for those whom its holder asks first, or for whoever claimed it to let it go.
    Waiting,
    /// It was decided.
    Decided(Answer),
    /// It is no longer asked for.
    Closed {
        /// When.
        at: Moment,
        /// Why.
        reason: CloseReason,
        /// The number of the event that told.
        #[serde(default)]
        revision: u64,
    },
}

/// How a task was decided.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// When.
    pub at: Moment,
    /// Who; nobody when a rule did.
    pub by: Option<PersonId>,
    /// The outcome.
    pub outcome: OutcomeId,
    /// How it counts.
    pub kind: OutcomeKind,
    /// The words given with it.
    pub opinion: Option<Arc<str>>,
    /// Why a rule decided it.
    pub automatic: Option<Automatic>,
    /// The person outside who answered, in place of the holder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside: Option<Outsider>,
    /// The revision of the data that it was decided on.
    pub written: u64,
    /// The number of the event that told.
    #[serde(default)]
    pub revision: u64,
}

impl Task {
    /// Whether it waits for its holder.
    pub fn is_open(&self) -> bool {
        self.status == TaskStatus::Open
    }

    /// Whether it is neither decided nor closed.
    pub fn is_unsettled(&self) -> bool {
        matches!(self.status, TaskStatus::Open | TaskStatus::Waiting)
    }

    /// Whether it is no longer asked for, and was never decided.
    pub fn is_closed(&self) -> bool {
        matches!(self.status, TaskStatus::Closed { .. })
    }

    /// Who is meant by it: whoever its holder stands in for, else the holder.
    pub fn meant(&self) -> &PersonId {
        self.stands_in_for.as_ref().unwrap_or(&self.person)
    }
}
