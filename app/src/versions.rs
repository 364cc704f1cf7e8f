//! The versions of a process: reading them, and the table of them.

use flow::id::ProcessKey;
use leptos::prelude::*;

use crate::components::{Align, Cell, Column, Row, Table, When};
use crate::form::in_words;
use crate::port::{Answer, Version, port};
use crate::t;
use crate::text::number;

/// Every version, the newest first; none of a process that was never published.
pub(crate) fn versions_of(process: ProcessKey) -> Answer<Vec<Version>> {
    let answer = port().versions(process);
    Box::pin(async move {
        match answer.await {
            // It has no versions, and is not found among those that have.
            Err(problem) if problem.status == 404 => Ok(Vec::new()),
            versions => versions,
        }
    })
}

/// Every version, each with the way to it and with what can be done about it.
#[component]
pub(crate) fn VersionTable(
    versions: Vec<Version>,
    /// Where a version is shown; without its number.
    href: String,
    /// The page that is there has to be opened anew to show it.
    #[prop(optional)]
    anew: bool,
    /// What can be done with a version, by its number.
    #[prop(optional, into)]
    doing: Option<Callback<u32, AnyView>>,
) -> impl IntoView {
    if versions.is_empty() {
        return view! { <p class="quiet">{t!("admin-never-published")}</p> }.into_any();
    }
    let mut columns = vec![
        Column::new(t!("admin-version")),
        Column::new(t!("admin-published")),
        Column::new(t!("admin-published-by")),
        Column::new(t!("admin-running")).numeric(),
    ];
    columns.extend(doing.map(|_| Column::new(t!("versions-do"))));
    let rows = versions.into_iter().map(move |Version { version: no, published: at, by, running, .. }| {
        let href = format!("{href}?version={no}");
        let by = by.map(|by| in_words(&by.name));
        let doing = doing.map(|doing| view! { <Cell label=t!("versions-do")>{doing.run(no)}</Cell> });
        view! {
            <Row>
                <Cell label=t!("admin-version") head=true><a href=href rel=anew.then_some("external")>{t!("admin-version-no", version = no)}</a></Cell>
                <Cell label=t!("admin-published")><When at /></Cell>
                <Cell label=t!("admin-published-by")>{by}</Cell>
                <Cell label=t!("admin-running") align=Align::End>{number(running)}</Cell>
                {doing}
            </Row>
        }
    });
    view! { <Table caption=t!("admin-versions") columns>{rows.collect_view()}</Table> }.into_any()
}
