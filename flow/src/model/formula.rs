use serde::{Deserialize, Serialize};

/// The text of a FEEL expression, not yet parsed: a draft may hold a wrong one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Formula(pub String);

impl From<&str> for Formula {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}
