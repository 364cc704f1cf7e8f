//! Sub-processes: what is in them begins, and when nothing is left in one its own token goes on.

use smallvec::smallvec;

use super::moves::Came;
use super::{Halt, Turn};
use crate::kernel::visit::VisitId;
use crate::process::{AdHocStep, StepIndex, SubStep};

impl Turn<'_> {
    pub(super) fn begin_sub_process(&mut self, visit: VisitId, sub: &SubStep) {
        if !self.arm_event_sub_processes(Some(visit)) {
            return;
        }
        let at_once = match &sub.ad_hoc {
            Some(AdHocStep { in_order: true, .. }) => 1,
            _ => sub.begins.len(),
        };
        for begins in sub.begins.iter().take(at_once) {
            self.begin_within(visit, *begins);
        }
    }

    fn begin_within(&mut self, around: VisitId, begins: StepIndex) {
        let came = Came { from: smallvec![around], within: Some(around), ..Came::default() };
        self.enter(self.process.at(begins), came);
    }

    /// When no token can move, a sub-process in which nothing is left is done, the innermost first. Tells whether
    /// something moves again.
    pub(super) fn close_a_sub_process(&mut self) -> Result<bool, Halt> {
        let process = self.process;
        if !process.has_sub_processes() {
            return Ok(false);
        }
        let open: Vec<(VisitId, &SubStep)> = self
            .state
            .active()
            .filter(|(_, visit)| !visit.is_stopped())
            .filter_map(|(id, visit)| {
                let step = process.step(&visit.node)?;
                // The whole of several times has no tokens of its own.
                Some((id, step.sub().filter(|_| !step.is_whole(visit))?))
            })
            .collect();
        for (visit, sub) in open.into_iter().rev() {
            let is_enough = self.is_enough(visit, sub);
            let let_finish = sub.ad_hoc.as_ref().is_some_and(|ad_hoc| ad_hoc.let_finish);
            if is_enough && !let_finish {
                self.take_away_within(visit);
            }
            if self.state.active().any(|(_, inner)| inner.within == Some(visit)) {
                continue;
            }
            if self.waiting_in(Some(visit)).next().is_some() {
                self.stop_at_joins(Some(visit));
                continue;
            }
            match sub.ad_hoc.as_ref().filter(|ad_hoc| ad_hoc.in_order && !is_enough) {
                Some(_) if self.begin_next(visit, sub) => {}
                _ => self.pass(visit, self.step_of(visit)?)?,
            }
            return Ok(true);
        }
        Ok(false)
    }

    /// The next work of an ad-hoc sub-process that goes in order; false when there is none.
    fn begin_next(&mut self, around: VisitId, sub: &SubStep) -> bool {
        let done = |step: &&StepIndex| {
            let node = &self.process.at(**step).id;
            self.state.visits.iter().any(|visit| visit.within == Some(around) && visit.node == *node)
        };
        let Some(next) = sub.begins.iter().find(|step| !done(step)).copied() else { return false };
        self.begin_within(around, next);
        true
    }

    /// Whether what is done in an ad-hoc sub-process is enough.
    fn is_enough(&self, around: VisitId, sub: &SubStep) -> bool {
        let until = sub.ad_hoc.as_ref().and_then(|ad_hoc| ad_hoc.until.as_ref());
        let is_done = |visit: &crate::kernel::Visit| visit.within == Some(around) && !visit.is_active();
        until.is_some_and(|until| {
            let scope = self.scope_at(Some(around));
            self.state.visits.iter().any(|visit| is_done(visit))
                && self.yields(until, &scope).is_ok_and(|value| value == feel::Value::Bool(true))
        })
    }

    /// Whether something has happened within a visit.
    pub(in crate::kernel) fn has_parts(&self, visit: VisitId) -> bool {
        self.state.visits.iter().any(|part| part.within == Some(visit))
    }

    /// Takes away a visit, with everything that is a part of it.
    pub(in crate::kernel) fn take_away(&mut self, visit: VisitId) {
        let within = self.parts_of(visit);
        self.cancel(|other| other == visit || within.contains(&other));
    }

    /// Takes away everything that is a part of a visit.
    pub(super) fn take_away_within(&mut self, visit: VisitId) {
        let within = self.parts_of(visit);
        self.cancel(|other| within.contains(&other));
    }

    fn parts_of(&self, visit: VisitId) -> std::collections::BTreeSet<VisitId> {
        let later = visit + 1..self.state.visits.len() as VisitId;
        later.filter(|part| self.state.is_within(*part, visit)).collect()
    }
}
