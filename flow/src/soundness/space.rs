//! The markings of a net that can be come to, as many of them as it takes.
//!
//! What a token does at a place hinders no other token, so that it is enough to let one of them move and look at all that
//! can come of that (a stubborn set of one transition). Where that would put a token off for ever, [`Space::move_all`]
//! makes up for it. Only joins of the inclusive kind look at other tokens: where there are some, all that rest are moved.
//! Tokens that do not rest come first, as in the kernel.

use std::iter;

use rustc_hash::{FxHashMap, FxHashSet};

use super::leaving::{Holds, MOST_CHOICES};
use super::net::{Effect, Exit, Gateway, Needs, Net, Out, Place, Transition};
use super::path::Path;
use super::upstream::Upstream;
use crate::process::StepIndex;

/// How many markings of one scope are looked at.
pub(super) const MOST_MARKINGS: usize = 20_000;
/// How many tokens at one place are told apart, where work does not begin with more or give more.
const MOST_TOKENS: u8 = 3;

/// A marking, by its number.
pub(super) type MarkingId = u32;

/// Where a move leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leads {
    /// To another marking.
    To(MarkingId),
    /// To the end of the scope.
    Ends,
    /// Out of the scope.
    Leaves,
    /// To more tokens than are told apart.
    Further,
}

/// A step from a marking.
#[derive(Debug, Clone, Copy)]
pub(super) struct Move {
    pub(super) leads: Leads,
    pub(super) transition: usize,
    /// Which of its exits; none when a complex gateway takes the rest and is ready anew.
    exit: Option<usize>,
    /// Which of the ways that may be taken are.
    chosen: u32,
}

/// The markings of a net.
pub(super) struct Space<'n> {
    pub(super) net: &'n Net,
    /// How many tokens are at each place.
    pub(super) markings: Vec<Box<[u8]>>,
    ids: FxHashMap<Box<[u8]>, MarkingId>,
    /// The moves from each marking that was looked at.
    pub(super) moves: Vec<Vec<Move>>,
    /// The move that first led to each marking, and from where.
    came: Vec<Option<(MarkingId, Move)>>,
    /// Markings from which all tokens are moved.
    pub(super) all: Vec<bool>,
    /// Whether each transition can ever take tokens.
    pub(super) live: Vec<bool>,
    /// The first marking in which two tokens are at an activity.
    pub(super) meetings: FxHashMap<StepIndex, MarkingId>,
    /// For each inclusive join and complex gateway, and each of its edges, from where tokens can come.
    joins: Vec<(usize, Vec<Vec<bool>>)>,
    /// How many markings are looked at.
    most: usize,
    /// Whether there are more markings than are looked at.
    pub(super) cut: bool,
    /// Whether there is never more than one token at a place.
    pub(super) is_safe: bool,
    /// The transitions, those first that are moved first.
    order: Vec<usize>,
    /// How many tokens at one place are told apart.
    most_tokens: u8,
}

impl<'n> Space<'n> {
    /// Every marking that can be come to, when there are no more than so many.
    pub(super) fn explore(net: &'n Net, most: usize) -> Self {
        let upstream = Upstream::of(net);
        let looking = net.left().filter(|(_, transition)| transition.needs.looks());
        let mut joins: Vec<(usize, Vec<Vec<bool>>)> = looking
            .map(|(index, join)| (index, join.from.iter().map(|edge| upstream.reaching(index, *edge, None)).collect()))
            .collect();
        // The kernel opens them in the order of the file.
        joins.sort_by_key(|(index, _)| net.transitions[*index].step);
        let mut space = Self {
            net,
            markings: Vec::new(),
            ids: FxHashMap::default(),
            moves: Vec::new(),
            came: Vec::new(),
            all: Vec::new(),
            live: vec![false; net.transitions.len()],
            meetings: FxHashMap::default(),
            joins,
            cut: false,
            is_safe: true,
            most,
            order: order(net),
            most_tokens: most_tokens(net),
        };
        space.find(net.places.iter().map(|about| about.marked).collect(), None);
        space.go_on();
        space
    }

