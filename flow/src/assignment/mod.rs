//! Who is asked, and why: an assignment rule and an organisation yield places with candidates.

use crate::id::PersonId;
use crate::kernel::{Incident, State};
use crate::organisation::Organisation;
use crate::process::{Asked, Duty, Scope};
use crate::text::Text;
use crate::time::Moment;

/// Somebody who can fill a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Who gets the task.
    pub person: PersonId,
    /// In whose name, when they stand in for somebody.
    pub stands_in_for: Option<PersonId>,
    /// Why this person, in a sentence.
    pub why: Text,
}

/// A place in a node's mode: any one of its candidates fills it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// Who can fill it, nobody twice.
    pub candidates: Vec<Candidate>,
}

/// What a rule found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// The people that the rule, or the node's answer to nobody, names.
    Places(Vec<Place>),
    /// Nobody; these were asked instead: the post's deputy, the superior, or the administrators of the process.
    FellBack(Vec<Place>),
    /// Nobody; the node agrees by itself.
    Pass,
    /// Nobody; the node refuses by itself.
    Refuse,
    /// Nobody, and nobody to fall back on.
    Nobody,
}

/// Finds whom a node asks.
///
/// `approves` tells whether it is a decision on the matter, where the initiator is replaced as
/// [`SelfApproval`](crate::model::SelfApproval) says.
///
/// # Errors
/// An expression of the rule could not be evaluated.
pub fn find(_asked: &Asked, _not: &[Duty], _approves: bool, _scope: &Scope<'_>) -> Result<Found, Incident> {
    Ok(Found::Nobody)
}

/// The duty that keeps a person from handling a node, if any does.
pub fn forbidden<'d>(_person: &PersonId, _not: &'d [Duty], _state: &State) -> Option<&'d Duty> {
    None
}

/// Who gets a task that is meant for a person: they themselves, or whoever stands in for them at that moment.
pub fn stand_in(person: &PersonId, _organisation: &Organisation, _now: Moment) -> Candidate {
    Candidate { person: person.clone(), stands_in_for: None, why: Text::default() }
}
