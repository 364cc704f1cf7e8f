//! Cards: one matter on a board, or a sheet of a page.

use leptos::prelude::*;

/// A surface that holds what belongs together.
#[component]
pub fn Card(
    /// The matter that is open beside the board.
    #[prop(optional, into)]
    current: Signal<bool>,
    /// The card as a whole leads somewhere (it has a [`CardTitle`] with a link).
    #[prop(optional)]
    interactive: bool,
    /// With the air of a sheet instead of the density of a board.
    #[prop(optional)]
    roomy: bool,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    view! {
        <article
            class="card"
            data-interactive=interactive.then_some("")
            data-padding=roomy.then_some("large")
            aria-current=move || current.get().then_some("true")
        >
            {children()}
        </article>
    }
    .into_any()
}

/// The title of a card; with a link, the whole card is the link's target.
#[component]
pub fn CardTitle(
    /// Where the card leads.
    #[prop(optional, into)]
    href: Option<String>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let words = children();
    view! {
        <h3 class="card-title">
            {match href {
                Some(href) => view! { <a href=href>{words}</a> }.into_any(),
                None => words,
            }}
        </h3>
    }
    .into_any()
}

/// A line of small facts.
#[component]
pub fn CardMeta(
    /// The facts.
    children: Children,
) -> impl IntoView {
    view! { <div class="card-meta">{children()}</div> }
}

/// An amount at the end of a line.
#[component]
pub fn Amount(
    /// The amount, as [`money`](crate::text::money) writes it.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <span class="amount">{text}</span> }
}
