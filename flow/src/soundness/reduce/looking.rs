//! What an inclusive join could tell of work that is drawn together: it waits for tokens that can still come to one of
//! its empty places, unless they could as well queue at a full one.
//!
//! That matters for tokens between a join and the last transition that every way to it leads through. Those before it are
//! not there at the same time, as long as there is one token at a place; where there are more, nothing is hidden.

use super::{Net, Place, Reducing};
use crate::soundness::dominators::dominators;
use crate::soundness::net::Needs;
use crate::soundness::upstream::Upstream;

/// The places whose tokens inclusive joins look at.
#[derive(Debug, Default)]
pub(super) struct Looking {
    /// Whether a token can come from there to such a join on more than one of its edges; empty when none is left.
    several: Vec<bool>,
    /// For each transition, whether it is such a join for which tokens that rest can be at one of these.
    in_doubt: Vec<bool>,
}

impl Looking {
    /// Whether tokens are hidden from joins that tell the difference only when several are at a place, says `safe`.
    pub(super) fn at(net: &Net, safe: bool) -> Self {
        if !net.has_inclusive_joins() {
            return Self::default();
        }
        let (mut several, mut in_doubt) = (vec![false; net.places.len()], vec![false; net.transitions.len()]);
        let givers = Upstream::of(net);
        let before = if safe { dominators(net) } else { vec![None; net.transitions.len()] };
        for (index, join) in net.left().filter(|(_, join)| join.needs.looks()) {
            // While a complex gateway waits for the rest, others may be before it already.
            let before = before[index].filter(|_| join.needs == Needs::Those);
            let mut once = vec![false; net.places.len()];
            for edge in &join.from {
                for (place, reaches) in givers.reaching(index, *edge, before).into_iter().enumerate() {
                    if reaches && once[place] {
                        several[place] = true;
                        let about = &net.places[place];
                        in_doubt[index] |= about.rests || net.transitions[about.taker].rests;
                    }
                    once[place] |= reaches;
                }
            }
        }
        Self { several, in_doubt }
    }
}

impl Reducing<'_> {
    /// Whether a token that rests here may as well be told to rest at what comes of it.
    pub(super) fn may_be_hidden(&self, index: usize, place: Place) -> bool {
        if self.looking.several.is_empty() {
            return true;
        }
        let drawn = &self.net.transitions[index];
        // A complex gateway opens when enough have come, whatever else can.
        if drawn.outs().any(|out| self.net.taker(out.to).needs == Needs::Enough) {
            return false;
        }
        if drawn.outs().any(|out| self.looking.in_doubt[self.net.about(out.to).taker]) {
            return false;
        }
        if !self.looking.several[place.0 as usize] {
            return true;
        }
        match &drawn.exits[..] {
            [exit] => match exit.only_out() {
                Some(out) => self.net.about(out.to).rests || self.giving(out.to) == [index],
                None => exit.is_nothing(),
            },
            _ => false,
        }
    }
}
