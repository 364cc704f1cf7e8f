//! Visits: the stays of tokens at nodes.

use feel::Value;
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use super::circumstance::{Brought, Incident};
use super::seats::Seat;
use crate::id::{EdgeId, NodeId, OutcomeId};
use crate::model::{OutcomeKind, Rework};
use crate::time::Moment;

/// A visit of an instance: its number, from 0 in the order of entering.
pub type VisitId = u32;

/// A stay of a token at a node.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Visit {
    /// The node.
    pub node: NodeId,
    /// The visits that its token came from.
    pub from: SmallVec<[VisitId; 4]>,
    /// The edges that it came along.
    pub edges: SmallVec<[EdgeId; 1]>,
    /// The visit that it is a part of: of the sub-process around it, or of work that is done several times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<VisitId>,
    /// Which time it is, when the work is done several times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<Box<Time>>,
    /// The visit on whose behalf it takes work back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub takes_back_for: Option<VisitId>,
    /// When it was entered.
    pub entered: Moment,
    /// The number of the event that told.
    #[serde(default)]
    pub revision: u64,
    /// When the work there is due.
    pub due: Option<Moment>,
    /// Whether somebody said when, and no rule changes it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub due_is_set: bool,
    /// How often its holders were reminded of that.
    #[serde(default, skip_serializing_if = "is_none_yet")]
    pub reminded: u32,
    /// Whether that moment has passed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overdue: bool,
    /// The visit that sent it back here.
    pub returned_from: Option<VisitId>,
    /// Where it goes on after this rework.
    pub rework: Option<Rework>,
    /// Whether it is done.
    pub status: VisitStatus,
    /// The places of its mode, in order.
    pub seats: SmallVec<[Seat; 1]>,
    /// What stopped it.
    pub incident: Option<Box<IncidentState>>,
    /// What the process that it called brought back, when it could not go on with that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brought: Option<Box<Brought>>,
    /// Whether somebody has decided in the process that it called.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub decided_below: bool,
    /// How its token went on, when that was before the rest of work that is done several times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub went_on: Option<Box<WentOn>>,
}

/// How a token went on from work that is done several times, of which the rest is still open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WentOn {
    /// The outcome of the node.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<OutcomeId>,
    /// How it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<OutcomeKind>,
}

/// One time of work that is done several times.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Time {
    /// The how-manieth, from 1.
    pub number: u32,
    /// How many there are; none when nobody knows yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<u32>,
    /// The element that it is done for.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub item: Value,
}

/// Whether a visit is done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitStatus {
    /// The token is here.
    Active,
    /// The token moved on.
    Completed {
        /// When.
        at: Moment,
        /// The outcome of the node.
        outcome: Option<OutcomeId>,
        /// How it counts.
        kind: Option<OutcomeKind>,
        /// The number of the event that told.
        #[serde(default)]
        revision: u64,
    },
    /// The token was taken away.
    Cancelled {
        /// When.
        at: Moment,
    },
}

/// Something that stopped a visit, or that an administrator should see.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IncidentState {
    /// What is wrong.
    pub what: Incident,
    /// When it was found.
    pub at: Moment,
    /// Whether the token waits for it.
    pub blocking: bool,
}

impl Visit {
    /// Whether a token is here.
    pub fn is_active(&self) -> bool {
        self.status == VisitStatus::Active
    }

    /// Whether its token waits for an administrator to have it tried again.
    pub fn is_stopped(&self) -> bool {
        self.incident.as_ref().is_some_and(|incident| incident.blocking)
    }

    /// Whether its token went on, though a part of its work may still be open.
    pub fn is_left(&self) -> bool {
        matches!(self.status, VisitStatus::Completed { .. }) || self.went_on.is_some()
    }

    /// The outcome with which its token went on.
    pub fn outcome(&self) -> Option<&OutcomeId> {
        match &self.status {
            VisitStatus::Completed { outcome, .. } => outcome.as_ref(),
            _ => self.went_on.as_ref()?.outcome.as_ref(),
        }
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_none_yet(count: &u32) -> bool {
    *count == 0
}
