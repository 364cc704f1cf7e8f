//! Limits that end at another moment than was thought.

use super::Turn;
use super::limit::reminders;
use crate::kernel::circumstance::Rescheduling;
use crate::kernel::event::Event;
use crate::kernel::state::VisitId;
use crate::model::{From, Limit};
use crate::time::Moment;

impl Turn<'_> {
    /// A limit ends at another moment: of the work at a visit, or of the instance. Reminders count from there.
    pub(in crate::kernel) fn reschedule(&mut self, visit: Option<VisitId>, due: Moment, because: Rescheduling) {
        if self.due(visit) == Some(due) {
            return;
        }
        let reminded = visit.map_or(0, |visit| self.reminders_before_now(visit, due));
        self.happens(Event::Rescheduled { visit, due, reminded, because });
    }

    /// When a limit ends, as far as there is one.
    pub(in crate::kernel) fn due(&self, visit: Option<VisitId>) -> Option<Moment> {
        match visit {
            Some(visit) => self.state.visit(visit)?.due,
            None => self.state.header.as_ref()?.due,
        }
    }

    fn reminders_before_now(&self, visit: VisitId, due: Moment) -> u32 {
        let Some(at) = self.state.visit(visit) else { return 0 };
        let Some((limit, _)) = self.process.step(&at.node).and_then(|step| step.limit.as_ref()) else { return 0 };
        let passed = reminders(limit, due, at.entered, &self.context.organisation.calendar);
        passed.into_iter().filter(|reminder| *reminder <= self.context.now).count() as u32
    }

    /// Counts again the limits that some rule says something about, and moves those that end otherwise now. What
    /// somebody has said stays, and so does what has passed.
    pub(in crate::kernel) fn count_again(&mut self, which: impl Fn(&Limit) -> bool, because: &Rescheduling) {
        let active: Vec<VisitId> = self.state.active().map(|(visit, _)| visit).collect();
        for visit in active {
            if let Some(due) = self.counted_again(visit, &which) {
                self.reschedule(Some(visit), due, because.clone());
            }
        }
    }

    fn counted_again(&self, visit: VisitId, which: impl Fn(&Limit) -> bool) -> Option<Moment> {
        let at = self.state.visit(visit).filter(|at| !at.due_is_set && !at.overdue)?;
        let step = self.process.step(&at.node)?;
        let limit = step.limit.as_ref().map(|(limit, _)| limit);
        limit.filter(|limit| which(limit)).and_then(|_| self.due_since(step, at.entered, &at.from))
    }

    /// Limits that are counted from a date follow the date.
    pub(super) fn follow_dates(&mut self) {
        if self.process.has_dated_limits() {
            self.count_again(|limit| matches!(limit.from, From::Date(_)), &Rescheduling::Field);
        }
    }

    /// The time that passed since a moment does not count: every limit ends so much later, in its own measure.
    pub(in crate::kernel) fn put_off(&mut self, since: Moment) {
        let (calendar, now) = (&self.context.organisation.calendar, self.context.now);
        let instance = self.process.definition().settings.limit.as_ref().map(|limit| (None, limit));
        let visits = self.state.active().filter_map(|(visit, at)| {
            let (limit, _) = self.process.step(&at.node)?.limit.as_ref()?;
            Some((Some(visit), limit))
        });
        let running = visits.chain(instance).filter_map(|(visit, limit)| {
            let due = self.due(visit).filter(|due| *due > since)?;
            Some((visit, calendar.put_off(due, since, now, limit.unit)))
        });
        for (visit, due) in running.collect::<Vec<_>>() {
            self.reschedule(visit, due, Rescheduling::Suspended);
        }
    }
}
