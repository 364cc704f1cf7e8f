//! What people do in a trace: they complete their tasks.

use super::run::{Run, TRACED};
use super::sample::{Filled, Filling};
use super::step::{Happening, Telling, refusal};
use super::wishes::Answer;
use crate::id::PersonId;
use crate::kernel::{Command, Data, Outsider, Rejection, TaskId, VisitId, return_targets, wants_opinion};
use crate::model::{Outcome, OutcomeKind};
use crate::process::{HumanStep, Scope, Step};
use crate::world::Instance;

/// What people say where something has to be said.
const OPINION: &str = "trace";

/// A task, with whose it is and where.
struct Held<'t> {
    instance: &'t Instance,
    step: &'t Step,
    human: &'t HumanStep,
    task: TaskId,
    person: &'t PersonId,
    visit: VisitId,
}

impl Run<'_> {
    /// Completes a task as it is wished, else by agreeing.
    pub(super) fn complete(&mut self, place: usize, task: TaskId) {
        let instance = self.world.instances()[place].clone();
        let Some(open) = instance.state.task(task) else { return };
        let visit = open.visit;
        let Some(at) = instance.state.visit(visit) else { return };
        let Some(step) = instance.process.step(&at.node) else { return };
        let Some(human) = step.human() else { return };
        let held = Held { instance: &instance, step, human, task, person: &open.person, visit };
        let wish = if place == TRACED { self.wishes.next_at(&step.id) } else { None };
        let done = match wish {
            Some(Answer::Return) => self.give_back(&held),
            Some(Answer::Fail(code)) => {
                let fails = Command::Fail { visit, code: Some(code) };
                self.world.execute(&held.instance.id, &fails).map(|()| Filled::default())
            }
            Some(Answer::Outcome(outcome)) => self.decide(&held, human.outcome(&outcome)),
            None => self.decide(&held, agreeing(human)),
        };
        match done {
            Ok(filled) if place == TRACED => self.note(visit, filled),
            Ok(_) => {}
            Err(rejection) => {
                let (node, message) = (step.id.clone(), Some(refusal(&rejection)));
                self.report(place, Telling { node, visit, happening: Happening::Incident, blocks: true, message });
            }
        }
    }

    /// Decides a task, and fills in what the form asks for.
    fn decide(&mut self, held: &Held<'_>, outcome: Option<&Outcome>) -> Result<Filled, Rejection> {
        let outcome = outcome.ok_or(Rejection::NotOffered)?;
        let filled = self.fill(held, outcome);
        let opinion = wants_opinion(held.human, outcome).then(|| OPINION.to_owned());
        let (task, by, outcome, data) = (held.task, held.person.clone(), outcome.id.clone(), filled.data.clone());
        let outside = held.human.outside.is_some().then(Outsider::default);
        let decide = Command::Decide { task, by, outcome, data, opinion, seen: None, outside };
        self.world.execute(&held.instance.id, &decide)?;
        Ok(filled)
    }

    fn fill(&self, held: &Held<'_>, outcome: &Outcome) -> Filled {
        let Some(process) = self.written.get(&held.instance.process.definition().key) else { return Filled::default() };
        let Some(step) = process.step(&held.step.id) else { return Filled::default() };
        let outcome = step.human().and_then(|human| human.outcome(&outcome.id));
        self.world.informed(Some(held.instance), |context| {
            let scope = Scope::new(process, &held.instance.state, context);
            let filling = Filling { process, step, outcome, given: &self.plan.data, samples: self.samples() };
            filling.fit(&Data::new(), &scope)
        })
    }

    /// Sends a task back to where an outcome that returns would: the first node that the step names, else the start;
    /// when it cannot go there, to the nearest that it can go to.
    fn give_back(&mut self, held: &Held<'_>) -> Result<Filled, Rejection> {
        let Instance { process, state, .. } = held.instance;
        let usual = held.human.returns.to.iter().flatten().next().unwrap_or(&state.began_at(process).id);
        let targets = return_targets(process, state, held.visit);
        let offered = targets.iter().map(|target| &target.node);
        let to =
            offered.clone().find(|node| *node == usual).or_else(|| offered.clone().next()).unwrap_or(usual).clone();
        let (task, by, opinion) = (held.task, held.person.clone(), OPINION.to_owned());
        self.world.execute(&held.instance.id, &Command::Return { task, by, to, caller: false, opinion, seen: None })?;
        Ok(Filled::default())
    }
}

/// What somebody chooses who has nothing against it.
fn agreeing(human: &HumanStep) -> Option<&Outcome> {
    human.first_of(OutcomeKind::Agree).or_else(|| human.first_of(OutcomeKind::Neutral)).or(human.outcomes.first())
}
