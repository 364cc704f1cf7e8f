use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::Kind;
use super::field::is_false;
use crate::id::{FieldId, OutcomeId};
use crate::text::Text;

/// What a decision can be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Its name in rules.
    pub id: OutcomeId,
    /// How modes count it.
    pub kind: OutcomeKind,
    /// What the button says; the id when it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// Fields that this outcome opens: they can be edited, and must be filled, when it is chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opens: Vec<FieldId>,
    /// Whether it asks for an opinion.
    #[serde(default, skip_serializing_if = "is_false")]
    pub opinion: bool,
}

/// How modes count an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OutcomeKind {
    /// For the matter.
    Agree,
    /// Neither for nor against. Where all must agree and nobody objects, one neutral answer makes the node's outcome
    /// neutral.
    Neutral,
    /// Back for rework.
    Return,
    /// Against the matter.
    Refuse,
}

/// What an approval can be that names nothing itself.
static OF_APPROVALS: LazyLock<[Outcome; 2]> = LazyLock::new(|| {
    [
        Outcome::named("approve", OutcomeKind::Agree, Text::each("同意", "Approve")),
        Outcome::named("refuse", OutcomeKind::Refuse, Text::each("拒绝", "Refuse")),
    ]
});

/// What other work can be.
static OF_WORK: LazyLock<[Outcome; 1]> =
    LazyLock::new(|| [Outcome::named("done", OutcomeKind::Agree, Text::each("完成", "Done"))]);

impl Outcome {
    /// One that opens nothing and asks for nothing.
    pub fn named(id: impl Into<OutcomeId>, kind: OutcomeKind, name: Text) -> Self {
        Self { id: id.into(), kind, name: Some(name), opens: Vec::new(), opinion: false }
    }

    /// The outcomes of a node of a kind that names none.
    pub fn usual(kind: Kind) -> &'static [Self] {
        match kind {
            Kind::Approve => &*OF_APPROVALS,
            _ => &*OF_WORK,
        }
    }

    /// What people read.
    pub fn called(&self) -> Text {
        self.name.clone().unwrap_or_else(|| Text::from(self.id.as_str()))
    }
}
