use flow::id::OutcomeId;
use flow::text::Text;
use flow::time::Moment;
use serde::{Deserialize, Serialize};

use super::{FormView, Opening, OutcomeButton, PersonRef, Values};

/// The person outside whom a task asks, as the data says now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct OutsideContact {
    /// What they are called; none while the data does not say, and then no link can be handed out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Their telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Their address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Whether I may enter the answer for them.
    pub on_behalf: bool,
    /// The links that were handed out to them, the newest first.
    pub links: Vec<OutsideLink>,
}

/// Handing out a link to a person outside.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct NewOutside {
    /// For how many days it opens, 1 to 90; 7 when it says nothing.
    pub days: Option<u16>,
}

/// A link just made. Its address and code are told this once; only their hashes are kept.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct OutsideSecret {
    /// The whole address.
    pub url: String,
    /// The code, six digits; to be told by another way than the address.
    pub code: String,
    /// The link.
    pub link: OutsideLink,
}

impl std::fmt::Debug for OutsideSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OutsideSecret").field("link", &self.link).finish_non_exhaustive()
    }
}

/// A link by which somebody outside answers a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct OutsideLink {
    /// Its id; opens nothing.
    pub id: String,
    /// For whom it is.
    pub name: String,
    /// Who handed it out.
    pub by: PersonRef,
    /// When.
    pub created: Moment,
    /// Until when it opens.
    pub expires: Moment,
    /// Whether it opens, and why not.
    pub state: OutsideState,
    /// How many wrong codes were tried since the last right one.
    pub wrong: u32,
    /// When it was opened with its code, the newest first; at most 100.
    pub openings: Vec<Opening>,
    /// How often it was opened.
    pub opened: u64,
}

/// Whether a link to a person outside opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum OutsideState {
    /// With its code it does.
    Open,
    /// It was taken back, or another one was made.
    Revoked,
    /// Somebody outside has answered.
    Answered {
        /// When.
        at: Moment,
    },
    /// The answer is no longer asked for: the task was decided inside, or the matter went on or ended.
    Over,
    /// Its time has passed.
    Expired,
    /// The code was wrong too often.
    Locked,
}

/// What a link shows before its code: whose it is, and that a code is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct OutsideDoor {
    /// What the organisation is called.
    pub organisation: Text,
    /// What the process is called.
    pub process: Text,
    /// Until when it opens.
    pub expires: Moment,
}

/// The code of a link.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OutsideCode {
    /// Six digits.
    pub code: String,
}

/// What somebody outside is asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct OutsideTask {
    /// What the step is called.
    pub step: Text,
    /// What is asked, in a sentence or two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requirement: Option<Text>,
    /// Who is asked.
    pub name: String,
    /// Who handed the link out.
    pub by: Text,
    /// When the answer is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Moment>,
    /// The fields that the step lets them see.
    pub form: FormView,
    /// What they may answer, in order.
    pub outcomes: Vec<OutcomeButton>,
}

/// What somebody outside answers.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OutsideAnswer {
    /// The code of the link.
    pub code: String,
    /// The outcome.
    pub outcome: OutcomeId,
    /// The fields that they filled in.
    #[serde(default)]
    #[cfg_attr(feature = "ssr", schema(value_type = Object))]
    pub values: Values,
    /// The words with it.
    #[serde(default)]
    pub opinion: Option<String>,
}

/// An answer has arrived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct OutsideDone {
    /// When.
    pub at: Moment,
}
