//! The frame of pages for people without an account: what was shared with them, and what they are asked.

use leptos::prelude::*;

use crate::t;

/// One column under the seal. Nothing in it needs script.
#[component]
pub fn PublicFrame(
    /// The organisation and what the page is about.
    #[prop(into)]
    title: String,
    /// Who shared it, until when, what one may do with it.
    #[prop(optional, into)]
    foot: Option<String>,
    /// The decision bar: a [`PublicActions`].
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// The sheets of the page.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="public">
        <header class="public-top">
            <span class="seal" aria-hidden="true">
                {t!("brand-sign")}
            </span>
            <h1>{title}</h1>
        </header>
        <main class="public-body">{children()}</main>
        {foot.map(|foot| view! { <footer class="public-foot">{foot}</footer> })}
        {actions.map(|actions| actions.run())}
        </div>
    }
    .into_any()
}

/// The decision bar at the foot of a phone page; the last button is the widest.
#[component]
pub fn PublicActions(
    /// Large buttons.
    children: Children,
) -> impl IntoView {
    view! { <div class="public-actions">{children()}</div> }.into_any()
}
