use std::collections::BTreeMap;
use std::sync::Arc;

use feel::Value;
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use super::circumstance::{Automatic, Brought, CloseReason, Ended, Incident, Meant};
use super::command::{Help, Parent, Wish};
use super::data::Data;
use crate::id::{EdgeId, FieldId, NodeId, OutcomeId, PersonId, ProcessKey, RegisterId};
use crate::model::{OutcomeKind, Rework};
use crate::process::{Process, Step};
use crate::schedule::Occurrence;
use crate::text::Text;
use crate::time::Moment;

/// A visit of an instance: its number, from 0 in the order of entering.
pub type VisitId = u32;

/// A task of an instance: its number, from 0 in the order of assigning.
pub type TaskId = u32;

/// Where an instance stands. Made by applying events in order, and by nothing else.
///
/// Visits form a graph: each knows the visits that its token came from. The active ones are the tokens. Keeping the
/// finished ones is what makes returning exact: what came out of a visit, and whether a block is closed, can be read
/// off the graph.
#[derive(Debug, PartialEq, Default, Serialize, Deserialize)]
pub struct State {
    /// How many events were applied: the number of the last one.
    pub revision: u64,
    /// What it is; none before it began.
    pub header: Option<Arc<Header>>,
    /// Whether it goes on.
    pub status: Status,
    /// The values of its fields.
    pub data: Arc<Data>,
    /// When a field was last written: the revision.
    pub written: u64,
    /// Every visit there was, in order.
    pub visits: Vec<Arc<Visit>>,
    /// Every task there was, in order.
    pub tasks: Vec<Arc<Task>>,
    /// Tokens that wait at a joining gateway: the visit each left and the edge it waits on.
    pub waiting: Vec<(VisitId, EdgeId)>,
    /// When each person last urged.
    pub urged: BTreeMap<PersonId, Moment>,
    /// The timers that run, in the order in which they were set.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub timers: Vec<Timer>,
    /// Since when it is suspended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suspended: Option<Moment>,
    /// Conditions that held when they were looked at last, and may only come again once they have not held meanwhile.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holding: Vec<(Option<VisitId>, NodeId)>,
    /// The rows that it has entered in registers and not taken back, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub registered: Vec<Row>,
    /// The visits in which complex gateways have opened that still wait for the rest, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opened: Vec<VisitId>,
}

/// A row that an instance has entered in a register.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The visit that entered it.
    pub visit: VisitId,
    /// The register.
    pub register: RegisterId,
    /// Its columns.
    pub columns: Data,
}

/// A timer that runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Timer {
    /// The visit that waits for it, or at whose side something does; none for the instance itself.
    pub visit: Option<VisitId>,
    /// The event that comes then.
    pub node: NodeId,
    /// When. Written under another name than the moment of the event that tells of it, which stands beside.
    #[serde(rename = "when", alias = "at")]
    pub at: Moment,
    /// How often it will still come, this time among them; for ever when it says nothing.
    pub left: Option<u32>,
}

/// What an instance is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Header {
    /// The process.
    pub process: ProcessKey,
    /// The version it keeps.
    pub version: u32,
    /// Who started it.
    pub initiator: PersonId,
    /// When.
    pub started: Moment,
    /// Its business number.
    pub number: Option<String>,
    /// The call that asked for it.
    pub parent: Option<Parent>,
    /// What it began by itself for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurrence: Option<Occurrence>,
    /// The limit of the whole instance.
    pub due: Option<Moment>,
    /// Whether somebody said when, and no rule changes it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub due_is_set: bool,
    /// Whether that has passed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overdue: bool,
    /// Its title.
    pub title: Text,
    /// The lines below the title.
    pub summary: Option<Text>,
}

/// Whether an instance goes on.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It goes on.
    #[default]
    Running,
    /// It has ended.
    Ended {
        /// When.
        at: Moment,
        /// How.
        how: Ended,
    },
}

