//! What happened in an instance, as people read it: by whom, when, in which words, and what changed.
//!
//! A timeline is folded from the log, so it can always be made again and never disagrees with it.

mod happening;

use feel::Value;
pub use happening::{Change, Entry, Happening};

use crate::id::FieldId;
use crate::kernel::{Added, Data, Event, Recorded, State, TaskId, VisitId};
use crate::register::EXCEPTIONS;
use crate::time::Moment;

/// Tells the story of a log, in the order in which it happened.
pub fn timeline<'a>(log: impl IntoIterator<Item = &'a Recorded>) -> Vec<Entry> {
    let mut story = Story::default();
    for entry in log {
        story.take_in(entry);
    }
    story.entries
}

#[derive(Default)]
struct Story {
    state: State,
    entries: Vec<Entry>,
    /// Fields written by the act that the next entry tells of.
    pending: Vec<Change>,
    /// The words with which a place was added last.
    asking: Option<String>,
}

impl Story {
    fn take_in(&mut self, entry: &Recorded) {
        if let Event::Written { data, by, visit } = &entry.event {
            let changes = self.changes(data);
            self.state.apply(entry.at, &entry.event);
            match by {
                // The initiator's data belongs to the start, an administrator's to the correction: told before it.
                Some(_) if visit.is_none() => {
                    if let Some(told) = self.entries.last_mut() {
                        told.changes.extend(changes);
                    }
                }
                // A handler's data comes before the decision it belongs to.
                Some(_) => self.pending.extend(changes),
                None => self.tell(entry, *visit, Happening::Computed, changes),
            }
            return;
        }
        if let Event::Seated { opinion, .. } = &entry.event {
            self.asking.clone_from(opinion);
        }
        let told = self.happening(entry.at, &entry.event);
        self.state.apply(entry.at, &entry.event);
        if let Some((visit, what)) = told {
            let changes = match what {
                Happening::Decided { .. } => std::mem::take(&mut self.pending),
                _ => Vec::new(),
            };
            self.tell(entry, visit, what, changes);
        }
    }

    fn tell(&mut self, entry: &Recorded, visit: Option<VisitId>, what: Happening, changes: Vec<Change>) {
        let node = visit.and_then(|visit| self.state.visit(visit)).map(|visit| visit.node.clone());
        self.entries.push(Entry { number: self.state.revision, at: entry.at, node, visit, what, changes });
    }

    fn changes(&self, data: &Data) -> Vec<Change> {
        let change = |(field, new): (&FieldId, &Value)| {
            let old = self.state.data.get(field).cloned().unwrap_or_default();
            (old != *new).then(|| Change { field: field.clone(), old, new: new.clone() })
        };
        data.iter().filter_map(change).collect()
    }

