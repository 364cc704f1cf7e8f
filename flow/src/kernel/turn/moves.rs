//! How tokens move: in at a node, and out along its edges.

use smallvec::{SmallVec, smallvec};

use super::lineage::{descendants, is_where_it_was};
use super::{Halt, Turn};
use crate::id::{EdgeId, OutcomeId};
use crate::kernel::circumstance::{Automatic, Incident};
use crate::kernel::event::Event;
use crate::kernel::visit::{Time, VisitId};
use crate::model::{OutcomeKind, Rework};
use crate::process::{Step, Way, Work};

/// How a token came to a node.
#[derive(Debug, Default)]
pub(in crate::kernel) struct Came {
    pub(in crate::kernel) from: SmallVec<[VisitId; 4]>,
    pub(in crate::kernel) edges: SmallVec<[EdgeId; 1]>,
    pub(in crate::kernel) returned_from: Option<VisitId>,
    pub(in crate::kernel) rework: Option<Rework>,
    pub(in crate::kernel) within: Option<VisitId>,
    pub(in crate::kernel) time: Option<Box<Time>>,
    /// On whose behalf it takes work back, when it begins to; else it does so for whom its first token did.
    pub(in crate::kernel) takes_back_for: Option<VisitId>,
}

impl Turn<'_> {
    /// A token enters a node, and what it meets there is still to be looked at.
    pub(in crate::kernel) fn enter(&mut self, step: &Step, came: Came) -> VisitId {
        let visit = self.come(step, came);
        self.ahead.push((visit, step.index));
        visit
    }

    /// A token enters a node and stays there for now.
    pub(super) fn come(&mut self, step: &Step, came: Came) -> VisitId {
        let visit = self.state.visits.len() as VisitId;
        let due = self.due_at(step, &came.from);
        let Came { from, edges, returned_from, rework, within, time, takes_back_for } = came;
        let first = from.first().and_then(|first| self.state.visit(*first));
        let takes_back_for = takes_back_for.or_else(|| first?.takes_back_for);
        self.happens(Event::Entered {
            visit,
            node: step.id.clone(),
            from,
            edges,
            due,
            returned_from,
            rework,
            within,
            time,
            takes_back_for,
        });
        if let Some(year) = due.and_then(|due| self.calendar_ends_before(due)) {
            self.stop(visit, Incident::CalendarEnds { year });
        }
        visit
    }

    /// Has a node on a token's own path visited again, as it was the first time, from the visit `left`: whatever came
    /// out of that first visit is taken away, in every branch.
    pub(in crate::kernel) fn visit_again(
        &mut self,
        target: VisitId,
        left: VisitId,
        rework: Option<Rework>,
    ) -> Result<(), Halt> {
        let step = self.step_of(target)?;
        let out = descendants(&self.state, target);
        self.cancel(|visit| visit == target || out.contains(&visit));
        self.enter(step, Came { returned_from: Some(left), rework, ..self.as_it_came(target) });
        Ok(())
    }

    /// What a token meets where it has just come.
    pub(in crate::kernel) fn work_at(&mut self, visit: VisitId, step: &Step) -> Result<(), Halt> {
        let is_one_time = self.state.visit(visit).is_some_and(|visit| visit.time.is_some());
        if !is_one_time && !self.arm_boundary(visit, step) {
            return Ok(());
        }
        if !is_one_time && let Some(code) = self.process.directed_failure(step, || self.visits_before(visit, step)) {
            return self.fail(visit, Some(code));
        }
        if let Some(several) = step.several.as_ref().filter(|_| !is_one_time) {
            return self.begin_several(visit, step, several);
        }
        match &step.work {
            Work::Start(human) => match self.came_back(visit) {
                true => self.ask(visit, step, human),
                false => self.pass(visit, step),
            },
            Work::Human(human) => self.ask(visit, step, human),
            Work::Copy(asked) => self.copy(visit, step, asked),
            Work::End(result, None) => self.reach_end(visit, step, *result),
            Work::End(_, Some(throw)) | Work::Throw(throw) => self.bring_about(visit, step, throw),
            Work::Exclusive => self.choose_one(visit, step),
            Work::Parallel => self.pass(visit, step),
            Work::Inclusive | Work::Complex(_) => self.choose_some(visit, step),
            Work::Script(script) => self.compute(visit, step, script),
            Work::Rule(rule) => self.look_up(visit, step, rule),
            Work::Call(call) => self.call(visit, call),
            Work::Filing(filing) => self.file(visit, step, filing),
            Work::Ledger(ledger) => self.register(visit, step, ledger),
            Work::Service => {
                self.happens(Event::Requested { visit });
                Ok(())
            }
            Work::Wait => {
                self.arm(Some(visit), visit, step);
                Ok(())
            }
            Work::EventBased => {
                let _ = step.ways.iter().all(|way| self.arm(Some(visit), visit, self.process.at(way.to)));
                Ok(())
            }
            Work::Sub(sub) => {
                self.begin_sub_process(visit, sub);
                Ok(())
            }
            Work::Boundary(_) => self.pass(visit, step),
        }
    }

    /// Completes a visit that has no outcome of its own; its token moves on.
    pub(in crate::kernel) fn pass(&mut self, visit: VisitId, step: &Step) -> Result<(), Halt> {
        self.finish(visit, step, None, None)
    }

    /// Completes a visit at a node that is no exclusive or inclusive gateway; its token moves on: along every edge
    /// that has no condition or whose condition holds, else along the default (BPMN 2.0, 13.3.1). After rework it may
    /// go straight back to whoever returned it, unless whoever reworks it decides otherwise than to agree. A token that finds no way stays, and says so.
    pub(in crate::kernel) fn finish(
        &mut self,
        visit: VisitId,
        step: &Step,
        outcome: Option<(OutcomeId, OutcomeKind)>,
        automatic: Option<Automatic>,
    ) -> Result<(), Halt> {
        if let Some(at) = self.state.visit(visit) {
            let (part_of, takes_back_for) = (at.within.filter(|_| at.time.is_some()), at.takes_back_for);
            if let Some(whole) = part_of {
                self.complete(visit, outcome.clone(), automatic);
                return self.one_time_done(whole, visit, step, outcome);
            }
            if takes_back_for.is_some() && step.ways.is_empty() {
                self.leave(visit, step, outcome, automatic);
                return self.handler_ended(visit);
            }
        }
        let against = outcome.as_ref().is_some_and(|(_, kind)| *kind != OutcomeKind::Agree);
        if let Some(sender) = self.goes_straight_back(visit).filter(|_| !against) {
            let to = self.step_of(sender)?;
            self.leave(visit, step, outcome, automatic);
            self.enter(to, self.as_it_came(sender));
            return Ok(());
        }
        let named = outcome.as_ref().filter(|_| !step.is_reading()).map(|(id, _)| id.as_str());
        match self.ways_that_hold(visit, step, named) {
            Err(incident) => self.stop(visit, incident),
            Ok(ways) if ways.is_empty() && !step.ways.is_empty() => self.stop(visit, Incident::NoWay),
            Ok(ways) => {
                self.leave(visit, step, outcome, automatic);
                self.go(visit, ways);
            }
        }
        Ok(())
    }

    /// Marks a visit as done; or its token as gone on, when a part of its work is still open.
    fn leave(
        &mut self,
        visit: VisitId,
        step: &Step,
        outcome: Option<(OutcomeId, OutcomeKind)>,
        automatic: Option<Automatic>,
    ) {
        if step.several.is_some() && self.state.active().any(|(_, part)| part.within == Some(visit)) {
            let (outcome, kind) = outcome.unzip();
            self.happens(Event::WentOn { visit, outcome, kind });
        } else {
            self.complete(visit, outcome, automatic);
        }
    }

    /// Marks a visit as done.
    pub(super) fn complete(
        &mut self,
        visit: VisitId,
        outcome: Option<(OutcomeId, OutcomeKind)>,
        automatic: Option<Automatic>,
    ) {
        let (outcome, kind) = outcome.unzip();
        self.happens(Event::Completed { visit, outcome, kind, automatic });
    }

    /// The ways out whose conditions hold, else the default.
    pub(super) fn ways_that_hold<'s>(
        &self,
        visit: VisitId,
        step: &'s Step,
        outcome: Option<&str>,
    ) -> Result<SmallVec<[&'s Way; 2]>, Incident> {
        if let Some(way) = self.directed(visit, step) {
            return Ok(smallvec![way]);
        }
        let mut holding = SmallVec::new();
        for way in step.ways.iter().filter(|way| !way.default) {
            if self.holds(visit, way, outcome)? {
                holding.push(way);
            }
        }
        if holding.is_empty() {
            holding.extend(step.ways.iter().find(|way| way.default));
        }
        Ok(holding)
    }

    /// The token goes along edges; as many tokens as the step gives, along each.
    pub(super) fn go<'w>(&mut self, visit: VisitId, ways: impl IntoIterator<Item = &'w Way>) {
        let within = self.state.visit(visit).and_then(|visit| visit.within);
        let ways: SmallVec<[&Way; 2]> = ways.into_iter().collect();
        self.count_exceptions(visit, &ways);
        let gives = self.step_of(visit).map_or(1, |step| step.gives as usize);
        for way in std::iter::repeat_n(&ways, gives).flatten() {
            let step = self.process.at(way.to);
            if step.joins() {
                self.happens(Event::Arrived { from: visit, edge: way.edge.clone() });
                self.open_full_join(step, within);
            } else {
                let (from, edges) = (smallvec![visit], smallvec![way.edge.clone()]);
                self.enter(step, Came { from, edges, within, ..Came::default() });
            }
        }
    }

    /// The way that the token of a visit came: whoever gets it back after rework stands where they stood before, with
    /// everything between behind them.
    fn as_it_came(&self, visit: VisitId) -> Came {
        let Some(at) = self.state.visit(visit) else { return Came::default() };
        let (from, edges, time) = (at.from.clone(), at.edges.clone(), at.time.clone());
        Came { from, edges, within: at.within, time, ..Came::default() }
    }

    fn goes_straight_back(&self, visit: VisitId) -> Option<VisitId> {
        let visit = self.state.visit(visit)?;
        // What is done several times begins anew as a whole.
        let sender = visit.returned_from.filter(|_| visit.rework == Some(Rework::Direct));
        let sender = sender.map(|sender| self.state.whole(sender));
        sender.filter(|sender| is_where_it_was(self.process, &self.state, *sender))
    }

    pub(super) fn came_back(&self, visit: VisitId) -> bool {
        self.state.visit(visit).is_some_and(|visit| visit.returned_from.is_some())
    }

    /// The outcome of the human node or call that the token of a visit passed last, the visit itself included. That
    /// something was read decides nothing.
    pub(super) fn brought_outcome(&self, visit: VisitId) -> Option<&str> {
        let mut at = Some(visit);
        while let Some(visit) = at.and_then(|visit| self.state.visit(visit)) {
            let is_reading = || self.process.step(&visit.node).is_some_and(Step::is_reading);
            if let Some(outcome) = visit.outcome()
                && !is_reading()
            {
                return Some(outcome.as_str());
            }
            at = visit.from.first().copied();
        }
        None
    }
}
