//! The first page.

use leptos::prelude::*;
use leptos_meta::Title;

/// The page at `/`.
#[component]
pub fn HomePage() -> impl IntoView {
    let count = RwSignal::new(0);
    view! {
        <Title text="Lianban" />
        <main>
            <h1 lang="zh">"联办"</h1>
            <button type="button" on:click=move |_| count.update(|count| *count += 1)>
                {move || count.get()}
            </button>
        </main>
    }
}
