//! What people can decide.

use super::fill::{Filled, Form};
use super::{Aim, Move, Moves, Place, What, words};
use crate::form::write_json;
use crate::kernel::{Task, TaskId, VisitId, choices, wants_opinion};
use crate::model::{Outcome, OutcomeKind};
use crate::process::{HumanStep, Local, Scope, Step as ProcessStep};
use crate::scenario::model::{Doing, Step};
use crate::world::{Instance, World};

/// What people say where something has to be said.
const OPINION: &str = "…";
/// What people outside are called.
const OUTSIDE: &str = "…";

/// What can be filled in with each decision that was looked at.
type Known<'a, W> = Vec<(VisitId, &'a Outcome, Vec<Filled<W>>)>;

impl Moves<'_> {
    /// What the holders of open tasks can decide.
    pub(super) fn decisions<A: Aim>(&self, world: &World, instance: &Instance, aim: &A) -> Vec<Move<A::Worth>> {
        let mut moves = Vec::new();
        let mut visits = Vec::new();
        let mut known = Known::new();
        for (task, open) in instance.state.open_tasks() {
            let is_first = !visits.contains(&open.visit);
            if is_first || A::EACH_PERSON {
                visits.push(open.visit);
                self.decide(world, instance, (task, open), aim, &mut known, &mut moves);
            }
        }
        moves
    }

    fn decide<'a, A: Aim>(
        &self,
        world: &World,
        instance: &'a Instance,
        (task, open): (TaskId, &Task),
        aim: &A,
        known: &mut Known<'a, A::Worth>,
        moves: &mut Vec<Move<A::Worth>>,
    ) {
        let Some(visit) = instance.state.visit(open.visit) else { return };
        let Some(step) = instance.process.step(&visit.node) else { return };
        let Some(human) = step.human() else { return };
        for outcome in choices(human, &instance.state, task) {
            // What is filled in does not depend on who does.
            let seen = known.iter().find(|(visit, of, _)| *visit == open.visit && *of == outcome);
            let fills = match seen {
                Some((.., fills)) => fills.clone(),
                None => {
                    let fills = self.fills(world, instance, open.visit, step, outcome, aim);
                    known.push((open.visit, outcome, fills.clone()));
                    fills
                }
            };
            moves.extend(fills.into_iter().map(|Filled { data, given, worth }| {
                let data = write_json(&instance.process.definition().form.fields, &data);
                let (node, by, outcome_id) = (step.id.clone(), open.person.clone(), Some(outcome.id.clone()));
                let opinion = wants_opinion(human, outcome).then(|| OPINION.to_owned());
                let outside = human.outside.is_some().then(|| OUTSIDE.to_owned());
                let doing = Doing::Decide { node, by, outcome: outcome_id, data, opinion, outside };
                let special = other_than_usual(human, outcome).then(|| words::chosen(step, outcome));
                Move { what: What::Happens(Step::Does(doing)), given, special, worth }
            }));
        }
    }

    /// What can be filled in with a decision.
    fn fills<A: Aim>(
        &self,
        world: &World,
        instance: &Instance,
        visit: VisitId,
        step: &ProcessStep,
        outcome: &Outcome,
        aim: &A,
    ) -> Vec<Filled<A::Worth>> {
        let Some(header) = &instance.state.header else { return Vec::new() };
        let samples = self.samples(world, &header.initiator);
        let place = Place { world, instance: Some(instance), step: Some(step), decision: Some((visit, outcome)) };
        world.informed(Some(instance), |context| {
            let scope = Scope::new(&instance.process, &instance.state, context);
            let scope = scope.with(Local { visit: Some(visit), ..Local::default() });
            self.filled(&Form::to_decide(step, outcome, samples, &scope), &place, aim)
        })
    }
}

/// Whether an outcome is another than the one that people choose who have nothing against the matter.
fn other_than_usual(human: &HumanStep, outcome: &Outcome) -> bool {
    let usual = human.first_of(OutcomeKind::Agree).or(human.outcomes.first());
    human.outcomes.len() > 1 && usual.is_some_and(|usual| usual.id != outcome.id)
}
