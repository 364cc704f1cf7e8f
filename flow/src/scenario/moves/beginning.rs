//! How an instance can begin.

use std::iter;

use super::fill::Form;
use super::{Aim, Move, Moves, Place, What};
use crate::form::write_json;
use crate::id::PersonId;
use crate::kernel::{Facts, State, may_start};
use crate::process::{Local, Scope, Step};
use crate::scenario::model::StartOf;
use crate::scenario::run::Stage;
use crate::world::World;

impl Stage {
    /// Everybody who may start an instance.
    pub(in crate::scenario) fn starters<'s>(&'s self, world: &'s World) -> impl Iterator<Item = &'s PersonId> {
        let may = |person: &&PersonId| {
            self.organisation.is_here(person, world.now())
                && may_start(&self.process, person, &world.context(&Facts::default()))
        };
        self.organisation.people.keys().filter(may)
    }

    /// Somebody who may start an instance, better one whom somebody is above.
    pub(in crate::scenario) fn usual_starter<'s>(&'s self, world: &'s World) -> Option<&'s PersonId> {
        let reports = |person: &&PersonId| self.organisation.superior_of(person, world.now()).is_some();
        self.starters(world).find(reports).or_else(|| self.starters(world).next())
    }
}

impl Moves<'_> {
    /// How somebody can begin an instance.
    pub(in crate::scenario) fn beginnings<A: Aim>(&self, by: &PersonId, world: &World, aim: &A) -> Vec<Move<A::Worth>> {
        let process = &self.stage.process;
        let starts = iter::once(process.start()).chain(process.exceptional_starts());
        starts.flat_map(|start| self.beginnings_at(start, by, world, aim)).collect()
    }

    fn beginnings_at<A: Aim>(
        &self,
        start: &Step,
        by: &PersonId,
        world: &World,
        aim: &A,
    ) -> impl Iterator<Item = Move<A::Worth>> {
        let process = &self.stage.process;
        let nothing = State::default();
        let fills = world.informed(None, |context| {
            let scope = Scope::new(process, &nothing, context).with(Local { starter: Some(by), ..Local::default() });
            let form = Form::to_start(start, self.samples(world, by), &scope);
            self.filled(&form, &Place { world, instance: None, step: Some(start), decision: None }, aim)
        });
        let at = start.exception.is_some().then(|| start.id.clone());
        fills.into_iter().map(move |fill| {
            let data = write_json(&process.definition().form.fields, &fill.data);
            let begins = StartOf { by: by.clone(), at: at.clone(), data, refused: None };
            Move { what: What::Begins(begins), given: fill.given, special: None, worth: fill.worth }
        })
    }
}
