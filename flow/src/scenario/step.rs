use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value as Json};

use super::model::{Doing, ExpectedTask, Step, When};
use crate::id::{NodeId, OutcomeId, PersonId};

/// A step as it is written: one of `act`, `refused`, `tasks`, `clock`, `forecast`, `withdraw` and `urge`, and what
/// belongs to it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Written {
    act: Option<NodeId>,
    by: Option<PersonId>,
    outcome: Option<OutcomeId>,
    #[serde(rename = "return")]
    back: Option<NodeId>,
    caller: Option<bool>,
    transfer: Option<PersonId>,
    data: Option<Map<String, Json>>,
    opinion: Option<String>,
    withdraw: Option<Withdraw>,
    urge: Option<Urge>,
    refused: Option<Box<Written>>,
    code: Option<String>,
    tasks: Option<BTreeMap<NodeId, Vec<ExpectedTask>>>,
    clock: Option<String>,
    forecast: Option<BTreeMap<NodeId, Vec<PersonId>>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Withdraw {
    by: PersonId,
    reason: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Urge {
    by: PersonId,
}

impl TryFrom<Written> for Step {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        match written {
            Written { act: Some(_), .. } => doing(written).map(Self::Does),
            Written { withdraw: Some(Withdraw { by, reason }), .. } => Ok(Self::Does(Doing::Withdraw { by, reason })),
            Written { urge: Some(Urge { by }), .. } => Ok(Self::Does(Doing::Urge { by })),
            Written { refused: Some(tried), code, .. } => match Self::try_from(*tried)? {
                doing @ Self::Does(_) => Ok(Self::Refused { doing: Box::new(doing), code }),
                _ => Err("`refused` holds something that somebody tries: act, withdraw or urge".to_owned()),
            },
            Written { tasks: Some(tasks), .. } => Ok(Self::Tasks(tasks)),
            Written { clock: Some(clock), .. } => clock_of(&clock),
            Written { forecast: Some(forecast), .. } => Ok(Self::Forecast(forecast)),
            _ => Err("a step is one of act, refused, tasks, clock, forecast, withdraw and urge".to_owned()),
        }
    }
}

impl Step {
    /// What it is, in a few words.
    pub fn describe(&self) -> String {
        match self {
            Self::Does(Doing::Decide { node, .. } | Doing::Return { node, .. } | Doing::Transfer { node, .. }) => {
                format!("act {node}")
            }
            Self::Does(Doing::Withdraw { .. }) => "withdraw".to_owned(),
            Self::Does(Doing::Urge { .. }) => "urge".to_owned(),
            Self::Refused { doing, .. } => format!("refused {}", doing.describe()),
            Self::Tasks(_) => "tasks".to_owned(),
            Self::Later(_) | Self::At(_) => "clock".to_owned(),
            Self::Forecast(_) => "forecast".to_owned(),
        }
    }
}

fn doing(written: Written) -> Result<Doing, String> {
    let Written { act, by, outcome, back, caller, transfer, data, opinion, .. } = written;
    let node = act.ok_or("`act` names a node")?;
    let by = by.ok_or("`act` needs `by`: who does it")?;
    let data = data.unwrap_or_default();
    match (back, transfer, outcome) {
        (Some(to), None, None) => Ok(Doing::Return { node, by, to, caller: caller.unwrap_or_default(), opinion }),
        (None, Some(to), None) => Ok(Doing::Transfer { node, by, to, opinion }),
        (None, None, outcome) => Ok(Doing::Decide { node, by, outcome, data, opinion }),
        _ => Err("`act` has one of outcome, return and transfer".to_owned()),
    }
}

fn clock_of(clock: &str) -> Result<Step, String> {
    match clock.parse() {
        Ok(span) => Ok(Step::Later(span)),
        Err(no_span) => clock.parse::<When>().map(Step::At).map_err(|no_moment| format!("{no_span}; {no_moment}")),
    }
}
