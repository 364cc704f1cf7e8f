//! Cells that every list of administration has.

use flow::text::Text;
use leptos::prelude::*;

use super::section::Section;
use crate::components::{Align, Cell};
use crate::form::in_words;
use crate::t;
use crate::text::{listed, number};

/// What a row is about, with the way to its page, and its id.
pub(super) fn naming(section: Section, id: &str, name: &Text) -> AnyView {
    let (href, words) = (section.page_of(id), in_words(name));
    view! {
        <Cell label=t!("admin-name") head=true><a href=href>{words}</a></Cell>
        {code(t!("admin-id"), id.to_owned())}
    }
    .into_any()
}

/// An id.
pub(super) fn code(label: String, id: String) -> AnyView {
    view! { <Cell label><code>{id}</code></Cell> }.into_any()
}

/// Words; a cell without any is empty.
pub(super) fn words(label: String, words: impl IntoIterator<Item = String>) -> AnyView {
    let words = listed(words);
    view! { <Cell label>{words}</Cell> }.into_any()
}

/// How many.
pub(super) fn count(label: String, count: u64) -> AnyView {
    view! { <Cell label align=Align::End>{number(count)}</Cell> }.into_any()
}
