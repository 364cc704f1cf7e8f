use flow::id::{InstanceId, NodeId, ProcessKey};
pub use flow::kernel::EndedHow;
use flow::layout::{Area, Point};
use flow::model::Kind;
use flow::text::Text;
use flow::time::Moment;
use serde::{Deserialize, Serialize};

use super::{Attachment, Entry, Expected, FormView, PersonRef, State, TaskRef, Values};

/// An instance as one person sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Instance {
    /// Its id.
    pub id: InstanceId,
    /// The process and its name.
    pub process: (ProcessKey, Text),
    /// The version it keeps.
    pub version: u32,
    /// Its business number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Its title.
    pub title: Text,
    /// The lines below the title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<Text>,
    /// Who started it.
    pub initiator: PersonRef,
    /// When.
    pub started: Moment,
    /// When the whole is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Moment>,
    /// How it stands.
    pub state: State,
    /// Since when it is suspended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suspended: Option<Moment>,
    /// How it ended, when it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<(Moment, EndedHow)>,
    /// Where it stands now, and who has the work.
    pub now: Vec<Expected>,
    /// The instance that called this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caller: Option<(InstanceId, Text)>,
    /// The instances that this one called.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub called: Vec<(InstanceId, Text)>,
    /// The earlier instance that it follows, when I may read that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<(InstanceId, Text)>,
    /// The instances that follow it, as far as I may read them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub followed_by: Vec<(InstanceId, Text)>,
    /// Its values, as far as I may see them.
    pub form: FormView,
    /// The files that I may see.
    pub attachments: Vec<Attachment>,
    /// What happened so far and what comes.
    pub timeline: Vec<Entry>,
    /// What I may do.
    pub actions: InstanceActions,
    /// How many events it has.
    pub revision: u64,
    /// The position of the change stream that it is up to.
    pub position: u64,
}

/// What I may do with an instance.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct InstanceActions {
    /// Take it back.
    pub withdraw: bool,
    /// Whether taking it back needs a reason.
    pub withdraw_reason: bool,
    /// Remind the holders.
    pub urge: bool,
    /// Say something, and tell others of it.
    pub note: bool,
    /// The task that I decided last, when I may take that back.
    pub recall: Option<TaskRef>,
    /// Make share links and see those there are.
    pub share: bool,
    /// Step in: give tasks to others, move tokens, change limits, correct fields, stop it, end it for good.
    pub operate: bool,
    /// The open tasks that I may give to others.
    pub open: Vec<OpenTask>,
    /// The tokens that I may move.
    pub tokens: Vec<Token>,
    /// The nodes that I may move them to.
    pub nodes: Vec<(NodeId, Text)>,
    /// Tasks of mine in it.
    pub tasks: Vec<TaskRef>,
    /// The processes that I may start now to follow it, and what each is called.
    pub follow_ups: Vec<(ProcessKey, Text)>,
}

/// An open task, as whoever may give it to somebody else sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct OpenTask {
    /// Which.
    pub task: TaskRef,
    /// What its node is called.
    pub name: Text,
    /// Who holds it.
    pub person: PersonRef,
}

/// Where a token is, as whoever may move it sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Token {
    /// The number of its visit.
    pub visit: u32,
    /// What its node is called.
    pub name: Text,
    /// When the work there is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Moment>,
    /// What it was stopped by, when it can be tried again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped: Option<Text>,
}

/// Something that whoever looks after the process does with an instance; each says why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(tag = "operation", rename_all = "snake_case", deny_unknown_fields)]
pub enum Operation {
    /// Stop the work and the clock.
    Suspend {
        /// Why.
        reason: String,
    },
    /// Have the work and the clock go on.
    Resume {
        /// Why.
        reason: String,
    },
    /// Try a stopped step again.
    Retry {
        /// The number of its visit.
        visit: u32,
        /// Why.
        reason: String,
    },
    /// Move a token to another node.
    Jump {
        /// The number of the visit where it is.
        visit: u32,
        /// To which node.
        to: NodeId,
        /// Why.
        reason: String,
    },
    /// Change when the work at a node, or the whole, is due.
    Reschedule {
        /// The number of the visit; none for the instance as a whole.
        #[serde(default)]
        visit: Option<u32>,
        /// When it is due then.
        due: Moment,
        /// Why.
        reason: String,
    },
    /// Correct fields.
    Correct {
        /// The fields.
        #[cfg_attr(feature = "ssr", schema(value_type = Object))]
        values: Values,
        /// Why.
        reason: String,
    },
}

/// A diagram with the state of each node, everything in its place; coordinates are pixels at zoom 1.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct DiagramView {
    /// The part of the canvas that everything is in.
    pub area: Area,
    /// The lanes, from top to bottom.
    pub lanes: Vec<DiagramLane>,
    /// The nodes and the boundary events: sub-processes before what is in them, nodes before what sits on them.
    pub nodes: Vec<DiagramNode>,
    /// The connections.
    pub edges: Vec<DiagramEdge>,
}

/// A lane of a diagram.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct DiagramLane {
    /// What it is called.
    pub name: Text,
    /// Where it is.
    pub place: Area,
}

/// A node of a diagram, or a boundary event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct DiagramNode {
    /// Which.
    pub id: NodeId,
    /// What it is.
    pub kind: Kind,
    /// What it is called; the id when it has no name.
    pub name: Text,
    /// Where it is.
    pub place: Area,
    /// The sub-process that it is in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<NodeId>,
    /// For a boundary event: what it sits on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NodeId>,
    /// For a boundary event and the start of an event sub-process: what it interrupts goes on beside it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub beside: bool,
    /// How it stands.
    pub state: NodeState,
    /// How often it was entered.
    pub visits: u32,
    /// Who has the work there, or did it last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<PersonRef>,
    /// Whether it is a control point.
    pub control: bool,
}

/// A connection of a diagram.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct DiagramEdge {
    /// Which.
    pub id: String,
    /// Where it leaves.
    pub from: NodeId,
    /// Where it arrives.
    pub to: NodeId,
    /// What people read on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// Its way points.
    pub way: Vec<Point>,
    /// Whether a token came along it.
    pub taken: bool,
    /// Whether it is taken when no other is.
    pub default: bool,
}

/// How a node stands in one instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NodeState {
    /// Not reached.
    #[default]
    Ahead,
    /// May be next.
    Next,
    /// A token is there.
    Current,
    /// Done.
    Done,
    /// Left by a return, or cancelled.
    Left,
    /// A step there could not go on.
    Stopped,
}
