use std::collections::BTreeMap;

use feel::Value;
use serde::{Deserialize, Serialize};

use crate::id::{InstanceId, NodeId};
use crate::organisation::Organisation;
use crate::time::Moment;

/// Everything that a decision may depend on besides the definition and the state.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The time.
    pub now: Moment,
    /// People, departments, posts, absences and the working calendar.
    pub organisation: &'a Organisation,
    /// Answers to what an earlier try said it needs.
    pub facts: &'a Facts,
}

/// Something that only became known to be needed during a step. The caller answers it and decides again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// The next number of a sequence, counted from 1 within the scope (such as `O-02-20260302-`).
    Sequence(String),
    /// To which nodes the caller of this instance may be returned from the call.
    CallerReturns(InstanceId),
    /// The names that the called process uses for its fields: which of the caller's data it can take.
    CalledFields(crate::id::ProcessKey),
    /// The number of a sequence after those that this step has taken from it already.
    AnotherNumber {
        /// The sequence.
        sequence: String,
        /// How many it has taken.
        taken: u32,
    },
}

/// Facts that the caller found out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts(BTreeMap<Fact, Value>);

impl Facts {
    /// What is known of a fact.
    pub fn get(&self, fact: &Fact) -> Option<&Value> {
        self.0.get(fact)
    }

    /// Notes a fact.
    pub fn insert(&mut self, fact: Fact, value: Value) {
        self.0.insert(fact, value);
    }

    /// Notes that a caller may be returned to these nodes.
    pub fn insert_caller_returns(&mut self, caller: InstanceId, nodes: &[NodeId]) {
        let nodes = nodes.iter().map(|node| Value::String(node.as_str().into())).collect::<Vec<_>>();
        self.insert(Fact::CallerReturns(caller), Value::List(nodes.into()));
    }
}
