//! What is stored, row by row, in types of the domain.

use std::collections::BTreeMap;

use flow::id::{FieldId, NodeId, OutcomeId, PersonId, ProcessKey, RegisterId};
use flow::kernel::{Data, EndedHow, Recorded, TaskId, VisitId};
use flow::model::OutcomeKind;
use flow::process::FromOutside;
use flow::schedule::Occurrence;
use flow::text::Text;
use flow::time::Moment;
use uuid::Uuid;

use super::chain::Hash;
use super::lease::{List, Planned};
use super::{StoreError, personal};

/// An event as it is stored: its body is what its hash is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRow {
    /// The instance.
    pub instance: Uuid,
    /// Its number in the instance, from 1.
    pub seq: u64,
    /// When it happened.
    pub at: Moment,
    /// The event as JSON, personal values replaced by salted hashes.
    pub body: String,
    /// The hash over the one before and all of the above.
    pub hash: Hash,
}

/// A personal value that stands beside an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonalRow {
    /// The instance.
    pub instance: Uuid,
    /// The event.
    pub seq: u64,
    /// The field, the salt and the value.
    pub kept: personal::Kept,
}

/// Whether an instance goes on, and how it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InstanceStatus {
    /// It goes on.
    Running,
    /// It ran to its end.
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

impl From<EndedHow> for InstanceStatus {
    fn from(how: EndedHow) -> Self {
        match how {
            EndedHow::Completed => Self::Completed,
            EndedHow::Refused => Self::Refused,
            EndedHow::Returned => Self::Returned,
            EndedHow::Withdrawn => Self::Withdrawn,
            EndedHow::Terminated => Self::Terminated,
        }
    }
}

/// Whether a task is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TaskState {
    /// It waits for its holder.
    Open,
    /// It waits for others first.
    Waiting,
    /// It was decided.
    Decided,
    /// It is no longer asked for.
    Closed,
}

/// A stable name for each variant, in the database and for readers of it.
macro_rules! stored_as {
    ($kind:ident { $($variant:ident = $name:literal),* $(,)? }) => {
        impl $kind {
            /// Its stable name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            pub(super) fn named(name: &str) -> Result<Self, StoreError> {
                match name {
                    $($name => Ok(Self::$variant),)*
                    _ => Err(StoreError::Damaged(format!("`{name}` is no {}", stringify!($kind)))),
                }
            }
        }
    };
}

pub(super) use stored_as;

stored_as!(InstanceStatus {
    Running = "running",
    Completed = "completed",
    Refused = "refused",
    Returned = "returned",
    Withdrawn = "withdrawn",
    Terminated = "terminated",
});
stored_as!(Awaited { Message = "message", Signal = "signal" });
stored_as!(TaskState { Open = "open", Waiting = "waiting", Decided = "decided", Closed = "closed" });

/// What pages show of an instance without reading its log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstanceRow {
    /// Its id.
    pub id: Uuid,
    /// The process.
    pub process: ProcessKey,
    /// The version it keeps.
    pub version: u32,
    /// Its business number.
    pub number: Option<String>,
    /// Its title.
    pub title: Text,
    /// The lines below the title.
    pub summary: Option<Text>,
    /// Who started it.
    pub initiator: PersonId,
    /// The instance that called it, and the visit of the call.
    pub parent: Option<(Uuid, VisitId)>,
    /// The earlier instance that it follows.
    pub follows: Option<Uuid>,
    /// Whether it goes on.
    pub status: InstanceStatus,
    /// How many automatic steps are stopped by an incident.
    pub stopped: u32,
    /// When it began.
    pub started: Moment,
    /// When it is due.
    pub due: Option<Moment>,
    /// When it ended.
    pub ended: Option<Moment>,
    /// When something last happened in it.
    pub updated: Moment,
    /// The number of its last event.
    pub revision: u64,
}

/// Which instances of a process are looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// The process.
    pub process: ProcessKey,
    /// Words that occur in the number or the title.
    pub text: Option<String>,
    /// How they stand.
    pub status: Option<InstanceStatus>,
    /// The version that they keep.
    pub version: Option<u32>,
    /// Somebody who has to do with them.
    pub of: Option<PersonId>,
}

/// How an instance stands as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Whether it goes on.
    pub status: InstanceStatus,
    /// How many automatic steps are stopped by an incident.
    pub stopped: u32,
}

impl InstanceRow {
    /// How it stands as a whole.
    #[must_use]
    pub fn standing(&self) -> Standing {
        Standing { status: self.status, stopped: self.stopped }
    }
}

/// Who was asked last at a node. The greatest is the last: of the same moment, that of the later instance.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LastAsked {
    /// When.
    pub at: Moment,
    /// In which instance.
    pub instance: Uuid,
    /// Who.
    pub person: PersonId,
}

/// A task as the inbox shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskRow {
    /// The instance.
    pub instance: Uuid,
    /// Its number in the instance.
    pub task: TaskId,
    /// The visit it belongs to.
    pub visit: VisitId,
    /// The node.
    pub node: NodeId,
    /// What people call the node.
    pub node_name: Text,
    /// The process.
    pub process: ProcessKey,
    /// Who holds it.
    pub person: PersonId,
    /// In whose name.
    pub stands_in_for: Option<PersonId>,
    /// Whether it is open.
    pub state: TaskState,
    /// Raised by every change, from 1.
    pub version: u32,
    /// When it was assigned.
    pub created: Moment,
    /// When it is due.
    pub due: Option<Moment>,
    /// When it was decided or closed.
    pub ended: Option<Moment>,
    /// How it was decided.
    pub outcome: Option<(OutcomeId, OutcomeKind)>,
}

