//! What pages read, made from events and the state that they led to.

use std::collections::{BTreeMap, BTreeSet};

use flow::id::{NodeId, PersonId, RegisterId};
use flow::kernel::{Data, EndedHow, Event, State, Status, Task, TaskId, TaskStatus, VisitId, awaited_from_outside};
use flow::process::Process;
use flow::schedule::Occurrence;
use flow::text::Text;
use flow::time::Moment;
use uuid::Uuid;

use super::live::Live;
use crate::store::rows::{
    AwaitedRow, Batch, InstanceRow, InstanceStatus, OccurrenceRow, ParticipationRow, RegisterRow, Standing, TaskRow,
    TaskState,
};

/// What events have touched of an instance's read models.
#[derive(Debug, Default)]
pub(super) struct Touched {
    tasks: BTreeSet<TaskId>,
    people: BTreeMap<PersonId, Involved>,
    registered: Vec<Registered>,
    occurrence: Option<Occurrence>,
    updated: Moment,
    ended: bool,
    moved: bool,
}

/// A row of a register, without the instance that entered it.
#[derive(Debug)]
struct Registered {
    at: Moment,
    visit: VisitId,
    entered_at: VisitId,
    register: RegisterId,
    /// As it was called then.
    node: Option<NodeId>,
    columns: Data,
}

/// How somebody became involved.
#[derive(Debug, Default)]
struct Involved {
    started: Option<Moment>,
    acted: Option<Moment>,
    copied: Option<Moment>,
}

impl Touched {
    /// Notes what an event touches; it came between these two states, maybe with others.
    pub(super) fn note(&mut self, at: Moment, event: &Event, before: &State, after: &State) {
        self.updated = at;
        match event {
            Event::Started { initiator, occurrence, .. } => {
                self.occurrence.clone_from(occurrence);
                self.person(initiator).started = Some(at);
                self.person(initiator).acted = Some(at);
            }
            Event::Assigned { task, person, .. } => {
                self.person(person);
                self.tasks.insert(*task);
            }
            Event::Copied { person, .. } => self.person(person).copied = Some(at),
            Event::Decided { task, by, .. } => {
                self.held(*task, after);
                if let Some(by) = by {
                    self.person(by).acted = Some(at);
                }
            }
            Event::Transferred { task, by, to, .. } => {
                // Whoever had it is not named by the event when an administrator took it away.
                self.held(*task, before);
                self.held(*task, after);
                if let Some(by) = by {
                    self.person(by).acted = Some(at);
                }
                self.person(to);
            }
            Event::Closed { task, .. } => self.held(*task, after),
            Event::Returned { by, .. } => self.person(by).acted = Some(at),
            Event::Seated { added: Some(added), .. } => self.person(&added.by).acted = Some(at),
            Event::SetAside { task } | Event::TakenUp { task } => self.held(*task, after),
            Event::Claimed { task, by } | Event::Released { task, by } | Event::Recalled { task, by, .. } => {
                self.held(*task, after);
                self.person(by).acted = Some(at);
            }
            Event::Noted { to, .. } => to.iter().for_each(|person| self.person(person).copied = Some(at)),
            Event::Rescheduled { visit: Some(visit), .. } => {
                let here = after.unsettled_tasks().filter(|(_, task)| task.visit == *visit);
                here.for_each(|(task, _)| self.held(task, after));
            }
            Event::Registered { visit, register, row, reverses } => self.registered.push(Registered {
                at,
                visit: *visit,
                entered_at: reverses.unwrap_or(*visit),
                register: register.clone(),
                node: after.visit(*visit).map(|visit| visit.node.clone()),
                columns: row.clone(),
            }),
            Event::Migrated { .. } => {
                // Nodes may be called something else now.
                self.moved = true;
                (0..).zip(&after.tasks).for_each(|(task, _)| self.held(task, after));
            }
            Event::Ended(_) => self.ended = true,
            _ => {}
        }
    }

    /// Adds the rows of what was touched.
    pub(super) fn write(&self, live: &Live, batch: &mut Batch) {
        let Some(instance) = instance_row(live, self.updated) else { return };
        let (process, running) = (instance.process.clone(), live.state.is_running());
        for id in &self.tasks {
            batch.tasks.extend(live.state.task(*id).and_then(|task| task_row(live, *id, task)));
        }
        for (person, involved) in &self.people {
            let held = live.state.open_tasks().filter(|(_, task)| task.person == *person).count();
            batch.participations.push(ParticipationRow {
                person: person.clone(),
                instance: live.id,
                process: process.clone(),
                started: involved.started,
                acted: involved.acted,
                copied: involved.copied,
                open: u32::try_from(held).unwrap_or(u32::MAX),
                running,
            });
        }
        if self.moved {
            batch.moved.push(live.id);
        }
        batch.awaited.extend(awaited_rows(live));
        batch.registered.extend(self.registered.iter().filter_map(|row| row.of(live)));
        batch.occurrences.extend(self.occurrence.clone().map(|occurrence| OccurrenceRow {
            instance: live.id,
            process: process.clone(),
            occurrence,
        }));
        if self.ended {
            batch.ended.push(live.id);
        }
        batch.instances.push(instance);
    }

