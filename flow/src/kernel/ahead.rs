//! Running the kernel ahead: the same token game, with what people will decide supposed.

use std::collections::HashMap;

use super::context::Context;
use super::start::Start;
use super::state::State;
use super::turn::Turn;
use super::visit::VisitId;
use crate::forecast::Certainty;
use crate::id::OutcomeId;
use crate::model::OutcomeKind;
use crate::process::{Process, Step, Work};

/// A copy of an instance that is run ahead of it.
pub struct Ahead<'a> {
    turn: Turn<'a>,
    certainties: HashMap<VisitId, Certainty>,
}

impl<'a> Ahead<'a> {
    /// A copy of an instance, where it is now.
    pub fn of(process: &'a Process, state: &State, context: &'a Context<'a>) -> Self {
        Self { turn: Turn::looking_ahead(process, state.clone(), context), certainties: HashMap::new() }
    }

    /// Where the copy stands.
    pub fn state(&self) -> &State {
        &self.turn.state
    }

    /// How sure it is that the visit will come.
    pub fn certainty(&self, visit: VisitId) -> Certainty {
        self.certainties.get(&visit).copied().unwrap_or_default()
    }

    /// Supposes that an instance starts with this data.
    pub fn begin(&mut self, start: &Start) {
        // What cannot be said yet is simply not expected.
        let _ = self.turn.begin_anyhow(start).and_then(|()| self.turn.settle());
        self.judge(0);
    }

    /// Supposes that a visit is decided with an outcome.
    pub fn suppose(&mut self, visit: VisitId, outcome: OutcomeId, kind: OutcomeKind) {
        let before = self.turn.state.visits.len();
        let _ = self.turn.suppose(visit, outcome, kind).and_then(|()| self.turn.settle());
        self.judge(before);
    }

    /// Supposes that everybody agrees, every call completes and everything waited for comes, until nothing more comes or
    /// so many steps have.
    pub fn run(&mut self, most: usize) {
        let most = self.turn.state.visits.len() + most;
        while let Some((visit, outcome)) = self.next() {
            let before = self.turn.state.visits.len();
            match outcome {
                Some(outcome) => self.suppose(visit, outcome, OutcomeKind::Agree),
                None => self.suppose_it_comes(visit),
            }
            let stands_still = self.turn.state.is_active(visit);
            if stands_still || before > most || self.is_going_round() {
                break;
            }
        }
    }

    /// Supposes that what a visit waits for comes; of several events, the first.
    fn suppose_it_comes(&mut self, visit: VisitId) {
        let before = self.turn.state.visits.len();
        let _ = self.turn.suppose_it_comes(visit).and_then(|()| self.turn.settle());
        self.judge(before);
    }

    /// The first visit that waits: for people or a called process, with the outcome that is supposed; or for something
    /// else to come.
    fn next(&self) -> Option<(VisitId, Option<OutcomeId>)> {
        let mut waiting = self.turn.state.active();
        waiting.find_map(|(visit, at)| {
            let step = self.turn.process.step(&at.node)?;
            match &step.work {
                Work::Call(_) => Some((visit, Some(OutcomeId::from("completed")))),
                Work::Wait | Work::EventBased | Work::Service => Some((visit, None)),
                // All times of the same work are decided, not the whole that they make up.
                _ if step.is_whole(at) => None,
                _ => step.human()?.first_of(OutcomeKind::Agree).map(|outcome| (visit, Some(outcome.id.clone()))),
            }
        })
    }

    /// Supposing agreement everywhere can lead round a loop; once is enough.
    fn is_going_round(&self) -> bool {
        let visits = &self.turn.state.visits;
        let Some(last) = visits.last() else { return false };
        visits.iter().filter(|visit| visit.node == last.node).count() > 3
    }

    /// A visit is as sure as the least sure of the visits it came from, and of the gateway that chose it.
    fn judge(&mut self, first: usize) {
        let state = &self.turn.state;
        for (id, visit) in (first as VisitId..).zip(state.visits.iter().skip(first)) {
            let from = visit.from.iter().filter_map(|before| {
                let inherited = self.certainties.get(before).copied().unwrap_or_default();
                let step = self.turn.process.step(&state.visit(*before)?.node)?;
                Some(inherited.max(self.choice_at(step)))
            });
            // A join is reached when any of its branches is certain to lead there.
            let certainty = from.min().unwrap_or_default();
            self.certainties.insert(id, certainty);
        }
    }

    fn choice_at(&self, step: &Step) -> Certainty {
        let conditions = step.ways.iter().filter_map(|way| way.when.as_ref());
        let names = conditions.flat_map(|when| when.free_names());
        let doubts = names.map(|reference| match &*reference.name {
            "outcome" | "outcomes" => Certainty::OnDecision,
            field => match self.turn.state.data.get(field) {
                None | Some(feel::Value::Null) => Certainty::OnField,
                Some(_) => Certainty::Certain,
            },
        });
        doubts.max().unwrap_or_default()
    }
}
