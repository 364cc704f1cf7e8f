//! People for a trace that is given no organisation: one for each post, role, department and node that the
//! definitions name, so that every rule finds somebody and duties can be kept apart.

use feel::Value;

use crate::id::{DepartmentId, NodeId, PersonId, PostId};
use crate::kernel::Data;
use crate::model::{Definition, Field, FieldType, Nobody, Who};
use crate::organisation::{Department, Holder, Organisation, Person, PostInfo, RoleInfo};
use crate::process::{Process, Rule};

/// The department that every other is part of.
const HOUSE: &str = "house";

/// Whoever starts the instance.
pub(super) fn initiator() -> PersonId {
    "initiator".into()
}

/// Who is asked at a node when its rule finds nobody.
pub(super) fn at(node: &NodeId) -> PersonId {
    format!("at:{node}").into()
}

/// An organisation for a process, which is started with this data, and for those that it calls.
pub(super) fn cast<'p>(
    process: &'p Process,
    called: impl IntoIterator<Item = &'p Process>,
    data: &Data,
) -> Organisation {
    let mut cast = Cast::default();
    cast.department(&HOUSE.into());
    let home = home(process.definition());
    cast.department(&home);
    cast.person(&initiator(), &home);
    cast.chosen(&process.definition().form.fields, data);
    std::iter::once(process).chain(called).for_each(|process| cast.named_in(process));
    cast.0
}

/// The department of whoever starts: the one that may, else the one that owns the process.
fn home(definition: &Definition) -> DepartmentId {
    let starters = match &definition.starters {
        Some(Who::Department(department)) => Some(department.clone()),
        _ => None,
    };
    starters.or(definition.about.owner_department()).unwrap_or_else(|| HOUSE.into())
}

#[derive(Default)]
struct Cast(Organisation);

impl Cast {
    fn person(&mut self, id: &PersonId, department: &DepartmentId) {
        let (name, department) = (id.as_str().into(), Some(department.clone()));
        let person = Person { name, department, ..Person::default() };
        self.0.people.entry(id.clone()).or_insert(person);
    }

    fn of_the_house<'i>(&mut self, people: impl IntoIterator<Item = &'i PersonId>) {
        people.into_iter().for_each(|person| self.person(person, &HOUSE.into()));
    }

    /// A department with its head, who reports to the head of the house.
    fn department(&mut self, id: &DepartmentId) {
        if self.0.departments.contains_key(id) {
            return;
        }
        let head = PersonId::from(format!("head:{id}"));
        self.person(&head, id);
        let parent = (*id != HOUSE).then(|| HOUSE.into());
        let name = id.as_str().into();
        self.0.departments.insert(id.clone(), Department { name, parent, head: Some(head), ..Department::default() });
    }

    /// A post that is held in the house, and so in every department of it.
    fn post(&mut self, id: &PostId) {
        let person = PersonId::from(format!("post:{id}"));
        self.of_the_house([&person]);
        let holders = vec![Holder { person, within: None }];
        self.0.posts.insert(id.clone(), PostInfo { name: id.as_str().into(), holders, deputy: None });
    }

    fn named_in(&mut self, process: &Process) {
        self.of_the_house(&process.definition().settings.administrators);
        for (step, asked) in process.steps().iter().filter_map(|step| Some((step, step.asked()?))) {
            self.of_the_house([&at(&step.id)]);
            if let Nobody::People(people) = &asked.nobody {
                self.of_the_house(people);
            }
            asked.rule.each(&mut |rule| self.named_by(rule));
        }
    }

    fn named_by(&mut self, rule: &Rule) {
        match rule {
            Rule::People(people) => self.of_the_house(people),
            Rule::Department(department) | Rule::HeadOf(department) => self.department(department),
            Rule::Post(post, _) => self.post(post),
            Rule::Role(role) => {
                let person = PersonId::from(format!("role:{role}"));
                self.of_the_house([&person]);
                self.0.roles.insert(role.clone(), RoleInfo { name: role.as_str().into(), people: vec![person] });
            }
            _ => {}
        }
    }

    /// The people and departments that the data to begin with speaks of.
    fn chosen(&mut self, fields: &[Field], data: &Data) {
        for field in fields {
            let value = data.get(&field.id);
            let values = value.into_iter().flat_map(|value| value.as_list().unwrap_or(std::slice::from_ref(value)));
            match field.kind {
                FieldType::Person | FieldType::People => {
                    let people: Vec<PersonId> = values.filter_map(Value::as_str).map(PersonId::from).collect();
                    self.of_the_house(&people);
                }
                FieldType::Department => {
                    values.filter_map(Value::as_str).for_each(|id| self.department(&id.into()));
                }
                FieldType::Table => {
                    for row in values.filter_map(Value::as_context) {
                        let row = row.iter().map(|(name, value)| (name.into(), value.clone())).collect();
                        self.chosen(&field.fields, &row);
                    }
                }
                _ => {}
            }
        }
    }
}
