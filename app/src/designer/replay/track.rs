//! When what of an instance is shown: its moves along the time of a show, with waiting made short.

use std::collections::HashMap;

use flow::id::{EdgeId, NodeId};
use flow::replay::{Move, Moved};
use flow::time::Moment;

/// How long a token is on its way along an edge, in milliseconds of the show as all of these.
const TRAVEL: f64 = 700.0;
/// How long it is seen at least where it has come to.
const REST: f64 = 600.0;
/// How much longer the longest wait is shown.
const LONGEST_WAIT: f64 = 2_400.0;
/// How long several instances are shown together, besides what tokens travel at the end.
const TOGETHER: f64 = 24_000.0;

const MINUTE: f64 = 60_000.0;
const HOUR: f64 = 60.0 * MINUTE;

/// Where a token is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::designer) enum Place {
    /// At a node.
    At(NodeId),
    /// On its way along an edge.
    Along(EdgeId),
    /// At the end of an edge, where it waits for others.
    Before(EdgeId),
    /// On its way without an edge: sent back, moved, or an event came.
    Over(NodeId, NodeId),
}

/// A token in one place, from when to when.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::designer) struct Piece {
    pub(in crate::designer) place: Place,
    pub(in crate::designer) from: f64,
    pub(in crate::designer) to: f64,
}

/// What happened at one moment.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::designer) struct Beat {
    /// When it really happened.
    pub(in crate::designer) at: Moment,
    /// When it is shown, and until when tokens are on their way.
    pub(in crate::designer) from: f64,
    pub(in crate::designer) to: f64,
    /// Its moves: from the first up to the one after the last.
    pub(in crate::designer) moves: (usize, usize),
}

/// How real time is made into the time of the show.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Pace {
    /// One beat after the other: each wait as long as can be watched.
    OneByOne,
    /// By the time since the beginning, the first minutes wider than the last days; so much is the longest.
    Since { whole: f64 },
}

/// One instance along the time of the show.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::designer) struct Track {
    pub(in crate::designer) pieces: Vec<Piece>,
    pub(in crate::designer) beats: Vec<Beat>,
    pub(in crate::designer) length: f64,
}

impl Track {
    /// An instance alone.
    pub(in crate::designer) fn alone(moves: &[Move]) -> Self {
        Making::new(Pace::OneByOne).made(moves)
    }

    /// Several instances together, as if all of them had begun at once.
    pub(in crate::designer) fn together<'m>(all: impl Iterator<Item = &'m [Move]> + Clone) -> Vec<Self> {
        let whole = all.clone().map(elapsed).fold(MINUTE, f64::max);
        let mut tracks: Vec<Self> = all.map(|moves| Making::new(Pace::Since { whole }).made(moves)).collect();
        let length = tracks.iter().map(|track| track.length).fold(0.0, f64::max);
        for track in &mut tracks {
            track.stay_until(length);
        }
        tracks
    }

    /// What is still there at the end stays until the end of all.
    fn stay_until(&mut self, length: f64) {
        let own = std::mem::replace(&mut self.length, length);
        for piece in self.pieces.iter_mut().filter(|piece| piece.to >= own) {
            piece.to = length;
        }
    }

    /// The last beat that has begun by then.
    pub(in crate::designer) fn beat_at(&self, at: f64) -> usize {
        self.beats.partition_point(|beat| beat.from <= at).saturating_sub(1)
    }

    /// The real moment that is shown then; between two beats time passes.
    pub(in crate::designer) fn moment_at(&self, at: f64) -> Option<Moment> {
        let index = self.beat_at(at);
        let beat = self.beats.get(index)?;
        let next = self.beats.get(index + 1).filter(|next| at > beat.to && next.from > beat.to);
        Some(next.map_or(beat.at, |next| {
            let share = (at - beat.to) / (next.from - beat.to);
            beat.at.plus_millis((millis(beat.at, next.at) * share) as i64)
        }))
    }

    /// How long nothing happens after a beat, in real milliseconds.
    pub(in crate::designer) fn wait_after(&self, beat: usize) -> Option<i64> {
        let (beat, next) = (self.beats.get(beat)?, self.beats.get(beat + 1)?);
        Some(next.at.0 - beat.at.0)
    }
}

