//! What goes wrong in a space of markings: the corners of it that tokens cannot leave.

use std::collections::BTreeSet;

use super::net::{Needs, Place, Transition};
use super::path::Path;
use super::space::{Leads, MarkingId, Space};
use super::verdict::FaultKind;
use crate::process::StepIndex;

/// Something that goes wrong, with what is passed on the way there.
pub(super) struct Found {
    pub(super) kind: FaultKind,
    pub(super) at: StepIndex,
    pub(super) way: Vec<Path>,
}

/// Every fault of a space, the nearest first. Going round is none where something from outside can end it.
pub(super) fn find(space: &mut Space<'_>, can_be_taken_away: bool) -> Vec<Found> {
    let corners = loop {
        let corners = corners(space);
        let put_off: Vec<MarkingId> = corners.iter().filter_map(|corner| puts_off(space, corner)).collect();
        if put_off.is_empty() {
            break corners;
        }
        put_off.into_iter().for_each(|marking| space.move_all(marking));
    };
    let mut found: Vec<Found> = Vec::new();
    for corner in corners {
        match &corner[..] {
            [only] if space.moves[*only as usize].is_empty() => found.push(stuck(space, *only)),
            _ if can_be_taken_away && !goes_by_itself(space, &corner) => {}
            _ => found.push(round(space, &corner)),
        }
    }
    found
}

/// The sets of markings that lead to one another and nowhere else, in the order of their first (the bottom strong
/// components, by Tarjan's algorithm).
fn corners(space: &Space<'_>) -> Vec<Vec<MarkingId>> {
    const NEW: u32 = u32::MAX;
    let count = space.markings.len();
    let (mut number, mut low) = (vec![NEW; count], vec![NEW; count]);
    let (mut open, mut is_open) = (Vec::new(), vec![false; count]);
    // Markings that lead out of their component, or to what is not known.
    let mut leaves = vec![false; count];
    let mut corners = Vec::new();
    let mut next = 0;
    let mut ahead: Vec<(MarkingId, usize)> = vec![(0, 0)];
    while let Some((at, place)) = ahead.last_mut() {
        let at = *at as usize;
        if *place == 0 {
            (number[at], low[at]) = (next, next);
            next += 1;
            open.push(at as MarkingId);
            is_open[at] = true;
            leaves[at] = !space.is_known(at as MarkingId);
        }
        let to = space.moves.get(at).and_then(|moves| moves.get(*place)).map(|to| to.leads);
        *place += 1;
        match to {
            Some(Leads::To(to)) if number[to as usize] == NEW => ahead.push((to, 0)),
            Some(Leads::To(to)) if is_open[to as usize] => low[at] = low[at].min(number[to as usize]),
            Some(_) => leaves[at] = true,
            None => {
                ahead.pop();
                let is_root = low[at] == number[at];
                if is_root {
                    let first = open.iter().rposition(|open| *open as usize == at).unwrap_or_default();
                    let mut corner = open.split_off(first);
                    corner.iter().for_each(|member| is_open[*member as usize] = false);
                    corner.sort_unstable();
                    if !corner.iter().any(|member| leaves[*member as usize]) {
                        corners.push(corner);
                    }
                }
                if let Some((before, _)) = ahead.last() {
                    let before = *before as usize;
                    low[before] = low[before].min(low[at]);
                    leaves[before] |= is_root;
                }
            }
        }
    }
    corners.sort_unstable();
    corners
}

/// A marking of a corner in which a token could move that none of its moves moves. Where tokens go round by themselves,
/// those that rest do not come to move.
fn puts_off(space: &Space<'_>, corner: &[MarkingId]) -> Option<MarkingId> {
    let by_itself = goes_by_itself(space, corner);
    let moves = corner.iter().flat_map(|marking| &space.moves[*marking as usize]);
    let moved: BTreeSet<usize> = moves.map(|to| to.transition).collect();
    let could = |transition: usize| {
        let can_move = !space.net.transitions[transition].exits.is_empty() && (!by_itself || !space.rests(transition));
        can_move && !moved.contains(&transition)
    };
    let mut not_all_moved = corner.iter().copied().filter(|marking| !space.all[*marking as usize]);
    // Where joins open without end, what else could move never does, even when everything is moved that can be.
    not_all_moved.find(|marking| space.ready_in(*marking).any(could))
}

/// Whether tokens go round without anybody's work.
fn goes_by_itself(space: &Space<'_>, corner: &[MarkingId]) -> bool {
    let moves = || corner.iter().flat_map(|marking| &space.moves[*marking as usize]);
    moves().next().is_some() && moves().all(|to| !space.rests(to.transition))
}

/// Tokens that stay in a marking in which none can move: at joins; else where only ways back lead on, or none does.
fn stuck(space: &Space<'_>, marking: MarkingId) -> Found {
    let tokens = &space.markings[marking as usize];
    let holds = |transition: &Transition| transition.from.iter().any(|place| tokens[place.0 as usize] > 0);
    let there = || space.net.left().map(|(_, transition)| transition).filter(|transition| holds(transition));
    let waits = there().find(|transition| transition.needs != Needs::One);
    let at = waits.or_else(|| there().next()).map_or(StepIndex(0), |transition| transition.step);
    let kind = if waits.is_some() { FaultKind::Deadlock } else { FaultKind::EndlessLoop };
    let mut way = space.way_to(marking);
    there().for_each(|transition| way.extend(opened_before(transition, tokens)));
    Found { kind, at, way }
}

/// What is passed by joins that have opened before the one that they were drawn into.
fn opened_before<'t>(join: &'t Transition, tokens: &'t [u8]) -> impl Iterator<Item = Path> + 't {
    let is_full = |places: &[Place]| places.iter().all(|place| tokens[place.0 as usize] > 0);
    let opened = join.before.iter().filter(move |(places, _)| is_full(places));
    // What is passed before one that has opened too is told with that.
    let is_last = move |places: &[Place]| {
        let around = |other: &[Place]| other.len() > places.len() && places.iter().all(|place| other.contains(place));
        !join.before.iter().any(|(other, _)| around(other) && is_full(other))
    };
    opened.filter(move |(places, _)| is_last(places)).map(|(_, passed)| *passed)
}

/// Going round, with the way there and once around.
fn round(space: &Space<'_>, corner: &[MarkingId]) -> Found {
    let first = corner[0];
    let mut way = space.way_to(first);
    let mut at = None;
    let mut here = first;
    let mut seen = BTreeSet::new();
    while seen.insert(here) {
        let Some(to) = space.moves[here as usize].first() else { break };
        for path in space.passed(to) {
            at = at.or_else(|| space.net.paths.first_step(path));
            way.push(path);
        }
        let Leads::To(next) = to.leads else { break };
        here = next;
    }
    let step = space.ready_in(first).next().map(|transition| space.net.transitions[transition].step);
    let at = at.or(step).unwrap_or(StepIndex(0));
    Found { kind: FaultKind::EndlessLoop, at, way }
}
