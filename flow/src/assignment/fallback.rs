//! Whom to ask when a rule finds nobody.

use feel::Expression;
use smallvec::SmallVec;

use super::search::{Named, Search};
use super::{Instead, Place};
use crate::id::{DepartmentId, PersonId, PostId};
use crate::kernel::Incident;
use crate::model::Nobody;
use crate::process::Rule;

impl Search<'_> {
    /// What the node says for the case that a rule finds nobody. By default the deputies of the posts that the rule
    /// names are asked, then the superior, then the administrators of the process.
    pub(super) fn instead(&self, nobody: &Nobody, rule: &Rule) -> Result<Instead, Incident> {
        Ok(match nobody {
            Nobody::Pass | Nobody::Refuse => Instead::ByItself,
            Nobody::People(people) => match self.places(&Rule::People(people.clone()))? {
                places if places.is_empty() => Instead::Nobody,
                places => Instead::Asked(places),
            },
            Nobody::Fallback => match self.fall_back(rule)? {
                places if places.is_empty() => Instead::Nobody,
                places => Instead::FellBack(places),
            },
        })
    }

    fn fall_back(&self, rule: &Rule) -> Result<Vec<Place>, Incident> {
        let deputies = self.any_of(self.deputies(rule)?);
        if !deputies.is_empty() {
            return Ok(deputies);
        }
        let superiors = self.any_of(self.superiors(rule));
        if !superiors.is_empty() {
            return Ok(superiors);
        }
        Ok(self.any_of(self.administrators()))
    }

    /// Those who take over share one place: one of them is enough.
    fn any_of(&self, named: Vec<Named>) -> Vec<Place> {
        let found = named.into_iter().filter(|(person, _)| self.organisation().is_here(person, self.now()));
        let candidates: SmallVec<_> =
            self.seat(found.collect()).into_iter().flat_map(|place| place.candidates).collect();
        if candidates.is_empty() { Vec::new() } else { vec![Place { candidates }] }
    }

    /// Who deputises for the posts that a rule names, in the same department, and for the posts of those who left.
    fn deputies(&self, rule: &Rule) -> Result<Vec<Named>, Incident> {
        let mut named = Vec::new();
        named_posts(rule, &mut named);
        let mut posts: Vec<(&PostId, Option<DepartmentId>)> = Vec::new();
        for (post, within) in named {
            posts.push((post, within.map(|within| self.department(within)).transpose()?.flatten()));
        }
        for person in self.leavers(rule) {
            let own = self.organisation().people.get(person).and_then(|person| person.department.as_ref());
            posts.extend(self.organisation().posts_of(person).map(|(post, within)| (post, within.or(own).cloned())));
        }
        Ok(posts.into_iter().flat_map(|(post, within)| self.deputies_of(post, within.as_ref())).collect())
    }

    fn deputies_of(&self, post: &PostId, within: Option<&DepartmentId>) -> Vec<Named> {
        let Some(deputy) = self.organisation().posts.get(post).and_then(|post| post.deputy.as_ref()) else {
            return Vec::new();
        };
        let holders = self.organisation().holders(deputy, within, self.now());
        holders.into_iter().map(|person| (person.clone(), self.reason.deputises(post, deputy))).collect()
    }

    /// The superiors of those named who have left, else that of the initiator.
    fn superiors(&self, rule: &Rule) -> Vec<Named> {
        let leavers = self.leavers(rule);
        let below: Vec<&PersonId> = match leavers.is_empty() {
            true => self.initiator().into_iter().collect(),
            false => leavers,
        };
        let superior = |person: &PersonId| {
            let superior = self.organisation().superior_of(person, self.now())?;
            Some((superior.clone(), self.reason.superior_instead(person)))
        };
        below.into_iter().filter_map(superior).collect()
    }

    fn administrators(&self) -> Vec<Named> {
        let administrators = &self.scope.process.definition().settings.administrators;
        administrators.iter().map(|person| (person.clone(), self.reason.administrator())).collect()
    }

    /// The people that a rule names one by one and who have left.
    fn leavers<'r>(&self, rule: &'r Rule) -> Vec<&'r PersonId> {
        match rule {
            Rule::People(people) => {
                people.iter().filter(|person| !self.organisation().is_here(person, self.now())).collect()
            }
            rule => whose_people(rule).into_iter().flat_map(|rule| self.leavers(rule)).collect(),
        }
    }
}

/// Whether a rule names a seat in the organisation. Rules over data (a field, an expression) may mean nobody.
pub(super) fn names_a_seat(rule: &Rule) -> bool {
    match rule {
        Rule::People(_)
        | Rule::Post(..)
        | Rule::Role(_)
        | Rule::HeadOf(_)
        | Rule::Head(_)
        | Rule::Superior(..)
        | Rule::Chain(..) => true,
        Rule::Union(_) | Rule::Minus(_) => false,
        rule => rule.parts().into_iter().any(names_a_seat),
    }
}

/// The rules directly within one whose people it asks: not those below a superior, nor those that are left out.
fn whose_people(rule: &Rule) -> Vec<&Rule> {
    match rule {
        Rule::Superior(..) | Rule::Chain(..) => Vec::new(),
        Rule::Minus(rules) => rules.first().into_iter().collect(),
        rule => rule.parts(),
    }
}

/// The posts that a rule names, each with the expression of its department.
fn named_posts<'r>(rule: &'r Rule, posts: &mut Vec<(&'r PostId, Option<&'r Expression>)>) {
    match rule {
        Rule::Post(post, within) => posts.push((post, within.as_ref())),
        rule => whose_people(rule).into_iter().for_each(|rule| named_posts(rule, posts)),
    }
}