fn millis(from: Moment, to: Moment) -> f64 {
    (to.0 - from.0) as f64
}

/// How long an instance took, as far as it is told.
fn elapsed(moves: &[Move]) -> f64 {
    moves.first().zip(moves.last()).map_or(0.0, |(first, last)| millis(first.at, last.at))
}

/// A token at a node.
struct Stay {
    node: NodeId,
    /// Since when it is shown there.
    since: f64,
    /// Until when, once it has left.
    left: Option<f64>,
    /// What is within is shown in its place.
    is_covered: bool,
}

struct Making {
    pace: Pace,
    stays: HashMap<u32, Stay>,
    /// Tokens that wait for others: the visit that they left, the edge, since when.
    waiting: Vec<(u32, EdgeId, f64)>,
    pieces: Vec<Piece>,
}

impl Making {
    fn new(pace: Pace) -> Self {
        Self { pace, stays: HashMap::new(), waiting: Vec::new(), pieces: Vec::new() }
    }

    fn made(mut self, moves: &[Move]) -> Track {
        let mut beats: Vec<Beat> = Vec::new();
        let mut first = 0;
        for same in moves.chunk_by(|one, other| one.at == other.at) {
            let Some(at) = same.first().map(|first| first.at) else { continue };
            let begun = moves.first().map_or(0.0, |begun| millis(begun.at, at));
            let from = self.begins(beats.last(), at, begun);
            let to = same.iter().fold(from, |to, known| to.max(self.shows(&known.what, from)));
            beats.push(Beat { at, from, to, moves: (first, first + same.len()) });
            first += same.len();
        }
        let length = beats.iter().map(|beat| beat.to).fold(0.0, f64::max) + REST;
        for (_, edge, since) in std::mem::take(&mut self.waiting) {
            self.piece(Place::Before(edge), since, length);
        }
        let still: Vec<(NodeId, f64)> = self.stays.drain().filter_map(|(_, stay)| stay.still()).collect();
        for (node, since) in still {
            self.piece(Place::At(node), since, length);
        }
        self.pieces.sort_by(|one, other| one.from.total_cmp(&other.from));
        Track { pieces: self.pieces, beats, length }
    }

    /// When what happened at a moment begins to be shown.
    fn begins(&self, before: Option<&Beat>, at: Moment, begun: f64) -> f64 {
        match (self.pace, before) {
            (_, None) => 0.0,
            (Pace::OneByOne, Some(before)) => before.to + REST + longer(millis(before.at, at)),
            (Pace::Since { whole }, Some(_)) => TOGETHER * (1.0 + begun / MINUTE).ln() / (1.0 + whole / MINUTE).ln(),
        }
    }

    /// Shows a move in a beat; tells when its token has arrived.
    fn shows(&mut self, what: &Moved, beat: f64) -> f64 {
        match what {
            Moved::Entered { visit, node, from, edges, within, .. } => {
                let arrives = self.comes(node, from, edges, beat);
                if let Some(around) = within.and_then(|around| self.stays.get_mut(&around)) {
                    let before = around.is_covered.then_some(around.node.clone());
                    let (outer, since) = (around.node.clone(), around.since);
                    (around.is_covered, around.since) = (true, around.since.max(arrives));
                    if before.is_none() {
                        self.piece(Place::At(outer), since, arrives);
                    }
                }
                let stay = Stay { node: node.clone(), since: arrives, left: None, is_covered: false };
                self.stays.insert(*visit, stay);
                arrives
            }
            Moved::Left { visit, .. } => {
                let Some(stay) = self.stays.get_mut(visit) else { return beat };
                let (node, since, is_covered) = (stay.node.clone(), stay.since, stay.is_covered);
                let left = beat.max(since);
                stay.left = Some(left);
                if !is_covered {
                    self.piece(Place::At(node), since, left);
                }
                left
            }
            Moved::Waits { from, edge } => {
                let leaves = self.left(*from, beat);
                self.piece(Place::Along(edge.clone()), leaves, leaves + TRAVEL);
                self.waiting.push((*from, edge.clone(), leaves + TRAVEL));
                leaves + TRAVEL
            }
            Moved::Gone { from, edge } => {
                self.no_longer_waits(edge, &[*from], beat);
                beat
            }
            _ => beat,
        }
    }

