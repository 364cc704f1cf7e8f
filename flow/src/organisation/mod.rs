//! Who is who: people, departments, posts and roles, absences and the working calendar.
//!
//! An [`Organisation`] is a plain value that the caller hands in. It is read from `org.yaml`, as
//! `docs/organisation-file.md` describes it, or built from a store.

mod file;
mod lookup;
mod problem;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use file::OrganisationError;
pub use lookup::StandIn;
pub use problem::Problem;

use crate::calendar::Calendar;
use crate::id::{DepartmentId, PersonId, PostId, RoleId};
use crate::text::Text;
use crate::time::Moment;

/// An organisation as it stands at one time.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "file::OrganisationFile", into = "file::OrganisationFile")]
pub struct Organisation {
    /// What it is called.
    pub name: Text,
    /// Everybody, by id.
    pub people: BTreeMap<PersonId, Person>,
    /// Its departments, by id.
    pub departments: BTreeMap<DepartmentId, Department>,
    /// Its posts, by id.
    pub posts: BTreeMap<PostId, PostInfo>,
    /// Its roles, by id, with the people who have them.
    pub roles: BTreeMap<RoleId, RoleInfo>,
    /// Its working calendar.
    pub calendar: Calendar,
    /// Who is away, and who stands in for them.
    pub absences: Vec<Absence>,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Person {
    /// Their name.
    pub name: Text,
    /// The department they belong to.
    pub department: Option<DepartmentId>,
    /// Their direct superior; the head of their department when it says nothing.
    pub superior: Option<PersonId>,
    /// From when on they are no longer here.
    pub left: Option<Moment>,
}

/// A department.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Department {
    /// What it is called.
    pub name: Text,
    /// The department that it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<DepartmentId>,
    /// Its head.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub head: Option<PersonId>,
    /// The calendar by which it works, and its parts that have none of their own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calendar: Option<Calendar>,
}

/// A post and who holds it where.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct PostInfo {
    /// What it is called.
    pub name: Text,
    /// Its holders.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub holders: Vec<Holder>,
    /// The post that deputises for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deputy: Option<PostId>,
}

/// A person who holds a post.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(from = "file::HolderFile", into = "file::HolderFile")]
pub struct Holder {
    /// Who.
    pub person: PersonId,
    /// In which department; the person's own when it says nothing.
    pub within: Option<DepartmentId>,
}

/// A role and who has it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct RoleInfo {
    /// What it is called.
    pub name: Text,
    /// Who has it.
    pub people: Vec<PersonId>,
}

/// A time in which somebody stands in for somebody else.
#[derive(Debug, Clone, PartialEq)]
pub struct Absence {
    /// Who is away.
    pub person: PersonId,
    /// From when.
    pub from: Moment,
    /// Until when: the last moment of it.
    pub until: Moment,
    /// Who gets their new tasks; nobody when it says nothing.
    pub stand_in: Option<PersonId>,
}

#[cfg(test)]
mod tests;
