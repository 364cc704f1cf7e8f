//! Limits that end at another moment than was thought.

use super::Turn;
use super::due::calendars;
use super::limit::{calendar_of, reminders, with_running_limits};
use crate::kernel::circumstance::Rescheduling;
use crate::kernel::event::Event;
use crate::kernel::visit::VisitId;
use crate::model::{From, Limit};
use crate::process::Step;
use crate::time::Moment;

impl Turn<'_> {
    /// A limit ends at another moment: of the work at a visit, or of the instance. Reminders count from there.
    pub(in crate::kernel) fn reschedule(&mut self, visit: Option<VisitId>, due: Moment, because: Rescheduling) {
        if self.due(visit) == Some(due) {
            return;
        }
        let reminded = visit.and_then(|id| {
            let at = self.state.visit(id)?;
            Some(self.reminders_before_now(id, self.process.step(&at.node)?, at.entered, due))
        });
        let reminded = reminded.unwrap_or_default();
        self.happens(Event::Rescheduled { visit, due, reminded, because });
    }

    /// When a limit ends, as far as there is one.
    pub(in crate::kernel) fn due(&self, visit: Option<VisitId>) -> Option<Moment> {
        match visit {
            Some(visit) => self.state.visit(visit)?.due,
            None => self.state.header.as_ref()?.due,
        }
    }

    /// How many of the reminders of a limit would have come by now.
    pub(super) fn reminders_before_now(&self, visit: VisitId, step: &Step, entered: Moment, due: Moment) -> u32 {
        let Some((limit, _)) = &step.limit else { return 0 };
        let passed = reminders(limit, due, entered, || calendar_of(visit, &self.state, self.context));
        passed.into_iter().filter(|reminder| *reminder <= self.context.now).count() as u32
    }

    /// Counts again the limits that some rule says something about, and moves those that end otherwise now. What
    /// somebody has said stays, and so does what has passed.
    pub(in crate::kernel) fn count_again(&mut self, which: impl Fn(&Limit) -> bool, because: &Rescheduling) {
        let running: Vec<VisitId> = with_running_limits(&self.state).map(|(visit, _)| visit).collect();
        for visit in running {
            if let Some(due) = self.counted_again(visit, &which) {
                self.reschedule(Some(visit), due, because.clone());
            }
        }
    }

    fn counted_again(&self, visit: VisitId, which: impl Fn(&Limit) -> bool) -> Option<Moment> {
        let at = self.state.visit(visit).filter(|at| !at.due_is_set && !at.overdue)?;
        let step = self.process.step(&at.node)?;
        let limit = step.limit.as_ref().map(|(limit, _)| limit);
        limit.filter(|limit| which(limit)).and_then(|_| self.due_by_those_asked(step, visit, at))
    }

    /// Limits that are counted from a date follow the date.
    pub(super) fn follow_dates(&mut self) {
        if self.process.has_dated_limits() {
            self.count_again(|limit| matches!(limit.from, From::Date(_)), &Rescheduling::Field);
        }
    }

    /// The time that passed since a moment does not count: every limit ends so much later, in its own measure.
    pub(in crate::kernel) fn put_off(&mut self, since: Moment) {
        let now = self.context.now;
        let instance = self.process.definition().settings.limit.as_ref().map(|limit| (None, limit));
        let visits = with_running_limits(&self.state).filter_map(|(visit, at)| {
            let (limit, _) = self.process.step(&at.node)?.limit.as_ref()?;
            Some((Some(visit), limit))
        });
        let running = visits.chain(instance).filter_map(|(visit, limit)| {
            let due = self.due(visit).filter(|due| *due > since)?;
            let put_off = calendars(visit, &self.state, self.context);
            let put_off = put_off.into_iter().map(|calendar| calendar.put_off(due, since, now, limit.unit));
            Some((visit, put_off.min()?))
        });
        for (visit, due) in running.collect::<Vec<_>>() {
            self.reschedule(visit, due, Rescheduling::Suspended);
        }
    }
}
