//! Drawing a net together: what cannot go wrong by itself vanishes. Each rule leaves it as it is whether an end can be
//! reached from every marking. They are in the manner of the reductions of Petri nets by Berthelot and by Murata, for nets
//! in which each place has one taker.
//!
//! | rule | what vanishes |
//! | --- | --- |
//! | a transition with one exit | sequences, work, joins that are full as soon as their split is passed |
//! | a choice behind a single way out | gateways that choose, one behind the other |
//! | exits that lead to the same | the branches of a choice that meet again |
//! | an exit that leads back | loops |
//! | places that are filled together | the branches of a parallel block |
//! | places of an inclusive join behind one split | the branches of an inclusive block |
//! | a join behind a join | nested blocks that end together |
//!
//! A join of the inclusive kind looks at all tokens. As long as one is left, work that rests is only drawn together where
//! that join cannot tell the difference ([`Looking`]). A complex gateway looks at tokens likewise, and can also tell when each of
//! its own comes.

use super::net::{Effect, Exit, Needs, Net, Out, Place, Transition};

mod looking;
mod twins;

use looking::Looking;

/// How many exits a transition may get.
const MOST_EXITS: usize = 256;

/// How far a net is drawn together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// As far as shows that it is sound. Ways that take all tokens away are left out where there are others: a net that is
    /// sound without them is sound with them. Inclusive joins are supposed to see one token at a place at most.
    Far,
    /// As far as every marking keeps its meaning. Ways through it may tell of work that rests before its turn.
    Exact,
    /// Not at all.
    AsDrawn,
}

/// Draws a net together as far as the rules go.
pub(super) fn reduce(net: &mut Net, reach: Reach) {
    if reach == Reach::AsDrawn {
        return;
    }
    let is_far = reach == Reach::Far;
    let mut reducing = Reducing { givers: net.givers(), looking: Looking::at(net, is_far), net };
    loop {
        let mut changed = false;
        for transition in 0..reducing.net.transitions.len() {
            if !reducing.net.transitions[transition].gone {
                changed |= reducing.tidy(transition, !is_far);
                changed |= reducing.twins(transition);
                changed |= reducing.draw_in(transition) || reducing.join_behind_join(transition);
            }
        }
        if !changed {
            return;
        }
        reducing.looking = Looking::at(reducing.net, is_far);
    }
}

struct Reducing<'n> {
    net: &'n mut Net,
    /// For each place the transitions that may put tokens there.
    givers: Vec<Vec<usize>>,
    looking: Looking,
}

fn add(givers: &mut Vec<usize>, giver: usize) {
    if !givers.contains(&giver) {
        givers.push(giver);
    }
}

