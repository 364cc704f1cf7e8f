use flow::id::{InstanceId, NodeId, ProcessKey};
use flow::model::Kind;
use flow::text::Text;
use flow::time::Moment;
use serde::{Deserialize, Serialize};

use super::{Attachment, Entry, Expected, FormView, PersonRef, State, TaskRef};

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

/// How an instance ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EndedHow {
    /// The matter is done.
    Completed,
    /// The matter was refused.
    Refused,
    /// It was sent back to its caller.
    Returned,
    /// The initiator took it back.
    Withdrawn,
    /// It was ended for good.
    Terminated,
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
    /// Say something.
    pub note: bool,
    /// Make share links and see those there are.
    pub share: bool,
    /// End it for good, and give tasks to others.
    pub operate: bool,
    /// The open tasks that I may give to others.
    pub open: Vec<OpenTask>,
    /// Tasks of mine in it.
    pub tasks: Vec<TaskRef>,
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

/// A diagram with the state of each node; coordinates are pixels at zoom 1.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct DiagramView {
    /// The lanes with the nodes in them.
    pub lanes: Vec<(Text, Vec<NodeId>)>,
    /// The nodes, in the definition's order.
    pub nodes: Vec<DiagramNode>,
    /// The connections.
    pub edges: Vec<DiagramEdge>,
}

/// A node of a diagram.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct DiagramNode {
    /// Which.
    pub id: NodeId,
    /// What it is.
    pub kind: Kind,
    /// What it is called; the id when it has no name.
    pub name: Text,
    /// Where the definition places it; without, the page lays the diagram out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<flow::model::Box>,
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
    /// Its way points, when the definition states them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub way: Vec<(f64, f64)>,
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
