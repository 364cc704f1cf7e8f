use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value as Json};

use crate::id::{NodeId, OutcomeId, PersonId, RegisterId};
use crate::kernel::Data;
use crate::time::{Moment, Span};

/// A file of scenarios, `*.test.yaml`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScenarioFile {
    /// The definition they test: a path from this file.
    pub definition: String,
    /// The organisation they play in: a path from this file.
    #[serde(default)]
    pub org: Option<String>,
    /// When the clock starts, such as `2026-03-02T09:00:00+08:00`.
    #[serde(default)]
    pub at: Option<When>,
    /// The scenarios.
    pub scenarios: Vec<Scenario>,
}

/// One scenario.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// What it shows.
    pub name: String,
    /// When the clock starts, when not as in the file.
    #[serde(default)]
    pub at: Option<When>,
    /// How the instance begins.
    pub start: StartOf,
    /// What happens then, in order.
    #[serde(default)]
    pub steps: Vec<Step>,
    /// How it stands at last; what is not stated is not compared.
    #[serde(default)]
    pub end: Option<End>,
}

/// How an instance begins.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StartOf {
    /// Who starts it.
    pub by: PersonId,
    /// The fields as filled at the start, as the API takes them.
    #[serde(default)]
    pub data: Map<String, Json>,
    /// The reason for which it must be refused.
    #[serde(default)]
    pub refused: Option<String>,
}

/// A moment as it is written, with its offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When(pub Moment);

impl std::str::FromStr for When {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let read: Option<feel::DateTime> = text.parse().ok();
        match read.filter(|moment| moment.offset().is_some()) {
            Some(moment) => Ok(Self(Moment(moment.unix_millis()))),
            None => Err(format!("`{text}` is no moment; write it as 2026-03-02T09:00:00+08:00")),
        }
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Something that happens or is expected in a scenario.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(try_from = "super::step::Written")]
pub enum Step {
    /// Somebody does something.
    Does(Doing),
    /// Somebody tries something, and must not be able to.
    Refused {
        /// What they try.
        doing: Box<Step>,
        /// The reason, as [`crate::kernel::Rejection::code`] names it; any when it says nothing.
        code: Option<String>,
    },
    /// These tasks are open now, and no others.
    Tasks(BTreeMap<NodeId, Vec<ExpectedTask>>),
    /// The clock moves on by a span.
    Later(Span),
    /// The clock moves to a moment.
    At(When),
    /// These people are expected at these nodes.
    Forecast(BTreeMap<NodeId, Vec<PersonId>>),
}

/// What somebody does.
#[derive(Debug, Clone, PartialEq)]
pub enum Doing {
    /// Decides their task at a node.
    Decide {
        /// The node.
        node: NodeId,
        /// Who.
        by: PersonId,
        /// The outcome; the first that agrees when it says nothing.
        outcome: Option<OutcomeId>,
        /// What they fill in, as the API takes it.
        data: Map<String, Json>,
        /// What they say.
        opinion: Option<String>,
    },
    /// Sends their task back.
    Return {
        /// The node.
        node: NodeId,
        /// Who.
        by: PersonId,
        /// To which node.
        to: NodeId,
        /// Whether that is one of the caller's.
        caller: bool,
        /// What they say.
        opinion: Option<String>,
    },
    /// Hands their task over.
    Transfer {
        /// The node.
        node: NodeId,
        /// Who.
        by: PersonId,
        /// To whom.
        to: PersonId,
        /// What they say.
        opinion: Option<String>,
    },
    /// Takes the matter back.
    Withdraw {
        /// Who.
        by: PersonId,
        /// Why.
        reason: Option<String>,
    },
    /// Reminds the holders.
    Urge {
        /// Who.
        by: PersonId,
    },
    /// A message comes from outside.
    Message {
        /// Its name.
        name: String,
        /// What tells apart those who wait for it.
        key: Json,
        /// What it says.
        data: Map<String, Json>,
    },
    /// A signal comes from outside.
    Signal {
        /// Its name.
        name: String,
        /// What it says.
        data: Map<String, Json>,
    },
}

/// An open task.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExpectedTask {
    /// Who holds it.
    pub who: PersonId,
    /// When it is due; not compared when it says nothing.
    #[serde(default)]
    pub due: Option<When>,
}

/// How an instance stands at last.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct End {
    /// `completed`, `refused`, `terminated`, `withdrawn`, `returned` or `running`.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::ResultWord>"))]
    pub result: Option<String>,
    /// The end nodes that were reached, or where it was refused; the nodes where it stands while it is running.
    #[serde(default)]
    pub at: Option<Vec<NodeId>>,
    /// Human and automatic nodes in the order of completion; gateways may be left out.
    #[serde(default)]
    pub path: Option<Vec<NodeId>>,
    /// Values of fields.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Map<String, Json>"))]
    pub data: Data,
    /// The rows that it has entered in registers and not taken back, by register; of each row what is stated counts.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<RegisterId, Vec<Map<String, Json>>>"))]
    pub ledger: BTreeMap<RegisterId, Vec<Data>>,
    /// Messages that were sent; not supported yet.
    #[serde(default)]
    pub messages: Vec<serde_json::Value>,
}
