//! Places of a join that are filled together, or by one choice, are one.

use super::Reducing;
use crate::soundness::net::{Exit, Needs, Out, Place};
use crate::soundness::path::Path;

impl Reducing<'_> {
    /// Makes one place of those that this transition alone fills, and that the same join takes tokens from.
    pub(super) fn twins(&mut self, index: usize) -> bool {
        let mut changed = false;
        while let Some((kept, other)) = self.find_twins(index) {
            self.make_one(index, kept, other);
            changed = true;
        }
        changed
    }

    fn find_twins(&self, index: usize) -> Option<(Place, Place)> {
        let transition = &self.net.transitions[index];
        let needs = |place: Place| self.net.taker(place).needs;
        let mut places: Vec<Place> =
            transition.outs().map(|out| out.to).filter(|to| needs(*to) != Needs::One).collect();
        places.sort_unstable();
        places.dedup();
        let once = |exit: &Exit, place: Place| exit.outs().filter(|out| out.to == place).count() < 2;
        places.retain(|place| {
            let counts = needs(*place) != Needs::Enough;
            let is_filled_here = self.net.about(*place).marked == 0 && self.giving(*place) == [index];
            counts && is_filled_here && transition.exits.iter().all(|exit| once(exit, *place))
        });
        for (at, kept) in places.iter().enumerate() {
            for other in &places[at + 1..] {
                let is_same_join = self.net.about(*kept).taker == self.net.about(*other).taker;
                if is_same_join
                    && (needs(*kept) == Needs::Those || transition.exits.iter().all(together(*kept, *other)))
                {
                    return Some((*kept, *other));
                }
            }
        }
        None
    }

    fn make_one(&mut self, index: usize, kept: Place, other: Place) {
        let (join, rests) = (self.net.about(other).taker, self.net.about(other).rests);
        self.net.about_mut(kept).rests |= rests;
        let join = &mut self.net.transitions[join];
        join.from.retain(|place| *place != other);
        for place in join.before.iter_mut().flat_map(|(needed, _)| needed).filter(|place| **place == other) {
            *place = kept;
        }
        if join.from.len() == 1 {
            join.needs = Needs::One;
        }
        let mut exits = std::mem::take(&mut self.net.transitions[index].exits);
        for exit in &mut exits {
            let dropped = self.in_one(exit, kept, other);
            self.net.transitions[index].also.extend(dropped);
        }
        self.net.transitions[index].exits = exits;
    }

    /// One token instead of two in an exit; what the other would have passed is told when it always does.
    fn in_one(&mut self, exit: &mut Exit, kept: Place, other: Place) -> Option<Path> {
        let at = |outs: &[Out], place: Place| outs.iter().position(|out| out.to == place);
        if let Some(place) = at(&exit.always, other) {
            let passed = exit.always.remove(place).passed;
            if let Some(place) = at(&exit.always, kept) {
                let out = &mut exit.always[place];
                out.passed = self.net.paths.join(out.passed, passed);
                return None;
            }
            let unneeded = at(&exit.maybe, kept).map(|place| exit.maybe.remove(place).passed);
            exit.always.push(Out { to: kept, passed });
            return unneeded;
        }
        let place = at(&exit.maybe, other)?;
        let passed = exit.maybe.remove(place).passed;
        if at(&exit.always, kept).is_some() || at(&exit.maybe, kept).is_some() {
            if exit.always.is_empty() && exit.maybe.len() == 1 {
                exit.always.append(&mut exit.maybe);
            }
            return Some(passed);
        }
        exit.maybe.push(Out { to: kept, passed });
        None
    }
}

/// Whether an exit fills both places or none.
fn together(kept: Place, other: Place) -> impl Fn(&Exit) -> bool {
    move |exit| {
        let fills = |outs: &[Out], place: Place| outs.iter().any(|out| out.to == place);
        fills(&exit.always, kept) == fills(&exit.always, other)
            && !fills(&exit.maybe, kept)
            && !fills(&exit.maybe, other)
    }
}
