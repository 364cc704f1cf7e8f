use flow::id::PersonId;
use flow::text::{Language, Text};
use serde::{Deserialize, Serialize};

/// A person as they are named on a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PersonRef {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: Text,
    /// Their department, when they have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<Text>,
    /// The posts they hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub posts: Vec<Text>,
}

/// Whoever is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Me {
    /// Who.
    pub person: PersonRef,
    /// What they may do across the organisation.
    pub permissions: Vec<Permission>,
    /// The name that they sign in with; none where they need no password.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// How they want the interface.
    pub preferences: Preferences,
}

impl Me {
    /// Whether they may do something across the organisation.
    #[must_use]
    pub fn may(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }
}

/// Something that somebody may do across the organisation. What one may do with a single instance or task is told
/// with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// Change people, departments, posts and roles, and their accounts.
    ManageOrganisation,
    /// Upload, change and publish definitions.
    ManageDefinitions,
    /// See every definition in administration.
    ReadDefinitions,
    /// See every instance.
    ReadInstances,
    /// Reassign, retry and terminate in every instance.
    OperateInstances,
}

/// How somebody wants the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Preferences {
    /// The language.
    pub language: Language,
    /// Light or dark.
    pub theme: Theme,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the reader's system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Who is signed in, if anybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(tag = "session", rename_all = "snake_case")]
pub enum Session {
    /// Somebody is.
    SignedIn(Me),
    /// Nobody is.
    SignedOut(SignInOptions),
}

/// How one may sign in here.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct SignInOptions {
    /// The installation has no administrator yet; the set-up page makes the first.
    pub set_up_needed: bool,
    /// In a demo: the people one may be, without a password.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub demo_people: Vec<PersonRef>,
    /// How the visitor wants the interface, as far as their browser told.
    pub preferences: Preferences,
}

/// How somebody says who they are.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(tag = "with", rename_all = "snake_case")]
pub enum SignIn {
    /// By name and password.
    Password {
        /// The account's name.
        name: String,
        /// The password.
        password: String,
    },
    /// By choosing a person of the demo; refused everywhere else.
    Demo {
        /// Who.
        person: PersonId,
    },
}

impl std::fmt::Debug for SignIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Password { name, .. } => f.debug_struct("Password").field("name", name).finish_non_exhaustive(),
            Self::Demo { person } => f.debug_struct("Demo").field("person", person).finish(),
        }
    }
}

/// Another password for whoever knows the one they have.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ChangePassword {
    /// The one they have.
    pub current: String,
    /// The one they want.
    pub password: String,
}

impl std::fmt::Debug for ChangePassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ChangePassword").finish_non_exhaustive()
    }
}

/// The first administrator of an empty installation.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SetUp {
    /// The one-time word that the server printed when it started.
    pub token: String,
    /// The name to sign in with.
    pub name: String,
    /// What people call the administrator.
    pub display_name: String,
    /// The password.
    pub password: String,
    /// What the organisation is called.
    pub organisation: String,
}

impl std::fmt::Debug for SetUp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SetUp").field("name", &self.name).finish_non_exhaustive()
    }
}
