//! Taking back work that was done: the handlers of what is complete run one after the other, the latest first
//! (BPMN 2.0, 13.5.5).

use smallvec::smallvec;

use super::moves::Came;
use super::{Halt, Turn};
use crate::kernel::event::Event;
use crate::kernel::visit::{VisitId, VisitStatus};
use crate::process::{Catch, Step, StepIndex, Throw, Work};

impl Turn<'_> {
    /// Begins to take back the latest work that was not taken back yet; when there is none, the token that asked for it
    /// goes on.
    pub(super) fn take_back_next(&mut self, thrower: VisitId) -> Result<(), Halt> {
        if !self.state.is_active(thrower) {
            return Ok(());
        }
        let step = self.step_of(thrower)?;
        match self.latest_to_take_back(thrower, step) {
            Some((done, event)) => self.call_handler(thrower, done, event),
            None if matches!(step.work, Work::End(_, Some(Throw::Cancel))) => self.give_up_transaction(thrower, step),
            None => self.go_on_after(thrower, step),
        }
    }

    fn call_handler(&mut self, thrower: VisitId, done: VisitId, event: StepIndex) -> Result<(), Halt> {
        let (event, within) = (self.process.at(event), self.state.visit(done).and_then(|done| done.within));
        let takes_back_for = Some(thrower);
        let visit = self.come(event, Came { from: smallvec![done], within, takes_back_for, ..Came::default() });
        self.happens(Event::Caught { visit });
        self.finish(visit, event, None, None)
    }

    /// A token of a handler has ended; with the last one, its work is taken back, and the next comes.
    pub(super) fn handler_ended(&mut self, visit: VisitId) -> Result<(), Halt> {
        let Some(thrower) = self.state.visit(visit).and_then(|visit| visit.takes_back_for) else { return Ok(()) };
        let for_it = |visit: VisitId| self.state.visit(visit).is_some_and(|at| at.takes_back_for == Some(thrower));
        let works = self.state.active().any(|(other, _)| for_it(other));
        let waits = self.state.waiting.iter().any(|(from, _)| for_it(*from));
        if works || waits { Ok(()) } else { self.take_back_next(thrower) }
    }

    /// The latest complete work around the token that asks for it, with the boundary event that leads to its handler.
    fn latest_to_take_back(&self, thrower: VisitId, step: &Step) -> Option<(VisitId, StepIndex)> {
        let only = match &step.work {
            Work::Throw(Throw::Compensation(of)) | Work::End(_, Some(Throw::Compensation(of))) => *of,
            _ => None,
        };
        let around = self.state.around(thrower);
        // What an event sub-process asks for is the work beside it.
        let out_of_one = around.filter(|around| self.step_of(*around).is_ok_and(Step::is_event_sub_process));
        let around = out_of_one.map_or(around, |sub| self.state.around(sub));
        let visits = (0..).zip(&self.state.visits);
        let complete = visits.filter_map(|(id, visit)| match visit.status {
            VisitStatus::Completed { revision, .. } if visit.time.is_none() => Some((id, revision)),
            _ => None,
        });
        let to_take_back = complete.filter_map(|(id, revision)| {
            let step = self.step_of(id).ok().filter(|step| only.is_none_or(|only| only == step.index))?;
            let event = self.handled_by(step)?;
            let counts = self.is_in_reach(id, around) && !self.is_taken_back(id, event);
            counts.then_some((revision, id, event))
        });
        to_take_back.max().map(|(_, id, event)| (id, event))
    }

    /// The boundary event of a step that leads to what takes its work back.
    fn handled_by(&self, step: &Step) -> Option<StepIndex> {
        let is_for_it = |event: &&StepIndex| matches!(self.process.at(**event).catch, Some(Catch::Compensation));
        step.attached.iter().find(is_for_it).copied()
    }

    /// Whether a visit lies around the place, or in a sub-process there that is complete and has no handler of its own.
    fn is_in_reach(&self, visit: VisitId, around: Option<VisitId>) -> bool {
        let mut at = self.state.around(visit);
        while at != around {
            let Some(outer) = at else { return false };
            let is_complete = self.state.visit(outer).is_some_and(|outer| !outer.is_active());
            let has_own = self.step_of(outer).is_ok_and(|step| self.handled_by(step).is_some());
            if !is_complete || has_own {
                return false;
            }
            at = self.state.around(outer);
        }
        true
    }

    fn is_taken_back(&self, visit: VisitId, event: StepIndex) -> bool {
        let event = &self.process.at(event).id;
        let later = self.state.visits.iter().skip(visit as usize + 1);
        later.into_iter().any(|other| other.node == *event && other.from.as_slice() == [visit])
    }
}
