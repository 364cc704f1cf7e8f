use flow::text::Text;
use serde::{Deserialize, Serialize};

use super::State;

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Hit {
    /// What it is.
    pub kind: HitKind,
    /// Its id.
    pub id: String,
    /// What to show.
    pub title: Text,
    /// What to show below: number and process, department, purpose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<Text>,
    /// How it stands, for an instance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
    /// The page that shows it.
    pub href: String,
}

/// A kind of thing that has an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum HitKind {
    /// An instance.
    Instance,
    /// A process of the catalogue.
    Process,
    /// A person.
    Person,
    /// A department.
    Department,
    /// A post.
    Post,
    /// A role.
    Role,
}
