//! From a scope to its net: as much of it as can be come to from where tokens begin.

use rustc_hash::{FxHashMap, FxHashSet};

use super::leaving::{Leaving, MOST_CHOICES, is_enough};
use super::net::{Effect, Exit, Gateway, Needs, Net, Out, Place, Transition};
use super::path::Path;
use super::scope::Scopes;
use crate::process::{Catch, Reading, Step, StepIndex, Throw, Work};

/// How often an event at the side of a step is looked at that can come again, in one stay of a token.
const MOST_TIMES: u8 = 2;
/// How many events at the side of a step are looked at together that flow back into what goes on.
const MOST_BESIDE: usize = 4;

/// Where a token begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Begins {
    /// It enters a step, or is there.
    At(StepIndex),
    /// It waits at a join, on the edge of this place among those that arrive.
    On(StepIndex, usize),
    /// It came to a complex gateway on that edge when the gateway opened, which waits for the rest.
    Opened(StepIndex, usize),
}

/// A net, and what was left out of it to be looked at by itself.
pub(super) struct Drawn {
    pub(super) net: Net,
    /// Events at the side of steps whose tokens never meet those of the net.
    pub(super) apart: Vec<StepIndex>,
    /// Whether some events that can come together, or ways that can be taken together, were not.
    pub(super) cut: bool,
}

/// Draws the net of a scope in which tokens begin there.
pub(super) fn draw(scopes: &Scopes<'_>, begins: &[Begins]) -> Drawn {
    let mut drawing = Drawing {
        scopes,
        net: Net::default(),
        at: FxHashMap::default(),
        on: FxHashMap::default(),
        ahead: Vec::new(),
        apart: FxHashSet::default(),
        cut: false,
    };
    for begin in begins {
        let place = match *begin {
            Begins::At(step) => drawing.stay(Stay { step, beside: 0 }),
            Begins::On(join, edge) => drawing.before(join)[edge],
            Begins::Opened(join, edge) => drawing.came_to(join, edge),
        };
        drawing.net.about_mut(place).marked += 1;
    }
    while let Some((transition, stay)) = drawing.ahead.pop() {
        drawing.exits_of(transition, stay);
    }
    let apart = drawing.apart.into_iter().collect();
    Drawn { net: drawing.net, apart, cut: drawing.cut }
}

/// A stay of a token at a step, with the events at its side that have come: two bits for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Stay {
    step: StepIndex,
    beside: u8,
}

struct Drawing<'s> {
    scopes: &'s Scopes<'s>,
    net: Net,
    at: FxHashMap<Stay, Place>,
    on: FxHashMap<StepIndex, Vec<Place>>,
    /// Transitions whose exits are still to be drawn.
    ahead: Vec<(usize, Stay)>,
    apart: FxHashSet<StepIndex>,
    cut: bool,
}

