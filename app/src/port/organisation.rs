use flow::id::{DepartmentId, PersonId, PostId, RoleId};
use flow::text::Text;
use flow::time::Moment;
use serde::{Deserialize, Serialize};

use super::{Permission, PersonRef};

/// A person as administrators see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PersonRow {
    /// Who; cannot be changed later.
    pub id: PersonId,
    /// Their name.
    pub name: Text,
    /// Their department.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// What the department is called; ignored when saving.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department_name: Option<Text>,
    /// Their direct superior, when it is not the head of their department.
    #[serde(default)]
    pub superior: Option<PersonId>,
    /// From when on they are no longer here.
    #[serde(default)]
    pub left: Option<Moment>,
    /// The posts they hold; ignored when saving.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub posts: Vec<Text>,
    /// Whether and how they can sign in; ignored when saving.
    #[serde(default)]
    pub account: Account,
}

/// Whether somebody can sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Account {
    /// They have no account.
    #[default]
    None,
    /// They can sign in.
    Active,
    /// Their account is disabled.
    Disabled,
}

/// An account to be made for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct NewAccount {
    /// The name to sign in with.
    pub name: String,
}

/// A password that was just made. It is told this once and kept nowhere.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Issued {
    /// The name to sign in with.
    pub name: String,
    /// The password.
    pub password: String,
}

impl std::fmt::Debug for Issued {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Issued").field("name", &self.name).finish_non_exhaustive()
    }
}

/// A department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct DepartmentRow {
    /// Which; cannot be changed later.
    pub id: DepartmentId,
    /// What it is called.
    pub name: Text,
    /// The department that it is part of.
    #[serde(default)]
    pub parent: Option<DepartmentId>,
    /// Its head.
    #[serde(default)]
    pub head: Option<PersonId>,
    /// The head's name; ignored when saving.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head_name: Option<Text>,
    /// How many people belong to it; ignored when saving.
    #[serde(default)]
    pub members: u32,
}

/// A post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PostRow {
    /// Which; cannot be changed later.
    pub id: PostId,
    /// What it is called.
    pub name: Text,
    /// Who holds it, each with the department when it is not the person's own.
    #[serde(default)]
    pub holders: Vec<(PersonRef, Option<DepartmentId>)>,
    /// The post that deputises for it.
    #[serde(default)]
    pub deputy: Option<PostId>,
}

/// A role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct RoleRow {
    /// Which; cannot be changed later.
    pub id: RoleId,
    /// What it is called.
    pub name: Text,
    /// Who has it.
    #[serde(default)]
    pub people: Vec<PersonRef>,
    /// What it allows across the organisation; ignored when saving.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub permissions: Vec<Permission>,
}