    fn happening(&self, at: Moment, event: &Event) -> Option<(Option<VisitId>, Happening)> {
        let task_of = |task: &TaskId| self.state.task(*task);
        Some(match event {
            Event::Started { initiator, occurrence, .. } => {
                (None, Happening::Started { by: initiator.clone(), by_itself: occurrence.is_some() })
            }
            Event::Assigned { task, visit, seat, person, stands_in_for, .. } => {
                if let Some(added) = self.asked_at_once(*visit, *seat) {
                    let (by, part, opinion) = (added.by.clone(), added.part.clone(), self.asking.clone());
                    let people = vec![person.clone()];
                    return Some((Some(*visit), Happening::Added { people, by, part, opinion }));
                }
                let (person, stands_in_for) = (person.clone(), stands_in_for.clone());
                (Some(*visit), Happening::Asked { task: *task, person, stands_in_for })
            }
            Event::Decided { task: id, outcome, kind, opinion, automatic, outside, .. } => {
                let task = task_of(id)?;
                let what = Happening::Decided {
                    task: *id,
                    person: task.person.clone(),
                    stands_in_for: task.stands_in_for.clone(),
                    outcome: outcome.clone(),
                    kind: *kind,
                    opinion: opinion.clone(),
                    automatic: *automatic,
                    outside: outside.clone(),
                    took: at.0 - task.created.0,
                };
                (Some(task.visit), what)
            }
            Event::Completed { visit, outcome: Some(outcome), automatic: Some(reason), .. } => {
                (Some(*visit), Happening::DecidedByRule { outcome: outcome.clone(), reason: *reason })
            }
            Event::Completed { visit, outcome: Some(outcome), .. } if self.is_call(*visit) => {
                (Some(*visit), Happening::CameBack { outcome: outcome.clone() })
            }
            Event::Closed { task: id, reason } => {
                let task = task_of(id)?;
                (Some(task.visit), Happening::Closed { task: *id, person: task.person.clone(), reason: *reason })
            }
            Event::Transferred { task: id, by, to, stands_in_for, opinion, administrative } => {
                let what = Happening::Transferred {
                    task: *id,
                    by: by.clone(),
                    to: to.clone(),
                    stands_in_for: stands_in_for.clone(),
                    opinion: opinion.clone(),
                    administrative: *administrative,
                };
                (Some(task_of(id)?.visit), what)
            }
            Event::Returned { visit, to, caller, by, opinion, .. } => {
                let (to, by, opinion) = (to.clone(), by.clone(), opinion.clone());
                (Some(*visit), Happening::Returned { to, caller: *caller, by, opinion })
            }
            Event::Copied { visit, person, by } => {
                (Some(*visit), Happening::Copied { person: person.clone(), by: by.clone() })
            }
            Event::Called { visit, process, .. } => (Some(*visit), Happening::Called { process: process.clone() }),
            Event::Noted { by, text, to } => {
                (None, Happening::Noted { by: by.clone(), text: text.clone(), to: to.clone() })
            }
            Event::Urged { by } => (None, Happening::Urged { by: by.clone() }),
            Event::Stopped { visit, incident } => (Some(*visit), Happening::Stopped { incident: incident.clone() }),
            Event::Retried { visit, by, reason } => {
                (Some(*visit), Happening::Retried { by: by.clone(), reason: reason.clone() })
            }
            Event::Migrated { version, by, reason, .. } => {
                (None, Happening::Migrated { version: *version, by: by.clone(), reason: reason.clone() })
            }
            Event::Reminded { visit } => (Some(*visit), Happening::Reminded),
            Event::Overdue { visit } => (*visit, Happening::Overdue),
            Event::Caught { visit } => (Some(*visit), Happening::Caught),
            Event::Thrown { visit, thrown } => (Some(*visit), Happening::Thrown { thrown: thrown.clone() }),
            Event::Filed { visit, number } => (Some(*visit), Happening::Filed { number: number.clone() }),
            Event::Registered { visit, register, .. } if *register == *EXCEPTIONS => {
                (Some(*visit), Happening::TookException)
            }
            Event::Registered { visit, register, reverses, .. } => {
                (Some(*visit), Happening::Registered { register: register.clone(), reversed: reverses.is_some() })
            }
            Event::Ended(how) => (None, Happening::Ended { how: how.clone() }),
            Event::Seated { visit, meant, added: Some(added), opinion, .. } if !meant.is_empty() => {
                let people = meant.iter().map(|meant| meant.person.clone()).collect();
                let (by, part, opinion) = (added.by.clone(), added.part.clone(), opinion.clone());
                (Some(*visit), Happening::Added { people, by, part, opinion })
            }
            Event::Dropped { visit, by, .. } => (Some(*visit), Happening::Dropped { by: by.clone() }),
            Event::Claimed { task, by } => (Some(task_of(task)?.visit), Happening::Claimed { by: by.clone() }),
            Event::Released { task, by } => (Some(task_of(task)?.visit), Happening::Released { by: by.clone() }),
            Event::Recalled { task, by, reason } => {
                (Some(task_of(task)?.visit), Happening::Recalled { by: by.clone(), reason: reason.clone() })
            }
            Event::Rescheduled { visit, due, because, .. } => {
                let was = match visit {
                    Some(visit) => self.state.visit(*visit)?.due,
                    None => self.state.header.as_ref()?.due,
                };
                (*visit, Happening::Rescheduled { was, due: *due, because: because.clone() })
            }
            Event::Suspended { by, reason } => (None, Happening::Suspended { by: by.clone(), reason: reason.clone() }),
            Event::Resumed { by, reason } => (None, Happening::Resumed { by: by.clone(), reason: reason.clone() }),
            Event::Jumped { visit, to, by, reason } => {
                let what = Happening::Jumped { to: to.clone(), by: by.clone(), reason: reason.clone() };
                (Some(*visit), what)
            }
            Event::Corrected { by, reason } => (None, Happening::Corrected { by: by.clone(), reason: reason.clone() }),
            Event::SetAside { .. }
            | Event::TakenUp { .. }
            | Event::Written { .. }
            | Event::Titled { .. }
            | Event::Entered { .. }
            | Event::Arrived { .. }
            | Event::Seated { .. }
            | Event::CameBack { .. }
            | Event::DecidedBelow { .. }
            | Event::Completed { .. }
            | Event::Cancelled { .. }
            | Event::Removed { .. }
            | Event::WentOn { .. }
            | Event::Opened { .. }
            | Event::Reset { .. }
            | Event::Armed(_)
            | Event::Elapsed { .. }
            | Event::Held { .. }
            | Event::Ceased { .. }
            | Event::Requested { .. } => return None,
        })
    }

    /// How a place was added whose people are asked as soon as it is.
    fn asked_at_once(&self, visit: VisitId, seat: u32) -> Option<&Added> {
        let seat = self.state.visit(visit)?.seats.get(seat as usize)?;
        seat.added.as_deref().filter(|_| seat.meant.is_empty() && seat.tasks.is_empty())
    }

    /// A visit with an outcome that nobody was asked about is one of a call.
    fn is_call(&self, visit: VisitId) -> bool {
        self.state.visit(visit).is_some_and(|visit| visit.seats.is_empty())
    }
}
