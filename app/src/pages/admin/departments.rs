//! Departments.

use leptos::prelude::*;

use super::cells;
use super::listing::{ListPage, Listing};
use super::section::Section;
use crate::components::{Column, Row};
use crate::form::in_words;
use crate::port::{DepartmentRow, port};
use crate::t;

/// The page at `/admin/departments`.
#[component]
pub(super) fn DepartmentsPage() -> impl IntoView {
    view! { <ListPage section=Section::Departments ask=|query| port().departments(query) columns line /> }
}

fn columns(listing: &Listing) -> Vec<Column> {
    vec![
        Column::new(t!("admin-name")),
        listing.column("id", t!("admin-id")),
        Column::new(t!("admin-parent")),
        Column::new(t!("admin-head")),
        Column::new(t!("admin-members")).numeric(),
    ]
}

fn line(department: DepartmentRow) -> AnyView {
    view! {
        <Row>
            {cells::naming(Section::Departments, department.id.as_str(), &department.name)}
            {cells::words(t!("admin-parent"), department.parent.map(|id| id.to_string()))}
            {cells::words(t!("admin-head"), department.head_name.as_ref().map(in_words))}
            {cells::count(t!("admin-members"), department.members.into())}
        </Row>
    }
    .into_any()
}
