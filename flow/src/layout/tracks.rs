//! The tracks of a gutter: which lines share one, and which run beside one another.

use std::cmp::{Ordering, Reverse};
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
        let (tracks, counts) = self.stretches.iter().map(|stretches| in_tracks(stretches)).unzip();
        Settled { tracks, counts }
    }
}

/// The track of each stretch, and how many there are.
fn in_tracks(stretches: &[(usize, usize)]) -> (Vec<usize>, usize) {
    let mut order: Vec<usize> = (0..stretches.len()).collect();
    let by_begin = |one: &usize, other: &usize| -> Ordering {
        let key = |at: usize| (stretches[at].0, Reverse(stretches[at].1), at);
        key(*one).cmp(&key(*other))
    };
    order.sort_unstable_by(by_begin);
    let mut tracks = vec![0; stretches.len()];
    let mut free = BTreeSet::new();
    let mut busy = BTreeSet::new();
    let mut count = 0;
    for at in order {
        let (begin, end) = stretches[at];
        while let Some((_, track)) = busy.first().copied().filter(|(until, _)| *until < begin) {
            busy.pop_first();
            free.insert(track);
        }
        tracks[at] = free.pop_first().unwrap_or_else(|| {
            count += 1;
            count - 1
        });
        busy.insert((end, tracks[at]));
    }
    (tracks, count)
}

/// Gutters whose lines have their tracks.
pub(super) struct Settled {
    tracks: Vec<Vec<usize>>,
    counts: Vec<usize>,
}

impl Settled {
    /// How many tracks a gutter has.
    pub(super) fn count(&self, gutter: usize) -> i32 {
        self.counts.get(gutter).map_or(0, |count| i32::try_from(*count).unwrap_or(i32::MAX))
    }

    /// Which track a place is on, the first for what reaches farthest.
    pub(super) fn track(&self, Track { gutter, stretch }: Track) -> i32 {
        let track = self.tracks.get(gutter).and_then(|tracks| tracks.get(stretch));
        track.map_or(0, |track| i32::try_from(*track).unwrap_or(i32::MAX))
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
        assert_eq!((settled.track(around), settled.track(inner), settled.track(behind)), (0, 1, 1));
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
