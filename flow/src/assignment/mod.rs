//! Who is asked, and why: an assignment rule and an organisation yield places with candidates.
//!
//! The same rule over the same organisation, state and moment always finds the same people in the same order.

mod choice;
mod duty;
mod fallback;
mod reason;
mod search;
mod table;

pub use duty::forbidden;

use smallvec::{SmallVec, smallvec};

use crate::id::PersonId;
use crate::kernel::{Help, Incident, Meant};
use crate::model::Nobody;
use crate::organisation::Organisation;
use crate::process::{Asked, Duty, HumanStep, Rule, Scope};
use crate::text::Text;
use crate::time::Moment;
use fallback::names_a_seat;
use search::Search;

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

impl Candidate {
    /// Who would be asked if nobody stood in.
    pub fn meant(&self) -> Meant {
        let person = self.stands_in_for.as_ref().unwrap_or(&self.person).clone();
        Meant { person, why: self.why.clone() }
    }
}

/// A place in a node's mode: any one of its candidates fills it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// Who can fill it, nobody twice; never empty.
    pub candidates: SmallVec<[Candidate; 1]>,
}

impl Place {
    fn of(candidate: Candidate) -> Self {
        Self { candidates: smallvec![candidate] }
    }

    /// Whether the same people would be asked in the same names.
    fn asks_as(&self, other: &Self) -> bool {
        fn asked(candidate: &Candidate) -> (&PersonId, Option<&PersonId>) {
            (&candidate.person, candidate.stands_in_for.as_ref())
        }
        self.candidates.iter().map(asked).eq(other.candidates.iter().map(asked))
    }
}

/// What a rule found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// The people that the rule, or the node's answer to nobody, names.
    Places(Vec<Place>),
    /// Nobody for the rule, or for a part of it; there these were asked instead: the post's deputy, the superior, or the
    /// administrators of the process.
    FellBack(Vec<Place>),
    /// Nobody; the node agrees by itself.
    Pass,
    /// Nobody; the node refuses by itself.
    Refuse,
    /// Nobody, and nobody to fall back on.
    Nobody,
}

impl Found {
    /// Everybody whom it names.
    pub fn into_candidates(self) -> Vec<Candidate> {
        match self {
            Self::Places(places) | Self::FellBack(places) => {
                places.into_iter().flat_map(|place| place.candidates).collect()
            }
            Self::Pass | Self::Refuse | Self::Nobody => Vec::new(),
        }
    }

    /// The same with one of its places alone, none when there are not so many.
    #[must_use]
    pub fn only(self, at: usize) -> Self {
        let one = |places: Vec<Place>| places.into_iter().skip(at).take(1).collect();
        match self {
            Self::Places(places) => Self::Places(one(places)),
            Self::FellBack(places) => Self::FellBack(one(places)),
            other => other,
        }
    }
}

/// Finds whom a node asks.
///
/// `approves` tells whether it is a decision on the matter, where the initiator is replaced as
/// [`SelfApproval`](crate::model::SelfApproval) says. Nobody is found who has left, or whom a duty of `not` keeps from
/// it. Where several are wanted together ([`Rule::All`]), each part that names a seat in the organisation is filled:
/// a countersignature is not dropped because its post is vacant.
///
/// # Errors
/// An expression of the rule could not be evaluated.
pub fn find(asked: &Asked, not: &[Duty], approves: bool, scope: &Scope<'_>) -> Result<Found, Incident> {
    let search = Search::new(scope, not, approves);
    let rule = search.through_tables(&asked.rule)?;
    let mut places: Vec<Place> = Vec::new();
    let mut fell_back = false;
    for part in parts(&rule) {
        let mut found = search.places(part)?;
        if found.is_empty() && names_a_seat(part) {
            (found, fell_back) = match search.instead(&asked.nobody, part)? {
                Instead::Asked(places) => (places, fell_back),
                Instead::FellBack(places) => (places, true),
                Instead::ByItself => continue,
                Instead::Nobody => return Ok(Found::Nobody),
            };
        }
        add_new(&mut places, found);
    }
    if !places.is_empty() {
        return Ok(if fell_back { Found::FellBack(places) } else { Found::Places(places) });
    }
    Ok(match search.instead(&asked.nobody, &rule)? {
        Instead::Asked(places) => Found::Places(places),
        Instead::FellBack(places) => Found::FellBack(places),
        Instead::ByItself if asked.nobody == Nobody::Pass => Found::Pass,
        Instead::ByItself => Found::Refuse,
        Instead::Nobody => Found::Nobody,
    })
}

/// Finds whom a node asks in a place that was settled earlier: those who were meant then, or whoever stands in for them
/// now; when none of them can be asked any more, whoever the node names for that case.
///
/// # Errors
/// An expression of a fallback could not be evaluated.
pub fn find_again(meant: &[Meant], human: &HumanStep, scope: &Scope<'_>) -> Result<Found, Incident> {
    let people = meant.iter().map(|meant| meant.person.clone()).collect();
    let asked = Asked { rule: Rule::Any(vec![Rule::People(people)]), nobody: human.asked.nobody.clone() };
    let mut found = find(&asked, &human.not, human.decides, scope)?;
    if let Found::Places(places) = &mut found {
        for candidate in places.iter_mut().flat_map(|place| &mut place.candidates) {
            if let Some(known) = meant.iter().find(|meant| meant.person == candidate.person) {
                candidate.why = known.why.clone();
            }
        }
    }
    Ok(found)
}

/// The people that a rule names, nobody twice: without stand-ins, duties and fallbacks.
///
/// # Errors
/// An expression of the rule could not be evaluated.
pub fn people(rule: &Rule, scope: &Scope<'_>) -> Result<Vec<PersonId>, Incident> {
    let search = Search::plain(scope);
    search.people(&*search.through_tables(rule)?)
}

/// Who gets a task that is meant for a person: they themselves, or whoever stands in for them at that moment.
pub fn stand_in(person: &PersonId, organisation: &Organisation, now: Moment) -> Candidate {
    let reason = reason::Reason::new(organisation);
    match organisation.stand_in_for(person, now) {
        Some(found) => Candidate {
            person: found.person.clone(),
            stands_in_for: Some(person.clone()),
            why: reason.stands_in(person, found.person, found.until),
        },
        None => Candidate { person: person.clone(), stands_in_for: None, why: reason.named() },
    }
}

/// Who gets a task that somebody asks a person to take a part in.
pub fn helper(person: &PersonId, by: &PersonId, help: Help, organisation: &Organisation, now: Moment) -> Candidate {
    let found = stand_in(person, organisation, now);
    match found.stands_in_for {
        Some(_) => found,
        None => Candidate { why: reason::Reason::new(organisation).asked_by(by, help), ..found },
    }
}

/// What is asked of when a rule, or a part of it, finds nobody.
enum Instead {
    /// People that the node names for that case.
    Asked(Vec<Place>),
    /// The post's deputy, the superior, or the administrators of the process.
    FellBack(Vec<Place>),
    /// Nobody: the node answers by itself.
    ByItself,
    /// Nobody at all.
    Nobody,
}

/// The parts that are wanted together, else the rule itself.
fn parts(rule: &Rule) -> Vec<&Rule> {
    match rule {
        Rule::All(rules) => rules.iter().flat_map(parts).collect(),
        rule => vec![rule],
    }
}

/// Nobody is asked twice for the same at one node.
fn add_new(places: &mut Vec<Place>, found: impl IntoIterator<Item = Place>) {
    for place in found {
        if !places.iter().any(|known| known.asks_as(&place)) {
            places.push(place);
        }
    }
}

#[cfg(test)]
mod tests;
