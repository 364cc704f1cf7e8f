use serde::{Deserialize, Serialize};

use super::Limit;
use crate::id::{FieldId, NodeId, PersonId};

/// What holds for the whole process.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Until when the initiator may take the matter back.
    pub withdraw: Withdraw,
    /// What happens when the assignee of an approval is the initiator.
    pub self_approval: SelfApproval,
    /// What happens when the same person is asked to approve again.
    pub same_person: SamePerson,
    /// What happens to a limit that falls on a rest day.
    pub rest_day: RestDay,
    /// How long an instance may take.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
    /// What a share link shows.
    pub share: Share,
    /// Who looks after the process when a rule finds nobody.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub administrators: Vec<PersonId>,
}

/// Until when the initiator may withdraw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Withdraw {
    /// While nobody has decided.
    #[default]
    BeforeFirstDecision,
    /// Until the end, with a reason once somebody has decided.
    UntilEnd,
}

/// What happens when the assignee of an approval is the initiator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SelfApproval {
    /// Their superior takes it.
    #[default]
    Superior,
    /// They decide on their own matter.
    Allow,
    /// The task agrees by itself.
    Pass,
    /// The head of their department takes it.
    Head,
}

/// What happens when the same person is asked to approve again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SamePerson {
    /// They are asked again.
    #[default]
    Kept,
    /// It passes while the form is as they saw it.
    PassIfUnchanged,
    /// It passes when their approval is the step before.
    PassIfAdjacent,
}

/// What happens to a limit that falls on a rest day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RestDay {
    /// It stays.
    #[default]
    Stays,
    /// It moves to the next working day.
    NextWorkingDay,
}

/// What a share link shows.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Share {
    /// These fields and no others.
    pub fields: Vec<FieldId>,
    /// These nodes; all human nodes when it says nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nodes: Option<Vec<NodeId>>,
    /// How people are named.
    pub names: NamesShown,
}

/// How people are named on a shared page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NamesShown {
    /// By department or lane alone.
    #[default]
    None,
    /// By post.
    Posts,
    /// By name.
    Names,
}
