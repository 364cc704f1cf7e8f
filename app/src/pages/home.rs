//! The first page.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::t;

/// The page at `/`.
#[component]
pub fn HomePage() -> impl IntoView {
    let count = RwSignal::new(0);
    view! {
        <Title text=t!("brand") />
        <main>
            <h1>{t!("brand")}</h1>
            <button type="button" on:click=move |_| count.update(|count| *count += 1)>
                {move || count.get()}
            </button>
        </main>
    }
}
