//! A scope as a net: places where tokens are, and what takes them on from there.

use super::leaving::Holds;
use super::path::{Path, Paths};
use crate::process::StepIndex;

/// A place where tokens can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Place(pub(super) u32);

/// A transition of several outcomes. Each place has one that takes tokens from it, so that a choice is never between two
/// of them (the net is free-choice, joins of the inclusive kind apart).
#[derive(Debug)]
pub(super) struct Transition {
    /// The step that it stands for, with those that were drawn into it.
    pub(super) step: StepIndex,
    /// Where it takes tokens from.
    pub(super) from: Vec<Place>,
    /// Which tokens it needs.
    pub(super) needs: Needs,
    /// What is known of it, when it is a complex gateway.
    pub(super) gateway: Option<Gateway>,
    /// Whether it waits for somebody or something outside; else it goes on at once.
    pub(super) rests: bool,
    /// The activity that two tokens here would be at together.
    pub(super) activity: Option<StepIndex>,
    /// What can come of it.
    pub(super) exits: Vec<Exit>,
    /// What else tokens can pass here; ways that are the same to all others were drawn together.
    pub(super) also: Vec<Path>,
    /// Joins before this one that were drawn into it: the places that each needs, and what is passed when it opens.
    pub(super) before: Vec<(Vec<Place>, Path)>,
    /// Whether it was drawn into others.
    pub(super) gone: bool,
}

/// A complex gateway with several edges.
#[derive(Debug)]
pub(super) struct Gateway {
    /// Whether tokens on one of its edges are enough, on two, and so on.
    pub(super) enough: Vec<Holds>,
    /// For each edge the place that tells whether a token came along it when the gateway opened; none when it is ready to
    /// open anew.
    pub(super) came: Vec<Place>,
}

/// Which tokens a transition needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    /// One: it has one place.
    One,
    /// So many: it has one place.
    Many(u8),
    /// One from each of its places.
    Each,
    /// One from each of its places that one can still come to.
    Those,
    /// As many as are enough, and then the rest.
    Enough,
}

impl Needs {
    /// How many tokens it takes from a place.
    pub(super) fn of_each(self) -> u8 {
        match self {
            Self::Many(many) => many,
            _ => 1,
        }
    }

    /// Whether it depends on tokens elsewhere too: an inclusive join, or a complex gateway.
    pub(super) fn looks(self) -> bool {
        matches!(self, Self::Those | Self::Enough)
    }
}

/// What can come of a transition.
#[derive(Debug, Clone)]
pub(super) struct Exit {
    /// What is passed before tokens go out.
    pub(super) passed: Path,
    /// Where tokens go.
    pub(super) always: Vec<Out>,
    /// Where tokens may go besides; to one of these at least, when no other goes out.
    pub(super) maybe: Vec<Out>,
    /// What it does to all other tokens.
    pub(super) effect: Effect,
}

/// A token that goes out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Out {
    pub(super) to: Place,
    /// What it passes on its way there.
    pub(super) passed: Path,
}

/// What an exit does to the other tokens of its scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    /// Nothing.
    Nothing,
    /// It takes them away, and the scope is done.
    Ends,
    /// It takes them away, and the scope is left by another way than its end.
    Leaves,
}

/// What is known of a place.
#[derive(Debug, Clone)]
pub(super) struct About {
    /// What takes tokens from it.
    pub(super) taker: usize,
    /// Whether tokens here rest, because somebody's work was drawn into the way here.
    pub(super) rests: bool,
    /// Whether a token is here from the beginning.
    pub(super) marked: u8,
}

/// A scope as a net.
#[derive(Debug, Default)]
pub(super) struct Net {
    pub(super) transitions: Vec<Transition>,
    pub(super) places: Vec<About>,
    pub(super) paths: Paths,
}

impl Net {
    pub(super) fn place(&mut self, taker: usize) -> Place {
        self.places.push(About { taker, rests: false, marked: 0 });
        Place(self.places.len() as u32 - 1)
    }

    pub(super) fn about(&self, place: Place) -> &About {
        &self.places[place.0 as usize]
    }

    pub(super) fn about_mut(&mut self, place: Place) -> &mut About {
        &mut self.places[place.0 as usize]
    }

    /// What takes tokens from a place.
    pub(super) fn taker(&self, place: Place) -> &Transition {
        &self.transitions[self.about(place).taker]
    }

    /// The transitions that were not drawn into others.
    pub(super) fn left(&self) -> impl Iterator<Item = (usize, &Transition)> {
        self.transitions.iter().enumerate().filter(|(_, transition)| !transition.gone)
    }

    /// For each place the transitions that may put tokens there, each once.
    pub(super) fn givers(&self) -> Vec<Vec<usize>> {
        let mut givers = vec![Vec::new(); self.places.len()];
        for (index, transition) in self.left() {
            for out in transition.outs() {
                let of: &mut Vec<usize> = &mut givers[out.to.0 as usize];
                if of.last() != Some(&index) {
                    of.push(index);
                }
            }
        }
        givers
    }

    /// Whether tokens that a transition takes rest before it: it waits for somebody or something outside, or what does was
    /// drawn into the way to it.
    pub(super) fn rests(&self, transition: &Transition) -> bool {
        transition.rests || transition.from.iter().any(|place| self.about(*place).rests)
    }

    /// Whether a join that looks at all tokens is left.
    pub(super) fn has_inclusive_joins(&self) -> bool {
        self.left().any(|(_, transition)| transition.needs.looks())
    }
}

impl Transition {
    /// The one place that it takes tokens from.
    pub(super) fn only_place(&self) -> Option<Place> {
        match self.needs {
            Needs::One => self.from.first().copied(),
            Needs::Many(_) | Needs::Each | Needs::Those | Needs::Enough => None,
        }
    }

    /// Every token that can go out.
    pub(super) fn outs(&self) -> impl Iterator<Item = &Out> {
        self.exits.iter().flat_map(Exit::outs)
    }
}

impl Exit {
    /// Every token that can go out.
    pub(super) fn outs(&self) -> impl Iterator<Item = &Out> {
        self.always.iter().chain(&self.maybe)
    }

    /// Whether exactly one token goes out, and nothing else happens.
    pub(super) fn only_out(&self) -> Option<Out> {
        match (&self.always[..], &self.maybe[..], self.effect) {
            ([out], [], Effect::Nothing) => Some(*out),
            _ => None,
        }
    }

    /// Whether the token is gone, and nothing else happens.
    pub(super) fn is_nothing(&self) -> bool {
        self.always.is_empty() && self.maybe.is_empty() && self.effect == Effect::Nothing
    }

    /// Whether two lead to the same.
    pub(super) fn leads_where(&self, other: &Self) -> bool {
        let same = |ours: &[Out], theirs: &[Out]| {
            let count = |outs: &[Out], place: Place| outs.iter().filter(|out| out.to == place).count();
            ours.len() == theirs.len() && ours.iter().all(|out| count(ours, out.to) == count(theirs, out.to))
        };
        self.effect == other.effect && same(&self.always, &other.always) && same(&self.maybe, &other.maybe)
    }
}
