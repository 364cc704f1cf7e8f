//! People, departments, posts and roles: read in lists, changed one by one by administrators.

use std::collections::HashMap;
use std::sync::Arc;

use app::port::{Account, DepartmentRow, ListQuery, Page, PersonRef, PersonRow, PostRow, Problem, RoleRow};
use flow::id::{DepartmentId, PersonId, PostId, RoleId};
use flow::organisation::{Department, Holder, Organisation, Person, PostInfo, RoleInfo};
use flow::text::Language;

use super::listing::listed;
use super::naming::Names;
use super::permission::{Action, Object, can};
use super::subject::{is_administered, permissions_of};
use super::{Service, Subject, problems};
use crate::store::directory::Changer;

impl Service {
    pub(super) fn directory(&self, query: &ListQuery) -> Page<PersonRef> {
        let (organisation, now) = (self.organisation(), self.now());
        let names = Names::new(&organisation, now);
        let here = organisation.people.keys().filter(|id| names.is_here(id));
        let people = here.map(|id| names.person(id)).collect();
        listed(
            people,
            query,
            |person, _| person.id.to_string(),
            |person| {
                let words = person.posts.iter().chain(&person.department).chain([&person.name]);
                (vec![person.id.to_string()], words.cloned().collect())
            },
        )
    }

    pub(super) async fn people(&self, me: &Subject, query: &ListQuery) -> Result<Page<PersonRow>, Problem> {
        self.may_manage(me, Action::Read)?;
        let (organisation, now) = (self.organisation(), self.now());
        let accounts: HashMap<PersonId, bool> = self
            .store()
            .accounts()
            .await
            .map_err(problems::store)?
            .into_iter()
            .map(|account| (account.person, account.disabled.is_some()))
            .collect();
        let names = Names::new(&organisation, now);
        let rows =
            organisation.people.iter().map(|(id, person)| person_row(id, person, accounts.get(id).copied(), names));
        Ok(listed(
            rows.collect(),
            query,
            |row, column| match column {
                "name" => row.name.in_language(Language::Chinese).to_owned(),
                "department" => row.department.as_ref().map(ToString::to_string).unwrap_or_default(),
                _ => row.id.to_string(),
            },
            |row| {
                let words = row.posts.iter().chain(&row.department_name).chain([&row.name]);
                (vec![row.id.to_string()], words.cloned().collect())
            },
        ))
    }

    pub(super) async fn save_person(&self, me: &Subject, row: PersonRow) -> Result<PersonRow, Problem> {
        let saved = self.change(me, row.id.as_str(), |organisation| {
            let person = Person {
                name: row.name.clone(),
                department: row.department.clone(),
                superior: row.superior.clone(),
                left: row.left,
            };
            organisation.people.insert(row.id.clone(), person);
            Ok(())
        });
        let organisation = saved.await?;
        let names = Names::new(&organisation, self.now());
        Ok(person_row(&row.id, &organisation.people[&row.id], account_flag(row.account), names))
    }

    pub(super) fn departments(&self, me: &Subject, query: &ListQuery) -> Result<Page<DepartmentRow>, Problem> {
        self.may_manage(me, Action::Read)?;
        let organisation = self.organisation();
        let rows =
            organisation.departments.iter().map(|(id, department)| department_row(id, department, &organisation));
        Ok(listed(
            rows.collect(),
            query,
            |row, _| row.id.to_string(),
            |row| (vec![row.id.to_string()], row.head_name.iter().chain([&row.name]).cloned().collect()),
        ))
    }

    pub(super) async fn save_department(&self, me: &Subject, row: DepartmentRow) -> Result<DepartmentRow, Problem> {
        let saved = self.change(me, row.id.as_str(), |organisation| {
            // Its calendar is only in the file.
            let department = organisation.departments.entry(row.id.clone()).or_default();
            department.name = row.name.clone();
            department.parent = row.parent.clone();
            department.head = row.head.clone();
            Ok(())
        });
        let organisation = saved.await?;
        Ok(department_row(&row.id, &organisation.departments[&row.id], &organisation))
    }

    pub(super) async fn remove_department(&self, me: &Subject, id: &DepartmentId) -> Result<(), Problem> {
        self.change(me, id.as_str(), |organisation| {
            let member = organisation.people.values().any(|person| person.department.as_ref() == Some(id));
            let part = organisation.departments.values().any(|department| department.parent.as_ref() == Some(id));
            if member || part {
                return Err(problems::conflict("部门里还有人或下级部门", "People or departments still belong to it"));
            }
            organisation.departments.remove(id).map(drop).ok_or_else(problems::not_found)
        })
        .await
        .map(drop)
    }

