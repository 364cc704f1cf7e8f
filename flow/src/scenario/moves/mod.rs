//! What can happen next in a play: what people decide and fill in, what comes from outside, what fails, what time brings.
//!
//! Whoever looks has an [`Aim`]: it tells which of all that could be filled in is worth trying.

mod aim;
mod beginning;
mod deciding;
mod fill;
mod outside;
mod pool;
mod pools;
mod truth;
pub(super) mod words;

pub(super) use aim::{Aim, Fill, Place};
pub(super) use pools::Pools;
pub(super) use truth::Truth;

use super::model::{StartOf, Step};
use super::run::Stage;
use super::scene::Scene;
use crate::id::PersonId;
use crate::text::Text;
use crate::trace::Samples;
use crate::world::World;

/// Something that can happen.
pub(super) enum What {
    Begins(StartOf),
    Happens(Step),
}

/// Something that can happen next.
pub(super) struct Move<W> {
    pub(super) what: What,
    /// What is filled in to change where tokens go.
    pub(super) given: Vec<Text>,
    /// What is special about it besides; nothing where somebody does what is usual.
    pub(super) special: Option<Text>,
    /// What counts of what is filled in; none where nothing is that could change where tokens go.
    pub(super) worth: Option<W>,
}

/// Looks at what can happen in plays on a stage.
#[derive(Clone, Copy)]
pub(super) struct Moves<'a> {
    pub(super) stage: &'a Stage,
    /// What people try to fill in; in a process that is not among them, they fill in what is asked for alone.
    pub(super) pools: &'a Pools,
}

impl Moves<'_> {
    /// Whatever can happen next.
    pub(super) fn next<A: Aim>(&self, scene: &Scene, aim: &A) -> Vec<Move<A::Worth>> {
        let mut moves = Vec::new();
        let world = &scene.served.world;
        for instance in world.instances() {
            moves.extend(self.decisions(world, instance, aim));
            moves.extend(self.events(world, instance, aim));
        }
        moves.extend(self.failures(&scene.asked.world));
        moves.extend(self.later(&scene.served, aim));
        moves
    }

    /// Values for an instance, as its initiator would try them.
    fn samples<'s>(&'s self, world: &World, initiator: &'s PersonId) -> Samples<'s> {
        Samples { organisation: &self.stage.organisation, initiator, now: world.now() }
    }
}
