use std::collections::BTreeSet;

use super::Organisation;
use crate::id::{DepartmentId, PersonId, PostId, RoleId};

/// Something in an organisation that points to nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// A person is in a department that is not there.
    #[error("{person} belongs to the department `{department}`, and there is none")]
    NoDepartment {
        /// The person.
        person: PersonId,
        /// What is named.
        department: DepartmentId,
    },
    /// A person's superior is not there.
    #[error("the superior of {person} is `{superior}`, and there is nobody of that id")]
    NoSuperior {
        /// The person.
        person: PersonId,
        /// What is named.
        superior: PersonId,
    },
    /// A department is part of one that is not there.
    #[error("the department {department} is part of `{parent}`, and there is none")]
    NoParent {
        /// The department.
        department: DepartmentId,
        /// What is named.
        parent: DepartmentId,
    },
    /// A department is part of itself, directly or through others.
    #[error("the department {0} is part of itself")]
    Circle(DepartmentId),
    /// The head of a department is not there.
    #[error("the head of the department {department} is `{head}`, and there is nobody of that id")]
    NoHead {
        /// The department.
        department: DepartmentId,
        /// What is named.
        head: PersonId,
    },
    /// The deputy of a post is not there.
    #[error("the post {post} is deputised by `{deputy}`, and there is no such post")]
    NoDeputy {
        /// The post.
        post: PostId,
        /// What is named.
        deputy: PostId,
    },
    /// The holder of a post is not there.
    #[error("the post {post} is held by `{person}`, and there is nobody of that id")]
    NoHolder {
        /// The post.
        post: PostId,
        /// What is named.
        person: PersonId,
    },
    /// A post is held in a department that is not there.
    #[error("the post {post} is held in `{department}`, and there is no such department")]
    NoPlace {
        /// The post.
        post: PostId,
        /// What is named.
        department: DepartmentId,
    },
    /// A role names somebody who is not there.
    #[error("the role {role} names `{person}`, and there is nobody of that id")]
    NoMember {
        /// The role.
        role: RoleId,
        /// What is named.
        person: PersonId,
    },
    /// An absence names somebody who is not there.
    #[error("an absence names `{0}`, and there is nobody of that id")]
    NoAbsentee(PersonId),
    /// An absence ends before it begins.
    #[error("the absence of {0} ends before it begins")]
    Backwards(PersonId),
}

impl Organisation {
    /// Everything in it that points to nothing, in the order of the file.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        self.look_at_departments(&mut problems);
        self.look_at_posts(&mut problems);
        self.look_at_people(&mut problems);
        problems
    }

    fn look_at_departments(&self, problems: &mut Vec<Problem>) {
        for (id, department) in &self.departments {
            if let Some(parent) = department.parent.clone().filter(|parent| !self.departments.contains_key(parent)) {
                problems.push(Problem::NoParent { department: id.clone(), parent });
            }
            if let Some(head) = department.head.clone().filter(|head| !self.people.contains_key(head)) {
                problems.push(Problem::NoHead { department: id.clone(), head });
            }
            if self.is_part_of_itself(id) {
                problems.push(Problem::Circle(id.clone()));
            }
        }
    }

    fn is_part_of_itself(&self, department: &DepartmentId) -> bool {
        let parent = |id: &DepartmentId| self.departments.get(id)?.parent.as_ref();
        let mut passed = BTreeSet::new();
        let mut next = parent(department);
        while let Some(above) = next {
            if above == department {
                return true;
            }
            next = parent(above).filter(|_| passed.insert(above));
        }
        false
    }

    fn look_at_posts(&self, problems: &mut Vec<Problem>) {
        for (id, post) in &self.posts {
            if let Some(deputy) = post.deputy.clone().filter(|deputy| !self.posts.contains_key(deputy)) {
                problems.push(Problem::NoDeputy { post: id.clone(), deputy });
            }
            for holder in &post.holders {
                if !self.people.contains_key(&holder.person) {
                    problems.push(Problem::NoHolder { post: id.clone(), person: holder.person.clone() });
                }
                if let Some(place) = holder.within.clone().filter(|place| !self.departments.contains_key(place)) {
                    problems.push(Problem::NoPlace { post: id.clone(), department: place });
                }
            }
        }
    }

    fn look_at_people(&self, problems: &mut Vec<Problem>) {
        let is_known = |person: &PersonId| self.people.contains_key(person);
        for (role, info) in &self.roles {
            let unknown = info.people.iter().filter(|person| !is_known(person));
            problems.extend(unknown.map(|person| Problem::NoMember { role: role.clone(), person: person.clone() }));
        }
        for (id, person) in &self.people {
            if let Some(department) = person.department.clone().filter(|id| !self.departments.contains_key(id)) {
                problems.push(Problem::NoDepartment { person: id.clone(), department });
            }
            if let Some(superior) = person.superior.clone().filter(|superior| !is_known(superior)) {
                problems.push(Problem::NoSuperior { person: id.clone(), superior });
            }
        }
        for absence in &self.absences {
            let named = [Some(&absence.person), absence.stand_in.as_ref()];
            let unknown = named.into_iter().flatten().filter(|person| !is_known(person));
            problems.extend(unknown.map(|person| Problem::NoAbsentee(person.clone())));
            if absence.until < absence.from {
                problems.push(Problem::Backwards(absence.person.clone()));
            }
        }
    }
}
