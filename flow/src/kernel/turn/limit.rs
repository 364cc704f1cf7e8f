//! Limits: holders are reminded, and when a limit has passed, what the process says happens.
//!
//! What comes next follows from the visits and the process; nothing has to be set beforehand, so that a limit costs
//! nothing until it passes.

use std::collections::BTreeSet;

use super::due::calendars;
use super::{Halt, Turn};
use crate::calendar::Calendar;
use crate::id::PersonId;
use crate::kernel::circumstance::Automatic;
use crate::kernel::context::Context;
use crate::kernel::event::Event;
use crate::kernel::state::State;
use crate::kernel::task::TaskId;
use crate::kernel::visit::{Visit, VisitId};
use crate::model::{Limit, OutcomeKind, Overdue, RestDay};
use crate::process::{HumanStep, Process, Step};
use crate::time::Moment;

/// What time brings to a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Passing {
    /// Holders are reminded of the work at a visit.
    Reminder(VisitId),
    /// The work at a visit should be done.
    Limit(VisitId),
    /// The instance should be done.
    Instance,
}

/// When time brings something to an instance next: a timer, a reminder or a limit.
pub fn next_moment(process: &Process, state: &State, context: &Context<'_>) -> Option<Moment> {
    if state.suspended.is_some() {
        return None;
    }
    let limit = next_passing(process, state, context).map(|(at, _)| at);
    state.next_timer().into_iter().chain(limit).min()
}

/// The first reminder or limit that has not come yet.
pub(super) fn next_passing(process: &Process, state: &State, context: &Context<'_>) -> Option<(Moment, Passing)> {
    let visits = with_running_limits(state).filter_map(|(id, visit)| {
        let step = process.step(&visit.node)?;
        // Of work that is done several times each time has its limit, not the whole.
        next_of_visit(step, id, visit, state, context).filter(|_| !step.is_whole(visit))
    });
    let header = state.header.as_ref().filter(|header| state.is_running() && !header.overdue);
    let instance = header.and_then(|header| Some((header.due?, Passing::Instance)));
    visits.chain(instance).min()
}

/// The visits whose limits run, in order of entering: where tokens are, and where somebody is still asked to read though
/// the token has gone on.
pub(super) fn with_running_limits(state: &State) -> impl Iterator<Item = (VisitId, &Visit)> {
    let asked: BTreeSet<VisitId> = state.open_tasks().map(|(_, task)| task.visit).collect();
    let visits = (0..).zip(&state.visits).filter(move |(id, visit)| visit.is_active() || asked.contains(id));
    visits.map(|(id, visit)| (id, &**visit))
}

fn next_of_visit(
    step: &Step,
    id: VisitId,
    visit: &Visit,
    state: &State,
    context: &Context<'_>,
) -> Option<(Moment, Passing)> {
    let (due, (limit, _)) = (visit.due?, step.limit.as_ref()?);
    let reminders = reminders(limit, due, visit.entered, || calendar_of(id, state, context));
    let reminder = reminders.get(visit.reminded as usize).map(|at| (*at, Passing::Reminder(id)));
    let limit = (!visit.overdue).then_some((due, Passing::Limit(id)));
    reminder.into_iter().chain(limit).min()
}

/// When holders are reminded of a limit, in order. The calendar is looked for only where there are reminders.
pub(super) fn reminders<'a>(
    limit: &Limit,
    due: Moment,
    entered: Moment,
    calendar: impl FnOnce() -> &'a Calendar,
) -> Vec<Moment> {
    if limit.remind.is_empty() {
        return Vec::new();
    }
    let calendar = calendar();
    let reminders = limit.remind.iter().map(|span| calendar.after(due, *span, RestDay::Stays));
    let mut reminders: Vec<Moment> = reminders.filter(|at| *at > entered).collect();
    reminders.sort_unstable();
    reminders
}

/// The calendar by which the reminders of a visit are counted: that of whoever was asked first of those still asked.
pub(super) fn calendar_of<'a>(visit: VisitId, state: &State, context: &Context<'a>) -> &'a Calendar {
    calendars(Some(visit), state, context).first().copied().unwrap_or(&context.organisation.calendar)
}

impl Turn<'_> {
    /// A reminder or a limit comes.
    pub(super) fn passes(&mut self, passing: Passing) -> Result<(), Halt> {
        match passing {
            Passing::Reminder(visit) => {
                self.happens(Event::Reminded { visit });
                Ok(())
            }
            Passing::Instance => {
                self.happens(Event::Overdue { visit: None });
                Ok(())
            }
            Passing::Limit(visit) => {
                self.happens(Event::Overdue { visit: Some(visit) });
                let step = self.step_of(visit)?;
                let Some((limit, _)) = &step.limit else { return Ok(()) };
                match (limit.overdue, step.human()) {
                    (Overdue::Mark, _) | (_, None) => Ok(()),
                    (Overdue::Tell, Some(_)) => {
                        self.tell_superiors(visit);
                        Ok(())
                    }
                    (Overdue::Escalate, Some(_)) => {
                        self.escalate(visit);
                        Ok(())
                    }
                    (Overdue::Approve, Some(human)) => self.decide_late(visit, step, human, OutcomeKind::Agree),
                    (Overdue::Refuse, Some(human)) => self.decide_late(visit, step, human, OutcomeKind::Refuse),
                }
            }
        }
    }

    /// The task stays with whoever holds it; their superiors know.
    fn tell_superiors(&mut self, visit: VisitId) {
        let mut told: Vec<PersonId> = Vec::new();
        for (_, superior) in self.held_at(visit) {
            if let Some(superior) = superior.filter(|superior| !told.contains(superior)) {
                self.happens(Event::Copied { visit, person: superior.clone(), by: None });
                told.push(superior);
            }
        }
    }

    /// Each task goes to the superior of whoever holds it; where that may not be, they are told.
    fn escalate(&mut self, visit: VisitId) {
        for (task, superior) in self.held_at(visit) {
            let Some(superior) = superior else { continue };
            if self.give(task, visit, None, &superior, None, false).is_err() {
                self.happens(Event::Copied { visit, person: superior, by: None });
            }
        }
    }

    fn held_at(&self, visit: VisitId) -> Vec<(TaskId, Option<PersonId>)> {
        let organisation = self.context.organisation;
        let unsettled = self.state.unsettled_at(visit).into_iter();
        let open = unsettled.filter(|(id, task)| task.is_open() && !self.state.is_request(*id));
        let superior = |person: &PersonId| organisation.superior_of(person, self.context.now).cloned();
        open.map(|(id, task)| (id, superior(task.meant()))).collect()
    }

    /// The node decides itself. A control point never does, nor does a matter that came back by return, nor one that has
    /// gone on without being read: there the superiors are told.
    fn decide_late(&mut self, visit: VisitId, step: &Step, human: &HumanStep, kind: OutcomeKind) -> Result<(), Halt> {
        let outcome = human.first_of(kind).map(|outcome| outcome.id.clone());
        match outcome {
            Some(outcome) if !human.control && !self.came_back(visit) && self.state.is_active(visit) => {
                self.close_open_tasks(visit, crate::kernel::CloseReason::NodeDecided);
                self.conclude(visit, step, human, outcome, kind, Some(Automatic::Overdue))
            }
            _ => {
                self.tell_superiors(visit);
                Ok(())
            }
        }
    }
}
