//! What to call people, departments and posts.

use std::collections::BTreeMap;

use app::port::PersonRef;
use flow::id::{DepartmentId, PersonId};
use flow::organisation::Organisation;
use flow::text::Text;
use flow::time::Moment;

/// Names as they are at one moment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Names<'a> {
    pub(super) organisation: &'a Organisation,
    now: Moment,
}

impl<'a> Names<'a> {
    pub(super) fn new(organisation: &'a Organisation, now: Moment) -> Self {
        Self { organisation, now }
    }

    /// A person with their department and posts; somebody unknown is called by their id.
    pub(super) fn person(&self, id: &PersonId) -> PersonRef {
        let person = self.organisation.people.get(id);
        let department = person.and_then(|person| person.department.as_ref());
        PersonRef {
            id: id.clone(),
            name: person.map_or_else(|| Text::from(id.as_str()), |person| person.name.clone()),
            department: department.map(|department| self.department(department)),
            posts: self.posts(id),
        }
    }

    pub(super) fn people<'p>(&self, ids: impl IntoIterator<Item = &'p PersonId>) -> Vec<PersonRef> {
        ids.into_iter().map(|id| self.person(id)).collect()
    }

    pub(super) fn department(&self, id: &DepartmentId) -> Text {
        self.organisation.departments.get(id).map_or_else(|| Text::from(id.as_str()), |found| found.name.clone())
    }

    /// The posts somebody holds.
    pub(super) fn posts(&self, person: &PersonId) -> Vec<Text> {
        let held =
            self.organisation.posts.values().filter(|post| post.holders.iter().any(|held| held.person == *person));
        held.map(|post| post.name.clone()).collect()
    }

    pub(super) fn is_here(&self, person: &PersonId) -> bool {
        let known = self.organisation.people.get(person);
        known.is_some_and(|known| known.left.is_none_or(|left| left > self.now))
    }

    /// The department that owns a process, as `dept:` and its id says.
    pub(super) fn owner(&self, owner: Option<&str>) -> Option<Text> {
        let id = owner?.trim_start_matches("dept:");
        Some(self.department(&DepartmentId::from(id)))
    }

    /// What to call the people and departments that JSON values name by id.
    pub(super) fn mentioned<'v>(&self, ids: impl IntoIterator<Item = &'v str>) -> BTreeMap<String, Text> {
        let named = ids.into_iter().filter_map(|id| {
            let person = self.organisation.people.get(id).map(|person| &person.name);
            let name = person.or_else(|| self.organisation.departments.get(id).map(|department| &department.name))?;
            Some((id.to_owned(), name.clone()))
        });
        named.collect()
    }
}
