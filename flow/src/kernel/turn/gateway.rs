//! Gateways: which ways a token takes, and when waiting tokens become one.

use std::collections::BTreeSet;

use super::moves::Came;
use super::{Halt, Turn};
use crate::id::EdgeId;
use crate::kernel::circumstance::Incident;
use crate::kernel::event::Event;
use crate::kernel::visit::VisitId;
use crate::process::{Step, StepIndex, Way, Work};

impl Turn<'_> {
    /// An exclusive gateway takes the first way whose condition holds, else the default.
    pub(super) fn choose_one(&mut self, visit: VisitId, step: &Step) -> Result<(), Halt> {
        match self.first_way_that_holds(visit, step) {
            Ok(Some(way)) => {
                self.complete(visit, None, None);
                self.go(visit, [way]);
            }
            Ok(None) => self.stop(visit, Incident::NoWay),
            Err(incident) => self.stop(visit, incident),
        }
        Ok(())
    }

    fn first_way_that_holds<'s>(&self, visit: VisitId, step: &'s Step) -> Result<Option<&'s Way>, Incident> {
        if let Some(way) = self.directed(visit, step) {
            return Ok(Some(way));
        }
        for way in step.ways.iter().filter(|way| !way.default) {
            if self.holds(visit, way, None)? {
                return Ok(Some(way));
            }
        }
        Ok(step.ways.iter().find(|way| way.default))
    }

    /// The way that was chosen beforehand for the token of a visit.
    pub(super) fn directed<'s>(&self, visit: VisitId, step: &'s Step) -> Option<&'s Way> {
        self.process.directed_way(step, || self.visits_before(visit, step))
    }

    /// How often a step was come to before a visit; several times of the same work count once.
    pub(super) fn visits_before(&self, visit: VisitId, step: &Step) -> usize {
        let earlier = self.state.visits.iter().take(visit as usize);
        earlier.filter(|earlier| earlier.node == step.id && earlier.time.is_none()).count()
    }

    /// An inclusive gateway takes every way whose condition holds, else the default.
    pub(super) fn choose_some(&mut self, visit: VisitId, step: &Step) -> Result<(), Halt> {
        self.pass(visit, step)
    }

    /// Whether a way's condition holds; a way without one always does.
    pub(super) fn holds(&self, visit: VisitId, way: &Way, outcome: Option<&str>) -> Result<bool, Incident> {
        let Some(when) = &way.when else { return Ok(true) };
        let mut scope = self.scope_at(Some(visit));
        if outcome.is_some() {
            scope.local.outcome = outcome;
        }
        self.yields(when, &scope).map(|value| value == feel::Value::Bool(true))
    }

    /// A parallel join opens as soon as a token waits on each of its edges, and takes one of each; work that needs several
    /// begins as soon as so many wait, on whatever edges.
    pub(super) fn open_full_join(&mut self, step: &Step, around: Option<VisitId>) {
        let enough = match step.work {
            _ if step.needs > 1 => step.needs as usize,
            Work::Parallel => step.arriving.len(),
            _ => return,
        };
        let tokens = self.next_at(step, around);
        if tokens.edges.len() == enough {
            self.enter(step, tokens);
        }
    }

    /// When no token can move, a join may open that does not need one token on each edge: an inclusive one for which no
    /// other token can come any more (BPMN 2.0, 13.4.3), a complex one that has enough. Tells whether one did.
    pub(super) fn open_a_join(&mut self) -> Result<bool, Halt> {
        let waiting = self.state.waiting.iter();
        let joins: BTreeSet<(StepIndex, Option<VisitId>)> = waiting
            .filter_map(|(from, edge)| Some((self.process.leads_to(edge)?.index, self.state.around(*from))))
            .collect();
        for (index, around) in joins {
            let step = self.process.at(index);
            let opens = match &step.work {
                Work::Inclusive => self.has_all_that_can_come(step, around, &[]),
                Work::Complex(activation) => self.has_enough(step, around, activation.as_ref()),
                _ => false,
            };
            if opens {
                let visit = self.enter(step, self.next_at(step, around));
                if matches!(step.work, Work::Complex(_)) {
                    self.happens(Event::Opened { visit });
                }
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The tokens that go on next from a join: that which has waited longest on each of its edges where one waits; at work
    /// that needs several, those that have waited longest.
    fn next_at(&self, join: &Step, around: Option<VisitId>) -> Came {
        if join.needs > 1 {
            let is_here = |(_, on): &&(VisitId, EdgeId)| join.arriving.iter().any(|(edge, _)| edge == on);
            let first = self.waiting_in(around).filter(is_here).take(join.needs as usize);
            let (from, edges) = first.cloned().unzip();
            return Came { from, edges, within: around, ..Came::default() };
        }
        let first_on = |(edge, _): &(EdgeId, StepIndex)| self.waiting_in(around).find(|(_, on)| on == edge).cloned();
        let (from, edges) = join.arriving.iter().filter_map(first_on).unzip();
        Came { from, edges, within: around, ..Came::default() }
    }

    /// The tokens that wait at joins of a sub-process, or of the process itself.
    pub(super) fn waiting_in(&self, around: Option<VisitId>) -> impl Iterator<Item = &(VisitId, EdgeId)> {
        self.state.waiting.iter().filter(move |(from, _)| self.state.around(*from) == around)
    }

    /// For every token elsewhere: if it can reach an edge of the join where none waits, without passing the join,
    /// then it can also reach one where a token waits; that one it would have to wait behind anyway. Edges on which a
    /// token has come already count as those.
    pub(super) fn has_all_that_can_come(&self, join: &Step, around: Option<VisitId>, came: &[EdgeId]) -> bool {
        let waits = |edge: &EdgeId| came.contains(edge) || self.waiting_in(around).any(|(_, on)| on == edge);
        let (full, empty): (Vec<_>, Vec<_>) = join.arriving.iter().partition(|(edge, _)| waits(edge));
        let sources = |edges: Vec<&(EdgeId, StepIndex)>| edges.into_iter().map(|(_, from)| *from).collect::<Vec<_>>();
        let can_fill = self.upstream(join, &sources(empty));
        let can_queue = self.upstream(join, &sources(full));
        // What happens in a sub-process of it counts as a token at that sub-process.
        let beside = self.state.active().filter(|(_, visit)| visit.within == around && !visit.is_left());
        let elsewhere = beside.filter_map(|(_, visit)| Some(self.process.step(&visit.node)?.index));
        let waiting = self.waiting_in(around).filter_map(|(_, edge)| Some(self.process.leads_to(edge)?.index));
        let mut tokens = elsewhere.chain(waiting).filter(|at| *at != join.index);
        tokens.all(|at| !can_fill.contains(&at) || can_queue.contains(&at))
    }

    /// The steps from which one of these can be reached without passing the join, themselves included.
    fn upstream(&self, join: &Step, of: &[StepIndex]) -> BTreeSet<StepIndex> {
        let mut found = BTreeSet::new();
        let mut ahead: Vec<StepIndex> = of.iter().copied().filter(|at| *at != join.index).collect();
        while let Some(at) = ahead.pop() {
            if found.insert(at) {
                let step = self.process.at(at);
                let sits_on = step.boundary().map(|boundary| boundary.on);
                let along_edges = step.arriving.iter().map(|(_, from)| *from);
                let before = along_edges.chain(step.linked_from.iter().copied()).chain(sits_on);
                ahead.extend(before.filter(|from| *from != join.index));
            }
        }
        found
    }

    /// Tokens that wait for others which can no longer come enter the join they wait at and stop there, where an
    /// administrator sees them. Tried again, the join goes on with those that have come.
    pub(super) fn stop_at_joins(&mut self, around: Option<VisitId>) {
        let process = self.process;
        let first = |turn: &Self| turn.waiting_in(around).next().and_then(|(_, edge)| process.leads_to(edge));
        while let Some(step) = first(self) {
            let visit = self.come(step, self.next_at(step, around));
            self.stop(visit, Incident::Stuck);
        }
    }
}