impl Drawing<'_> {
    /// The place of a token at a step.
    fn stay(&mut self, stay: Stay) -> Place {
        if let Some(place) = self.at.get(&stay) {
            return *place;
        }
        let transition = self.transition(stay, Needs::One);
        let place = self.net.place(transition);
        self.net.transitions[transition].from.push(place);
        self.at.insert(stay, place);
        place
    }

    /// The places of the tokens that wait at a join, in the order of its edges.
    fn before(&mut self, join: StepIndex) -> Vec<Place> {
        if let Some(places) = self.on.get(&join) {
            return places.clone();
        }
        let step = self.scopes.process.at(join);
        let needs = match step.work {
            _ if step.needs > 1 => Needs::Many(u8::try_from(step.needs).unwrap_or(u8::MAX)),
            Work::Parallel => Needs::Each,
            Work::Complex(_) => Needs::Enough,
            _ => Needs::Those,
        };
        let transition = self.transition(Stay { step: join, beside: 0 }, needs);
        let places: Vec<Place> = match needs {
            Needs::Many(_) => vec![self.net.place(transition); step.arriving.len()],
            _ => step.arriving.iter().map(|_| self.net.place(transition)).collect(),
        };
        self.net.transitions[transition].from.clone_from(&places);
        self.net.transitions[transition].from.dedup();
        if let Work::Complex(activation) = &step.work {
            let came = step.arriving.iter().map(|_| self.net.place(transition)).collect();
            let counts = 1..=step.arriving.len() as u32;
            let enough = counts.map(|count| is_enough(activation.as_ref(), count)).collect();
            self.net.transitions[transition].gateway = Some(Gateway { enough, came });
        }
        self.on.insert(join, places.clone());
        places
    }

    /// The place that tells that a token came along an edge when the complex gateway opened.
    fn came_to(&mut self, join: StepIndex, edge: usize) -> Place {
        let waits = self.before(join)[edge];
        self.net.taker(waits).gateway.as_ref().map_or(waits, |gateway| gateway.came[edge])
    }

    fn transition(&mut self, stay: Stay, needs: Needs) -> usize {
        let step = self.scopes.process.at(stay.step);
        let rests = rests(step);
        let activity = (rests && !matches!(step.work, Work::End(..) | Work::Throw(_))).then_some(step.index);
        self.net.transitions.push(Transition {
            step: step.index,
            from: Vec::new(),
            needs,
            gateway: None,
            rests,
            activity,
            exits: Vec::new(),
            also: Vec::new(),
            before: Vec::new(),
            gone: false,
        });
        let transition = self.net.transitions.len() - 1;
        self.ahead.push((transition, stay));
        transition
    }

    fn exits_of(&mut self, transition: usize, stay: Stay) {
        let step = self.scopes.process.at(stay.step);
        let passed = self.net.paths.node(step.index);
        let mut exits = match step.work {
            Work::EventBased => self.first_of_events(step, passed),
            _ => self.exits_along(step, self.scopes.leaving(step), passed),
        };
        exits.extend(self.by_events(step, stay));
        self.net.transitions[transition].exits = exits;
    }

    fn exits_along(&mut self, step: &Step, leaving: Vec<Leaving>, passed: Path) -> Vec<Exit> {
        let several = step.gives > 1;
        self.cut |= several && leaving.iter().any(|leaving| leaving.maybe.len() > MOST_CHOICES);
        let exit = |leaving: Leaving| Exit {
            passed,
            always: leaving.always.into_iter().flat_map(|way| self.all_along(step, way)).collect(),
            maybe: leaving.maybe.into_iter().map(|way| self.along(step, way)).collect(),
            effect: leaving.effect,
        };
        // Tokens that may go together along a way all do or none does.
        let leaving =
            leaving.into_iter().flat_map(|leaving| if several { leaving.each_choice() } else { vec![leaving] });
        leaving.map(exit).collect()
    }

    /// All tokens that go along a way that is taken.
    fn all_along(&mut self, step: &Step, way: usize) -> Vec<Out> {
        let gives = step.gives.min(u32::from(u8::MAX)) as usize;
        vec![self.along(step, way); gives]
    }

    /// A token that goes along a way.
    fn along(&mut self, step: &Step, way: usize) -> Out {
        let leads = &step.ways[way];
        let target = self.scopes.process.at(leads.to);
        let edge = target.place_of(&leads.edge).filter(|_| target.joins());
        let to = match edge {
            Some(edge) => self.before(target.index)[edge],
            None => self.stay(Stay { step: target.index, beside: 0 }),
        };
        Out { to, passed: self.net.paths.edge(step.index, way) }
    }

    /// The event that comes first is entered and passed at once.
    fn first_of_events(&mut self, step: &Step, passed: Path) -> Vec<Exit> {
        let mut exits = Vec::new();
        for (way, leads) in step.ways.iter().enumerate() {
            let event = self.scopes.process.at(leads.to);
            if event.catch.is_none() {
                continue;
            }
            let (edge, node) = (self.net.paths.edge(step.index, way), self.net.paths.node(event.index));
            let behind = self.net.paths.join(edge, node);
            let passed = self.net.paths.join(passed, behind);
            exits.extend(self.exits_along(event, self.scopes.leaving(event), passed));
        }
        exits
    }

    /// The events at the side of a step: its token is taken away, or something begins beside it.
    fn by_events(&mut self, step: &Step, stay: Stay) -> Vec<Exit> {
        let mut exits = Vec::new();
        let mut beside = 0;
        for event in step.attached.iter().map(|event| self.scopes.process.at(*event)) {
            if !self.scopes.can_come(event) {
                continue;
            }
            if event.boundary().is_some_and(|boundary| boundary.interrupting) {
                exits.push(vec![Stay { step: event.index, beside: 0 }]);
            } else if self.is_apart(event) {
                self.apart.insert(event.index);
            } else if beside == MOST_BESIDE {
                self.cut = true;
            } else {
                let times = stay.beside >> (2 * beside) & 3;
                if times < most_times(event) {
                    let goes_on = Stay { beside: stay.beside + (1 << (2 * beside)), ..stay };
                    exits.push(vec![Stay { step: event.index, beside: 0 }, goes_on]);
                }
                beside += 1;
            }
        }
        let exit = |stays: Vec<Stay>| Exit {
            passed: Path::NOTHING,
            always: stays.into_iter().map(|stay| Out { to: self.stay(stay), passed: Path::NOTHING }).collect(),
            maybe: Vec::new(),
            effect: Effect::Nothing,
        };
        exits.into_iter().map(exit).collect()
    }

    /// Whether what begins at an event stays by itself: nothing else leads there, and nothing there touches other tokens.
    fn is_apart(&self, event: &Step) -> bool {
        let process = self.scopes.process;
        let mut there = FxHashSet::default();
        let mut ahead = vec![event.index];
        while let Some(at) = ahead.pop() {
            if there.insert(at) {
                let step = process.at(at);
                ahead.extend(step.ways.iter().map(|way| way.to).chain(step.attached.iter().copied()));
            }
        }
        there.iter().map(|at| process.at(*at)).all(|step| {
            let led_to = step.index == event.index
                || step.node.link().is_none()
                    && step.arriving.iter().all(|(_, from)| there.contains(from))
                    && step.boundary().is_none_or(|boundary| there.contains(&boundary.on));
            led_to && self.scopes.leaving(step).iter().all(|leaving| leaving.effect == Effect::Nothing)
        })
    }
}

/// Whether a token waits at a step for somebody or something outside.
fn rests(step: &Step) -> bool {
    match &step.work {
        Work::Human(human) => human.reading != Some(Reading::GoesOn),
        Work::Call(_) | Work::Service | Work::Wait | Work::EventBased | Work::Sub(_) => true,
        Work::Throw(throw) | Work::End(_, Some(throw)) => matches!(throw, Throw::Compensation(_) | Throw::Cancel),
        _ => false,
    }
}

fn most_times(event: &Step) -> u8 {
    match &event.catch {
        Some(Catch::Timer(timer)) if timer.every.is_none() => 1,
        _ => MOST_TIMES,
    }
}
