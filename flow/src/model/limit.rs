use serde::{Deserialize, Serialize};

use super::Formula;
use super::field::is_default;
use crate::time::{Span, Unit};

/// How long a node or an instance may take.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// How many units.
    pub within: u32,
    /// Of what.
    pub unit: Unit,
    /// Counted from when.
    #[serde(default, skip_serializing_if = "From::is_entry")]
    pub from: From,
    /// When holders are reminded: before (negative) and after the limit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remind: Vec<Span>,
    /// What happens when it passes.
    #[serde(default, skip_serializing_if = "is_default")]
    pub overdue: Overdue,
}

/// The moment that a limit is counted from.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum From {
    /// When the node was entered.
    #[default]
    Entry,
    /// When the instance started.
    Start,
    /// The date (or moment) that the expression yields.
    #[serde(untagged)]
    Date(Formula),
}

impl From {
    fn is_entry(&self) -> bool {
        *self == Self::Entry
    }
}

/// What happens when a limit passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Overdue {
    /// It is marked, the superior is told, the task stays.
    #[default]
    Tell,
    /// The superior gets the task.
    Escalate,
    /// It is only marked.
    Mark,
    /// The task agrees by itself.
    Approve,
    /// The task refuses by itself.
    Refuse,
}
