//! What to call people, departments and posts.

use std::collections::BTreeMap;

use app::port::PersonRef;
use flow::id::{DepartmentId, FieldId, PersonId};
use flow::kernel::FieldProblem;
use flow::model::Choice;
use flow::organisation::{Department, Organisation};
use flow::text::{Language, Text};
use flow::time::Moment;

/// Why a name does not tell whom somebody means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unclear {
    /// Nobody is called so.
    Nobody,
    /// These are, by id.
    Several(Vec<String>),
}

impl Unclear {
    /// What to say where the name was written.
    pub(super) fn problem(&self, field: &FieldId, cell: Option<(usize, FieldId)>, words: &str) -> FieldProblem {
        let (code, message) = match self {
            Self::Nobody => (
                "unknown",
                Text::each(
                    format!("没有叫「{words}」的人，请写完整的姓名"),
                    format!("nobody is called “{words}”; write the whole name"),
                ),
            ),
            Self::Several(ids) => (
                "ambiguous",
                Text::each(
                    format!("叫「{words}」的不止一人，请写其中一人的标识：{}", ids.join("、")),
                    format!("several people are called “{words}”; write the id of one: {}", ids.join(", ")),
                ),
            ),
        };
        FieldProblem { field: field.clone(), cell, code: code.to_owned(), message }
    }
}

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

    /// Whom somebody means who writes an id or a whole name.
    pub(super) fn called(&self, words: &str) -> Result<&'a PersonId, Unclear> {
        let words = words.trim();
        let here = || self.organisation.people.keys().filter(|id| self.is_here(id));
        if let Some(id) = here().find(|id| id.as_str() == words) {
            return Ok(id);
        }
        let wanted = words.to_lowercase();
        let has_name = |id: &&PersonId| {
            let name = &self.organisation.people[*id].name;
            [Language::Chinese, Language::English]
                .iter()
                .any(|language| name.in_language(*language).to_lowercase() == wanted)
        };
        let found: Vec<&PersonId> = here().filter(has_name).collect();
        match found.as_slice() {
            [one] => Ok(one),
            [] => Err(Unclear::Nobody),
            several => Err(Unclear::Several(several.iter().map(ToString::to_string).collect())),
        }
    }

    /// The departments to choose from.
    pub(super) fn departments(&self) -> Vec<Choice> {
        let choice =
            |(id, department): (&DepartmentId, &Department)| Choice::new(id.to_string(), department.name.clone());
        self.organisation.departments.iter().map(choice).collect()
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

#[cfg(test)]
mod tests {
    use flow::organisation::Person;

    use super::*;

    #[test]
    fn a_name_means_the_one_person_who_has_it() {
        let person = |name: Text, left| Person { name, left, ..Person::default() };
        let people = [
            ("caojing", person(Text::each("曹静", "Cao Jing"), None)),
            ("wang1", person(Text::each("王伟", "Wang Wei"), None)),
            ("wang2", person(Text::each("王伟", "Wang Wei"), None)),
            ("gone", person(Text::each("李娜", "Li Na"), Some(Moment(1)))),
        ];
        let people = people.map(|(id, person)| (PersonId::from(id), person)).into();
        let organisation = Organisation { people, ..Organisation::default() };
        let names = Names::new(&organisation, Moment(2));
        for words in ["曹静", " cao jing ", "caojing"] {
            assert_eq!(names.called(words).map(PersonId::as_str), Ok("caojing"), "{words}");
        }
        assert_eq!(names.called("wang2").map(PersonId::as_str), Ok("wang2"));
        assert_eq!(names.called("王伟"), Err(Unclear::Several(vec!["wang1".into(), "wang2".into()])));
        for words in ["曹", "李娜", "gone", "", "Wang"] {
            assert_eq!(names.called(words), Err(Unclear::Nobody), "{words}");
        }
    }
}
