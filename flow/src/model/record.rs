use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Formula;
use crate::id::{FieldId, NodeId, RegisterId};

/// A receipt: the matter is on record under a number of its own, and nobody has a say in that.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Filing {
    /// How receipts are numbered, such as `BA-{yyyy}-{seq:4}`.
    pub numbers: String,
    /// The field that gets the number.
    pub into: FieldId,
    /// The field that gets the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<FieldId>,
}

/// A row of a register. Rows are only ever added; one that was wrong is taken back by another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Ledger {
    /// The register; processes that name the same share it.
    pub register: RegisterId,
    /// Its columns, each with an expression for its value.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub row: BTreeMap<FieldId, Formula>,
    /// The node whose rows are taken back, instead of a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reverses: Option<NodeId>,
}
