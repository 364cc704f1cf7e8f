//! Posts.

use leptos::prelude::*;

use super::cells;
use super::listing::{ListPage, Listing};
use super::section::Section;
use crate::components::{Column, Row};
use crate::form::in_words;
use crate::port::{PostRow, port};
use crate::t;

/// The page at `/admin/posts`.
#[component]
pub(super) fn PostsPage() -> impl IntoView {
    view! { <ListPage section=Section::Posts ask=|query| port().posts(query) columns line /> }
}

fn columns(listing: &Listing) -> Vec<Column> {
    vec![
        Column::new(t!("admin-name")),
        listing.column("id", t!("admin-id")),
        Column::new(t!("admin-holders")),
        Column::new(t!("admin-deputy")),
    ]
}

fn line(post: PostRow) -> AnyView {
    view! {
        <Row>
            {cells::naming(Section::Posts, post.id.as_str(), &post.name)}
            {cells::words(t!("admin-holders"), post.holders.iter().map(|(person, _)| in_words(&person.name)))}
            {cells::words(t!("admin-deputy"), post.deputy.map(|id| id.to_string()))}
        </Row>
    }
    .into_any()
}