impl Reducing<'_> {
    /// Leaves out exits that lead back, and those that lead where another does.
    fn tidy(&mut self, index: usize, ends: bool) -> bool {
        let transition = &mut self.net.transitions[index];
        let before = transition.exits.len();
        let own = transition.only_place();
        let leads_back = |exit: &Exit| own.is_some() && exit.only_out().map(|out| out.to) == own;
        let has_other = transition.exits.iter().any(|exit| !leads_back(exit));
        let goes_on = !ends && transition.exits.iter().any(|exit| exit.effect == Effect::Nothing && !leads_back(exit));
        let mut kept: Vec<Exit> = Vec::with_capacity(before);
        for exit in std::mem::take(&mut transition.exits) {
            let superfluous = has_other && leads_back(&exit)
                || goes_on && exit.effect != Effect::Nothing
                || kept.iter().any(|other| other.leads_where(&exit));
            if superfluous {
                transition.also.extend(exit.outs().map(|out| out.passed).chain([exit.passed]));
            } else {
                kept.push(exit);
            }
        }
        transition.exits = kept;
        transition.exits.len() < before
    }

    /// Draws a transition into those that give it its tokens.
    fn draw_in(&mut self, index: usize) -> bool {
        let Some(place) = self.net.transitions[index].only_place() else { return false };
        let givers = self.giving(place);
        let drawn = &self.net.transitions[index];
        let is_end_of_way = givers.is_empty() || givers.contains(&index) || drawn.exits.is_empty();
        if is_end_of_way || self.net.about(place).marked > 0 {
            return false;
        }
        let occurrences = givers
            .iter()
            .flat_map(|giver| &self.net.transitions[*giver].exits)
            .filter(|exit| exit.outs().any(|out| out.to == place));
        let mut count = 0;
        let fits = occurrences.inspect(|_| count += 1).all(|exit| fits(exit, place, drawn));
        // Two tokens at an activity are told: it stays where they may come from different sides. So does a split: drawn
        // into several it would hide that its ways belong together.
        let is_merge = matches!(&drawn.exits[..], [exit] if exit.maybe.is_empty() && exit.always.len() <= 1);
        let meets = count > 1 && (drawn.activity.is_some() || !is_merge);
        let grown =
            givers.iter().map(|giver| self.net.transitions[*giver].exits.len()).max().unwrap_or(0) + drawn.exits.len();
        let rests = self.net.rests(drawn);
        if !fits || meets || grown > MOST_EXITS || rests && !self.may_be_hidden(index, place) {
            return false;
        }
        self.draw_into(index, place, &givers, rests);
        true
    }

    fn draw_into(&mut self, index: usize, place: Place, givers: &[usize], rests: bool) {
        let exits = std::mem::take(&mut self.net.transitions[index].exits);
        let drawn = &mut self.net.transitions[index];
        drawn.gone = true;
        let (mut also, activity) = (std::mem::take(&mut drawn.also), drawn.activity);
        // It is entered also where an event at its side takes its token before it is done.
        also.push(self.net.paths.node(drawn.step));
        for out in exits.iter().flat_map(Exit::outs) {
            let of = &mut self.givers[out.to.0 as usize];
            of.retain(|giver| *giver != index);
            givers.iter().for_each(|giver| add(of, *giver));
            self.net.about_mut(out.to).rests |= rests;
        }
        for giver in givers {
            let before = std::mem::take(&mut self.net.transitions[*giver].exits);
            let mut after = Vec::with_capacity(before.len() + exits.len());
            for exit in before {
                self.put_in(exit, place, &exits, &mut after);
            }
            let giver = &mut self.net.transitions[*giver];
            giver.exits = after;
            giver.also.extend(&also);
            if giver.needs == Needs::One {
                giver.activity = giver.activity.or(activity);
            }
        }
    }

    /// An exit with what comes of a place put in for the place.
    fn put_in(&mut self, mut exit: Exit, place: Place, by: &[Exit], after: &mut Vec<Exit>) {
        let paths = &mut self.net.paths;
        if let Some(out) = exit.only_out().filter(|out| out.to == place) {
            let before = paths.join(exit.passed, out.passed);
            after.extend(by.iter().map(|by| Exit { passed: paths.join(before, by.passed), ..by.clone() }));
            return;
        }
        let [by] = by else { return after.push(exit) };
        if let Some(at) = exit.always.iter().position(|out| out.to == place) {
            let passed = paths.join(exit.always.remove(at).passed, by.passed);
            match by.always.split_first() {
                Some((first, others)) => {
                    let first = Out { passed: paths.join(passed, first.passed), ..*first };
                    exit.always.splice(at..at, [first].into_iter().chain(others.iter().copied()));
                }
                None => exit.passed = paths.join(exit.passed, passed),
            }
            if exit.always.is_empty() && !exit.maybe.is_empty() {
                after.push(Exit { maybe: Vec::new(), ..exit.clone() });
            }
        } else if let Some(at) = exit.maybe.iter().position(|out| out.to == place) {
            let out = exit.maybe.remove(at);
            let passed = paths.join(out.passed, by.passed);
            if let [only] = by.always[..] {
                exit.maybe.insert(at, Out { passed: paths.join(passed, only.passed), ..only });
            } else if exit.always.is_empty() {
                let passed = paths.join(exit.passed, passed);
                after.push(Exit { passed, always: Vec::new(), maybe: Vec::new(), effect: Effect::Nothing });
                if exit.maybe.is_empty() {
                    return;
                }
            }
        }
        if exit.always.is_empty() && exit.maybe.len() == 1 {
            exit.always.append(&mut exit.maybe);
        }
        after.push(exit);
    }

    /// A join behind a join is one.
    fn join_behind_join(&mut self, index: usize) -> bool {
        let inner = &self.net.transitions[index];
        let ([exit], Needs::Each) = (&inner.exits[..], inner.needs) else { return false };
        let Some(out) = exit.only_out() else { return false };
        let (about, outer) = (self.net.about(out.to).clone(), self.net.about(out.to).taker);
        let is_only_giver = self.giving(out.to) == [index] && about.marked == 0;
        let hides = about.rests && self.net.has_inclusive_joins();
        if outer == index || self.net.transitions[outer].needs != Needs::Each || !is_only_giver || hides {
            return false;
        }
        let passed = self.net.paths.join(exit.passed, out.passed);
        let inner = &mut self.net.transitions[index];
        inner.gone = true;
        let (from, also) = (std::mem::take(&mut inner.from), std::mem::take(&mut inner.also));
        let mut before = std::mem::take(&mut inner.before);
        before.push((from.clone(), passed));
        for place in &from {
            self.net.about_mut(*place).taker = outer;
        }
        let outer = &mut self.net.transitions[outer];
        for exit in &mut outer.exits {
            exit.passed = self.net.paths.join(passed, exit.passed);
        }
        outer.from.retain(|place| *place != out.to);
        outer.from.extend(from);
        outer.also.extend(also);
        outer.before.extend(before);
        true
    }

    /// The transitions that put tokens at a place.
    fn giving(&self, place: Place) -> Vec<usize> {
        let gives = |giver: &usize| {
            let transition: &Transition = &self.net.transitions[*giver];
            !transition.gone && transition.outs().any(|out| out.to == place)
        };
        self.givers[place.0 as usize].iter().copied().filter(gives).collect()
    }
}

/// Whether a transition can be put in for its place in an exit.
fn fits(exit: &Exit, place: Place, drawn: &Transition) -> bool {
    if exit.only_out().is_some() {
        return true;
    }
    let [by] = &drawn.exits[..] else { return false };
    if exit.outs().filter(|out| out.to == place).count() > 1 {
        return false;
    }
    let is_there = |out: &Out| exit.outs().any(|there| there.to == out.to);
    if !by.maybe.is_empty() || by.always.iter().any(is_there) {
        return false;
    }
    // What takes all tokens away stays where others move at the same time.
    by.effect == Effect::Nothing && (by.always.len() <= 1 || !exit.maybe.iter().any(|out| out.to == place))
}
