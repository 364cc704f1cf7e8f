//! Deadlines, as data: when the work at a node is due, and by whose calendar.

use super::Turn;
use crate::calendar::Calendar;
use crate::id::PersonId;
use crate::kernel::circumstance::Rescheduling;
use crate::kernel::context::Context;
use crate::kernel::state::State;
use crate::kernel::visit::{Visit, VisitId};
use crate::model::{From, Limit};
use crate::process::Step;
use crate::time::{Moment, Span};

/// The calendars by which the work at a visit is counted: those of whoever has a task there, else that of the initiator,
/// else that of the organisation.
pub(super) fn calendars<'a>(visit: Option<VisitId>, state: &State, context: &Context<'a>) -> Vec<&'a Calendar> {
    let organisation = context.organisation;
    let mut calendars: Vec<&Calendar> = Vec::new();
    for (_, task) in visit.into_iter().flat_map(|visit| state.unsettled_at(visit)) {
        let calendar = organisation.calendar_of(&task.person);
        if !calendars.iter().any(|known| std::ptr::eq(*known, calendar)) {
            calendars.push(calendar);
        }
    }
    if calendars.is_empty() {
        calendars.push(initiators(state, context));
    }
    calendars
}

fn initiators<'a>(state: &State, context: &Context<'a>) -> &'a Calendar {
    let organisation = context.organisation;
    state.header.as_ref().map_or(&organisation.calendar, |header| organisation.calendar_of(&header.initiator))
}

impl Turn<'_> {
    /// When the work at a step that is entered now is due, as long as nobody is asked.
    pub(super) fn due_at(&self, step: &Step, from: &[VisitId]) -> Option<Moment> {
        self.due_since(step, self.context.now, from, initiators(&self.state, self.context))
    }

    /// When the work at a visit is due by the calendars of those who are asked there: the earliest.
    pub(super) fn due_by_those_asked(&self, step: &Step, visit: VisitId, at: &Visit) -> Option<Moment> {
        let calendars = calendars(Some(visit), &self.state, self.context);
        calendars.into_iter().filter_map(|calendar| self.due_since(step, at.entered, &at.from, calendar)).min()
    }

    /// Those who are asked may work by another calendar than the one that counted until it was known who they are.
    pub(super) fn count_for_those_asked(&mut self, visit: VisitId, step: &Step) {
        let Some(at) = self.state.visit(visit).filter(|at| at.due.is_some()) else { return };
        let usual = initiators(&self.state, self.context);
        let by_others = calendars(Some(visit), &self.state, self.context).iter().any(|one| !std::ptr::eq(*one, usual));
        if by_others && let Some(due) = self.due_by_those_asked(step, visit, at) {
            self.reschedule(Some(visit), due, Rescheduling::Asked);
        }
    }

    fn due_since(&self, step: &Step, entered: Moment, from: &[VisitId], calendar: &Calendar) -> Option<Moment> {
        let (limit, date) = step.limit.as_ref()?;
        let begins = match &limit.from {
            From::Entry => entered,
            From::Start => self.state.header.as_ref()?.started,
            From::Date(_) => {
                let scope = self.scope_at(from.first().copied());
                calendar.meant_by(&self.yields(date.as_ref()?, &scope).ok()?)?
            }
        };
        Some(self.ends(limit, begins, calendar))
    }

    /// The last year whose public holidays are known, when a moment lies after it.
    pub(super) fn calendar_ends_before(&self, due: Moment) -> Option<i32> {
        let calendar = initiators(&self.state, self.context);
        calendar.known_until().filter(|year| calendar.date_of(due).year() > *year)
    }

    /// When the whole instance is due that somebody started then.
    pub(in crate::kernel) fn instance_due(&self, initiator: &PersonId, started: Moment) -> Option<Moment> {
        let limit = self.process.definition().settings.limit.as_ref()?;
        Some(self.ends(limit, started, self.context.organisation.calendar_of(initiator)))
    }

    fn ends(&self, limit: &Limit, begins: Moment, calendar: &Calendar) -> Moment {
        let amount = i32::try_from(limit.within).unwrap_or(i32::MAX);
        let span = Span { amount, unit: limit.unit };
        calendar.after(begins, span, self.process.definition().settings.rest_day)
    }
}
