//! What can happen next in a play.

use std::iter;

use super::chart::{Choosing, NOWHERE};
use super::fill::{Fill, Place};
use super::search::{Reached, Search};
use super::tell;
use crate::form::{write_json, write_value};
use crate::id::PersonId;
use crate::kernel::{Data, State, TaskId, Visit, VisitId, awaited_events, choices, may_start, wants_opinion};
use crate::model::{Outcome, OutcomeKind};
use crate::process::{Catch, HumanStep, Local, Scope, Step as ProcessStep};
use crate::scenario::model::{Doing, StartOf, Step, When};
use crate::scenario::run::Stage;
use crate::text::Text;
use crate::time::{Moment, Span, Unit};
use crate::trace::Samples;
use crate::world::{Instance, World};

/// What people say where something has to be said.
const OPINION: &str = "…";
/// What people outside are called.
const OUTSIDE: &str = "…";
/// How often the clock moves on until something comes of it.
const MOST_MOMENTS: usize = 40;

/// Something that can happen.
pub(super) enum What {
    Begins(StartOf),
    Happens(Step),
}

/// Something that can happen next.
pub(super) struct Move {
    pub(super) what: What,
    /// What is special about it.
    pub(super) because: Vec<Text>,
    /// How far it is to each element then, as far as can be said before.
    pub(super) far: Vec<u32>,
}

