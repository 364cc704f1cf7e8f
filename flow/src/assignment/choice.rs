//! One of several who could be asked: whoever has the least to do, or whose turn it is.

use std::collections::BTreeSet;

use feel::Value;

use super::search::{Search, nobody_twice};
use super::{Candidate, Place};
use crate::id::{NodeId, PersonId};
use crate::kernel::{Fact, Incident};
use crate::process::Rule;
use crate::time::Moment;

impl Search<'_> {
    /// The place of the one who is chosen among all whom some rules yield. Where nobody is given a task, nobody is chosen:
    /// there it is about all of them.
    pub(super) fn one_of(
        &self,
        rules: &[Rule],
        choose: impl FnOnce(&Self, &NodeId, Vec<Candidate>) -> Option<Candidate>,
    ) -> Result<Vec<Place>, Incident> {
        let places = self.each(rules)?;
        let Some(node) = self.node() else { return Ok(places) };
        let candidates = nobody_twice(places.into_iter().flat_map(|place| place.candidates));
        Ok(choose(self, node, candidates.into_vec()).map(Place::of).into_iter().collect())
    }

    /// The first of those with the fewest open tasks.
    pub(super) fn least_loaded(&self, _: &NodeId, candidates: Vec<Candidate>) -> Option<Candidate> {
        // What is not known yet is asked for everybody at once.
        let loads: Vec<u64> = candidates.iter().map(|candidate| self.open_tasks(&candidate.person)).collect();
        let (mut chosen, load) = candidates.into_iter().zip(loads).min_by_key(|(_, load)| *load)?;
        chosen.why = self.reason.with(&chosen, self.reason.least_loaded(load));
        Some(chosen)
    }

    /// The one after whoever of them was asked last at a node; the first when nobody was.
    pub(super) fn next_in_turn(&self, node: &NodeId, mut candidates: Vec<Candidate>) -> Option<Candidate> {
        let people: Vec<PersonId> = candidates.iter().map(|candidate| candidate.meant().person).collect();
        let last = self.asked_last(node, people.iter().cloned().collect());
        let place = last.as_ref().and_then(|last| people.iter().position(|person| person == last));
        let next = place.map_or(0, |place| (place + 1) % people.len());
        let mut chosen = (!candidates.is_empty()).then(|| candidates.swap_remove(next))?;
        chosen.why = self.reason.with(&chosen, self.reason.in_turn(last.as_ref()));
        Some(chosen)
    }

    /// The node at which somebody is asked.
    fn node(&self) -> Option<&NodeId> {
        self.scope.state.visit(self.scope.local.visit?).map(|visit| &visit.node)
    }

    /// How many open tasks a person has, here and elsewhere.
    fn open_tasks(&self, person: &PersonId) -> u64 {
        let elsewhere = match self.scope.context.facts.ask(&Fact::OpenTasks(person.clone())) {
            Some(Value::Number(number)) => number.to_i64().and_then(|number| u64::try_from(number).ok()),
            _ => None,
        };
        let here = self.scope.state.open_tasks().filter(|(_, task)| task.person == *person).count() as u64;
        elsewhere.unwrap_or_default().saturating_add(here)
    }

    /// Who of these was asked last at a node of the process, here or elsewhere.
    fn asked_last(&self, node: &NodeId, among: BTreeSet<PersonId>) -> Option<PersonId> {
        let here = self.scope.state.asked_at(node).filter(|(_, person)| among.contains(*person)).last();
        let here = here.map(|(at, person)| (at, person.clone()));
        let process = self.scope.process.definition().key.clone();
        let asked = self.scope.context.facts.ask(&Fact::LastAsked { process, node: node.clone(), among });
        let elsewhere = asked.and_then(Value::as_context).and_then(|asked| {
            let Value::Number(at) = asked.get("at")? else { return None };
            Some((Moment(at.to_i64()?), PersonId::from(asked.get("person")?.as_str()?)))
        });
        // Of the same moment, what this instance did is later: it goes on from what the others have done.
        elsewhere.into_iter().chain(here).max_by_key(|(at, _)| *at).map(|(_, person)| person)
    }
}
