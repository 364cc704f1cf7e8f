use std::collections::BTreeMap;

use flow::id::{InstanceId, OutcomeId};
use flow::kernel::FieldProblem;
use flow::model::{Choice, Field, Right};
use flow::text::Text;
use serde::{Deserialize, Serialize};

/// Values of fields as JSON, by field id; [`flow::form::read_json`] and [`flow::form::write_json`] turn them into
/// typed values and back. Decimals are strings.
pub type Values = serde_json::Map<String, serde_json::Value>;

/// A form as one person sees it at one step. What they may not see is not in it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct FormView {
    /// The fields, in reading order.
    pub fields: Vec<FieldView>,
    /// Their values.
    #[cfg_attr(feature = "ssr", schema(value_type = Object))]
    pub values: Values,
    /// What to call the people and departments that the values name by id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "ssr", schema(value_type = Object))]
    pub names: BTreeMap<String, Text>,
    /// The departments to choose from, when one can be chosen here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub departments: Vec<Choice>,
    /// What is wrong with what was typed before and kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<FieldProblem>,
    /// The instance that it belongs to, where its files are read; none before there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ssr", schema(value_type = Option<String>))]
    pub instance: Option<InstanceId>,
}

/// A field as one person sees it at one step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct FieldView {
    /// The field, with those of its rules that the page can follow.
    pub field: Field,
    /// What may be done with it; never hidden.
    pub right: Right,
    /// Whether its condition lets it be there now.
    pub shown: bool,
    /// Whether it may only be read now, whatever the right.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub read_only: bool,
    /// Whether it must be filled now.
    pub required: bool,
    /// The options that are offered now; none where none is ever left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offered: Option<Vec<Choice>>,
    /// When this names outcomes, the field is there only while one of them is chosen, to be filled then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opened_by: Vec<OutcomeId>,
}
