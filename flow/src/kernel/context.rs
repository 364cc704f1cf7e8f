use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use feel::Value;
use serde::{Deserialize, Serialize};

use crate::id::{FieldId, InstanceId, NodeId, PersonId, ProcessKey, RegisterId};
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
    CalledFields(ProcessKey),
    /// The number of a sequence after those that this step has taken from it already.
    AnotherNumber {
        /// The sequence.
        sequence: String,
        /// How many it has taken.
        taken: u32,
    },
    /// The rows in force of a register, those of this instance left out: a list of contexts.
    Register {
        /// The register.
        register: RegisterId,
        /// Columns that have to hold these texts.
        of: BTreeMap<FieldId, String>,
    },
    /// How many open tasks a person has in other instances: a number.
    OpenTasks(PersonId),
    /// Which of these people was asked last at a node of a process in another instance: a context with the `person` and,
    /// `at`, the milliseconds since 1970 at which they were; null when none of them ever was.
    ///
    /// Whoever has a stand-in is meant, not the stand-in; a task that was handed over counts for who has it now.
    LastAsked {
        /// The process, in all its versions.
        process: ProcessKey,
        /// The node.
        node: NodeId,
        /// The people who take turns.
        among: BTreeSet<PersonId>,
    },
    /// An earlier instance that another is to follow, as [`earlier`](crate::kernel::earlier) tells it; null when there is
    /// none.
    Earlier(InstanceId),
}

/// Facts that the caller found out.
///
/// Expressions ask for facts wherever they stand. What they ask for and nobody knows yet is noted here, and whoever
/// evaluated them learns it by [`missing`](Self::missing); until then it is nothing.
#[derive(Debug, Default)]
pub struct Facts {
    known: BTreeMap<Fact, Value>,
    asked: Mutex<BTreeSet<Fact>>,
}

impl Clone for Facts {
    fn clone(&self) -> Self {
        Self { known: self.known.clone(), asked: Mutex::default() }
    }
}

impl Facts {
    /// What is known of a fact.
    pub fn get(&self, fact: &Fact) -> Option<&Value> {
        self.known.get(fact)
    }

    /// What is known of a fact that an expression asks for; it is noted when that is nothing.
    pub fn ask(&self, fact: &Fact) -> Option<&Value> {
        let known = self.known.get(fact);
        if known.is_none() {
            self.asked().insert(fact.clone());
        }
        known
    }

    /// What expressions have asked for since this was looked at last, and nobody knew.
    pub fn missing(&self) -> Vec<Fact> {
        std::mem::take(&mut *self.asked()).into_iter().collect()
    }

    fn asked(&self) -> MutexGuard<'_, BTreeSet<Fact>> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes a fact.
    pub fn insert(&mut self, fact: Fact, value: Value) {
        self.known.insert(fact, value);
    }

    /// Notes who was asked last, as [`Fact::LastAsked`] is answered.
    pub fn last_asked(person: &PersonId, at: Moment) -> Value {
        let entries = vec![("person".to_owned(), Value::from(person.as_str())), ("at".to_owned(), at.0.into())];
        Value::Context(Arc::new(feel::Context::from(entries)))
    }

    /// Notes that a caller may be returned to these nodes.
    pub fn insert_caller_returns(&mut self, caller: InstanceId, nodes: &[NodeId]) {
        let nodes = nodes.iter().map(|node| Value::String(node.as_str().into())).collect::<Vec<_>>();
        self.insert(Fact::CallerReturns(caller), Value::List(nodes.into()));
    }
}
