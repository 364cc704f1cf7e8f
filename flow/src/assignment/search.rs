use std::collections::BTreeSet;

use feel::{Expression, Value};
use smallvec::SmallVec;

use super::reason::Reason;
use super::{Candidate, Place, add_new, duty};
use crate::id::{DepartmentId, PersonId};
use crate::kernel::Incident;
use crate::model::{SelfApproval, UpTo};
use crate::organisation::Organisation;
use crate::process::{Duty, Rule, Scope};
use crate::text::Text;
use crate::time::Moment;

/// Looks for people in one organisation at one moment.
pub(super) struct Search<'a> {
    pub(super) scope: &'a Scope<'a>,
    pub(super) reason: Reason<'a>,
    not: &'a [Duty],
    own_matter: SelfApproval,
    /// Whether work goes to whoever stands in.
    stand_ins: bool,
}

/// Somebody that a rule names, and why.
pub(super) type Named = (PersonId, Text);

impl<'a> Search<'a> {
    /// Looks for whom to ask.
    pub(super) fn new(scope: &'a Scope<'a>, not: &'a [Duty], approves: bool) -> Self {
        let own_matter = match approves {
            true => scope.process.definition().settings.self_approval,
            false => SelfApproval::Allow,
        };
        Self { scope, reason: Reason::new(scope.context.organisation), not, own_matter, stand_ins: true }
    }

    /// Looks for whom a rule names.
    pub(super) fn plain(scope: &'a Scope<'a>) -> Self {
        let reason = Reason::new(scope.context.organisation);
        Self { scope, reason, not: &[], own_matter: SelfApproval::Allow, stand_ins: false }
    }

