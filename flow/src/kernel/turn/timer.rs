//! Timers: set when something begins to wait for them, and run off when their moment has come.

use feel::{Limits, Value};

use super::limit::next_passing;
use super::{Halt, MOST_STEPS, Turn};
use crate::kernel::circumstance::Incident;
use crate::kernel::data::Data;
use crate::kernel::event::Event;
use crate::kernel::rejection::Rejection;
use crate::kernel::state::Timer as Running;
use crate::kernel::visit::VisitId;
use crate::model::RestDay;
use crate::process::{Catch, First, Step, Timer};
use crate::time::{Moment, Span};

impl Turn<'_> {
    /// Sets the timers of the boundary events of a step that is entered. Tells whether all could be set.
    pub(in crate::kernel) fn arm_boundary(&mut self, visit: VisitId, step: &Step) -> bool {
        step.attached.iter().all(|event| self.arm(Some(visit), visit, self.process.at(*event)))
    }

    /// Sets the timers of the event sub-processes of a sub-process, or of the process itself.
    pub(in crate::kernel) fn arm_event_sub_processes(&mut self, around: Option<VisitId>) -> bool {
        let of = around.and_then(|visit| self.step_of(visit).ok()).map(|step| step.index);
        self.process.event_starts(of).all(|start| self.arm(around, around.unwrap_or_default(), start))
    }

    /// Sets the timer of an event, if it waits for one. When that cannot be done, `stopped` does not go on.
    pub(super) fn arm(&mut self, visit: Option<VisitId>, stopped: VisitId, event: &Step) -> bool {
        let Some(Catch::Timer(timer)) = &event.catch else { return true };
        let is_set = self.state.timers.iter().any(|set| set.visit == visit && set.node == event.id);
        if is_set || timer.times == Some(0) {
            return true;
        }
        match self.first_time(visit, timer) {
            Ok(Some(at)) => {
                let left = if timer.every.is_some() { timer.times } else { Some(1) };
                self.happens(Event::Armed(Running { visit, node: event.id.clone(), at, left }));
                true
            }
            Ok(None) => {
                self.stop(stopped, Incident::NoMoment { node: event.id.clone() });
                false
            }
            Err(incident) => {
                self.stop(stopped, incident);
                false
            }
        }
    }

    fn first_time(&self, visit: Option<VisitId>, timer: &Timer) -> Result<Option<Moment>, Incident> {
        let now = self.context.now;
        Ok(match &timer.first {
            First::After(span) => Some(self.later(now, *span)),
            First::At(at) => {
                let scope = self.scope_at(visit);
                match at.evaluate(&scope, &mut Limits::default()).map_err(|error| Incident::of(at.text(), &error))? {
                    Value::DaysTime(duration) => {
                        i64::try_from(duration.total_nanos() / 1_000_000).ok().map(|millis| now.plus_millis(millis))
                    }
                    Value::YearsMonths(duration) => {
                        let calendar = &self.context.organisation.calendar;
                        let then = calendar.date_time(now).plus_months(&duration);
                        then.map(|then| calendar.moment_of(&then))
                    }
                    other => self.context.organisation.calendar.meant_by(&other),
                }
            }
        })
    }

    fn later(&self, moment: Moment, span: Span) -> Moment {
        self.context.organisation.calendar.after(moment, span, RestDay::Stays)
    }

    /// Every timer, reminder and limit whose moment has passed comes, in order; what it leads to is done before the next.
    /// What is more than one command may bring about is left to the next: a timer that came again each minute of a week.
    pub(in crate::kernel) fn elapse(&mut self) -> Result<(), Halt> {
        let mut came = false;
        while self.steps < MOST_STEPS / 2 {
            let timer = self.state.timers.iter().min_by_key(|timer| timer.at).cloned();
            let limit = next_passing(self.process, &self.state, self.context);
            let is_due = |at: Moment| at <= self.context.now;
            match (timer.filter(|timer| is_due(timer.at)), limit.filter(|(at, _)| is_due(*at))) {
                (Some(timer), limit) if limit.is_none_or(|(at, _)| timer.at <= at) => self.run_off(&timer)?,
                (_, Some((_, passing))) => self.passes(passing)?,
                (_, None) => break,
            }
            came = true;
            self.steps += 1;
            self.settle()?;
        }
        if came { Ok(()) } else { Err(Rejection::NothingDue.into()) }
    }

    fn run_off(&mut self, timer: &Running) -> Result<(), Halt> {
        self.happens(Event::Elapsed { visit: timer.visit, node: timer.node.clone() });
        let Some(event) = self.process.step(&timer.node) else { return Ok(()) };
        self.arm_again(timer, event);
        self.catch(timer.visit, event, &Data::new())
    }

    fn arm_again(&mut self, timer: &Running, event: &Step) {
        let Some(Catch::Timer(Timer { every: Some(every), .. })) = &event.catch else { return };
        let left = timer.left.map(|left| left.saturating_sub(1));
        if left != Some(0) {
            let at = self.later(timer.at, *every);
            // A span of nothing would come for ever at once.
            if at > timer.at {
                self.happens(Event::Armed(Running { at, left, ..timer.clone() }));
            }
        }
    }
}
