//! What can come of a step, as the kernel decides it: which ways tokens may take out of it, with conditions that may
//! hold or not. Conditions that say nothing but `true` or `false`, or look at nothing but the outcome, are known.

use std::ops::Range;

use feel::{Expression, Limits, Value};

use super::net::Effect;
use super::scope::{Catcher, Scopes};
use crate::model::{EndResult, OnRefuse, OutcomeKind};
use crate::process::{Activation, HumanStep, Step, Throw, Way, Work};

/// Of how many ways that may be taken together every choice is looked at.
pub(super) const MOST_CHOICES: usize = 10;

/// One of the things that can come of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Leaving {
    /// The ways that are taken.
    pub(super) always: Vec<usize>,
    /// The ways that may be taken too; one at least, when no other is.
    pub(super) maybe: Vec<usize>,
    /// What it does to the other tokens.
    pub(super) effect: Effect,
}

/// Whether a condition holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Yes,
    No,
    Perhaps,
}

impl Leaving {
    fn along(always: Vec<usize>, maybe: Vec<usize>) -> Self {
        Self { always, maybe, effect: Effect::Nothing }
    }

    /// One for each choice of the ways that may be taken, of the first [`MOST_CHOICES`].
    pub(super) fn each_choice(&self) -> Vec<Self> {
        let at_least = u32::from(self.always.is_empty() && !self.maybe.is_empty());
        let chosen = (at_least..1 << self.maybe.len().min(MOST_CHOICES)).map(|chosen| {
            let also = self.maybe.iter().enumerate().filter(|(at, _)| chosen >> at & 1 == 1).map(|(_, way)| *way);
            Self { always: self.always.iter().copied().chain(also).collect(), maybe: Vec::new(), effect: self.effect }
        });
        chosen.collect()
    }

    fn with(effect: Effect) -> Self {
        Self { always: Vec::new(), maybe: Vec::new(), effect }
    }
}

impl Scopes<'_> {
    /// Everything that can come of a step; nothing when its token stays for ever, or only ever goes back.
    pub(super) fn leaving(&self, step: &Step) -> Vec<Leaving> {
        let mut found = match &step.work {
            Work::Exclusive => one_way(step),
            // Having read something is no outcome that ways speak of.
            Work::Human(human) if human.reading.is_none() => of_people(step, human),
            Work::Call(_) => [finish(step, Some("completed")), refused(step, "refused", None)].concat(),
            Work::Sub(_) => self.out_of_sub_process(step),
            Work::End(result, throw) => self.at_end(step, *result, throw.as_ref()),
            Work::Throw(throw) => match self.taken_away_by(step, throw) {
                Some(effect) => vec![Leaving::with(effect)],
                None => finish(step, None),
            },
            _ => finish(step, None),
        };
        found.dedup();
        found
    }

    fn at_end(&self, step: &Step, result: EndResult, throw: Option<&Throw>) -> Vec<Leaving> {
        let effect = throw.and_then(|throw| self.taken_away_by(step, throw)).unwrap_or(match result {
            EndResult::Completed => Effect::Nothing,
            EndResult::Refused => Effect::Leaves,
            EndResult::Terminated => Effect::Ends,
        });
        vec![Leaving::with(effect)]
    }

    /// What bringing something about does to the scope that it happens in.
    fn taken_away_by(&self, step: &Step, throw: &Throw) -> Option<Effect> {
        match (self.catcher(step, throw), throw) {
            (Some(Catcher { beside: true, .. }), _) => None,
            (Some(Catcher { event, .. }), _) => Some(self.effect_of(event, step.within)),
            (None, Throw::Error(_) | Throw::Cancel) => Some(Effect::Leaves),
            (None, _) => None,
        }
    }

    fn out_of_sub_process(&self, step: &Step) -> Vec<Leaving> {
        let inside = self.inside(step.index);
        let mut leaving = if inside.completes { finish(step, None) } else { Vec::new() };
        if inside.ends_instance {
            leaving.push(Leaving::with(Effect::Leaves));
        }
        let caught_further_out =
            inside.caught.iter().filter(|catcher| !catcher.beside && !step.attached.contains(&catcher.event));
        leaving.extend(caught_further_out.map(|catcher| Leaving::with(self.effect_of(catcher.event, step.within))));
        leaving
    }
}

/// What people can make of it: an outcome that sends the matter back leads nowhere new.
fn of_people(step: &Step, human: &HumanStep) -> Vec<Leaving> {
    let of_outcome = |outcome: &crate::model::Outcome| {
        let id = outcome.id.as_str();
        match outcome.kind {
            OutcomeKind::Agree | OutcomeKind::Neutral => finish(step, Some(id)),
            OutcomeKind::Return if names_way(step, id) == Holds::No => Vec::new(),
            OutcomeKind::Return => finish(step, Some(id)),
            OutcomeKind::Refuse => refused(step, id, human.refuse.as_ref()),
        }
    };
    human.outcomes.iter().flat_map(of_outcome).collect()
}

/// Refusing ends the instance, unless there is a way for it or the node says otherwise.
fn refused(step: &Step, outcome: &str, said: Option<&OnRefuse>) -> Vec<Leaving> {
    let ends = || vec![Leaving::with(Effect::Leaves)];
    match (said, names_way(step, outcome)) {
        (Some(OnRefuse::Back(_)), _) => Vec::new(),
        (Some(OnRefuse::End), _) | (None, Holds::No) => ends(),
        (Some(OnRefuse::Path), _) | (None, Holds::Yes) => finish(step, Some(outcome)),
        (None, Holds::Perhaps) => [finish(step, Some(outcome)), ends()].concat(),
    }
}

