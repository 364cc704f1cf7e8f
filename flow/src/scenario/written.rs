//! A step as it stands in a file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

#[cfg(feature = "schema")]
use super::model::Step;
use super::model::{End, ExpectedTask, When};
use crate::id::{NodeId, OutcomeId, PersonId};
use crate::kernel::Help;

/// A step as it is written: one of the keys of [`THINGS`], and what belongs to it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Step", transform = one_thing))]
#[serde(deny_unknown_fields, default)]
pub(super) struct Written {
    /// Somebody does something with their task at this node.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) act: Option<NodeId>,
    /// Who does it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) by: Option<PersonId>,
    /// The outcome; the first that agrees when it says nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) outcome: Option<OutcomeId>,
    /// Sends the task back to this node.
    #[serde(rename = "return", skip_serializing_if = "Option::is_none")]
    pub(super) back: Option<NodeId>,
    /// Whether that is a node of the caller.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) caller: Option<bool>,
    /// Hands the task over to this person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) transfer: Option<PersonId>,
    /// Asks more people: to decide before, after or beside the holder, or one to do the work for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) add: Option<Help>,
    /// Who is added, or asked to read a note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) people: Option<Vec<PersonId>>,
    /// Takes this person off again who was added.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) drop: Option<PersonId>,
    /// Asks for time until then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) until: Option<When>,
    /// Asks that the task goes to this person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ask_transfer: Option<PersonId>,
    /// Takes the task at this node that others could take as well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) claim: Option<NodeId>,
    /// Lets the task at this node go again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) release: Option<NodeId>,
    /// Takes back the own decision at this node.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) recall: Option<NodeId>,
    /// The fields that are filled in, as the API takes them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) data: Option<Map<String, Json>>,
    /// What is said with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) opinion: Option<String>,
    /// The person outside, by name, who answers by the link that `by` handed out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) outside: Option<String>,
    /// The initiator takes the matter back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) withdraw: Option<Withdraw>,
    /// Somebody reminds the holders.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) urge: Option<Urge>,
    /// Somebody says this without deciding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<String>,
    /// These people are told of the matter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) copy: Option<Vec<PersonId>>,
    /// A message of this name comes from outside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) message: Option<String>,
    /// What tells apart those who wait for the message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) key: Option<Json>,
    /// A signal of this name comes from outside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) signal: Option<String>,
    /// The work at this node fails; `code` is that of the error.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) fail: Option<NodeId>,
    /// An administrator stops the work and the clock: why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) suspend: Option<String>,
    /// An administrator has the work and the clock go on: why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) resume: Option<String>,
    /// An administrator ends the instance for good: why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) terminate: Option<String>,
    /// An administrator moves the token at this node.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) jump: Option<NodeId>,
    /// To this node.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) to: Option<NodeId>,
    /// An administrator ends a limit at another moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reschedule: Option<When>,
    /// The node whose limit that is; the whole instance's when it says nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) at: Option<NodeId>,
    /// An administrator corrects fields, as the API takes them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) correct: Option<Map<String, Json>>,
    /// An administrator tries the step again that stopped at this node.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) retry: Option<NodeId>,
    /// An administrator gives the open task at this node to somebody else, as `transfer` says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reassign: Option<NodeId>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reason: Option<String>,
    /// Somebody tries this, and must not be able to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) refused: Option<Box<Written>>,
    /// The reason for which it must be refused, such as `no_task`; any when it says nothing. The code of an error.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) code: Option<String>,
    /// These tasks are open now, and no others: for each node, who has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) tasks: Option<BTreeMap<NodeId, Vec<ExpectedTask>>>,
    /// The clock moves on by a span, or to a moment.
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Clock>"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) clock: Option<String>,
    /// These people are expected at these nodes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) forecast: Option<BTreeMap<NodeId, Vec<PersonId>>>,
    /// It stands like this now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) stands: Option<Box<End>>,
}

/// The initiator takes the matter back.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "TakingBack"))]
#[serde(deny_unknown_fields)]
pub(super) struct Withdraw {
    /// Who.
    pub(super) by: PersonId,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reason: Option<String>,
}

/// Somebody reminds the holders.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Urging"))]
#[serde(deny_unknown_fields)]
pub(super) struct Urge {
    /// Who.
    pub(super) by: PersonId,
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
pub(super) const THINGS: [(&str, &[&str]); 24] = [
    (
        "act",
        &[
            "by",
            "outcome",
            "return",
            "caller",
            "transfer",
            "add",
            "people",
            "drop",
            "until",
            "ask_transfer",
            "data",
            "opinion",
            "outside",
        ],
    ),
    ("claim", &["by"]),
    ("release", &["by"]),
    ("recall", &["by", "reason"]),
    ("refused", &["code"]),
    ("tasks", &[]),
    ("stands", &[]),
    ("clock", &[]),
    ("forecast", &[]),
    ("withdraw", &[]),
    ("urge", &[]),
    ("note", &["by", "people"]),
    ("copy", &["by"]),
    ("message", &["key", "data"]),
    ("signal", &["data"]),
    ("fail", &["code"]),
    ("suspend", &["by"]),
    ("resume", &["by"]),
    ("terminate", &["by"]),
    ("jump", &["to", "by", "reason"]),
    ("reschedule", &["at", "by", "reason"]),
    ("correct", &["by", "reason"]),
    ("retry", &["by", "reason"]),
    ("reassign", &["transfer", "by", "reason"]),
];

/// A step is one thing.
#[cfg(feature = "schema")]
fn one_thing(schema: &mut schemars::Schema) {
    let needed = THINGS.map(|(thing, _)| serde_json::json!({"required": [thing]}));
    schema.insert("oneOf".to_owned(), needed.to_vec().into());
}

impl Written {
    /// The first key that does not belong to what the step is.
    pub(super) fn stranger(&self) -> Option<String> {
        let Ok(Json::Object(written)) = serde_json::to_value(self) else { return None };
        let (thing, beside) = THINGS.iter().find(|(thing, _)| written.contains_key(*thing))?;
        let stranger = written.keys().find(|key| key != thing && !beside.contains(&key.as_str()))?;
        Some(format!("`{stranger}` does not belong to `{thing}`: a step is one thing"))
    }
}
