use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value as Json};

use super::model::{Doing, ExpectedTask, Step, When};
use crate::id::{NodeId, OutcomeId, PersonId};

/// A step as it is written: one of `act`, `refused`, `tasks`, `clock`, `forecast`, `withdraw`, `urge`, `message` and
/// `signal`, and what belongs to it.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Step", transform = one_thing))]
#[serde(deny_unknown_fields, default)]
pub(super) struct Written {
    /// Somebody does something with their task at this node.
    act: Option<NodeId>,
    /// Who does it.
    by: Option<PersonId>,
    /// The outcome; the first that agrees when it says nothing.
    outcome: Option<OutcomeId>,
    /// Sends the task back to this node.
    #[serde(rename = "return")]
    back: Option<NodeId>,
    /// Whether that is a node of the caller.
    caller: Option<bool>,
    /// Hands the task over to this person.
    transfer: Option<PersonId>,
    /// The fields that are filled in, as the API takes them.
    data: Option<Map<String, Json>>,
    /// What is said with it.
    opinion: Option<String>,
    /// The initiator takes the matter back.
    withdraw: Option<Withdraw>,
    /// Somebody reminds the holders.
    urge: Option<Urge>,
    /// A message of this name comes from outside.
    message: Option<String>,
    /// What tells apart those who wait for the message.
    key: Option<Json>,
    /// A signal of this name comes from outside.
    signal: Option<String>,
    /// Somebody tries this, and must not be able to.
    refused: Option<Box<Written>>,
    /// The reason for which it must be refused, such as `no_task`; any when it says nothing.
    code: Option<String>,
    /// These tasks are open now, and no others: for each node, who has one.
    tasks: Option<BTreeMap<NodeId, Vec<ExpectedTask>>>,
    /// The clock moves on by a span, or to a moment.
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Clock>"))]
    clock: Option<String>,
    /// These people are expected at these nodes.
    forecast: Option<BTreeMap<NodeId, Vec<PersonId>>>,
}

/// The initiator takes the matter back.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "TakingBack"))]
#[serde(deny_unknown_fields)]
struct Withdraw {
    /// Who.
    by: PersonId,
    /// Why.
    reason: Option<String>,
}

/// Somebody reminds the holders.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Urging"))]
#[serde(deny_unknown_fields)]
struct Urge {
    /// Who.
    by: PersonId,
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Step {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Written::schema_name()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        Written::schema_id()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Written::json_schema(generator)
    }
}

/// What a step can be, and the keys that may stand beside it.
const THINGS: [(&str, &[&str]); 9] = [
    ("act", &["by", "outcome", "return", "caller", "transfer", "data", "opinion"]),
    ("refused", &["code"]),
    ("tasks", &[]),
    ("clock", &[]),
    ("forecast", &[]),
    ("withdraw", &[]),
    ("urge", &[]),
    ("message", &["key", "data"]),
    ("signal", &["data"]),
];

/// A step is one thing.
#[cfg(feature = "schema")]
fn one_thing(schema: &mut schemars::Schema) {
    let needed = THINGS.map(|(thing, _)| serde_json::json!({"required": [thing]}));
    schema.insert("oneOf".to_owned(), needed.to_vec().into());
}

impl Written {
    /// The first key that does not belong to what the step is.
    fn stranger(&self) -> Option<String> {
        let keys = self.keys();
        let (thing, beside) = THINGS.iter().find(|(thing, _)| keys.contains(thing))?;
        let stranger = keys.iter().find(|key| *key != thing && !beside.contains(key))?;
        Some(format!("`{stranger}` does not belong to `{thing}`: a step is one thing"))
    }

    /// The keys that are written.
    fn keys(&self) -> Vec<&'static str> {
        let all = [
            ("act", self.act.is_some()),
            ("by", self.by.is_some()),
            ("outcome", self.outcome.is_some()),
            ("return", self.back.is_some()),
            ("caller", self.caller.is_some()),
            ("transfer", self.transfer.is_some()),
            ("data", self.data.is_some()),
            ("opinion", self.opinion.is_some()),
            ("withdraw", self.withdraw.is_some()),
            ("urge", self.urge.is_some()),
            ("message", self.message.is_some()),
            ("key", self.key.is_some()),
            ("signal", self.signal.is_some()),
            ("refused", self.refused.is_some()),
            ("code", self.code.is_some()),
            ("tasks", self.tasks.is_some()),
            ("clock", self.clock.is_some()),
            ("forecast", self.forecast.is_some()),
        ];
        all.into_iter().filter_map(|(key, is_written)| is_written.then_some(key)).collect()
    }
}

impl TryFrom<Written> for Step {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        if let Some(stranger) = written.stranger() {
            return Err(stranger);
        }
        match written {
            Written { act: Some(_), .. } => doing(written).map(Self::Does),
            Written { withdraw: Some(Withdraw { by, reason }), .. } => Ok(Self::Does(Doing::Withdraw { by, reason })),
            Written { urge: Some(Urge { by }), .. } => Ok(Self::Does(Doing::Urge { by })),
            Written { message: Some(name), key, data, .. } => {
                let (key, data) = (key.unwrap_or_default(), data.unwrap_or_default());
                Ok(Self::Does(Doing::Message { name, key, data }))
            }
            Written { signal: Some(name), data, .. } => {
                Ok(Self::Does(Doing::Signal { name, data: data.unwrap_or_default() }))
            }
            Written { refused: Some(tried), code, .. } => match Self::try_from(*tried)? {
                doing @ Self::Does(_) => Ok(Self::Refused { doing: Box::new(doing), code }),
                _ => Err("`refused` holds something that somebody tries: act, withdraw or urge".to_owned()),
            },
            Written { tasks: Some(tasks), .. } => Ok(Self::Tasks(tasks)),
            Written { clock: Some(clock), .. } => clock_of(&clock),
            Written { forecast: Some(forecast), .. } => Ok(Self::Forecast(forecast)),
            _ => Err(format!("a step is one of {}", THINGS.map(|(thing, _)| thing).join(", "))),
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
            Self::Does(Doing::Message { name, .. }) => format!("message {name}"),
            Self::Does(Doing::Signal { name, .. }) => format!("signal {name}"),
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(step: Json) -> Result<Step, String> {
        serde_json::from_value(step).map_err(|error| error.to_string())
    }

    #[test]
    fn a_step_is_one_thing() {
        assert!(read(json!({"act": "review", "by": "ann", "outcome": "agree"})).is_ok());
        assert!(read(json!({"refused": {"urge": {"by": "ann"}}, "code": "too_soon"})).is_ok());
        let error = |step| read(step).unwrap_err();
        assert_eq!(
            error(json!({"act": "review", "by": "ann", "tasks": {}})),
            "`tasks` does not belong to `act`: a step is one thing"
        );
        assert_eq!(
            error(json!({"withdraw": {"by": "ann"}, "opinion": "too late"})),
            "`opinion` does not belong to `withdraw`: a step is one thing"
        );
        assert_eq!(
            error(json!({"by": "ann"})),
            "a step is one of act, refused, tasks, clock, forecast, withdraw, urge, message, signal"
        );
    }
}
