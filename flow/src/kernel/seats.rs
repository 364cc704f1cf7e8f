//! The places of a node: which of them its mode counts, and what each of them says.
//!
//! The node's rule opens places, and whoever holds a task can add more. One *beside* theirs is counted like the others.
//! One *before* or *after* theirs belongs to theirs: whoever is asked before only answers them; who is asked after has to
//! agree before their own agreement counts. What is asked for is granted or not, and says nothing of the matter.

use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use super::circumstance::Meant;
use super::command::{Help, Wish};
use super::task::TaskId;
use crate::id::{OutcomeId, PersonId};
use crate::model::OutcomeKind;

/// A place in the mode of a node: filled by whoever of its tasks is decided first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Seat {
    /// Its weight in a vote.
    pub weight: u32,
    /// The tasks that can fill it.
    pub tasks: SmallVec<[TaskId; 4]>,
    /// Who will be asked to fill it when its turn comes; nobody when it was asked at once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub meant: Vec<Meant>,
    /// How it was filled.
    pub answer: Option<(OutcomeId, OutcomeKind)>,
    /// How it came to be, when it is none of those that the node's rule opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub added: Option<Box<Added>>,
    /// Whether it was taken off again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub dropped: bool,
}

/// A place that somebody at the node added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Added {
    /// The place of whoever added it.
    pub to: u32,
    /// Their task there.
    pub task: TaskId,
    /// Who did.
    pub by: PersonId,
    /// What is asked there.
    #[serde(flatten)]
    pub part: Part,
}

/// What somebody is asked who was added to a node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// To help with the task of whoever added them.
    Help(Help),
    /// To grant what the holder of the task asks for.
    Ask(Wish),
}

impl Part {
    /// Whether the task of whoever added the place waits for it.
    pub fn goes_first(&self) -> bool {
        matches!(self, Self::Help(Help::Before | Help::Delegate))
    }

    /// Whether it speaks of the task, not of the matter: whoever answers there has handled nothing.
    pub fn is_request(&self) -> bool {
        matches!(self, Self::Ask(_))
    }
}

impl Seat {
    /// A place that nobody was asked to fill yet.
    pub fn new(weight: u32) -> Self {
        let (tasks, meant) = (SmallVec::new(), Vec::new());
        Self { weight, tasks, meant, answer: None, added: None, dropped: false }
    }

    /// Whether the node's mode counts it: one that its rule opened, or that was added beside those.
    pub fn counts(&self) -> bool {
        !self.dropped && matches!(self.part(), None | Some(Part::Help(Help::Beside)))
    }

    /// What is asked there, when somebody added it.
    pub fn part(&self) -> Option<&Part> {
        self.added.as_deref().map(|added| &added.part)
    }
}

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