    /// A token comes to a node along its edges, together with those that waited; tells when it is there.
    fn comes(&mut self, node: &NodeId, from: &[u32], edges: &[EdgeId], beat: f64) -> f64 {
        let leaves = from.iter().map(|visit| self.left(*visit, beat)).fold(beat, f64::max);
        if edges.is_empty() {
            let origin = from.first().and_then(|visit| self.stays.get(visit)).map(|stay| stay.node.clone());
            return match origin.filter(|origin| origin != node) {
                Some(origin) => {
                    self.piece(Place::Over(origin, node.clone()), leaves, leaves + TRAVEL);
                    leaves + TRAVEL
                }
                None => leaves,
            };
        }
        let waits = |making: &Self, edge: &EdgeId| {
            let mut waiting = making.waiting.iter().filter(|(visit, on, _)| on == edge && from.contains(visit));
            waiting.next().map(|(.., since)| *since)
        };
        let arrives = edges.iter().map(|edge| waits(self, edge).map_or(leaves + TRAVEL, |since| since.max(leaves)));
        let arrives = arrives.collect::<Vec<_>>().into_iter().fold(leaves, f64::max);
        for edge in edges {
            match waits(self, edge) {
                Some(_) => self.no_longer_waits(edge, from, arrives),
                None => self.piece(Place::Along(edge.clone()), leaves, arrives),
            }
        }
        arrives
    }

    fn no_longer_waits(&mut self, edge: &EdgeId, from: &[u32], until: f64) {
        let found = self.waiting.iter().position(|(visit, on, _)| on == edge && from.contains(visit));
        if let Some((_, edge, since)) = found.map(|found| self.waiting.remove(found)) {
            self.piece(Place::Before(edge), since, until);
        }
    }

    /// When the token of a visit has left, or leaves at this beat.
    fn left(&self, visit: u32, beat: f64) -> f64 {
        let stay = self.stays.get(&visit);
        stay.map_or(beat, |stay| stay.left.unwrap_or(stay.since).max(beat))
    }

    fn piece(&mut self, place: Place, from: f64, to: f64) {
        // Where a token goes on at once it has been all the same.
        if to > from || matches!(place, Place::At(_)) {
            self.pieces.push(Piece { place, from, to });
        }
    }
}

impl Stay {
    fn still(self) -> Option<(NodeId, f64)> {
        (self.left.is_none() && !self.is_covered).then_some((self.node, self.since))
    }
}