/// A stay of a token at a node.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Visit {
    /// The node.
    pub node: NodeId,
    /// The visits that its token came from.
    pub from: SmallVec<[VisitId; 4]>,
    /// The edges that it came along.
    pub edges: SmallVec<[EdgeId; 1]>,
    /// The visit that it is a part of: of the sub-process around it, or of work that is done several times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<VisitId>,
    /// Which time it is, when the work is done several times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<Box<Time>>,
    /// The visit on whose behalf it takes work back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub takes_back_for: Option<VisitId>,
    /// When it was entered.
    pub entered: Moment,
    /// The number of the event that told.
    #[serde(default)]
    pub revision: u64,
    /// When the work there is due.
    pub due: Option<Moment>,
    /// Whether somebody said when, and no rule changes it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub due_is_set: bool,
    /// How often its holders were reminded of that.
    #[serde(default, skip_serializing_if = "is_none_yet")]
    pub reminded: u32,
    /// Whether that moment has passed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overdue: bool,
    /// The visit that sent it back here.
    pub returned_from: Option<VisitId>,
    /// Where it goes on after this rework.
    pub rework: Option<Rework>,
    /// Whether it is done.
    pub status: VisitStatus,
    /// The places of its mode, in order.
    pub seats: SmallVec<[Seat; 1]>,
    /// What stopped it.
    pub incident: Option<Box<IncidentState>>,
    /// What the process that it called brought back, when it could not go on with that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brought: Option<Box<Brought>>,
    /// Whether somebody has decided in the process that it called.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub decided_below: bool,
    /// How its token went on, when that was before the rest of work that is done several times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub went_on: Option<Box<WentOn>>,
}

/// How a token went on from work that is done several times, of which the rest is still open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WentOn {
    /// The outcome of the node.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<OutcomeId>,
    /// How it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<OutcomeKind>,
}

/// One time of work that is done several times.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Time {
    /// The how-manieth, from 1.
    pub number: u32,
    /// How many there are; none when nobody knows yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<u32>,
    /// The element that it is done for.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub item: Value,
}

/// Whether a visit is done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitStatus {
    /// The token is here.
    Active,
    /// The token moved on.
    Completed {
        /// When.
        at: Moment,
        /// The outcome of the node.
        outcome: Option<OutcomeId>,
        /// How it counts.
        kind: Option<OutcomeKind>,
        /// The number of the event that told.
        #[serde(default)]
        revision: u64,
    },
    /// The token was taken away.
    Cancelled {
        /// When.
        at: Moment,
    },
}

/// A place in the mode of a node: filled by whoever of its tasks is decided first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Seat {
    /// Its weight in a vote.
    pub weight: u32,
    /// The tasks that can fill it.
    pub tasks: SmallVec<[TaskId; 4]>,
    /// Who will be asked to fill it when its turn comes; nobody when it was asked at once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub meant: Vec<Meant>,
    /// How it was filled.
    pub answer: Option<(OutcomeId, OutcomeKind)>,
    /// How it came to be, when it is none of those that the node's rule opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub added: Option<Box<Added>>,
    /// Whether it was taken off again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub dropped: bool,
}

/// A place that somebody at the node added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Added {
    /// The place of whoever added it.
    pub to: u32,
    /// Their task there.
    pub task: TaskId,
    /// Who did.
    pub by: PersonId,
    /// What is asked there.
    #[serde(flatten)]
    pub part: Part,
}

/// What somebody is asked who was added to a node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// To help with the task of whoever added them.
    Help(Help),
    /// To grant what the holder of the task asks for.
    Ask(Wish),
}

impl Part {
    /// Whether the task of whoever added the place waits for it.
    pub fn goes_first(&self) -> bool {
        matches!(self, Self::Help(Help::Before | Help::Delegate))
    }

    /// Whether it speaks of the task, not of the matter: whoever answers there has handled nothing.
    pub fn is_request(&self) -> bool {
        matches!(self, Self::Ask(_))
    }
}

impl Seat {
    /// A place that nobody was asked to fill yet.
    pub fn new(weight: u32) -> Self {
        let (tasks, meant) = (SmallVec::new(), Vec::new());
        Self { weight, tasks, meant, answer: None, added: None, dropped: false }
    }

    /// Whether the node's mode counts it: one that its rule opened, or that was added beside those.
    pub fn counts(&self) -> bool {
        !self.dropped && matches!(self.part(), None | Some(Part::Help(Help::Beside)))
    }

    /// What is asked there, when somebody added it.
    pub fn part(&self) -> Option<&Part> {
        self.added.as_deref().map(|added| &added.part)
    }
}

/// Something that stopped a visit, or that an administrator should see.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IncidentState {
    /// What is wrong.
    pub what: Incident,
    /// When it was found.
    pub at: Moment,
    /// Whether the token waits for it.
    pub blocking: bool,
}

/// Work that a person is asked to do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// The visit it belongs to.
    pub visit: VisitId,
    /// The place in the visit's mode.
    pub seat: u32,
    /// Who holds it.
    pub person: PersonId,
    /// In whose name they act.
    pub stands_in_for: Option<PersonId>,
    /// Why this person, in a sentence.
    pub why: Text,
    /// When it was assigned.
    pub created: Moment,
    /// The number of the event that told.
    #[serde(default)]
    pub revision: u64,
    /// Raised by every change of the task, from 1.
    pub version: u32,
    /// Whether it is open.
    pub status: TaskStatus,
}

