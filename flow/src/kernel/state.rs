use std::collections::BTreeMap;
use std::sync::Arc;

use feel::Value;
use serde::{Deserialize, Serialize};

use super::circumstance::Ended;
use super::data::Data;
use super::seats::{Part, Seat};
use super::start::Parent;
use super::task::{Task, TaskId, TaskStatus};
use super::visit::{Visit, VisitId};
use crate::id::{EdgeId, FieldId, InstanceId, NodeId, PersonId, ProcessKey, RegisterId};
use crate::process::{Process, Step, Work};
use crate::schedule::Occurrence;
use crate::text::Text;
use crate::time::Moment;

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
    /// The earlier instance that it follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<InstanceId>,
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
    /// decided nothing; somebody outside is not the initiator, even when that is who handed them the link.
    pub fn decisions(&self, process: &Process) -> usize {
        let initiator = self.header.as_ref().map(|header| &header.initiator);
        let by_others = |(_, task): &(TaskId, &Arc<Task>)| match &task.status {
            TaskStatus::Decided(answer) => {
                answer.outside.is_some() || answer.by.is_some() && answer.by.as_ref() != initiator
            }
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

    /// The start where it began: that which people use, before it has, and when the process no longer has that one.
    pub fn began_at<'p>(&self, process: &'p Process) -> &'p Step {
        let first = self.visits.first().and_then(|visit| process.step(&visit.node));
        first.filter(|step| matches!(step.work, Work::Start(_))).unwrap_or_else(|| process.start())
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