    pub(super) fn posts(&self, me: &Subject, query: &ListQuery) -> Result<Page<PostRow>, Problem> {
        self.may_manage(me, Action::Read)?;
        let (organisation, now) = (self.organisation(), self.now());
        let names = Names::new(&organisation, now);
        let rows = organisation.posts.iter().map(|(id, post)| post_row(id, post, names));
        Ok(listed(
            rows.collect(),
            query,
            |row, _| row.id.to_string(),
            |row| {
                let holders = row.holders.iter().map(|(person, _)| &person.name);
                (vec![row.id.to_string()], holders.chain([&row.name]).cloned().collect())
            },
        ))
    }

    pub(super) async fn save_post(&self, me: &Subject, row: PostRow) -> Result<PostRow, Problem> {
        let saved = self.change(me, row.id.as_str(), |organisation| {
            let mut holders = Vec::new();
            for (person, within) in &row.holders {
                holders.push(Holder { person: person.id.clone(), within: within.clone() });
            }
            let post = PostInfo { name: row.name.clone(), holders, deputy: row.deputy.clone() };
            organisation.posts.insert(row.id.clone(), post);
            Ok(())
        });
        let organisation = saved.await?;
        Ok(post_row(&row.id, &organisation.posts[&row.id], Names::new(&organisation, self.now())))
    }

    pub(super) async fn remove_post(&self, me: &Subject, id: &PostId) -> Result<(), Problem> {
        self.change(me, id.as_str(), |organisation| {
            let held = organisation.posts.get(id).ok_or_else(problems::not_found)?;
            if !held.holders.is_empty() {
                return Err(problems::conflict("岗位上还有人", "Somebody still holds it"));
            }
            organisation.posts.remove(id);
            Ok(())
        })
        .await
        .map(drop)
    }

    pub(super) fn roles(&self, me: &Subject, query: &ListQuery) -> Result<Page<RoleRow>, Problem> {
        self.may_manage(me, Action::Read)?;
        let (organisation, now) = (self.organisation(), self.now());
        let names = Names::new(&organisation, now);
        let rows = organisation.roles.iter().map(|(id, role)| role_row(id, role, names));
        Ok(listed(
            rows.collect(),
            query,
            |row, _| row.id.to_string(),
            |row| {
                let people = row.people.iter().map(|person| &person.name);
                (vec![row.id.to_string()], people.chain([&row.name]).cloned().collect())
            },
        ))
    }

    pub(super) async fn save_role(&self, me: &Subject, row: RoleRow) -> Result<RoleRow, Problem> {
        let saved = self.change(me, row.id.as_str(), |organisation| {
            let people = row.people.iter().map(|person| person.id.clone()).collect();
            organisation.roles.insert(row.id.clone(), RoleInfo { name: row.name.clone(), people });
            Ok(())
        });
        let organisation = saved.await?;
        Ok(role_row(&row.id, &organisation.roles[&row.id], Names::new(&organisation, self.now())))
    }

    pub(super) async fn remove_role(&self, me: &Subject, id: &RoleId) -> Result<(), Problem> {
        self.change(me, id.as_str(), |organisation| {
            let role = organisation.roles.get(id).ok_or_else(problems::not_found)?;
            if !role.people.is_empty() {
                return Err(problems::conflict("还有人属于这个角色", "Somebody still has it"));
            }
            organisation.roles.remove(id);
            Ok(())
        })
        .await
        .map(drop)
    }

    pub(super) fn may_manage(&self, me: &Subject, action: Action) -> Result<(), Problem> {
        if can(me, action, &Object::Organisation) { Ok(()) } else { Err(problems::forbidden()) }
    }

    /// Changes the organisation, when it may be and the change makes sense, and answers it as it is then.
    async fn change(
        &self,
        me: &Subject,
        id: &str,
        change: impl FnOnce(&mut Organisation) -> Result<(), Problem>,
    ) -> Result<Arc<Organisation>, Problem> {
        self.may_manage(me, Action::Change)?;
        if !is_id(id) {
            return Err(problems::field(
                "id",
                "check",
                "1 到 64 个字母、数字或 . _ -",
                "1 to 64 letters, digits or . _ -",
            ));
        }
        let _changing = self.0.changing.lock().await;
        let before = self.organisation();
        let mut organisation = (*before).clone();
        change(&mut organisation)?;
        hangs_together(&before, &organisation)?;
        stays_administered(&before, &organisation)?;
        self.replace_organisation(organisation, &Changer { by: Some(me.person.clone()), at: self.now() }).await?;
        Ok(self.organisation())
    }
}