    pub(super) fn organisation(&self) -> &'a Organisation {
        self.scope.context.organisation
    }

    pub(super) fn now(&self) -> Moment {
        self.scope.context.now
    }

    pub(super) fn initiator(&self) -> Option<&'a PersonId> {
        self.scope.state.header.as_deref().map(|header| &header.initiator).or(self.scope.local.starter)
    }

    /// The places that a rule opens.
    pub(super) fn places(&self, rule: &Rule) -> Result<Vec<Place>, Incident> {
        Ok(match rule {
            Rule::Any(rules) => {
                let candidates = self.each(rules)?.into_iter().flat_map(|place| place.candidates);
                let place = Place { candidates: nobody_twice(candidates) };
                if place.candidates.is_empty() { Vec::new() } else { vec![place] }
            }
            Rule::All(rules) => self.each(rules)?,
            Rule::First(rules) => {
                for rule in rules {
                    let found = self.places(rule)?;
                    if !found.is_empty() {
                        return Ok(found);
                    }
                }
                Vec::new()
            }
            Rule::Union(rules) => {
                let mut seen = BTreeSet::new();
                without(self.each(rules)?, |candidate| !seen.insert(candidate.person.clone()))
            }
            Rule::Minus(rules) => {
                let Some((first, others)) = rules.split_first() else { return Ok(Vec::new()) };
                let mut taken = BTreeSet::new();
                for other in others {
                    taken.extend(Self::plain(self.scope).people(other)?);
                }
                without(self.places(first)?, |candidate| {
                    taken.contains(&candidate.person)
                        || candidate.stands_in_for.as_ref().is_some_and(|of| taken.contains(of))
                })
            }
            Rule::Table(_) => self.places(&*self.through_tables(rule)?)?,
            Rule::Row(row, rule) => {
                let mut places = self.places(rule)?;
                for candidate in places.iter_mut().flat_map(|place| &mut place.candidates) {
                    candidate.why = self.reason.by_row(*row, &candidate.why);
                }
                places
            }
            Rule::LeastLoaded(rules) => self.one_of(rules, Self::least_loaded)?,
            Rule::RoundRobin(rules) => self.one_of(rules, Self::next_in_turn)?,
            leaf => self.seat(self.named(leaf)?),
        })
    }

    pub(super) fn each(&self, rules: &[Rule]) -> Result<Vec<Place>, Incident> {
        let mut places = Vec::new();
        for rule in rules {
            add_new(&mut places, self.places(rule)?);
        }
        Ok(places)
    }

    /// Everybody in the places that a rule opens, nobody twice.
    pub(super) fn people(&self, rule: &Rule) -> Result<Vec<PersonId>, Incident> {
        let candidates = self.places(rule)?.into_iter().flat_map(|place| place.candidates);
        Ok(nobody_twice(candidates).into_iter().map(|candidate| candidate.person).collect())
    }

    /// A place for each of those named who can be asked.
    pub(super) fn seat(&self, named: Vec<Named>) -> Vec<Place> {
        let mut places = Vec::with_capacity(named.len());
        add_new(&mut places, named.into_iter().filter_map(|named| self.candidate(named)).map(Place::of));
        places
    }

    /// The people that a rule names by itself, in order, leavers left out.
    fn named(&self, rule: &Rule) -> Result<Vec<Named>, Incident> {
        let (organisation, now, reason) = (self.organisation(), self.now(), self.reason);
        let mut named: Vec<Named> = match rule {
            Rule::Initiator => because(self.initiator(), reason.initiator()),
            Rule::People(people) => because(people, reason.named()),
            Rule::Post(post, within) => {
                let within = within.as_ref().map(|within| self.department(within)).transpose()?;
                let holders = match &within {
                    // A department that is not known yet holds no post.
                    Some(None) => Vec::new(),
                    Some(Some(department)) => organisation.holders(post, Some(department), now),
                    None => organisation.holders(post, None, now),
                };
                because(holders, reason.post(post))
            }
            Rule::Role(role) => {
                let people = organisation.roles.get(role).map(|role| &role.people);
                because(people.into_iter().flatten(), reason.role(role))
            }
            Rule::Department(department) => because(organisation.members(department, now), reason.member(department)),
            Rule::HeadOf(department) => self.head(department),
            Rule::Head(department) => self.department(department)?.map(|id| self.head(&id)).unwrap_or_default(),
            Rule::Superior(of, level) => {
                let below = Self::plain(self.scope).people(of)?;
                let above =
                    |person: PersonId| Some((self.superior(&person, *level)?, reason.superior(&person, *level)));
                below.into_iter().filter_map(above).collect()
            }
            Rule::Field(field) => {
                let value = self.scope.data.get(field.as_str()).cloned().unwrap_or_default();
                because(&ids(&value), reason.field(field, self.scope.process))
            }
            Rule::Handler(node) => {
                because(&duty::handlers(node, self.scope.state), reason.handled(node, self.scope.process))
            }
            Rule::Expression(expression) => because(&ids(&self.scope.value_of(expression)?), reason.rule()),
            Rule::Chain(of, up_to) => {
                let below = Self::plain(self.scope).people(of)?;
                below.iter().flat_map(|person| self.chain(person, up_to)).collect()
            }
            Rule::Any(_)
            | Rule::All(_)
            | Rule::First(_)
            | Rule::Union(_)
            | Rule::Minus(_)
            | Rule::Table(_)
            | Rule::Row(..)
            | Rule::LeastLoaded(_)
            | Rule::RoundRobin(_) => Vec::new(),
        };
        named.retain(|(person, _)| organisation.is_here(person, now));
        Ok(named)
    }

    fn head(&self, department: &DepartmentId) -> Vec<Named> {
        let head = self.organisation().head_of(department, self.now());
        head.map(|head| (head.clone(), self.reason.head(department))).into_iter().collect()
    }

    /// The superior so many levels up.
    fn superior(&self, person: &PersonId, level: u8) -> Option<PersonId> {
        let above = |person: &PersonId| self.organisation().superior_of(person, self.now()).cloned();
        (0..level.max(1)).try_fold(person.clone(), |person, _| above(&person))
    }

    /// The superiors of a person, the nearest first, up to the one at whom a chain ends.
    fn chain(&self, person: &PersonId, up_to: &UpTo) -> Vec<Named> {
        let ends_at = |level: u8, above: &PersonId| match up_to {
            UpTo::Level(last) => level >= *last,
            UpTo::Post(post) => self.organisation().posts_of(above).any(|(held, _)| held == post),
            UpTo::Role(role) => self.organisation().roles.get(role).is_some_and(|role| role.people.contains(above)),
        };
        let is_so_high = ends_at(0, person);
        let mut chain: Vec<Named> = Vec::new();
        let mut passed = BTreeSet::from([person]);
        let mut next = person;
        for level in 1..=u8::MAX {
            // People can be each other's superiors by mistake.
            let above = self.organisation().superior_of(next, self.now()).filter(|above| passed.insert(above));
            let Some(above) = above else { break };
            chain.push((above.clone(), self.reason.superior(person, level)));
            if is_so_high || ends_at(level, above) {
                break;
            }
            next = above;
        }
        chain
    }

    /// The department that an expression yields: its id, or a context with it.
    pub(super) fn department(&self, expression: &Expression) -> Result<Option<DepartmentId>, Incident> {
        let value = self.scope.value_of(expression)?;
        Ok(id(&value).map(DepartmentId::from))
    }

    /// Who is asked when somebody is named: nobody decides on their own matter, work goes to whoever stands in, and
    /// duties are kept apart. None when that leaves nobody.
    fn candidate(&self, (person, why): Named) -> Option<Candidate> {
        let (person, why) = self.not_on_their_own_matter((person, why))?;
        let found = if self.stand_ins { self.organisation().stand_in_for(&person, self.now()) } else { None };
        let candidate = match found {
            Some(found) if !self.is_own_matter_of(found.person) => Candidate {
                why: self.reason.stands_in(&person, found.person, found.until),
                person: found.person.clone(),
                stands_in_for: Some(person),
            },
            Some(found) => {
                // Standing in would make the initiator decide on their own matter in somebody's name.
                let (person, why) = self.not_on_their_own_matter((found.person.clone(), why))?;
                Candidate { person, stands_in_for: None, why }
            }
            None => Candidate { person, stands_in_for: None, why },
        };
        let acting = std::iter::once(&candidate.person).chain(&candidate.stands_in_for);
        let mut barred = acting.filter_map(|person| duty::forbidden(person, self.not, self.scope.state));
        barred.next().is_none().then_some(candidate)
    }

    fn is_own_matter_of(&self, person: &PersonId) -> bool {
        matches!(self.own_matter, SelfApproval::Superior | SelfApproval::Head) && self.initiator() == Some(person)
    }

    fn not_on_their_own_matter(&self, (person, why): Named) -> Option<Named> {
        if !self.is_own_matter_of(&person) {
            return Some((person, why));
        }
        let organisation = self.organisation();
        let head = || organisation.head_of(organisation.people.get(&person)?.department.as_ref()?, self.now());
        let above = match self.own_matter {
            SelfApproval::Head => head().filter(|head| **head != person),
            _ => None,
        };
        let above = above.or_else(|| organisation.superior_of(&person, self.now()))?;
        Some((above.clone(), self.reason.not_on_their_own_matter(&person)))
    }
}

