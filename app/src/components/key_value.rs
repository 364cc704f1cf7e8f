//! Facts by name.

use leptos::prelude::*;

/// A list of [`Fact`]s.
#[component]
pub fn KeyValue(
    /// In two columns where there is room.
    #[prop(optional)]
    wide: bool,
    /// The facts.
    children: Children,
) -> impl IntoView {
    view! {
        <dl class="key-value" data-columns=wide.then_some("2")>
            {children()}
        </dl>
    }
    .into_any()
}

/// One fact.
#[component]
pub fn Fact(
    /// Its name.
    #[prop(into)]
    name: String,
    /// What it is.
    children: Children,
) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{children()}</dd>
        </div>
    }
    .into_any()
}
