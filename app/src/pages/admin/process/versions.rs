//! The versions of a process.

use leptos::prelude::*;

use super::super::cells;
use crate::components::{Cell, Column, Row, Table, When};
use crate::form::in_words;
use crate::port::Version;
use crate::t;

/// Every version, each with the way to its text.
#[component]
pub(super) fn Versions(versions: Vec<Version>, href: String) -> impl IntoView {
    if versions.is_empty() {
        return view! { <p class="quiet admin-section">{t!("admin-never-published")}</p> }.into_any();
    }
    let columns = vec![
        Column::new(t!("admin-version")),
        Column::new(t!("admin-published")),
        Column::new(t!("admin-published-by")),
        Column::new(t!("admin-running")).numeric(),
    ];
    let rows = versions.into_iter().map(|version| line(version, &href)).collect_view();
    view! {
        <section class="admin-section">
            <h2>{t!("admin-versions")}</h2>
            <Table caption=t!("admin-versions") columns>{rows}</Table>
        </section>
    }
    .into_any()
}

fn line(version: Version, href: &str) -> AnyView {
    let Version { version: no, published: at, by, running, .. } = version;
    let href = format!("{href}?version={no}");
    view! {
        <Row>
            <Cell label=t!("admin-version") head=true><a href=href>{t!("admin-version-no", version = no)}</a></Cell>
            <Cell label=t!("admin-published")><When at /></Cell>
            {cells::words(t!("admin-published-by"), by.map(|by| in_words(&by.name)))}
            {cells::count(t!("admin-running"), running)}
        </Row>
    }
    .into_any()
}