    /// Moves all tokens from a marking, and whatever comes of that.
    pub(super) fn move_all(&mut self, marking: MarkingId) {
        if !std::mem::replace(&mut self.all[marking as usize], true) {
            self.moves[marking as usize] = self.moves_from(marking);
            self.go_on();
        }
    }

    fn go_on(&mut self) {
        while self.moves.len() < self.markings.len() {
            if self.markings.len() > self.most {
                self.cut = true;
                return;
            }
            let marking = self.moves.len() as MarkingId;
            let moves = self.moves_from(marking);
            self.moves.push(moves);
        }
    }

    /// Whether a marking was looked at, and everything that comes of it is known.
    pub(super) fn is_known(&self, marking: MarkingId) -> bool {
        let moves = self.moves.get(marking as usize);
        moves.is_some_and(|moves| moves.iter().all(|to| to.leads != Leads::Further))
    }

    fn moves_from(&mut self, marking: MarkingId) -> Vec<Move> {
        let mut moves = Vec::new();
        for transition in self.to_move(marking) {
            self.live[transition] = true;
            self.fire(marking, transition, &mut moves);
        }
        moves
    }

    /// The transitions that are moved from a marking.
    fn to_move(&self, marking: MarkingId) -> Vec<usize> {
        let tokens = &self.markings[marking as usize];
        let ready = || self.order.iter().copied().filter(|transition| self.is_ready(*transition, tokens));
        let at_once = |transition: &usize| !self.rests(*transition);
        let all = self.all[marking as usize];
        let waits_for_it = |transition: &usize| self.net.transitions[*transition].exits.is_empty();
        if let Some(first) = ready().find(|ready| at_once(ready) && !waits_for_it(ready)).filter(|_| !all) {
            return vec![first];
        }
        let joins = || self.joins.iter().map(|(join, edges)| (*join, edges));
        let opens = joins().find(|(join, edges)| match self.net.transitions[*join].needs {
            Needs::Enough => self.is_enough(*join, tokens) == Holds::Yes,
            _ => self.has_all(*join, edges, tokens),
        });
        let is_ready_anew = |(join, edges): &(usize, &Vec<Vec<bool>>)| {
            self.has_opened(*join, tokens) && self.has_all(*join, edges, tokens)
        };
        if let Some((join, _)) = opens.or_else(|| joins().find(is_ready_anew)) {
            // Work that was drawn into it may not be done yet: others do not wait for that.
            let works = all && self.may_rest_before(join, tokens);
            return iter::once(join).chain(ready().filter(|_| works)).collect();
        }
        let perhaps = joins().map(|(join, _)| join).filter(|join| self.is_enough(*join, tokens) == Holds::Perhaps);
        match all || !self.joins.is_empty() {
            true => ready().chain(perhaps).collect(),
            false => ready().find(|ready| !waits_for_it(ready)).into_iter().collect(),
        }
    }

    /// The transitions other than inclusive joins and complex gateways that have the tokens that they need.
    pub(super) fn ready_in(&self, marking: MarkingId) -> impl Iterator<Item = usize> {
        let tokens = &self.markings[marking as usize];
        self.order.iter().copied().filter(|transition| self.is_ready(*transition, tokens))
    }

    fn is_ready(&self, transition: usize, tokens: &[u8]) -> bool {
        let transition = &self.net.transitions[transition];
        let needed = transition.needs.of_each();
        !transition.needs.looks() && transition.from.iter().all(|place| tokens[place.0 as usize] >= needed)
    }

    /// Whether a transition waits for somebody or something outside.
    pub(super) fn rests(&self, transition: usize) -> bool {
        self.net.rests(&self.net.transitions[transition])
    }

    /// Whether a token may still rest that counts as having come to a join already.
    fn may_rest_before(&self, join: usize, tokens: &[u8]) -> bool {
        let from = &self.net.transitions[join].from;
        from.iter().any(|place| tokens[place.0 as usize] > 0 && self.net.about(*place).rests)
    }

    /// Whether a complex gateway has opened, and waits for the rest.
    fn has_opened(&self, gateway: usize, tokens: &[u8]) -> bool {
        let gateway = self.net.transitions[gateway].gateway.as_ref();
        gateway.is_some_and(|gateway| gateway.came.iter().any(|place| tokens[place.0 as usize] > 0))
    }