/// How a person has to do with an instance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParticipationRow {
    /// Who.
    pub person: PersonId,
    /// The instance.
    pub instance: Uuid,
    /// Its process.
    pub process: ProcessKey,
    /// When they started it, if they did. Written as none it leaves what is stored, and so do the next two.
    pub started: Option<Moment>,
    /// When they last acted in it: started, decided, returned or handed on.
    pub acted: Option<Moment>,
    /// When they were last told of it.
    pub copied: Option<Moment>,
    /// How many open tasks they hold in it.
    pub open: u32,
    /// Whether the instance goes on.
    pub running: bool,
}

/// That a command was carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedOut {
    /// Who sent it.
    pub subject: PersonId,
    /// The key they gave it.
    pub key: String,
    /// A hash of the command, so that the key is not used for another.
    pub digest: Hash,
    /// The instance that it concerned or made.
    pub instance: Uuid,
    /// The instance's revision after it.
    pub revision: u64,
    /// When.
    pub at: Moment,
}

/// The state of an instance at a revision, as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnapshotRow {
    /// The instance.
    pub instance: Uuid,
    /// How many events it holds.
    pub revision: u64,
    /// The state.
    pub state: String,
}

/// What it takes to have an instance's state again: a snapshot, if there is one, and the events after it.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// The instance.
    pub instance: Uuid,
    /// The latest snapshot.
    pub snapshot: Option<SnapshotRow>,
    /// The events after the snapshot.
    pub events: Vec<Recorded>,
    /// The hash of the last event.
    pub head: Hash,
}

/// Whether an instance waits for an event from outside.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AwaitedRow {
    /// What sort of event.
    pub kind: Awaited,
    /// Its name.
    pub name: String,
    /// The instance.
    pub instance: Uuid,
    /// Whether it waits for it now.
    pub waits: bool,
}

/// A row of a register, or that one was taken back.
#[derive(Debug, Clone, PartialEq)]
pub struct RegisterRow {
    /// The instance.
    pub instance: Uuid,
    /// The visit that wrote it.
    pub visit: VisitId,
    /// The visit that entered what it is about: another one when it takes that back.
    pub entered_at: VisitId,
    /// The register.
    pub register: RegisterId,
    /// The node of the visit that wrote it.
    pub node: NodeId,
    /// When.
    pub at: Moment,
    /// Its columns.
    pub columns: Data,
}

/// What an instance began by itself for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OccurrenceRow {
    /// The instance.
    pub instance: Uuid,
    /// Its process.
    pub process: ProcessKey,
    /// What for.
    pub occurrence: Occurrence,
}

/// An event that comes from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Awaited {
    /// A message, for one instance.
    Message,
    /// A signal, for all.
    Signal,
}

impl From<FromOutside<'_>> for Awaited {
    fn from(event: FromOutside<'_>) -> Self {
        match event {
            FromOutside::Message(_) => Self::Message,
            FromOutside::Signal(_) => Self::Signal,
        }
    }
}

/// Everything that one transaction of the writer stores: the whole of each of its commands.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// When it is written.
    pub at: Moment,
    /// New events; for each instance in order.
    pub events: Vec<EventRow>,
    /// Personal values beside them.
    pub personal: Vec<PersonalRow>,
    /// Instances that are new or changed, each once.
    pub instances: Vec<InstanceRow>,
    /// Tasks that are new or changed, each once.
    pub tasks: Vec<TaskRow>,
    /// Participations that are new or changed, each once.
    pub participations: Vec<ParticipationRow>,
    /// Instances that go on under another version: what they waited for under the one before is forgotten first.
    pub moved: Vec<Uuid>,
    /// What instances wait for from outside, or wait for no longer.
    pub awaited: Vec<AwaitedRow>,
    /// New rows of registers.
    pub registered: Vec<RegisterRow>,
    /// What new instances began by themselves for.
    pub occurrences: Vec<OccurrenceRow>,
    /// Instances that ended: nobody waits for them any more.
    pub ended: Vec<Uuid>,
    /// Snapshots to replace older ones.
    pub snapshots: Vec<SnapshotRow>,
    /// Commands that were carried out.
    pub carried_out: Vec<CarriedOut>,
    /// The last number taken from each sequence.
    pub sequences: BTreeMap<String, u64>,
    /// Drafts that were sent and are forgotten now: whose, and about what.
    pub drafts: Vec<(PersonId, String)>,
    /// Work for later and for outside that follows from the events.
    pub planned: Vec<(List, Planned)>,
}

impl Batch {
    /// Whether nothing of it has to be stored.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.events.is_empty() && self.planned.is_empty()
    }
}

/// Where a batch was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// The position of its first event.
    pub first: u64,
    /// The position of its last event.
    pub last: u64,
}

/// Personal values by field; none where a value was erased.
pub(super) type PersonalValues = BTreeMap<FieldId, Option<String>>;
