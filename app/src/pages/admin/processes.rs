//! Processes: their definitions, drafts and versions.

use leptos::prelude::*;

use super::cells;
use super::listing::{ListPage, Listing};
use super::section::Section;
use crate::components::{Align, Cell, Column, Pill, Row, State, When};
use crate::form::in_words;
use crate::port::{DefinitionRow, port};
use crate::t;
use crate::text::number;

/// The page at `/admin/processes`.
#[component]
pub(super) fn ProcessesPage() -> impl IntoView {
    view! { <ListPage section=Section::Processes ask=|query| port().definitions(query) columns line /> }
}

fn columns(listing: &Listing) -> Vec<Column> {
    vec![
        listing.column("name", t!("admin-name")),
        listing.column("id", t!("admin-id")),
        Column::new(t!("admin-owner")),
        Column::new(t!("admin-version")).numeric(),
        listing.column("published", t!("admin-published")),
        Column::new(t!("admin-draft")),
        Column::new(t!("admin-running")).numeric(),
    ]
}

fn line(row: DefinitionRow) -> AnyView {
    let (version, published, draft) = (row.version.map(number), row.published, draft(&row));
    view! {
        <Row>
            {cells::naming(Section::Processes, row.process.as_str(), &row.name)}
            {cells::words(t!("admin-owner"), row.owner.as_ref().map(in_words))}
            <Cell label=t!("admin-version") align=Align::End>{version}</Cell>
            <Cell label=t!("admin-published")>{published.map(|at| view! { <When at /> })}</Cell>
            <Cell label=t!("admin-draft")>{draft}</Cell>
            {cells::count(t!("admin-running"), row.running)}
        </Row>
    }
    .into_any()
}

/// How the draft stands, when there is one.
fn draft(row: &DefinitionRow) -> Option<AnyView> {
    let at = row.draft_at?;
    let (state, words) = match row.draft_errors {
        0 => (State::Wait, t!("admin-draft-good")),
        errors => (State::Refuse, t!("admin-draft-errors", count = errors)),
    };
    Some(view! { <Pill state>{words}</Pill> " " <When at /> }.into_any())
}
