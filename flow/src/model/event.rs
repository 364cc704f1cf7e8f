use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Formula;
use super::field::{is_default, is_false};
use crate::id::{FieldId, NodeId};
use crate::text::Text;
use crate::time::Span;

/// What a token waits for, or what it brings about. Which keys make sense depends on the kind; the checks tell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// What it is.
    pub kind: EventKind,
    /// The name of the message, signal or link, the code of the error or escalation, or the node whose work is taken
    /// back. An error, escalation or compensation that is caught or brought about without it is any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// What tells the instances that wait for the same message apart, such as `orderNo`: a message goes where this has
    /// the value that it was sent with. For a timer that begins an instance for each element of a list: what tells the
    /// elements apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Formula>,
    /// For a timer: so long after the token came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Span>,
    /// For a timer: at the date or moment, or after the duration, that this yields.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Formula>,
    /// For a timer that comes again: the time between two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<Span>,
    /// For a timer that comes again: how often it comes; for ever when it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
    /// For a timer that begins instances: it comes on each day of which this holds, where `day` is the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<Formula>,
    /// For a timer that begins instances again and again: what the time between two is counted from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub since: Since,
    /// For a condition: it comes when this yields true.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Formula>,
    /// What travels with it: by name, each with an expression over the data of whoever sends it. Whoever catches it
    /// takes over what their form has a field for.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub data: BTreeMap<FieldId, Formula>,
}

impl Event {
    /// An event of a kind that says nothing else.
    pub fn new(kind: EventKind) -> Self {
        Self {
            kind,
            of: None,
            key: None,
            after: None,
            at: None,
            every: None,
            times: None,
            days: None,
            since: Since::default(),
            when: None,
            data: BTreeMap::new(),
        }
    }
}

/// What the time between two instances is counted from that begin by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Since {
    /// From when the last one was to begin.
    #[default]
    Beginning,
    /// From when the last one was completed, whoever had begun it; while one runs, none begins.
    Completion,
}

/// What an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// Time has passed.
    Timer,
    /// Somebody sent a message: one instance takes it.
    Message,
    /// Something is known to all: every instance that waits for it takes it.
    Signal,
    /// Something holds of the data.
    Condition,
    /// The work has failed; whoever encloses it and expects that goes on instead.
    Error,
    /// Whoever encloses the work should know; it goes on.
    Escalation,
    /// Work that was done is taken back.
    Compensation,
    /// A transaction is given up.
    Cancel,
    /// The token goes on elsewhere in the same drawing.
    Link,
}

impl EventKind {
    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Timer => "timer",
            Self::Message => "message",
            Self::Signal => "signal",
            Self::Condition => "condition",
            Self::Error => "error",
            Self::Escalation => "escalation",
            Self::Compensation => "compensation",
            Self::Cancel => "cancel",
            Self::Link => "link",
        }
    }
}

/// A boundary event: it waits as long as there is work at a node.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Attached {
    /// Its name in the file.
    pub id: NodeId,
    /// The node that it sits on.
    pub on: NodeId,
    /// What it waits for.
    pub kind: EventKind,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// Whether it ends the work at the node.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub interrupting: bool,
    /// As for [`Event::of`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// As for [`Event::key`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Formula>,
    /// As for [`Event::after`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Span>,
    /// As for [`Event::at`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Formula>,
    /// As for [`Event::every`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<Span>,
    /// As for [`Event::times`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
    /// As for [`Event::when`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Formula>,
}

impl Attached {
    /// A boundary event that waits for this, and ends the work when it comes.
    pub fn new(id: impl Into<NodeId>, on: impl Into<NodeId>, event: Event) -> Self {
        let Event { kind, of, key, after, at, every, times, when, days: _, since: _, data: _ } = event;
        Self {
            id: id.into(),
            on: on.into(),
            kind,
            name: None,
            interrupting: true,
            of,
            key,
            after,
            at,
            every,
            times,
            when,
        }
    }

    /// What it waits for.
    pub fn event(&self) -> Event {
        let Self { kind, of, key, after, at, every, times, when, .. } = self.clone();
        Event { of, key, after, at, every, times, when, ..Event::new(kind) }
    }
}

/// Work that is done for each element of a list, or so many times.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Each {
    /// The list; or how often, when it yields a number.
    #[serde(rename = "in")]
    pub list: Formula,
    /// What an element is called in the expressions of the node and of all that is within it; `item` when it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// One after the other; else all at once.
    #[serde(default, skip_serializing_if = "is_false")]
    pub in_order: bool,
    /// It is enough when this yields true, looked at whenever one is done; `numberOfCompletedInstances` and its kin can
    /// be spoken of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Formula>,
    /// What becomes of the rest when it is enough.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rest: Rest,
    /// The field that gathers, for each element in order, what `yields` yields when it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub into: Option<FieldId>,
    /// What is gathered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub yields: Option<Formula>,
}

/// What becomes of the rest when enough of work is done that is done several times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Rest {
    /// It is taken away.
    #[default]
    Ends,
    /// It is done all the same, while the token goes on.
    GoesOn,
}

/// Work that is done again and again.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Repeat {
    /// As long as this yields true; always when it says nothing.
    #[serde(default, rename = "while", skip_serializing_if = "Option::is_none")]
    pub while_: Option<Formula>,
    /// Whether that is looked at before the first time too, so that it may not be done at all.
    #[serde(default, skip_serializing_if = "is_false")]
    pub before: bool,
    /// So many times at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
}

/// How the work in an ad-hoc sub-process, which no edges put in order, comes about.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AdHoc {
    /// One after the other; else all at once.
    #[serde(default, skip_serializing_if = "is_false")]
    pub in_order: bool,
    /// It is enough when this yields true, looked at whenever something in it is done; without it, when all is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Formula>,
    /// Whether what is still open then may be finished, instead of being taken away.
    #[serde(default, skip_serializing_if = "is_false")]
    pub let_finish: bool,
}

pub(super) fn yes() -> bool {
    true
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
pub(super) fn is_true(value: &bool) -> bool {
    *value
}
