//! The places of a node: which of them its mode counts, and what each of them says.
//!
//! The node's rule opens places, and whoever holds a task can add more. One *beside* theirs is counted like the others.
//! One *before* or *after* theirs belongs to theirs: whoever is asked before only answers them; who is asked after has to
//! agree before their own agreement counts. What is asked for is granted or not, and says nothing of the matter.

use super::command::Help;
use super::state::{Part, Seat};
use crate::id::OutcomeId;
use crate::model::OutcomeKind;

/// What somebody said of the matter, and how it counts.
pub type Said = (OutcomeId, OutcomeKind);

/// A place as the node's mode counts it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counted<'a> {
    /// Its number.
    pub(super) seat: usize,
    /// Its weight in a vote.
    pub(super) weight: u32,
    /// What it says, once it has said all.
    pub(super) says: Option<&'a Said>,
}

/// The places that the node's mode counts, in order.
pub(super) fn counted(seats: &[Seat]) -> impl Iterator<Item = Counted<'_>> + Clone {
    let places = seats.iter().enumerate().filter(|(_, seat)| seat.counts());
    places.map(|(at, seat)| Counted { seat: at, weight: seat.weight, says: says(seats, at) })
}

/// What a place says of the matter: its own answer, once nobody whom it asked to decide after it is left. Whoever of
/// them objects speaks for it.
pub(super) fn says(seats: &[Seat], at: usize) -> Option<&Said> {
    let own = seats.get(at)?.answer.as_ref()?;
    if matches!(own.1, OutcomeKind::Refuse | OutcomeKind::Return) {
        return Some(own);
    }
    for after in added_to(seats, at, |part| *part == Part::Help(Help::After)) {
        let said = says(seats, after)?;
        if matches!(said.1, OutcomeKind::Refuse | OutcomeKind::Return) {
            return Some(said);
        }
    }
    Some(own)
}

/// The places that were added to one, and not taken off again, in order.
pub(super) fn added_to(seats: &[Seat], to: usize, which: impl Fn(&Part) -> bool) -> impl Iterator<Item = usize> {
    let is_one = move |seat: &Seat| {
        !seat.dropped && seat.added.as_ref().is_some_and(|added| added.to as usize == to && which(&added.part))
    };
    // A place is added to one that is there already, so that no circle is possible.
    seats.iter().enumerate().skip(to + 1).filter(move |(_, seat)| is_one(seat)).map(|(at, _)| at)
}

/// Whether the task in a place waits for others whom its holder asked to go first.
pub(super) fn waits_for_others(seats: &[Seat], at: usize) -> bool {
    added_to(seats, at, Part::goes_first).any(|first| says(seats, first).is_none())
}

/// How many of a node's places agreed so far, and how many there are: "2 of 3 agreed".
pub fn tally(seats: &[Seat]) -> (usize, usize) {
    let agreed = counted(seats).filter(|place| matches!(place.says, Some((_, OutcomeKind::Agree))));
    (agreed.count(), counted(seats).count())
}
