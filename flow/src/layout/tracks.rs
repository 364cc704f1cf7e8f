//! The tracks of a gutter: which lines share one, and which run beside one another.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

/// Lines that run together in a gutter, because they come from the same item or lead to the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Together {
    /// They leave it there.
    From(usize),
    /// They arrive at it, the so-manieth between the same two.
    To(usize, usize),
}

/// A place in a gutter, before it is known which track that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Track {
    pub(super) gutter: usize,
    stretch: usize,
}

/// The stretches that lines take in the gutters of one direction.
pub(super) struct Gutters {
    stretches: Vec<Vec<(usize, usize)>>,
    together: HashMap<(usize, Together), usize>,
}

impl Gutters {
    pub(super) fn new(count: usize) -> Self {
        Self { stretches: vec![Vec::new(); count], together: HashMap::new() }
    }

    /// Takes a stretch of a gutter, from one place along it to another.
    pub(super) fn take(&mut self, gutter: usize, (one, other): (usize, usize), who: Together) -> Track {
        let (begin, end) = (one.min(other), one.max(other));
        let stretches = &mut self.stretches[gutter];
        let stretch = *self.together.entry((gutter, who)).or_insert_with(|| {
            stretches.push((begin, end));
            stretches.len() - 1
        });
        let taken = &mut stretches[stretch];
        *taken = (taken.0.min(begin), taken.1.max(end));
        Track { gutter, stretch }
    }

    /// The same in as few tracks as possible, what reaches farther around what does not.
    pub(super) fn settled(self) -> Settled {
        Settled(self.stretches.iter().map(|stretches| in_tracks(stretches)).collect())
    }
}

/// Lines beside one another, from where the first begins to where the last ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bundle {
    pub(super) begin: usize,
    pub(super) end: usize,
    /// How many tracks they need.
    pub(super) tracks: i32,
}

/// Gutters whose lines have their tracks.
pub(super) struct Settled(Vec<Gutter>);

#[derive(Default)]
struct Gutter {
    /// The bundle and the track of each stretch.
    places: Vec<(usize, i32)>,
    bundles: Vec<Bundle>,
}

fn in_tracks(stretches: &[(usize, usize)]) -> Gutter {
    let mut order: Vec<usize> = (0..stretches.len()).collect();
    order.sort_unstable_by_key(|at| (stretches[*at].0, Reverse(stretches[*at].1), *at));
    let mut gutter = Gutter { places: vec![(0, 0); stretches.len()], bundles: Vec::new() };
    let (mut free, mut busy) = (BTreeSet::new(), BTreeSet::new());
    for at in order {
        let (begin, end) = stretches[at];
        while let Some((_, track)) = busy.first().copied().filter(|(until, _)| *until < begin) {
            busy.pop_first();
            free.insert(track);
        }
        if busy.is_empty() {
            free.clear();
            gutter.bundles.push(Bundle { begin, end, tracks: 0 });
        }
        let last = gutter.bundles.len() - 1;
        let bundle = &mut gutter.bundles[last];
        bundle.end = bundle.end.max(end);
        let track = free.pop_first().unwrap_or_else(|| {
            bundle.tracks += 1;
            bundle.tracks - 1
        });
        busy.insert((end, track));
        gutter.places[at] = (last, track);
    }
    gutter
}

impl Settled {
    /// The bundles of a gutter, one behind another.
    pub(super) fn bundles(&self, gutter: usize) -> &[Bundle] {
        self.0.get(gutter).map(|gutter| gutter.bundles.as_slice()).unwrap_or_default()
    }

    /// How many tracks a gutter has.
    pub(super) fn count(&self, gutter: usize) -> i32 {
        self.bundles(gutter).iter().map(|bundle| bundle.tracks).max().unwrap_or(0)
    }

    /// The bundle that a place is in, and its track there, the first for what reaches farthest.
    pub(super) fn place(&self, Track { gutter, stretch }: Track) -> Option<(Bundle, i32)> {
        let gutter = self.0.get(gutter)?;
        let (bundle, track) = gutter.places.get(stretch).copied()?;
        Some((*gutter.bundles.get(bundle)?, track))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_beside_one_another_has_tracks_of_its_own_and_what_runs_behind_shares_one() {
        let mut gutters = Gutters::new(1);
        let around = gutters.take(0, (0, 9), Together::From(1));
        let inner = gutters.take(0, (4, 2), Together::From(2));
        let behind = gutters.take(0, (5, 7), Together::From(3));
        let settled = gutters.settled();
        assert_eq!(settled.count(0), 2);
        let track = |of: Track| settled.place(of).map(|(_, track)| track);
        assert_eq!((track(around), track(inner), track(behind)), (Some(0), Some(1), Some(1)));
    }

    #[test]
    fn what_is_far_apart_is_in_bundles_of_its_own() {
        let mut gutters = Gutters::new(1);
        gutters.take(0, (0, 3), Together::From(1));
        gutters.take(0, (2, 5), Together::From(2));
        let far = gutters.take(0, (8, 9), Together::From(3));
        let settled = gutters.settled();
        assert_eq!(settled.place(far), Some((Bundle { begin: 8, end: 9, tracks: 1 }, 0)));
        assert_eq!(settled.bundles(0).len(), 2);
    }

    #[test]
    fn lines_to_the_same_item_run_together() {
        let mut gutters = Gutters::new(1);
        let one = gutters.take(0, (0, 3), Together::To(7, 0));
        let other = gutters.take(0, (2, 8), Together::To(7, 0));
        assert_eq!(one, other);
        assert_eq!(gutters.settled().count(0), 1);
    }
}