/// Whether a task is open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskStatus {
    /// It waits for its holder.
    Open,
    /// It waits for others: for those whom its holder asks first, or for whoever claimed it to let it go.
    Waiting,
    /// It was decided.
    Decided(Answer),
    /// It is no longer asked for.
    Closed {
        /// When.
        at: Moment,
        /// Why.
        reason: CloseReason,
        /// The number of the event that told.
        #[serde(default)]
        revision: u64,
    },
}

/// How a task was decided.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// When.
    pub at: Moment,
    /// Who; nobody when a rule did.
    pub by: Option<PersonId>,
    /// The outcome.
    pub outcome: OutcomeId,
    /// How it counts.
    pub kind: OutcomeKind,
    /// The words given with it.
    pub opinion: Option<Arc<str>>,
    /// Why a rule decided it.
    pub automatic: Option<Automatic>,
    /// The revision of the data that it was decided on.
    pub written: u64,
    /// The number of the event that told.
    #[serde(default)]
    pub revision: u64,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_none_yet(count: &u32) -> bool {
    *count == 0
}

impl Clone for State {
    /// A copy with room for what most commands add, so that adding it does not copy everything once more.
    fn clone(&self) -> Self {
        fn with_room<T: Clone>(items: &[T]) -> Vec<T> {
            let mut copy = Vec::with_capacity(items.len() + 4);
            copy.extend_from_slice(items);
            copy
        }
        let Self {
            revision,
            header,
            status,
            data,
            written,
            visits,
            tasks,
            waiting,
            urged,
            timers,
            suspended,
            holding,
            registered,
            opened,
        } = self;
        Self {
            revision: *revision,
            header: header.clone(),
            status: status.clone(),
            data: data.clone(),
            written: *written,
            visits: with_room(visits),
            tasks: with_room(tasks),
            waiting: waiting.clone(),
            urged: urged.clone(),
            timers: timers.clone(),
            suspended: *suspended,
            holding: holding.clone(),
            registered: registered.clone(),
            opened: opened.clone(),
        }
    }
}

impl State {
    /// The visits where tokens are, in order of entering.
    pub fn active(&self) -> impl Iterator<Item = (VisitId, &Visit)> {
        (0..).zip(&self.visits).filter(|(_, visit)| visit.is_active()).map(|(id, visit)| (id, &**visit))
    }

    /// The tasks that wait for their holders, in order of assigning.
    pub fn open_tasks(&self) -> impl Iterator<Item = (TaskId, &Task)> {
        (0..).zip(&self.tasks).filter(|(_, task)| task.is_open()).map(|(id, task)| (id, &**task))
    }

    /// Who was asked at a node, as far as they still have the task or had it last, and when; in order of assigning.
    pub fn asked_at(&self, node: &NodeId) -> impl Iterator<Item = (Moment, &PersonId)> {
        let is_at = |visit| self.visit(visit).is_some_and(|visit| visit.node == *node);
        self.tasks.iter().filter(move |task| is_at(task.visit)).map(|task| (task.created, task.meant()))
    }

    /// The tasks that are not settled, in order of assigning: those that wait for their holders, and those that wait for
    /// others first.
    pub fn unsettled_tasks(&self) -> impl Iterator<Item = (TaskId, &Task)> {
        (0..).zip(&self.tasks).filter(|(_, task)| task.is_unsettled()).map(|(id, task)| (id, &**task))
    }

    /// The tasks at a visit that are not settled, in order of assigning.
    pub fn unsettled_at(&self, visit: VisitId) -> Vec<(TaskId, &Task)> {
        let places = self.visit(visit).into_iter().flat_map(|visit| &visit.seats);
        let tasks = places.flat_map(|seat| &seat.tasks).filter_map(|task| Some((*task, self.task(*task)?)));
        let mut unsettled: Vec<_> = tasks.filter(|(_, task)| task.is_unsettled()).collect();
        unsettled.sort_unstable_by_key(|(task, _)| *task);
        unsettled
    }

    /// The place that a task fills.
    pub fn seat_of(&self, task: TaskId) -> Option<&Seat> {
        let task = self.task(task)?;
        self.visit(task.visit)?.seats.get(task.seat as usize)
    }

    /// The other tasks of the place that a task fills, of one status.
    pub fn others_in_place<'s>(&'s self, task: TaskId, status: &'s TaskStatus) -> impl Iterator<Item = TaskId> + 's {
        let place = self.seat_of(task).into_iter().flat_map(|seat| &seat.tasks).copied();
        let is_so = move |other: &TaskId| self.task(*other).is_some_and(|other| other.status == *status);
        place.filter(move |other| *other != task).filter(is_so)
    }

    /// A visit, when there is one of that number.
    pub fn visit(&self, visit: VisitId) -> Option<&Visit> {
        self.visits.get(visit as usize).map(|visit| &**visit)
    }

