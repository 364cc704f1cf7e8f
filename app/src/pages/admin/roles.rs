//! Roles.

use leptos::prelude::*;

use super::cells;
use super::listing::{ListPage, Listing};
use super::section::Section;
use crate::components::{Column, Row};
use crate::form::in_words;
use crate::port::{Permission, RoleRow, port};
use crate::t;

/// The page at `/admin/roles`.
#[component]
pub(super) fn RolesPage() -> impl IntoView {
    view! { <ListPage section=Section::Roles ask=|query| port().roles(query) columns line /> }
}

fn columns(listing: &Listing) -> Vec<Column> {
    vec![
        Column::new(t!("admin-name")),
        listing.column("id", t!("admin-id")),
        Column::new(t!("admin-holders")),
        Column::new(t!("admin-permissions")),
    ]
}

fn line(role: RoleRow) -> AnyView {
    view! {
        <Row>
            {cells::naming(Section::Roles, role.id.as_str(), &role.name)}
            {cells::words(t!("admin-holders"), role.people.iter().map(|person| in_words(&person.name)))}
            {cells::words(t!("admin-permissions"), role.permissions.iter().map(allowed))}
        </Row>
    }
    .into_any()
}

/// What a role allows, in words.
pub(super) fn allowed(permission: &Permission) -> String {
    match permission {
        Permission::ManageOrganisation => t!("permission-manage-organisation"),
        Permission::ManageDefinitions => t!("permission-manage-definitions"),
        Permission::ReadDefinitions => t!("permission-read-definitions"),
        Permission::ReadInstances => t!("permission-read-instances"),
        Permission::OperateInstances => t!("permission-operate-instances"),
    }
}
