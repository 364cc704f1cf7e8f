use flow::id::InstanceId;
use flow::replay::Move;
use flow::text::Text;
use flow::time::Moment;
use serde::{Deserialize, Serialize};

use super::{EndedHow, Entry, ListQuery, PersonRef};

/// Which of the instances of a process are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "ssr", into_params(parameter_in = Query))]
#[serde(default)]
pub struct RunQuery {
    /// Words that must occur in the number or the title; empty asks for all.
    pub filter: String,
    /// Those that stand so; without it all.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ssr", param(inline))]
    pub state: Option<RunState>,
    /// Those that keep this version; without it all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// The page, from 1.
    pub page: u32,
    /// Rows a page, at most 200.
    pub size: u32,
}

impl Default for RunQuery {
    fn default() -> Self {
        let ListQuery { filter, page, .. } = ListQuery::default();
        Self { filter, state: None, version: None, page, size: 20 }
    }
}

/// Whether an instance goes on, or how it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    /// It goes on.
    Running,
    /// The matter is done.
    Completed,
    /// The matter was refused.
    Refused,
    /// It was sent back to its caller.
    Returned,
    /// The initiator took it back.
    Withdrawn,
    /// It was ended for good.
    Terminated,
}

impl RunState {
    /// Every one.
    pub const ALL: [Self; 6] =
        [Self::Running, Self::Completed, Self::Refused, Self::Returned, Self::Withdrawn, Self::Terminated];

    /// How it ended, when it has.
    #[must_use]
    pub fn ended(self) -> Option<EndedHow> {
        Some(match self {
            Self::Running => return None,
            Self::Completed => EndedHow::Completed,
            Self::Refused => EndedHow::Refused,
            Self::Returned => EndedHow::Returned,
            Self::Withdrawn => EndedHow::Withdrawn,
            Self::Terminated => EndedHow::Terminated,
        })
    }

    /// Its stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.ended().map_or("running", EndedHow::name)
    }
}

/// An instance of a process, as a list of the last ones shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Run {
    /// Which.
    pub instance: InstanceId,
    /// Its business number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Its title.
    pub title: Text,
    /// Who started it.
    pub initiator: PersonRef,
    /// The version that it keeps.
    pub version: u32,
    /// When it began.
    pub began: Moment,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Moment>,
    /// Whether it goes on, or how it ended.
    pub state: RunState,
}

/// What happened in an instance on the drawing of its process.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Replay {
    /// The instance.
    pub run: Run,
    /// The moves, in order: the first 5,000.
    pub moves: Vec<ToldMove>,
    /// Whether there are more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_cut: bool,
}

/// A move, and what the timeline tells of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ToldMove {
    /// What happened.
    #[serde(flatten)]
    pub moved: Move,
    /// Who was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<PersonRef>,
    /// What the timeline tells: without what was said, why, and what changed in the form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<Box<Entry>>,
}
