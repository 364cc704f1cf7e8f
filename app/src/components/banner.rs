//! Something about the whole page that one should know.

use leptos::prelude::*;

use super::{Icon, State, Symbol};

/// A banner. One that appears while the page is open is spoken: at once when it is bad, else when there is time.
#[component]
pub fn Banner(
    /// What kind of news it is.
    #[prop(default = State::Run)]
    state: State,
    /// The news in a few words.
    #[prop(into)]
    title: String,
    /// What one can do about it: small buttons.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// The rest of the news.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let symbol = match state {
        State::Done => Symbol::Done,
        State::Refuse => Symbol::Refuse,
        State::Wait => Symbol::Warning,
        State::Back => Symbol::Back,
        State::Run | State::Idle => Symbol::Info,
    };
    view! {
        <div class="banner" data-state=state.name() role=if state == State::Refuse { "alert" } else { "status" }>
            <Icon symbol />
            <div class="banner-text">
                <strong class="banner-title">{title}</strong>
                {children.map(|children| children())}
            </div>
            {actions.map(|actions| view! { <div class="banner-actions">{actions.run()}</div> })}
        </div>
    }
    .into_any()
}