impl Search<'_> {
    /// How the instance can begin.
    pub(super) fn beginnings(&self, world: &World) -> Vec<Move> {
        let organisation = &self.stage.organisation;
        let process = &self.stage.process;
        let may = |person: &&PersonId| {
            organisation.is_here(person, world.now()) && may_start(process, person, &world.context(&Default::default()))
        };
        let people = || organisation.people.keys().filter(may);
        let reports = people().find(|person| organisation.superior_of(person, world.now()).is_some());
        let Some(by) = reports.or_else(|| people().next()) else { return Vec::new() };
        let starts = iter::once(process.start()).chain(process.exceptional_starts());
        starts.flat_map(|start| self.beginnings_at(start, by, world)).collect()
    }

    fn beginnings_at(&self, start: &ProcessStep, by: &PersonId, world: &World) -> Vec<Move> {
        let Stage { organisation, process, .. } = self.stage;
        let nothing = State::default();
        let fills = world.informed(None, |context| {
            let scope = Scope::new(process, &nothing, context).with(Local { starter: Some(by), ..Local::default() });
            let samples = Samples { organisation, initiator: by, now: world.now() };
            self.place(process, &nothing, &|_, _| 0, samples).fills(start, None, None, &scope)
        });
        let fields = &process.definition().form.fields;
        let at = start.exception.is_some().then(|| start.id.clone());
        let begins = fills.into_iter().map(|fill| {
            let data = write_json(fields, &fill.data);
            let because = tell::given(process, &fill.wanted);
            let begins = StartOf { by: by.clone(), at: at.clone(), data, refused: None };
            Move { what: What::Begins(begins), because, far: fill.far }
        });
        begins.collect()
    }

    fn place<'a>(
        &'a self,
        process: &'a crate::process::Process,
        state: &'a State,
        left: &'a dyn Fn(VisitId, &Visit) -> u32,
        samples: Samples<'a>,
    ) -> Place<'a> {
        let (chart, pool, elements, missing) = (&self.chart, &self.pool, &self.elements, &self.missing);
        Place { chart, pool, elements, missing, process, state, left, samples }
    }

    /// Whatever can happen next.
    pub(super) fn moves(&self, reached: &Reached) -> Vec<Move> {
        let mut moves = Vec::new();
        for instance in reached.served.world.instances() {
            let mut visits = Vec::new();
            for (task, open) in instance.state.open_tasks() {
                // One after the other: who of several at a node is first makes no difference to where tokens go.
                if !visits.contains(&open.visit) {
                    visits.push(open.visit);
                    self.decisions(reached, instance, task, &mut moves);
                }
            }
            if self.is_tested(instance) {
                self.what_comes(reached, instance, &mut moves);
            }
        }
        self.failures(reached, &mut moves);
        moves.extend(self.later(reached));
        moves
    }

    fn decisions(&self, reached: &Reached, instance: &Instance, task: TaskId, moves: &mut Vec<Move>) {
        let Some(open) = instance.state.task(task) else { return };
        let Some(visit) = instance.state.visit(open.visit) else { return };
        let Some(step) = instance.process.step(&visit.node) else { return };
        let Some(human) = step.human() else { return };
        for outcome in choices(human, &instance.state, task) {
            for fill in self.filled(reached, instance, open.visit, step, outcome) {
                let (node, by, outcome_id) = (step.id.clone(), open.person.clone(), Some(outcome.id.clone()));
                let data = write_json(&instance.process.definition().form.fields, &fill.data);
                let opinion = wants_opinion(human, outcome).then(|| OPINION.to_owned());
                let mut because = tell::given(&instance.process, &fill.wanted);
                because.extend(other_than_usual(human, outcome).then(|| tell::chosen(step, outcome)));
                let outside = human.outside.is_some().then(|| OUTSIDE.to_owned());
                let doing = Doing::Decide { node, by, outcome: outcome_id, data, opinion, outside };
                moves.push(Move { what: What::Happens(Step::Does(doing)), because, far: fill.far });
            }
        }
    }

    /// What can be filled in with a decision; in a called process what the form asks for.
    fn filled(
        &self,
        reached: &Reached,
        instance: &Instance,
        visit: VisitId,
        step: &ProcessStep,
        outcome: &Outcome,
    ) -> Vec<Fill> {
        let world = &reached.served.world;
        let header = instance.state.header.as_ref();
        let Some(initiator) = header.map(|header| &header.initiator) else { return Vec::new() };
        let samples = Samples { organisation: &self.stage.organisation, initiator, now: world.now() };
        let left = |id: VisitId, at: &Visit| {
            let left = self.left(world, instance, id, at);
            if id == visit { left.saturating_sub(1) } else { left }
        };
        world
            .informed(Some(instance), |context| {
                let scope = Scope::new(&instance.process, &instance.state, context);
                let scope = scope.with(Local { visit: Some(visit), ..Local::default() });
                let is_against = outcome.kind == OutcomeKind::Refuse;
                match self.is_tested(instance) {
                    true => {
                        let is_last = left(visit, instance.state.visit(visit)?) == 0;
                        let choosing = is_last.then_some(Choosing { at: step.index, outcome: &outcome.id, is_against });
                        let place = self.place(&instance.process, &instance.state, &left, samples);
                        Some(place.fills(step, Some(outcome), choosing, &scope))
                    }
                    false => self.of_called(reached, instance, step, outcome, samples, &scope),
                }
            })
            .unwrap_or_default()
    }

    fn of_called(
        &self,
        reached: &Reached,
        instance: &Instance,
        step: &ProcessStep,
        outcome: &Outcome,
        samples: Samples<'_>,
        scope: &Scope<'_>,
    ) -> Option<Vec<Fill>> {
        let given = serde_json::Map::new();
        let filling =
            crate::trace::Filling { process: &instance.process, step, outcome: Some(outcome), given: &given, samples };
        let filled = filling.fit(&Data::new(), scope);
        let far = reached.far.iter().map(|far| far.saturating_sub(1)).collect();
        filled.against.is_empty().then(|| vec![Fill { data: filled.data, wanted: Data::new(), far }])
    }

    /// Messages and signals that are waited for, or that an instance begins with.
    fn what_comes(&self, reached: &Reached, instance: &Instance, moves: &mut Vec<Move>) {
        let process = &instance.process;
        let world = &reached.served.world;
        let awaited = awaited_events(process, &instance.state);
        let awaited = awaited.into_iter().filter_map(|node| process.step(node));
        let starts = process.starts().filter(|_| world.instances().len() == 1);
        let mut names = Vec::new();
        for step in awaited.chain(starts) {
            let name = match &step.catch {
                Some(Catch::Message(name, _) | Catch::Signal(name)) if !names.contains(name) => name.clone(),
                _ => continue,
            };
            names.push(name.clone());
            let Some(initiator) = instance.state.header.as_ref().map(|header| &header.initiator) else { continue };
            let samples = Samples { organisation: &self.stage.organisation, initiator, now: world.now() };
            let left = |id: VisitId, at: &Visit| self.left(world, instance, id, at);
            let (key, fills) = world.informed(Some(instance), |context| {
                let scope = Scope::new(process, &instance.state, context);
                let key = match &step.catch {
                    Some(Catch::Message(_, Some(key))) => scope.value_of(key).unwrap_or_default(),
                    _ => feel::Value::Null,
                };
                (key, self.place(process, &instance.state, &left, samples).brought(&scope))
            });
            for fill in fills {
                let data = write_json(&process.definition().form.fields, &fill.data);
                let mut because = tell::given(process, &fill.wanted);
                because.push(tell::comes(&name));
                let doing = match &step.catch {
                    Some(Catch::Signal(_)) => Doing::Signal { name: name.clone(), data },
                    _ => Doing::Message { name: name.clone(), key: write_value(&key), data },
                };
                moves.push(Move { what: What::Happens(Step::Does(doing)), because, far: fill.far });
            }
        }
    }

    /// Work that can fail, where something expects that.
    fn failures(&self, reached: &Reached, moves: &mut Vec<Move>) {
        for instance in reached.play.world.instances().iter().filter(|instance| self.is_tested(instance)) {
            for (_, visit) in instance.state.active() {
                let Some(step) = instance.process.step(&visit.node) else { continue };
                if !step.node.kind.is_activity() || step.sub().is_some() {
                    continue;
                }
                for code in expected_errors(instance, step) {
                    let doing = Doing::Fail { node: step.id.clone(), code };
                    let because = vec![tell::fails(step)];
                    moves.push(Move { what: What::Happens(Step::Does(doing)), because, far: reached.far.clone() });
                }
            }
        }
    }

    /// Time that passes until something comes of it.
    fn later(&self, reached: &Reached) -> Option<Move> {
        let before = self.signature(&reached.served);
        let mut later = reached.served.clone();
        for _ in 0..MOST_MOMENTS {
            let next = later.world.next_moment()?;
            later.world.move_to(next);
            if self.signature(&later) != before {
                let clock = clock(reached.served.world.now(), later.world.now());
                let far = reached.far.clone();
                return Some(Move { what: What::Happens(clock), because: vec![tell::passes()], far });
            }
        }
        None
    }

    pub(super) fn is_tested(&self, instance: &Instance) -> bool {
        instance.process.definition().key == self.stage.process.definition().key
    }
}

/// Whether an outcome is another than the one that people choose who have nothing against the matter.
fn other_than_usual(human: &HumanStep, outcome: &Outcome) -> bool {
    let usual = human.first_of(OutcomeKind::Agree).or(human.outcomes.first());
    human.outcomes.len() > 1 && usual.is_some_and(|usual| usual.id != outcome.id)
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

/// Nothing is nearer than that.
pub(super) fn nearest(far: impl Iterator<Item = u32>) -> u32 {
    far.min().unwrap_or(NOWHERE)
}
