//! What the work asks for, and what a decision leads to.

use leptos::prelude::*;

use super::{Icon, Symbol};
use crate::t;

/// What the one who has the task is asked to do, in the words of the process.
#[component]
pub fn Requirement(
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="requirement" role="note" aria-label=t!("requirement")>
            {children()}
        </div>
    }
    .into_any()
}

/// What will happen after a decision, said before it is taken.
#[component]
pub fn Consequence(
    /// The words, with names.
    children: Children,
) -> impl IntoView {
    view! {
        <p class="consequence" aria-live="polite">
            <Icon symbol=Symbol::Flow />
            <span>{children()}</span>
        </p>
    }
    .into_any()
}
