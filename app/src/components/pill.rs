//! Pills: a state in one or two words.

use leptos::prelude::*;

use super::{Icon, IconSize, State, Symbol};

/// A state, in a word or two.
#[component]
pub fn Pill(
    /// The family of its colour.
    #[prop(optional, into)]
    state: Signal<State>,
    /// A symbol before the words.
    #[prop(optional, into)]
    icon: Option<Symbol>,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <span class="pill" data-state=move || state.get().name()>
            {icon.map(|symbol| view! { <Icon symbol size=IconSize::Small /> })}
            <span>{children()}</span>
        </span>
    }
}