/// Whether an edge is a path of its own for an outcome.
fn names_way(step: &Step, outcome: &str) -> Holds {
    let mut ways = step.ways.iter().filter(|way| way.names_outcome).map(|way| holds(way, Some(outcome)));
    ways.by_ref().fold(Holds::No, |so_far, holds| match (so_far, holds) {
        (Holds::Yes, _) | (_, Holds::Yes) => Holds::Yes,
        (Holds::Perhaps, _) | (_, Holds::Perhaps) => Holds::Perhaps,
        _ => Holds::No,
    })
}

/// The first way whose condition holds, else the default.
fn one_way(step: &Step) -> Vec<Leaving> {
    let mut leaving = Vec::new();
    for (way, leads) in step.ways.iter().enumerate().filter(|(_, way)| !way.default) {
        match holds(leads, None) {
            Holds::No => {}
            Holds::Perhaps => leaving.push(Leaving::along(vec![way], Vec::new())),
            Holds::Yes => {
                leaving.push(Leaving::along(vec![way], Vec::new()));
                return leaving;
            }
        }
    }
    leaving.extend(default(step));
    leaving
}

/// Every way whose condition holds, else the default.
fn finish(step: &Step, outcome: Option<&str>) -> Vec<Leaving> {
    if step.ways.is_empty() {
        return vec![Leaving::with(Effect::Nothing)];
    }
    let ways = step.ways.iter().enumerate().filter(|(_, way)| !way.default);
    let ways: Vec<(usize, Holds)> = ways.map(|(at, way)| (at, holds(way, outcome))).collect();
    let that = |wanted: Holds| ways.iter().filter(move |(_, holds)| *holds == wanted).map(|(at, _)| *at).collect();
    let (always, maybe): (Vec<usize>, Vec<usize>) = (that(Holds::Yes), that(Holds::Perhaps));
    match (always.is_empty(), &maybe[..]) {
        (false, _) => vec![Leaving::along(always, maybe)],
        (true, []) => default(step).into_iter().collect(),
        (true, [only]) => [Leaving::along(vec![*only], Vec::new())].into_iter().chain(default(step)).collect(),
        (true, _) => [Leaving::along(Vec::new(), maybe)].into_iter().chain(default(step)).collect(),
    }
}

fn default(step: &Step) -> Option<Leaving> {
    let way = step.ways.iter().position(|way| way.default)?;
    Some(Leaving::along(vec![way], Vec::new()))
}

fn holds(way: &Way, outcome: Option<&str>) -> Holds {
    way.when.as_ref().map_or(Holds::Yes, |when| yields(when, Known { outcome, activation_count: None }))
}

/// Whether tokens on so many of its edges are enough for a complex gateway.
pub(super) fn is_enough(activation: Option<&Activation>, count: u32) -> Holds {
    match activation {
        None => Holds::Yes,
        Some(Activation::Count(enough)) if count >= *enough => Holds::Yes,
        Some(Activation::Count(_)) => Holds::No,
        Some(Activation::When(when)) => yields(when, Known { outcome: None, activation_count: Some(count) }),
    }
}

/// Whether an expression yields true. Of several things that have to hold together one that does not is enough.
fn yields(when: &Expression, known: Known<'_>) -> Holds {
    let is_known = |name: &str| known.knows(name) || feel::is_built_in(name);
    if when.free_names().iter().all(|reference| is_known(&reference.name)) {
        return match when.evaluate(&known, &mut Limits::default()) {
            Ok(Value::Bool(true)) => Holds::Yes,
            Ok(Value::Bool(false)) => Holds::No,
            _ => Holds::Perhaps,
        };
    }
    let text = when.text();
    let [one, other] = &when.parts()[..] else { return Holds::Perhaps };
    if text.get(one.end..other.start).map(str::trim) != Some("and") {
        return Holds::Perhaps;
    }
    let part = |range: &Range<usize>| text.get(range.clone()).and_then(|part| feel::parse(part, &()).ok());
    let fails = |range: &Range<usize>| part(range).is_some_and(|part| yields(&part, known) == Holds::No);
    if fails(one) || fails(other) { Holds::No } else { Holds::Perhaps }
}

/// What is known beforehand of what an expression sees.
#[derive(Clone, Copy)]
struct Known<'o> {
    outcome: Option<&'o str>,
    activation_count: Option<u32>,
}

impl Known<'_> {
    fn knows(self, name: &str) -> bool {
        match name {
            "outcome" => self.outcome.is_some(),
            "activationCount" => self.activation_count.is_some(),
            _ => false,
        }
    }
}

impl feel::Scope for Known<'_> {
    fn get(&self, name: &str) -> Option<Value> {
        match name {
            "outcome" => Some(self.outcome.map(|outcome| Value::String(outcome.into())).unwrap_or_default()),
            "activationCount" => Some(self.activation_count.map(|count| i64::from(count).into()).unwrap_or_default()),
            _ => None,
        }
    }

    fn now(&self) -> Option<feel::DateTime> {
        None
    }
}
