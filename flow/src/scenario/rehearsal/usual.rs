//! Playing on by itself: people do what is usual.

use super::Rehearsal;
use crate::id::{NodeId, PersonId};
use crate::kernel::{Visit, VisitId};
use crate::process::{Catch, FromOutside, Step as ProcessStep, Work};
use crate::scenario::model::{Doing, Step};
use crate::scenario::moves::{Move, What};
use crate::world::Instance;

impl Rehearsal {
    /// Plays on as long as something usual can happen, at most so many steps: people agree, what is waited for comes, and
    /// else time passes. Ends with the instance.
    ///
    /// Whoever is asked the same again fills in something else, as far as something depends on it: it may be what it came
    /// back for.
    pub fn auto(&mut self, most: usize) {
        for _ in 0..most {
            let is_over = self.scene.served.main_instance().is_none_or(|instance| !instance.state.is_running());
            if is_over || !self.usual_steps().into_iter().any(|step| self.take(step).is_ok()) {
                break;
            }
        }
    }

    /// What people decide, then what tokens wait for, then time; last what could come as well.
    fn usual_steps(&self) -> Vec<Step> {
        let (mut decisions, mut waited_for, mut time, mut others) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for Move { what, special, .. } in self.next() {
            let What::Happens(step) = what else { continue };
            let steps = match &step {
                Step::Does(Doing::Decide { .. }) if special.is_none() => &mut decisions,
                Step::Does(Doing::Message { name, .. }) if self.waits_for(FromOutside::Message(name)) => {
                    &mut waited_for
                }
                Step::Does(Doing::Signal { name, .. }) if self.waits_for(FromOutside::Signal(name)) => &mut waited_for,
                Step::Does(Doing::Message { .. } | Doing::Signal { .. }) => &mut others,
                Step::Later(_) | Step::At(_) => &mut time,
                _ => continue,
            };
            steps.push(step);
        }
        self.vary(&mut decisions);
        [decisions, waited_for, time, others].concat()
    }

    /// Of the ways to decide the first task, has the one come first whose turn it is in this round.
    fn vary(&self, decisions: &mut [Step]) {
        let Some(first) = decisions.first().and_then(task) else { return };
        let rounds = self.rounds(first);
        let own = decisions.iter().take_while(|step| task(step) == Some(first)).count();
        decisions[..own].rotate_left(rounds % own);
    }

    /// How often a token was before where somebody has a task.
    pub(super) fn rounds(&self, (node, by): (&NodeId, &PersonId)) -> usize {
        let Ok((instance, task)) = self.scene.served.task(node, by) else { return 0 };
        let at = |visit: VisitId| instance.state.visit(visit);
        let Some(now) = instance.state.task(task).and_then(|task| at(task.visit)) else { return 0 };
        // Of work that is done several times, each time is another.
        let same = |visit: &Visit| {
            let number = |visit: &Visit| visit.time.as_ref().map(|time| time.number);
            visit.node == now.node && visit.within == now.within && number(visit) == number(now)
        };
        instance.state.visits.iter().filter(|visit| same(visit)).count().saturating_sub(1)
    }

    /// Whether a token waits for it, rather than something beside the work.
    fn waits_for(&self, event: FromOutside<'_>) -> bool {
        let comes = |step: &ProcessStep| step.catch.as_ref().and_then(Catch::from_outside) == Some(event);
        let waits = |instance: &Instance| {
            let mut at = instance.state.active().filter_map(|(_, visit)| instance.process.step(&visit.node));
            at.any(|step| match step.work {
                Work::EventBased => step.ways.iter().any(|way| comes(instance.process.at(way.to))),
                Work::Wait => comes(step),
                _ => false,
            })
        };
        self.scene.served.world.instances().iter().any(waits)
    }
}

/// The task that a step decides: at which node, and whose.
pub(super) fn task(step: &Step) -> Option<(&NodeId, &PersonId)> {
    match step {
        Step::Does(Doing::Decide { node, by, .. }) => Some((node, by)),
        _ => None,
    }
}
