//! What can happen beside the work: messages and signals come, work fails, time passes.

use super::fill::Filled;
use super::{Aim, Move, Moves, Place, What, words};
use crate::form::{write_json, write_value};
use crate::kernel::awaited_events;
use crate::process::{Catch, Scope, Step as ProcessStep};
use crate::scenario::model::{Doing, Step, When};
use crate::scenario::play::Play;
use crate::time::{Moment, Span, Unit};
use crate::world::{Instance, World};

/// How often the clock moves on until something comes of it.
const MOST_MOMENTS: usize = 40;

impl Moves<'_> {
    /// Messages and signals that an instance waits for, or that another begins with.
    pub(super) fn events<A: Aim>(&self, world: &World, instance: &Instance, aim: &A) -> Vec<Move<A::Worth>> {
        let process = &instance.process;
        let awaited = awaited_events(process, &instance.state).into_iter().filter_map(|node| process.step(node));
        let starts = process.starts().filter(|_| self.stage.is_of(instance) && world.instances().len() == 1);
        let mut names = Vec::new();
        let mut moves = Vec::new();
        for step in awaited.chain(starts) {
            match &step.catch {
                Some(Catch::Message(name, _) | Catch::Signal(name)) if !names.contains(&name) => {
                    names.push(name);
                    moves.extend(self.event(world, instance, step, aim));
                }
                _ => {}
            }
        }
        moves
    }

    /// An event that comes to an instance, with what it can bring.
    fn event<A: Aim>(&self, world: &World, instance: &Instance, step: &ProcessStep, aim: &A) -> Vec<Move<A::Worth>> {
        let process = &instance.process;
        let Some(header) = &instance.state.header else { return Vec::new() };
        let samples = self.samples(world, &header.initiator);
        let place = Place { world, instance: Some(instance), step: None, decision: None };
        let (key, brought) = world.informed(Some(instance), |context| {
            let scope = Scope::new(process, &instance.state, context);
            let key = match &step.catch {
                Some(Catch::Message(_, Some(key))) => scope.value_of(key).unwrap_or_default(),
                _ => feel::Value::Null,
            };
            (key, self.brought(&scope, samples, &place, aim))
        });
        let fields = &process.definition().form.fields;
        let comes = |Filled { data, given, worth }: Filled<A::Worth>| {
            let data = write_json(fields, &data);
            let (name, doing) = match &step.catch {
                Some(Catch::Signal(name)) => (name, Doing::Signal { name: name.clone(), data }),
                Some(Catch::Message(name, _)) => {
                    (name, Doing::Message { name: name.clone(), key: write_value(&key), data })
                }
                _ => return None,
            };
            Some(Move { what: What::Happens(Step::Does(doing)), given, special: Some(words::comes(name)), worth })
        };
        brought.into_iter().filter_map(comes).collect()
    }

    /// Work that can fail, where something expects that.
    pub(super) fn failures<W>(&self, world: &World) -> Vec<Move<W>> {
        let mut moves = Vec::new();
        for instance in world.instances().iter().filter(|instance| self.stage.is_of(instance)) {
            for (_, visit) in instance.state.active() {
                let Some(step) = instance.process.step(&visit.node) else { continue };
                if !step.node.kind.is_activity() || step.sub().is_some() {
                    continue;
                }
                moves.extend(expected_errors(instance, step).into_iter().map(|code| {
                    let doing = Doing::Fail { node: step.id.clone(), code };
                    let special = Some(words::fails(step));
                    Move { what: What::Happens(Step::Does(doing)), given: Vec::new(), special, worth: None }
                }));
            }
        }
        moves
    }

    /// Time that passes until something comes of it.
    pub(super) fn later<A: Aim>(&self, play: &Play, aim: &A) -> Option<Move<A::Worth>> {
        let before = aim.told(play);
        let mut later = play.clone();
        for _ in 0..MOST_MOMENTS {
            let next = later.world.next_moment()?;
            later.world.move_to(next);
            if aim.told(&later) != before {
                let what = What::Happens(clock(play.world.now(), later.world.now()));
                return Some(Move { what, given: Vec::new(), special: Some(words::passes()), worth: None });
            }
        }
        None
    }
}

/// The codes that something expects which sits on a step, or around it.
fn expected_errors(instance: &Instance, step: &ProcessStep) -> Vec<Option<String>> {
    let mut codes = Vec::new();
    let mut at = Some(step);
    while let Some(host) = at {
        let around = host.within.map(|within| instance.process.at(within));
        let events = instance.process.event_sub_processes(host.within).iter();
        let starts = events.filter_map(|event| instance.process.at(*event).sub()).flat_map(|sub| &sub.begins);
        for event in host.attached.iter().chain(starts) {
            if let Some(Catch::Error(code)) = &instance.process.at(*event).catch
                && !codes.contains(code)
            {
                codes.push(code.clone());
            }
        }
        at = around;
    }
    codes
}

/// The clock on from one moment to another, by a span where that is a whole one.
fn clock(from: Moment, to: Moment) -> Step {
    let minutes = (to.0 - from.0) / 60_000;
    let is_whole = from.plus_millis(minutes * 60_000) == to;
    match (is_whole, minutes % 60, i32::try_from(minutes)) {
        (true, 0, Ok(minutes)) if minutes < 48 * 60 => Step::Later(Span { amount: minutes / 60, unit: Unit::Hour }),
        (true, _, Ok(minutes)) if minutes < 180 => Step::Later(Span { amount: minutes, unit: Unit::Minute }),
        _ => Step::At(When(to)),
    }
}
