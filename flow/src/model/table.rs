use serde::{Deserialize, Serialize};

use super::Formula;
use crate::id::FieldId;

/// Rules as a table, for a rule node.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DecisionTable {
    /// Which rules count when several match.
    #[serde(default)]
    pub hit: HitPolicy,
    /// What the results that are collected amount to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aggregate: Option<Aggregate>,
    /// The expressions that are looked at.
    pub inputs: Vec<Formula>,
    /// The fields that are set.
    pub outputs: Vec<FieldId>,
    /// The rows.
    pub rules: Vec<Rule>,
    /// FEEL expressions, one for each output: what results when no row matches.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub otherwise: Vec<Formula>,
}

/// Which rules count when several match (DMN 1.5, 8.2.10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum HitPolicy {
    /// At most one may match.
    #[default]
    Unique,
    /// Several may match, which all say the same.
    Any,
    /// The one whose result comes first among the options of its field.
    Priority,
    /// The first in order.
    First,
    /// All, as a list in the order of the rows.
    RuleOrder,
    /// All, as a list in the order of the options of their field.
    OutputOrder,
    /// All, as a list or summed up.
    Collect,
}

/// What the results that are collected amount to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Aggregate {
    /// Their sum.
    Sum,
    /// The smallest.
    Min,
    /// The greatest.
    Max,
    /// How many there are.
    Count,
}

/// A row: it matches when each test holds of its input.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// FEEL unary tests, one for each input; `-` holds of everything.
    pub when: Vec<Formula>,
    /// FEEL expressions, one for each output.
    pub then: Vec<Formula>,
}
