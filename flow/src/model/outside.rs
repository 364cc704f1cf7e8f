use serde::{Deserialize, Serialize};

use super::Formula;

/// Who outside is asked: a person without an account, as the instance's data says when the link is handed out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// What they are called, as the timeline names them.
    pub name: Formula,
    /// Their telephone number, for whoever hands the code over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Formula>,
    /// Their address, for whoever sends the link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Formula>,
}

impl Contact {
    /// All its expressions, the name first.
    pub fn formulas(&self) -> impl Iterator<Item = &Formula> {
        let Self { name, phone, email } = self;
        [name].into_iter().chain(phone).chain(email)
    }
}
