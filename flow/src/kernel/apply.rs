//! Taking events in. Nothing here decides, rejects or fails; events that do not fit are the work of a broken log,
//! which the store's hashes find, so they are passed over.

mod migrated;

use std::sync::Arc;

use smallvec::SmallVec;

use super::event::{Event, Recorded};
use super::seats::Seat;
use super::state::{Header, Row, State, Status};
use super::task::{Answer, Task, TaskId, TaskStatus};
use super::visit::{IncidentState, Visit, VisitId, VisitStatus, WentOn};
use crate::text::Text;
use crate::time::Moment;

impl State {
    /// The state that a log leads to.
    pub fn replay<'a>(log: impl IntoIterator<Item = &'a Recorded>) -> Self {
        let mut state = Self::default();
        for entry in log {
            state.apply(entry.at, &entry.event);
        }
        state
    }

    /// Takes in the next event of the log.
    pub fn apply(&mut self, at: Moment, event: &Event) {
        self.revision += 1;
        match event {
            Event::Started { .. } => self.begin(at, event),
            Event::Written { data, .. } => {
                self.written = self.revision;
                let fields = Arc::make_mut(&mut self.data);
                for (field, value) in data {
                    fields.insert(field.clone(), value.clone());
                }
            }
            Event::Titled { title, summary } => {
                if let Some(header) = &mut self.header {
                    let header = Arc::make_mut(header);
                    header.title = title.clone();
                    header.summary = summary.clone();
                }
            }
            Event::Entered { .. } => self.enter(at, event),
            Event::Arrived { from, edge } => self.waiting.push((*from, edge.clone())),
            Event::Removed { from, edge } => self.stop_waiting(*from, edge),
            Event::Seated { visit, weight, meant, added, .. } => self.with_visit(*visit, |visit| {
                visit.seats.push(Seat { meant: meant.clone(), added: added.clone(), ..Seat::new(*weight) });
            }),
            Event::Assigned { .. } => self.assign(at, event),
            Event::Decided { .. } => self.answer(at, event),
            Event::Transferred { task, to, stands_in_for, .. } => self.with_task(*task, |task| {
                task.person = to.clone();
                task.stands_in_for = stands_in_for.clone();
                task.version += 1;
            }),
            Event::Closed { task, reason } => {
                let revision = self.revision;
                self.with_task(*task, |task| {
                    task.status = TaskStatus::Closed { at, reason: *reason, revision };
                    task.version += 1;
                });
            }
            Event::Completed { visit, outcome, kind, .. } => {
                let revision = self.revision;
                self.with_visit(*visit, |visit| {
                    visit.status = VisitStatus::Completed { at, outcome: outcome.clone(), kind: *kind, revision };
                });
                self.wait_no_more(Some(*visit));
            }
            Event::Cancelled { visit } => {
                self.with_visit(*visit, |visit| visit.status = VisitStatus::Cancelled { at });
                self.wait_no_more(Some(*visit));
            }
            Event::Reminded { visit } => self.with_visit(*visit, |visit| visit.reminded += 1),
            Event::Overdue { visit: Some(visit) } => self.with_visit(*visit, |visit| visit.overdue = true),
            Event::Overdue { visit: None } => {
                if let Some(header) = &mut self.header {
                    Arc::make_mut(header).overdue = true;
                }
            }
            Event::Armed(timer) => self.timers.push(timer.clone()),
            Event::Elapsed { visit, node } => {
                let ran_off = self.timers.iter().position(|timer| timer.visit == *visit && timer.node == *node);
                ran_off.map(|timer| self.timers.remove(timer));
            }
            Event::Held { visit, node } => self.holding.push((*visit, node.clone())),
            Event::Ceased { visit, node } => self.holding.retain(|(of, event)| of != visit || event != node),
            Event::Stopped { visit, incident } => self.with_visit(*visit, |visit| {
                let blocking = incident.blocks();
                visit.incident = Some(Box::new(IncidentState { what: incident.clone(), at, blocking }));
            }),
            Event::Retried { visit, .. } => self.with_visit(*visit, |visit| visit.incident = None),
            Event::CameBack { visit, brought } => {
                self.with_visit(*visit, |visit| visit.brought = Some(Box::new(brought.clone())))
            }
            Event::DecidedBelow { visit } => self.with_visit(*visit, |visit| visit.decided_below = true),
            Event::Urged { by } => {
                self.urged.insert(by.clone(), at);
            }
            Event::Ended(how) => {
                self.status = Status::Ended { at, how: how.clone() };
                self.wait_no_more(None);
            }
            Event::Registered { reverses: Some(reversed), register, .. } => {
                self.registered.retain(|row| row.visit != *reversed || row.register != *register);
            }
            Event::Registered { visit, register, row, reverses: None } => {
                let (register, columns) = (register.clone(), row.clone());
                self.registered.push(Row { visit: *visit, register, columns });
            }
            Event::SetAside { task } => self.with_task(*task, |task| {
                task.status = TaskStatus::Waiting;
                task.version += 1;
            }),
            Event::TakenUp { task } => self.with_task(*task, |task| {
                task.status = TaskStatus::Open;
                task.version += 1;
            }),
            Event::Claimed { task, .. } | Event::Released { task, .. } => {
                self.with_task(*task, |task| task.version += 1)
            }
            Event::Dropped { visit, seat, .. } => self.with_visit(*visit, |visit| {
                if let Some(seat) = visit.seats.get_mut(*seat as usize) {
                    seat.dropped = true;
                }
            }),
            Event::Recalled { task, .. } => self.recall(*task),
            Event::Rescheduled { .. } => self.reschedule(at, event),
            Event::Suspended { .. } => self.suspended = Some(at),
            Event::Resumed { .. } => {
                let stood = self.suspended.take().map_or(0, |since| at.0 - since.0);
                for timer in &mut self.timers {
                    timer.at = timer.at.plus_millis(stood);
                }
            }
            Event::Migrated { .. } => self.migrate(at, event),
            Event::WentOn { visit, outcome, kind } => {
                self.with_visit(*visit, |visit| {
                    visit.went_on = Some(Box::new(WentOn { outcome: outcome.clone(), kind: *kind }));
                });
                self.wait_no_more(Some(*visit));
            }
            Event::Opened { visit } => self.opened.push(*visit),
            Event::Reset { visit } => self.opened.retain(|opened| opened != visit),
            Event::Jumped { .. }
            | Event::Corrected { .. }
            | Event::Copied { .. }
            | Event::Called { .. }
            | Event::Returned { .. }
            | Event::Noted { .. }
            | Event::Caught { .. }
            | Event::Thrown { .. }
            | Event::Requested { .. }
            | Event::Filed { .. } => {}
        }
    }

    fn begin(&mut self, at: Moment, event: &Event) {
        if let Event::Started { process, version, initiator, number, parent, due, occurrence, follows } = event {
            self.header = Some(Arc::new(Header {
                process: process.clone(),
                version: *version,
                initiator: initiator.clone(),
                started: at,
                number: number.clone(),
                parent: parent.clone(),
                occurrence: occurrence.clone(),
                follows: follows.clone(),
                due: *due,
                due_is_set: false,
                overdue: false,
                title: Text::default(),
                summary: None,
            }));
        }
    }

    fn enter(&mut self, at: Moment, event: &Event) {
        if let Event::Entered {
            visit: _,
            node,
            from,
            edges,
            due,
            returned_from,
            rework,
            within,
            time,
            takes_back_for,
        } = event
        {
            for (from, edge) in from.iter().zip(edges) {
                self.stop_waiting(*from, edge);
            }
            self.visits.push(Arc::new(Visit {
                node: node.clone(),
                from: from.clone(),
                edges: edges.clone(),
                within: *within,
                time: time.clone(),
                takes_back_for: *takes_back_for,
                entered: at,
                revision: self.revision,
                due: *due,
                due_is_set: false,
                reminded: 0,
                overdue: false,
                returned_from: *returned_from,
                rework: *rework,
                status: VisitStatus::Active,
                seats: SmallVec::new(),
                incident: None,
                brought: None,
                decided_below: false,
                went_on: None,
            }));
        }
    }

    fn assign(&mut self, at: Moment, event: &Event) {
        if let Event::Assigned { task, visit, seat, person, stands_in_for, why } = event {
            self.with_visit(*visit, |visit| {
                if let Some(seat) = visit.seats.get_mut(*seat as usize) {
                    seat.tasks.push(*task);
                }
            });
            self.tasks.push(Arc::new(Task {
                visit: *visit,
                seat: *seat,
                person: person.clone(),
                stands_in_for: stands_in_for.clone(),
                why: why.clone(),
                created: at,
                revision: self.revision,
                version: 1,
                status: TaskStatus::Open,
            }));
        }
    }

    fn answer(&mut self, at: Moment, event: &Event) {
        if let Event::Decided { task, by, outcome, kind, opinion, automatic, outside } = event {
            let (written, revision) = (self.written, self.revision);
            let mut place = None;
            self.with_task(*task, |task| {
                place = Some((task.visit, task.seat));
                task.version += 1;
                task.status = TaskStatus::Decided(Answer {
                    at,
                    by: by.clone(),
                    outcome: outcome.clone(),
                    kind: *kind,
                    opinion: opinion.clone(),
                    automatic: *automatic,
                    outside: outside.clone(),
                    written,
                    revision,
                });
            });
            if let Some((visit, seat)) = place {
                self.with_visit(visit, |visit| {
                    if let Some(seat) = visit.seats.get_mut(seat as usize) {
                        seat.answer = Some((outcome.clone(), *kind));
                    }
                });
            }
        }
    }

    fn recall(&mut self, task: TaskId) {
        let mut place = None;
        self.with_task(task, |task| {
            place = Some((task.visit, task.seat));
            task.status = TaskStatus::Open;
            task.version += 1;
        });
        if let Some((visit, seat)) = place {
            self.with_visit(visit, |visit| {
                visit.status = VisitStatus::Active;
                if let Some(seat) = visit.seats.get_mut(seat as usize) {
                    seat.answer = None;
                }
            });
        }
    }

    fn reschedule(&mut self, at: Moment, event: &Event) {
        let Event::Rescheduled { visit, due, reminded, because } = event else { return };
        let (ends, late) = (Some(*due), *due <= at);
        match visit {
            Some(visit) => self.with_visit(*visit, |visit| {
                (visit.due, visit.reminded) = (ends, *reminded);
                visit.overdue &= late;
                visit.due_is_set |= because.is_said();
            }),
            None => {
                if let Some(header) = &mut self.header {
                    let header = Arc::make_mut(header);
                    header.due = ends;
                    header.overdue &= late;
                    header.due_is_set |= because.is_said();
                }
            }
        }
    }

    /// What a visit waited for, or the instance itself, no longer comes.
    fn wait_no_more(&mut self, visit: Option<VisitId>) {
        self.timers.retain(|timer| timer.visit != visit);
        self.holding.retain(|(of, _)| *of != visit);
    }

    fn stop_waiting(&mut self, from: VisitId, edge: &crate::id::EdgeId) {
        if let Some(found) = self.waiting.iter().position(|(left, on)| *left == from && on == edge) {
            self.waiting.remove(found);
        }
    }

    fn with_visit(&mut self, visit: VisitId, change: impl FnOnce(&mut Visit)) {
        if let Some(visit) = self.visits.get_mut(visit as usize) {
            change(Arc::make_mut(visit));
        }
    }

    fn with_task(&mut self, task: TaskId, change: impl FnOnce(&mut Task)) {
        if let Some(task) = self.tasks.get_mut(task as usize) {
            change(Arc::make_mut(task));
        }
    }
}