    /// Whether a token is at a visit.
    pub fn is_active(&self, visit: VisitId) -> bool {
        self.visit(visit).is_some_and(Visit::is_active)
    }

    /// A task, when there is one of that number.
    pub fn task(&self, task: TaskId) -> Option<&Task> {
        self.tasks.get(task as usize).map(|task| &**task)
    }

    /// When the next timer comes.
    pub fn next_timer(&self) -> Option<Moment> {
        self.timers.iter().map(|timer| timer.at).min()
    }

    /// The visit that a visit's token stands for to the outside: of all its times, when the work is done several times.
    pub fn whole(&self, visit: VisitId) -> VisitId {
        let at = self.visit(visit).filter(|at| at.time.is_some());
        at.and_then(|at| at.within).unwrap_or(visit)
    }

    /// The visit of the sub-process around a visit; none in the process itself.
    pub fn around(&self, visit: VisitId) -> Option<VisitId> {
        self.visit(self.whole(visit))?.within
    }

    /// Whether a visit is a part of another, at any depth.
    pub fn is_within(&self, visit: VisitId, outer: VisitId) -> bool {
        let mut at = self.visit(visit).and_then(|visit| visit.within);
        while let Some(around) = at {
            if around == outer {
                return true;
            }
            at = self.visit(around).and_then(|visit| visit.within);
        }
        false
    }

    /// How often somebody but the initiator has decided: a task, or in a called process. Who has read something has
    /// decided nothing.
    pub fn decisions(&self, process: &Process) -> usize {
        let initiator = self.header.as_ref().map(|header| &header.initiator);
        let by_others = |(_, task): &(TaskId, &Arc<Task>)| match &task.status {
            TaskStatus::Decided(answer) => answer.by.is_some() && answer.by.as_ref() != initiator,
            TaskStatus::Open | TaskStatus::Waiting | TaskStatus::Closed { .. } => false,
        };
        let on_the_matter =
            |(id, task): &(TaskId, &Arc<Task>)| !self.is_request(*id) && !self.is_reading(process, task);
        let below = self.visits.iter().filter(|visit| visit.decided_below);
        (0..).zip(&self.tasks).filter(by_others).filter(on_the_matter).count() + below.count()
    }

    /// Whether a task speaks of another, not of the matter.
    pub fn is_request(&self, task: TaskId) -> bool {
        self.seat_of(task).and_then(Seat::part).is_some_and(Part::is_request)
    }

    /// Whether a task asks somebody to read, and nothing else.
    pub fn is_reading(&self, process: &Process, task: &Task) -> bool {
        let step = self.visit(task.visit).and_then(|visit| process.step(&visit.node));
        step.is_some_and(Step::is_reading)
    }

    /// Whether it has begun and not ended.
    pub fn is_running(&self) -> bool {
        self.header.is_some() && self.status == Status::Running
    }
}

impl Row {
    /// Whether its columns hold these texts.
    pub fn holds(&self, texts: &BTreeMap<FieldId, String>) -> bool {
        let mut texts = texts.iter();
        texts.all(|(column, text)| self.columns.get(column).and_then(Value::as_str) == Some(text.as_str()))
    }
}

impl Visit {
    /// Whether a token is here.
    pub fn is_active(&self) -> bool {
        self.status == VisitStatus::Active
    }

    /// Whether its token waits for an administrator to have it tried again.
    pub fn is_stopped(&self) -> bool {
        self.incident.as_ref().is_some_and(|incident| incident.blocking)
    }

    /// Whether its token went on, though a part of its work may still be open.
    pub fn is_left(&self) -> bool {
        matches!(self.status, VisitStatus::Completed { .. }) || self.went_on.is_some()
    }

    /// The outcome with which its token went on.
    pub fn outcome(&self) -> Option<&OutcomeId> {
        match &self.status {
            VisitStatus::Completed { outcome, .. } => outcome.as_ref(),
            _ => self.went_on.as_ref()?.outcome.as_ref(),
        }
    }
}

impl Task {
    /// Whether it waits for its holder.
    pub fn is_open(&self) -> bool {
        self.status == TaskStatus::Open
    }

    /// Whether it is neither decided nor closed.
    pub fn is_unsettled(&self) -> bool {
        matches!(self.status, TaskStatus::Open | TaskStatus::Waiting)
    }

    /// Whether it is no longer asked for, and was never decided.
    pub fn is_closed(&self) -> bool {
        matches!(self.status, TaskStatus::Closed { .. })
    }

    /// Who is meant by it: whoever its holder stands in for, else the holder.
    pub fn meant(&self) -> &PersonId {
        self.stands_in_for.as_ref().unwrap_or(&self.person)
    }
}
