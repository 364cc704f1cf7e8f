//! What stands where there is nothing to show: why, and the next step. No dead ends.

use leptos::prelude::*;

use super::{Icon, IconSize, State, Symbol};
use crate::t;

/// Nothing is here yet, or nothing fits. Say why, and offer what one can do as buttons inside.
#[component]
pub fn EmptyState(
    /// What is not here, in a few words.
    #[prop(into)]
    title: String,
    /// Why, or what would be here.
    #[prop(into)]
    text: String,
    /// Its drawing.
    #[prop(default = Symbol::Inbox)]
    symbol: Symbol,
    /// What one can do.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! { <StatePage state=State::Idle symbol title text trace=None actions=children.map(|children| children()) /> }
        .into_any()
}

/// Something went wrong, or may not be seen. Say what happened and what was kept, and offer the next step inside.
#[component]
pub fn ErrorState(
    /// What happened, in a few words.
    #[prop(into)]
    title: String,
    /// Why, and what one can do.
    #[prop(into)]
    text: String,
    /// Its drawing: a lock for what may not be seen.
    #[prop(default = Symbol::Warning)]
    symbol: Symbol,
    /// The number of the request, by which it is found in the log.
    #[prop(optional, into)]
    trace: Option<String>,
    /// What one can do.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! { <StatePage state=State::Refuse symbol title text trace actions=children.map(|children| children()) /> }
        .into_any()
}

#[component]
fn StatePage(
    state: State,
    symbol: Symbol,
    title: String,
    text: String,
    trace: Option<String>,
    actions: Option<AnyView>,
) -> impl IntoView {
    view! {
        <div class="state-page">
            <span class="state-page-mark" data-state=state.name()>
                <Icon symbol size=IconSize::Large />
            </span>
            <p class="state-page-title">{title}</p>
            <p class="state-page-text">{text}</p>
            {actions.map(|actions| view! { <div class="state-page-actions">{actions}</div> })}
            {trace.map(|trace| view! { <p class="state-page-trace">{t!("error-trace", id = trace)}</p> })}
        </div>
    }
    .into_any()
}
