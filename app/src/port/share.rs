use flow::text::Text;
use flow::time::Moment;
use serde::{Deserialize, Serialize};

use super::{Entry, FormView, PersonRef, State};

/// Making a share link.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct NewShare {
    /// For whom it is, in the words of whoever makes it.
    pub label: String,
    /// For how many days it opens, 1 to 365; 30 when it says nothing.
    pub days: Option<u16>,
}

/// A share link just made. The address is told this once; only its hash is kept.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ShareSecret {
    /// The whole address.
    pub url: String,
    /// The link.
    pub share: Share,
}

impl std::fmt::Debug for ShareSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ShareSecret").field("share", &self.share).finish_non_exhaustive()
    }
}

/// A share link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Share {
    /// Its id; opens nothing.
    pub id: String,
    /// For whom it is.
    pub label: String,
    /// Who made it.
    pub by: PersonRef,
    /// When.
    pub created: Moment,
    /// Until when it opens.
    pub expires: Moment,
    /// When it was revoked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked: Option<Moment>,
    /// When it was opened, the newest first; at most 100.
    pub openings: Vec<Opening>,
    /// How often it was opened.
    pub opened: u64,
}

/// A share link was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Opening {
    /// When.
    pub at: Moment,
    /// With which browser and system, in two words.
    pub with: String,
}

/// What a share link shows: what the process marks as shareable and nothing else.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SharedTimeline {
    /// What the organisation is called.
    pub organisation: Text,
    /// What the process is called.
    pub process: Text,
    /// The business number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// How it stands.
    pub state: State,
    /// When it started.
    pub started: Moment,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Moment>,
    /// The shared fields.
    pub form: FormView,
    /// What happened and what comes, without names the process does not share.
    pub timeline: Vec<Entry>,
    /// Until when the link opens.
    pub expires: Moment,
    /// How many events the instance has; the live stream says when there are more.
    pub revision: u64,
}