    /// Everybody whose lists changed.
    pub(super) fn people(&self) -> impl Iterator<Item = &PersonId> {
        self.people.keys()
    }

    fn person(&mut self, person: &PersonId) -> &mut Involved {
        self.people.entry(person.clone()).or_default()
    }

    fn held(&mut self, task: TaskId, state: &State) {
        self.tasks.insert(task);
        if let Some(task) = state.task(task) {
            self.person(&task.person);
        }
    }
}

impl Registered {
    fn of(&self, live: &Live) -> Option<RegisterRow> {
        Some(RegisterRow {
            instance: live.id,
            visit: self.visit,
            entered_at: self.entered_at,
            register: self.register.clone(),
            node: self.node.clone()?,
            at: self.at,
            columns: self.columns.clone(),
        })
    }
}

fn instance_row(live: &Live, updated: Moment) -> Option<InstanceRow> {
    let state = &live.state;
    let header = state.header.as_ref()?;
    let ended = match &state.status {
        Status::Running => None,
        Status::Ended { at, .. } => Some(*at),
    };
    let Standing { status, stopped } = live.standing();
    let parent = header.parent.as_ref();
    Some(InstanceRow {
        id: live.id,
        process: header.process.clone(),
        version: header.version,
        number: header.number.clone(),
        // A log may hold titles in two equal wordings; two columns cannot tell them from one.
        title: header.title.clone().settled(),
        summary: header.summary.clone().map(Text::settled),
        initiator: header.initiator.clone(),
        parent: parent.and_then(|parent| Some((Uuid::parse_str(parent.instance.as_str()).ok()?, parent.visit))),
        follows: header.follows.as_ref().and_then(|earlier| Uuid::parse_str(earlier.as_str()).ok()),
        status,
        stopped,
        started: header.started,
        due: header.due,
        ended,
        updated,
        revision: state.revision,
    })
}

/// Every message and signal that the process ever waits for, and whether the instance does now.
fn awaited_rows(live: &Live) -> impl Iterator<Item = AwaitedRow> {
    let events = awaited_from_outside(&live.definition.process, &live.state).into_iter();
    events.map(|(event, waits)| AwaitedRow {
        kind: event.into(),
        name: event.name().to_owned(),
        instance: live.id,
        waits,
    })
}

impl Live {
    /// When it was completed.
    pub(super) fn completed(&self) -> Option<Moment> {
        match &self.state.status {
            Status::Ended { at, how } if how.how() == EndedHow::Completed => Some(*at),
            _ => None,
        }
    }

    /// Where it stands as a whole.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let stopped = self.state.active().filter(|(_, visit)| visit.is_stopped()).count();
        let status = match &self.state.status {
            Status::Running => InstanceStatus::Running,
            Status::Ended { how, .. } => how.how().into(),
        };
        Standing { status, stopped: u32::try_from(stopped).unwrap_or(u32::MAX) }
    }
}

fn task_row(live: &Live, id: TaskId, task: &Task) -> Option<TaskRow> {
    let visit = live.state.visit(task.visit)?;
    let process = &live.definition.process;
    let (state, ended, outcome) = match &task.status {
        TaskStatus::Open => (TaskState::Open, None, None),
        TaskStatus::Waiting => (TaskState::Waiting, None, None),
        TaskStatus::Decided(answer) => {
            (TaskState::Decided, Some(answer.at), Some((answer.outcome.clone(), answer.kind)))
        }
        TaskStatus::Closed { at, .. } => (TaskState::Closed, Some(*at), None),
    };
    Some(TaskRow {
        instance: live.id,
        task: id,
        visit: task.visit,
        node: visit.node.clone(),
        node_name: node_name(process, visit.node.as_str()),
        process: live.definition.key().clone(),
        person: task.person.clone(),
        stands_in_for: task.stands_in_for.clone(),
        state,
        version: task.version,
        created: task.created,
        due: visit.due,
        ended,
        outcome,
    })
}

/// What people call a node: its name, else its id.
fn node_name(process: &Process, node: &str) -> Text {
    let name = process.step(&node.into()).and_then(|step| step.node.name.clone());
    name.map_or_else(|| Text::from(node), Text::settled)
}
