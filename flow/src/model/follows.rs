use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Formula;
use super::field::{is_default, is_false};
use crate::id::{FieldId, ProcessKey};
use crate::text::Text;
use crate::time::Span;

/// That instances may follow earlier ones of a process: an extension of a leave, a reversal of a payment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Follows {
    /// The process of the earlier instance; it may be this very process.
    pub process: ProcessKey,
    /// What people call following it, such as "Extend the leave"; the name of this process when it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// How far the earlier instance has to be.
    #[serde(default, skip_serializing_if = "is_default")]
    pub after: After,
    /// How long after its end it may be followed; for ever when it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Span>,
    /// Whether people begin instances only as ones that follow an earlier one. What calls, events and schedules begin
    /// follows nothing.
    #[serde(default, skip_serializing_if = "is_false")]
    pub required: bool,
    /// Fields to begin with, each with an expression in which `earlier` is the earlier instance, such as
    /// `earlier.data.customer`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub data: BTreeMap<FieldId, Formula>,
}

/// How far an instance has to be before another may follow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum After {
    /// It was completed.
    #[default]
    Completed,
    /// It has ended, however that was.
    Ended,
    /// It may still run.
    Any,
}
