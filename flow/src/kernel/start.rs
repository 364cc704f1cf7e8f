use serde::{Deserialize, Serialize};

use super::data::Data;
use super::visit::VisitId;
use crate::id::{InstanceId, NodeId, PersonId};
use crate::process::{Process, Step};
use crate::schedule::Occurrence;

/// Beginning an instance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Start {
    /// The initiator.
    pub by: PersonId,
    /// The version of the definition in force.
    pub version: u32,
    /// The fields as filled at the start.
    #[serde(default)]
    pub data: Data,
    /// The call that asked for it.
    #[serde(default)]
    pub parent: Option<Parent>,
    /// The start around the rule that the initiator chose; the one that people use when it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<NodeId>,
    /// The start whose event began it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<NodeId>,
    /// What it began by itself for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurrence: Option<Occurrence>,
    /// The earlier instance that it follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<InstanceId>,
}

impl Start {
    /// Beginning in somebody's name with what they filled in.
    pub fn by(person: PersonId, version: u32, data: Data) -> Self {
        Self { by: person, version, data, parent: None, at: None, event: None, occurrence: None, follows: None }
    }

    /// Whether a person begins it, not a call, an event or a schedule.
    pub fn is_by_person(&self) -> bool {
        self.parent.is_none() && self.begins_at().is_none()
    }

    /// The step where it begins: at the start whose event began it or that the initiator chose, else at the one that
    /// people use.
    pub fn step<'p>(&self, process: &'p Process) -> &'p Step {
        let by_itself = self.begins_at().and_then(|event| process.step(event));
        let chosen = || self.at.as_ref().and_then(|at| process.exceptional_start(at));
        by_itself.or_else(chosen).unwrap_or_else(|| process.start())
    }

    /// The start at which it begins without anybody's doing.
    pub fn begins_at(&self) -> Option<&NodeId> {
        self.event.as_ref().or_else(|| self.occurrence.as_ref().map(|occurrence| &occurrence.start))
    }
}

/// The call that an instance was started by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parent {
    /// The calling instance.
    pub instance: InstanceId,
    /// The visit of its call node.
    pub visit: VisitId,
}