    /// Whether a complex gateway that waits for its start has enough.
    fn is_enough(&self, index: usize, tokens: &[u8]) -> Holds {
        let transition = &self.net.transitions[index];
        let Some(gateway) = transition.gateway.as_ref().filter(|_| !self.has_opened(index, tokens)) else {
            return Holds::No;
        };
        let count = transition.from.iter().filter(|place| tokens[place.0 as usize] > 0).count();
        count.checked_sub(1).map_or(Holds::No, |count| gateway.enough[count])
    }

    /// Whether a join has all that can come (BPMN 2.0, 13.4.3): whatever token can come to an empty edge can come to a full
    /// one too. Edges that tokens came along when a complex gateway opened are full.
    fn has_all(&self, join: usize, edges: &[Vec<bool>], tokens: &[u8]) -> bool {
        let transition = &self.net.transitions[join];
        let from = &transition.from;
        let holds = |place: Place| tokens[place.0 as usize] > 0;
        let came = |edge: usize| transition.gateway.as_ref().is_some_and(|gateway| holds(gateway.came[edge]));
        let is_full = |edge: usize| holds(from[edge]) || came(edge);
        let (full, empty): (Vec<usize>, Vec<usize>) = (0..from.len()).partition(|edge| is_full(*edge));
        let elsewhere = || (0..tokens.len()).filter(|place| tokens[*place] > 0);
        let can_come = |place: usize, to: &[usize]| to.iter().any(|edge| edges[*edge][place]);
        !full.is_empty() && elsewhere().all(|place| !can_come(place, &empty) || can_come(place, &full))
    }

    fn fire(&mut self, marking: MarkingId, index: usize, moves: &mut Vec<Move>) {
        let net = self.net;
        let transition = &net.transitions[index];
        let mut taken = self.markings[marking as usize].clone();
        if let Some(gateway) = transition.gateway.as_ref().filter(|_| self.has_opened(index, &taken)) {
            take_the_rest(gateway, &transition.from, &mut taken);
            let next = Move { leads: Leads::Further, transition: index, exit: None, chosen: 0 };
            let leads = self.find(taken, Some((marking, next)));
            return moves.push(Move { leads, ..next });
        }
        for (edge, place) in transition.from.iter().enumerate() {
            let tokens = &mut taken[place.0 as usize];
            let had_one = *tokens > 0;
            *tokens = tokens.saturating_sub(transition.needs.of_each());
            if let Some(gateway) = transition.gateway.as_ref().filter(|_| had_one) {
                taken[gateway.came[edge].0 as usize] = 1;
            }
        }
        for (exit, at) in transition.exits.iter().enumerate() {
            if at.maybe.len() > MOST_CHOICES {
                self.cut = true;
                moves.push(Move { leads: Leads::Further, transition: index, exit: Some(exit), chosen: 0 });
                continue;
            }
            let at_least = u32::from(at.always.is_empty() && !at.maybe.is_empty());
            for chosen in at_least..1 << at.maybe.len() {
                let mut next = Move { leads: Leads::Further, transition: index, exit: Some(exit), chosen };
                next.leads = match at.effect {
                    Effect::Ends => Leads::Ends,
                    Effect::Leaves => Leads::Leaves,
                    Effect::Nothing => match with_tokens(&taken, outs(at, chosen), self.most_tokens) {
                        Some(tokens) => self.find(tokens, Some((marking, next))),
                        None => {
                            self.cut = true;
                            Leads::Further
                        }
                    },
                };
                moves.push(next);
            }
        }
    }

    fn find(&mut self, tokens: Box<[u8]>, came: Option<(MarkingId, Move)>) -> Leads {
        if tokens.iter().all(|count| *count == 0) {
            return Leads::Ends;
        }
        if let Some(known) = self.ids.get(&tokens) {
            return Leads::To(*known);
        }
        let id = self.markings.len() as MarkingId;
        for place in (0..tokens.len()).filter(|place| tokens[*place] > 0) {
            self.is_safe &= tokens[place] == 1;
            let taker = self.net.places[place].taker;
            let transition = &self.net.transitions[taker];
            if transition.needs != Needs::One {
                continue;
            }
            self.live[taker] = true;
            if let Some(activity) = transition.activity.filter(|_| tokens[place] > 1) {
                self.meetings.entry(activity).or_insert(id);
            }
        }
        self.ids.insert(tokens.clone(), id);
        self.markings.push(tokens);
        self.came.push(came);
        self.all.push(false);
        Leads::To(id)
    }

