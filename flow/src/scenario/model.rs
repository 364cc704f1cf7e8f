use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value as Json};

use crate::id::{FieldId, NodeId, OutcomeId, PersonId, RegisterId};
use crate::kernel::{Data, Help};
use crate::model::Formula;
use crate::text::Text;
use crate::time::{Moment, Span};

/// A file of scenarios, `*.test.yaml`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScenarioFile {
    /// The definition they test: a path from this file.
    pub definition: String,
    /// The organisation they play in: a path from this file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub org: Option<String>,
    /// When the clock starts, such as `2026-03-02T09:00:00+08:00`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<When>,
    /// What stands in registers before each scenario.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub registers: Rows,
    /// The scenarios.
    pub scenarios: Vec<Scenario>,
}

/// Rows of registers, each with an expression for every column, as a ledger node has them.
pub type Rows = BTreeMap<RegisterId, Vec<BTreeMap<FieldId, Formula>>>;

/// One scenario.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// What it shows.
    pub name: Text,
    /// When the clock starts, when not as in the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<When>,
    /// What stands in registers before, besides what the file says.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub registers: Rows,
    /// How the instance begins.
    pub start: StartOf,
    /// What happens then, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// How it stands at last; what is not stated is not compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<End>,
}

/// How an instance begins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StartOf {
    /// Who starts it.
    pub by: PersonId,
    /// The start around the rule that they choose; the usual one when it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<NodeId>,
    /// The fields as filled at the start, as the API takes them.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub data: Map<String, Json>,
    /// The reason for which it must be refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
}

/// A moment as it is written, with its offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When(pub Moment);

impl std::fmt::Display for When {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        feel::DateTime::from_unix_millis(self.0.0, 0).fmt(f)
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "super::written::Written", into = "super::written::Written")]
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
    /// It stands like this now.
    Stands(Box<End>),
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
        /// The person outside who answers by the link that they handed out.
        outside: Option<String>,
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
    /// The work at a node fails.
    Fail {
        /// The node.
        node: NodeId,
        /// The code of the error.
        code: Option<String>,
    },
    /// Does something with their task at a node that decides nothing yet.
    Handle {
        /// The node.
        node: NodeId,
        /// Who.
        by: PersonId,
        /// What they do.
        how: Handling,
        /// What they say.
        opinion: Option<String>,
    },
    /// Says something without deciding.
    Note {
        /// Who.
        by: PersonId,
        /// What.
        text: String,
        /// Who is asked to read it.
        people: Vec<PersonId>,
    },
    /// Tells people of the matter.
    Copy {
        /// Who.
        by: PersonId,
        /// Whom.
        people: Vec<PersonId>,
    },
    /// An administrator intervenes.
    Supervise {
        /// Who.
        by: PersonId,
        /// What they do.
        how: Supervision,
        /// Why.
        reason: String,
    },
}

/// What the holder of a task does with it that decides nothing yet.
#[derive(Debug, Clone, PartialEq)]
pub enum Handling {
    /// Asks others to decide before, after or beside them, or one to do the work.
    Add(Help, Vec<PersonId>),
    /// Takes somebody off again whom they added.
    Drop(PersonId),
    /// Asks for time until then.
    AskTime(When),
    /// Asks that it goes to somebody else.
    AskTransfer(PersonId),
    /// Takes it, of several who could.
    Claim,
    /// Lets it go again.
    Release,
    /// Takes back what they decided.
    Recall,
}

/// What an administrator does.
#[derive(Debug, Clone, PartialEq)]
pub enum Supervision {
    /// Stops the work and the clock.
    Suspend,
    /// Has them go on.
    Resume,
    /// Ends the instance for good.
    Terminate,
    /// Moves the token at a node to another.
    Jump(NodeId, NodeId),
    /// Ends the limit of a node, or of the instance, at another moment.
    Reschedule(Option<NodeId>, When),
    /// Corrects fields.
    Correct(Map<String, Json>),
    /// Tries a step again that stopped.
    Retry(NodeId),
    /// Gives the open task at a node to somebody else.
    Reassign(NodeId, PersonId),
}

/// Something that somebody was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// Of the matter, by the process or by somebody.
    Copied,
    /// That their work is, or will soon be, due.
    Reminded,
    /// That the limit of their work has passed.
    Overdue,
    /// That somebody wants them to hurry.
    Urged,
    /// A word that they are asked to read.
    Noted,
}

/// An open task.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExpectedTask {
    /// Who holds it.
    pub who: PersonId,
    /// When it is due; not compared when it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<When>,
}

/// How an instance stands at last.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct End {
    /// `completed`, `refused`, `terminated`, `withdrawn`, `returned` or `running`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::ResultWord>"))]
    pub result: Option<String>,
    /// The end nodes that were reached, or where it was refused; the nodes where it stands while it is running.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Vec<NodeId>>,
    /// Human and automatic nodes in the order of completion; gateways may be left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<Vec<NodeId>>,
    /// Values of fields.
    #[serde(default, skip_serializing_if = "is_nothing")]
    #[cfg_attr(feature = "schema", schemars(with = "Map<String, Json>"))]
    pub data: Data,
    /// Everybody who was asked at these nodes, in order: whoever stands in for somebody, and whoever was asked again.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub asked: BTreeMap<NodeId, Vec<PersonId>>,
    /// When the work at these nodes is due, where the instance stands now.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub due: BTreeMap<NodeId, When>,
    /// What these people were told so far, in order.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub told: BTreeMap<PersonId, Vec<Notice>>,
    /// The rows that it has entered in registers and not taken back, by register; of each row what is stated counts.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<RegisterId, Vec<Map<String, Json>>>"))]
    pub ledger: BTreeMap<RegisterId, Vec<Data>>,
    /// The messages and signals that it has sent so far, in order; of each what is stated counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<Sent>,
}

/// A message or a signal that an instance has sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Sent {
    /// Its name.
    pub of: String,
    /// What tells apart those who wait for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Json>"))]
    pub key: Option<feel::Value>,
    /// What it says.
    #[serde(default, skip_serializing_if = "is_nothing")]
    #[cfg_attr(feature = "schema", schemars(with = "Map<String, Json>"))]
    pub data: Data,
}

fn is_nothing(data: &Data) -> bool {
    data.is_empty()
}
