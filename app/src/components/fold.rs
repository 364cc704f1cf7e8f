//! A way of acting beside the first: only its name shows until one turns to it.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// A form that is folded under its name.
#[component]
pub fn Fold(
    /// Which way it is, for styles and tests; unique on the page.
    way: &'static str,
    /// What it is called.
    #[prop(into)]
    title: String,
    /// Where it posts to without script.
    #[prop(optional, into)]
    action: Option<String>,
    /// Sends it.
    #[prop(into)]
    on_submit: Callback<()>,
    /// What is asked, and the button.
    children: Children,
) -> impl IntoView {
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        on_submit.run(());
    };
    view! {
        <details class="more" data-way=way>
            <summary><span class="button" data-kind="ghost">{title}</span></summary>
            <form method="post" action=action on:submit=send>
                {children()}
            </form>
        </details>
    }
    .into_any()
}