    /// What is passed from the beginning to a marking.
    pub(super) fn way_to(&self, marking: MarkingId) -> Vec<Path> {
        let came = std::iter::successors(self.came[marking as usize], |(before, _)| self.came[*before as usize]);
        let moves: Vec<Move> = came.map(|(_, passed)| passed).collect();
        moves.iter().rev().flat_map(|passed| self.passed(passed)).collect()
    }

    /// The steps that tokens can enter.
    pub(super) fn entered(&self) -> FxHashSet<StepIndex> {
        let live = || self.net.left().filter(|(index, _)| self.live[*index]).map(|(_, transition)| transition);
        let passed = live().flat_map(|transition| {
            let exits = transition.exits.iter().map(|exit| exit.passed);
            exits.chain(transition.outs().map(|out| out.passed)).chain(transition.also.iter().copied())
        });
        let mut entered = self.net.paths.steps(passed);
        entered.extend(live().map(|transition| transition.step));
        entered
    }

    /// What is passed by a move.
    pub(super) fn passed(&self, passed: &Move) -> Vec<Path> {
        let Some(exit) = passed.exit else { return Vec::new() };
        let exit = &self.net.transitions[passed.transition].exits[exit];
        [exit.passed].into_iter().chain(outs(exit, passed.chosen).map(|out| out.passed)).collect()
    }
}

/// A complex gateway that has opened takes a token from each edge that it took none from then, as far as they have come.
fn take_the_rest(gateway: &Gateway, from: &[Place], tokens: &mut [u8]) {
    for (waits, came) in from.iter().zip(&gateway.came) {
        let (waits, came) = (waits.0 as usize, came.0 as usize);
        match tokens[came] {
            0 => tokens[waits] = tokens[waits].saturating_sub(1),
            _ => tokens[came] = 0,
        }
    }
}

/// The tokens that go out.
fn outs(exit: &Exit, chosen: u32) -> impl Iterator<Item = &Out> {
    let maybe = exit.maybe.iter().enumerate().filter(move |(at, _)| chosen >> at & 1 == 1);
    exit.always.iter().chain(maybe.map(|(_, out)| out))
}

fn with_tokens<'o>(taken: &[u8], outs: impl Iterator<Item = &'o Out>, most: u8) -> Option<Box<[u8]>> {
    let mut tokens: Box<[u8]> = taken.into();
    for out in outs {
        let count = &mut tokens[out.to.0 as usize];
        if *count == most {
            return None;
        }
        *count += 1;
    }
    Some(tokens)
}

/// As many tokens as work begins with, or gives at once, are told apart at each place.
fn most_tokens(net: &Net) -> u8 {
    let needed = net.left().map(|(_, transition)| transition.needs.of_each());
    let exits = net.left().flat_map(|(_, transition)| &transition.exits);
    let given = exits.map(|exit| u8::try_from(exit.always.len()).unwrap_or(u8::MAX));
    needed.chain(given).max().unwrap_or(MOST_TOKENS).max(MOST_TOKENS)
}

/// What goes on by itself first, of that what takes all tokens away last; then what rests, of that last the activities to
/// which several ways lead, so that tokens that can meet there do.
fn order(net: &Net) -> Vec<usize> {
    let mut givers = vec![0_u32; net.places.len()];
    for out in net.left().flat_map(|(_, transition)| transition.outs()) {
        givers[out.to.0 as usize] += 1;
    }
    let ends = |transition: &Transition| transition.exits.iter().all(|exit| exit.effect != Effect::Nothing);
    let can_meet = |transition: &Transition| {
        transition.activity.is_some() && transition.from.iter().any(|place| givers[place.0 as usize] > 1)
    };
    let mut order: Vec<usize> = net.left().map(|(index, _)| index).collect();
    order.sort_by_key(|index| {
        let transition = &net.transitions[*index];
        (net.rests(transition), ends(transition), can_meet(transition), *index)
    });
    order
}
