//! The page for an address that shows nothing.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::components::{ErrorState, Symbol};
use crate::t;

/// Says that there is no such page, and leads on.
#[component]
pub fn MissingPage() -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::document::AnswerStatus::set(404);
    view! {
        <Title text=format!("{} · {}", t!("problem-not-found-title"), t!("brand")) />
        <main class="alone" id="content">
            <h1 class="visually-hidden">{t!("problem-not-found-title")}</h1>
            <ErrorState title=t!("problem-not-found-title") text=t!("problem-not-found") symbol=Symbol::Search>
                <a class="button" href="/inbox">{t!("to-inbox")}</a>
            </ErrorState>
        </main>
    }
}
