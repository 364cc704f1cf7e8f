//! People.

use leptos::prelude::*;

use super::cells;
use super::listing::{ListPage, Listing};
use super::section::Section;
use crate::components::{Cell, Column, Pill, Row, State, When};
use crate::form::in_words;
use crate::port::{Account, PersonRow, port};
use crate::t;

/// The page at `/admin/people`.
#[component]
pub(super) fn PeoplePage() -> impl IntoView {
    view! { <ListPage section=Section::People ask=|query| port().people(query) columns line /> }
}

fn columns(listing: &Listing) -> Vec<Column> {
    vec![
        listing.column("name", t!("admin-name")),
        listing.column("id", t!("admin-id")),
        listing.column("department", t!("admin-department")),
        Column::new(t!("admin-posts")),
        Column::new(t!("admin-account")),
    ]
}

fn line(person: PersonRow) -> AnyView {
    let stands = match person.left {
        Some(at) => view! { <Pill>{t!("admin-left")} " " <When at /></Pill> }.into_any(),
        None => view! { <AccountPill account=person.account /> }.into_any(),
    };
    view! {
        <Row>
            {cells::naming(Section::People, person.id.as_str(), &person.name)}
            {cells::words(t!("admin-department"), person.department_name.as_ref().map(in_words))}
            {cells::words(t!("admin-posts"), person.posts.iter().map(in_words))}
            <Cell label=t!("admin-account")>{stands}</Cell>
        </Row>
    }
    .into_any()
}

/// Whether somebody can sign in.
#[component]
pub(super) fn AccountPill(account: Account) -> impl IntoView {
    match account {
        Account::None => view! { <Pill>{t!("admin-account-none")}</Pill> },
        Account::Active => view! { <Pill state=State::Done>{t!("admin-account-active")}</Pill> },
        Account::Disabled => view! { <Pill state=State::Refuse>{t!("admin-account-disabled")}</Pill> },
    }
}
