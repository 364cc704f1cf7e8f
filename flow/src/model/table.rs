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
    /// The expressions that are looked at.
    pub inputs: Vec<Formula>,
    /// The fields that are set.
    pub outputs: Vec<FieldId>,
    /// The rows.
    pub rules: Vec<Rule>,
}

/// Which rules count when several match (DMN 1.5, 8.2.10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum HitPolicy {
    /// At most one may match.
    #[default]
    Unique,
    /// The first in order.
    First,
    /// All, as a list.
    Collect,
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
