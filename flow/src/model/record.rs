use serde::{Deserialize, Serialize};

use crate::id::FieldId;

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