/// How much longer than others a wait is shown: a minute hardly, a week as long as any.
fn longer(wait: f64) -> f64 {
    (300.0 * (1.0 + wait / HOUR * 4.0).ln()).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn moves(told: serde_json::Value) -> Vec<Move> {
        serde_json::from_value(told).unwrap()
    }

    /// Two branches, of which one waits three hours for the other.
    fn joined() -> Vec<Move> {
        moves(json!([
            {"number": 1, "at": 0, "move": "entered", "visit": 0, "node": "fork"},
            {"number": 2, "at": 0, "move": "left", "visit": 0, "done": true},
            {"number": 3, "at": 0, "move": "entered", "visit": 1, "node": "a", "from": [0], "edges": ["e1"]},
            {"number": 4, "at": 0, "move": "entered", "visit": 2, "node": "b", "from": [0], "edges": ["e2"]},
            {"number": 5, "at": 3_600_000, "move": "left", "visit": 1, "done": true},
            {"number": 6, "at": 3_600_000, "move": "waits", "from": 1, "edge": "e3"},
            {"number": 7, "at": 14_400_000, "move": "left", "visit": 2, "done": true},
            {"number": 8, "at": 14_400_000, "move": "waits", "from": 2, "edge": "e4"},
            {"number": 9, "at": 14_400_000, "move": "entered", "visit": 3, "node": "join", "from": [1, 2], "edges": ["e3", "e4"]},
        ]))
    }

    fn places(track: &Track, at: f64) -> Vec<Place> {
        let there = track.pieces.iter().filter(|piece| piece.from <= at && at < piece.to);
        let mut places: Vec<Place> = there.map(|piece| piece.place.clone()).collect();
        places.sort_by_key(|place| format!("{place:?}"));
        places
    }

    #[test]
    fn tokens_travel_wait_for_one_another_and_rest() {
        let track = Track::alone(&joined());
        assert_eq!(places(&track, 10.0), [Place::Along("e1".into()), Place::Along("e2".into())]);
        let [first, second, third] = track.beats.as_slice() else { panic!("{:?}", track.beats) };
        assert_eq!(places(&track, first.to), [Place::At("a".into()), Place::At("b".into())]);
        assert_eq!(places(&track, second.from), [Place::Along("e3".into()), Place::At("b".into())]);
        assert_eq!(places(&track, second.to), [Place::At("b".into()), Place::Before("e3".into())]);
        assert_eq!(places(&track, third.from), [Place::Along("e4".into()), Place::Before("e3".into())]);
        assert_eq!(places(&track, third.to), [Place::At("join".into())], "where it still is at the end");
    }

    #[test]
    fn a_long_wait_is_shown_longer_than_a_short_one_and_never_too_long() {
        let wait = |millis: i64| {
            let track = Track::alone(&moves(json!([
                {"number": 1, "at": 0, "move": "entered", "visit": 0, "node": "a"},
                {"number": 2, "at": millis, "move": "left", "visit": 0, "done": true},
            ])));
            track.beats[1].from - track.beats[0].to
        };
        let (hour, day, year) = (wait(3_600_000), wait(86_400_000), wait(31_536_000_000));
        assert!(REST < hour && hour < day && day < year && year <= REST + LONGEST_WAIT, "{hour} {day} {year}");
    }

    #[test]
    fn the_real_time_passes_between_beats_and_stands_while_tokens_travel() {
        let track = Track::alone(&joined());
        let [first, second, _] = track.beats.as_slice() else { panic!("{:?}", track.beats) };
        assert_eq!(track.moment_at(first.to), Some(Moment(0)));
        assert_eq!(track.moment_at(f64::midpoint(first.to, second.from)), Some(Moment(1_800_000)));
        assert_eq!(track.moment_at(second.from), Some(Moment(3_600_000)));
        assert_eq!(track.wait_after(1), Some(10_800_000));
        assert_eq!(track.wait_after(2), None);
        assert_eq!(Track::alone(&[]).moment_at(0.0), None);
    }

    #[test]
    fn what_is_within_is_shown_in_place_of_what_is_around_it() {
        let track = Track::alone(&moves(json!([
            {"number": 1, "at": 0, "move": "entered", "visit": 0, "node": "sub"},
            {"number": 2, "at": 0, "move": "entered", "visit": 1, "node": "inner", "within": 0},
            {"number": 3, "at": 60_000, "move": "left", "visit": 1, "done": true},
            {"number": 4, "at": 60_000, "move": "left", "visit": 0, "done": true},
            {"number": 5, "at": 60_000, "move": "entered", "visit": 2, "node": "end", "from": [0], "edges": ["e"]},
        ])));
        assert_eq!(places(&track, track.beats[0].to + 1.0), [Place::At("inner".into())]);
        assert_eq!(places(&track, track.beats[1].from + 1.0), [Place::Along("e".into())]);
    }

    #[test]
    fn together_all_begin_at_once_and_end_with_the_longest() {
        let (long, short) = (joined(), joined()[..6].to_vec());
        let tracks = Track::together([long.as_slice(), short.as_slice()].into_iter());
        assert_eq!((tracks[0].beats[0].from, tracks[1].beats[0].from), (0.0, 0.0));
        assert_eq!(tracks[0].beats[1].from, tracks[1].beats[1].from, "as much time has passed");
        assert_eq!(tracks[0].length, tracks[1].length);
        let last = tracks[1].length - 1.0;
        assert_eq!(places(&tracks[1], last), [Place::At("b".into()), Place::Before("e3".into())]);
    }
}