/// People with the reason that they have in common.
fn because<'p>(people: impl IntoIterator<Item = &'p PersonId>, why: Text) -> Vec<Named> {
    people.into_iter().map(|person| (person.clone(), why.clone())).collect()
}

/// The ids that a value holds: one, a list of them, or contexts with an `id`.
fn ids(value: &Value) -> Vec<PersonId> {
    match value {
        Value::List(values) => values.iter().filter_map(id).map(PersonId::from).collect(),
        value => id(value).map(PersonId::from).into_iter().collect(),
    }
}

fn id(value: &Value) -> Option<&str> {
    match value {
        Value::String(id) => Some(id),
        Value::Context(context) => context.get("id").and_then(Value::as_str),
        _ => None,
    }
}

pub(super) fn nobody_twice(candidates: impl Iterator<Item = Candidate>) -> SmallVec<[Candidate; 1]> {
    let mut seen = BTreeSet::new();
    candidates.filter(|candidate| seen.insert(candidate.person.clone())).collect()
}

/// The places without some candidates; a place without any is none.
fn without(places: Vec<Place>, mut taken: impl FnMut(&Candidate) -> bool) -> Vec<Place> {
    let mut left = places;
    for place in &mut left {
        place.candidates.retain(|candidate| !taken(candidate));
    }
    left.retain(|place| !place.candidates.is_empty());
    left
}
