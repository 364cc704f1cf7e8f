//! The page for an address that shows nothing.

use leptos::prelude::*;

/// Says that there is no such page.
#[component]
pub fn MissingPage() -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::document::AnswerStatus::set(404);
    view! {
        <main>
            <h1>"404"</h1>
        </main>
    }
}