/// Whether a text can be the id of something in the organisation.
pub(super) fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.chars().all(|letter| letter.is_ascii_alphanumeric() || "._-".contains(letter))
}

/// Refuses what would point to nothing or make a department part of itself. What was wrong before is not held against
/// this change.
fn hangs_together(before: &Organisation, after: &Organisation) -> Result<(), Problem> {
    let known = before.problems();
    match after.problems().into_iter().find(|problem| !known.contains(problem)) {
        Some(problem) => Err(problems::conflict(&problem.to_string(), &problem.to_string())),
        None => Ok(()),
    }
}

/// Refuses what would leave nobody to administer the installation: an emptied role, or a leaving date of the last one.
fn stays_administered(before: &Organisation, after: &Organisation) -> Result<(), Problem> {
    if is_administered(before) && !is_administered(after) {
        return Err(problems::conflict("至少要有一名在职的系统管理员", "At least one administrator has to stay"));
    }
    Ok(())
}

fn account_flag(account: Account) -> Option<bool> {
    match account {
        Account::None => None,
        Account::Active => Some(false),
        Account::Disabled => Some(true),
    }
}

fn person_row(id: &PersonId, person: &Person, disabled: Option<bool>, names: Names<'_>) -> PersonRow {
    PersonRow {
        id: id.clone(),
        name: person.name.clone(),
        department: person.department.clone(),
        department_name: person.department.as_ref().map(|department| names.department(department)),
        superior: person.superior.clone(),
        left: person.left,
        posts: names.posts(id),
        account: match disabled {
            None => Account::None,
            Some(false) => Account::Active,
            Some(true) => Account::Disabled,
        },
    }
}

fn department_row(id: &DepartmentId, department: &Department, organisation: &Organisation) -> DepartmentRow {
    let head = department.head.as_ref().and_then(|head| organisation.people.get(head));
    let members = organisation.people.values().filter(|person| person.department.as_ref() == Some(id)).count();
    DepartmentRow {
        id: id.clone(),
        name: department.name.clone(),
        parent: department.parent.clone(),
        head: department.head.clone(),
        head_name: head.map(|head| head.name.clone()),
        members: u32::try_from(members).unwrap_or(u32::MAX),
    }
}

fn post_row(id: &PostId, post: &PostInfo, names: Names<'_>) -> PostRow {
    PostRow {
        id: id.clone(),
        name: post.name.clone(),
        holders: post.holders.iter().map(|held| (names.person(&held.person), held.within.clone())).collect(),
        deputy: post.deputy.clone(),
    }
}

fn role_row(id: &RoleId, role: &RoleInfo, names: Names<'_>) -> RoleRow {
    RoleRow {
        id: id.clone(),
        name: role.name.clone(),
        people: names.people(&role.people),
        permissions: permissions_of(id.as_str()).to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use flow::time::Moment;

    use super::*;
    use crate::service::subject::ADMINISTRATORS;

    #[test]
    fn a_department_is_never_part_of_itself() {
        let before = Organisation::default();
        let mut after = before.clone();
        after.departments.insert("a".into(), Department { parent: Some("b".into()), ..Department::default() });
        after.departments.insert("b".into(), Department::default());
        assert!(hangs_together(&before, &after).is_ok());
        after.departments.insert("b".into(), Department { parent: Some("a".into()), ..Department::default() });
        assert!(hangs_together(&before, &after).is_err());
        assert!(hangs_together(&after, &after).is_ok(), "what was wrong before does not stand in the way");
    }

    #[test]
    fn the_last_administrator_stays() {
        let mut before = Organisation::default();
        before.people.insert("ann".into(), Person::default());
        before.roles.insert(ADMINISTRATORS.into(), RoleInfo { people: vec!["ann".into()], ..RoleInfo::default() });
        let mut gone = before.clone();
        gone.people.insert("ann".into(), Person { left: Some(Moment(1)), ..Person::default() });
        assert!(stays_administered(&before, &gone).is_err());
        let mut emptied = before.clone();
        emptied.roles.insert(ADMINISTRATORS.into(), RoleInfo::default());
        assert!(stays_administered(&before, &emptied).is_err());
        assert!(stays_administered(&before, &before).is_ok());
        assert!(stays_administered(&gone, &gone).is_ok(), "what was wrong before does not stand in the way");
    }
}
